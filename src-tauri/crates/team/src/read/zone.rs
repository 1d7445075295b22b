//! The time zones of the file.

use std::str::FromStr as _;

use chrono_tz::{TZ_VARIANTS, Tz};

use crate::findings::Findings;
use crate::section::Section;
use crate::value::Value;
use crate::words::{nearest, quoted};

/// The zone of the team.
pub(crate) fn zone(top: &Section<'_>, found: &mut Findings<'_>) -> Option<Tz> {
    let value = top.need("zone", found, "zone = \"Europe/Berlin\"")?;
    zone_of(&value, found)
}

/// A zone by its name.
pub(crate) fn zone_of(
    value: &Value<'_>,
    found: &mut Findings<'_>,
) -> Option<Tz> {
    let name = value.text(found, "Europe/Berlin")?;
    let zone = Tz::from_str(name).ok();
    if zone.is_none() {
        let remedy = match meant_zone(name) {
            Some(meant) => format!("Did you mean \"{meant}\"?"),
            None => "Write a name of the IANA list, like \"Europe/Berlin\" \
                     or \"America/New_York\"."
                .to_owned(),
        };
        let what = format!("{} is not a time zone", quoted(name));
        found.fault(&value.spot, what, remedy);
    }
    zone
}

/// A city alone is understood; otherwise the name that is spelt most alike.
fn meant_zone(name: &str) -> Option<&'static str> {
    let spelt = name.trim().replace(' ', "_").to_lowercase();
    let names = || TZ_VARIANTS.iter().map(|zone| zone.name());
    names()
        .find(|zone| {
            zone.rsplit('/').next().is_some_and(|city| {
                !spelt.is_empty() && city.eq_ignore_ascii_case(&spelt)
            })
        })
        .or_else(|| nearest(name, names()))
}
