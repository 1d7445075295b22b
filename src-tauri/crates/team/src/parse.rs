//! A text becomes a team, or the list of what is wrong with it.

use std::str::FromStr as _;

use chrono_tz::{TZ_VARIANTS, Tz};
use domain::target::TargetKind;
use domain::{OffDuty, Rules};
use toml::de::{DeTable, DeValue};

use crate::findings::Findings;
use crate::flaw::Flaw;
use crate::read::calendar::hours;
use crate::read::duty::plan;
use crate::read::levels::levels;
use crate::read::marks::marks;
use crate::read::mentions::raises;
use crate::read::roster::roster;
use crate::read::sources::{declared, sources};
use crate::read::texts::keep_days;
use crate::secret;
use crate::section::{Section, TOP};
use crate::spot::{Place, Spot};
use crate::value::Value;
use crate::version::version;
use crate::words::{nearest, quoted};

/// The longest file that is read, in bytes.
const LONGEST: usize = 128 * 1024;

pub(crate) const OFF_DUTY: &[(&str, OffDuty)] =
    &[("answer", OffDuty::Answer), ("help", OffDuty::Help)];

/// A team file without faults.
#[derive(Clone, Debug)]
pub struct Team {
    /// What it says.
    pub rules: Rules,
    /// What in it will surprise.
    pub hints: Vec<Flaw>,
    /// Its file, as messages name it.
    pub(crate) file: String,
    /// Where each shift of the rules stands.
    pub(crate) shifts: Vec<Place>,
}

/// Reads a team file; `file` is its name in messages.
///
/// # Errors
/// Everything that is wrong with it. Where the text is no TOML, only that
/// is told: what follows from it would lead astray.
pub fn parse(text: &str, file: &str) -> Result<Team, Vec<Flaw>> {
    let mut found = Findings::none(text, file);
    if text.len() > LONGEST {
        let at = Spot { key: String::new(), span: 0..0 };
        let kilobytes = LONGEST / 1024;
        found.fault(
            &at,
            format!("this file is longer than {kilobytes} kB"),
            "A team file is a page or two; is it the right one?",
        );
        return Err(found.into_both().0);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let top = Section::top(table.get_ref());
    tell_secrets(&top, text, &mut found);
    for error in &errors {
        tell_no_toml(error, &mut found);
    }
    if !errors.is_empty() {
        return Err(found.into_both().0);
    }
    let read = rules(&top, &version(text), &mut found);
    let (Some((rules, spots)), false) = (read, found.any_fault()) else {
        return Err(found.into_both().0);
    };
    let shifts = spots.iter().map(|spot| found.place(spot)).collect();
    let hints = found.into_both().1;
    Ok(Team { rules, hints, file: file.to_owned(), shifts })
}

fn rules(
    top: &Section<'_>,
    version: &str,
    found: &mut Findings<'_>,
) -> Option<(Rules, Vec<Spot>)> {
    top.only(TOP, found);
    let team = top
        .need("team", found, "team = \"Backend support\"")
        .and_then(|value| value.text(found, "Backend support"));
    let zone = zone(top, found);
    let claim_says = top
        .get("claim_says")
        .and_then(|it| it.prose(found, "Looking into it."))
        .map(str::to_owned);
    let off_duty =
        top.get("off_duty").and_then(|it| it.choice(found, OFF_DUTY));
    let declared = declared(top, found);
    let sources = sources(&declared, found);
    let roster = roster(top, &declared, found);
    // Without a zone the rest is still read, so that its faults are told too.
    let some_zone = zone.unwrap_or(Tz::UTC);
    let plan = plan(top, some_zone, &roster, found);
    let hours = hours(top, some_zone, found);
    let levels = levels(top, hours.after_closing, found);
    let raises = raises(top, &declared, found);
    let marks = marks(top, found);
    let rules = Rules {
        version: version.to_owned(),
        team: team?.to_owned(),
        zone: zone?,
        roster,
        duty: plan.duty,
        off_duty: off_duty.unwrap_or(OffDuty::Answer),
        sources,
        calendar: hours.calendar,
        levels,
        raises,
        claim_says,
        claim_mark: marks.claim,
        close_mark: marks.close,
        dismiss_mark: marks.dismiss,
        keep_days: keep_days(top, found),
    };
    tell_missing_calendar(&rules, top, found);
    Some((rules, plan.spots))
}

fn zone(top: &Section<'_>, found: &mut Findings<'_>) -> Option<Tz> {
    let value = top.need("zone", found, "zone = \"Europe/Berlin\"")?;
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

/// Business time without a calendar runs at night too.
fn tell_missing_calendar(
    rules: &Rules,
    top: &Section<'_>,
    found: &mut Findings<'_>,
) {
    let counts_business = rules.levels.iter().any(|level| {
        level.first_response.as_ref().is_some_and(|target| {
            matches!(
                target.kind,
                TargetKind::BusinessMinutes(_)
                    | TargetKind::NextBusinessDay { .. }
            )
        })
    });
    if counts_business && top.get("calendar").is_none() {
        found.hint(
            &top.spot_of("calendar"),
            "there is no calendar, so business time runs round the clock",
            "Write [calendar] with days = \"mon-fri\" and hours = \
             [\"09:00-18:00\"].",
        );
    }
}

fn tell_no_toml(error: &toml::de::Error, found: &mut Findings<'_>) {
    let message = if secret::holds_secret(error.message()) {
        "a value is not in quotation marks"
    } else {
        error.message()
    };
    let at =
        Spot { key: String::new(), span: error.span().unwrap_or_default() };
    found.fault(
        &at,
        format!("this is not TOML: {message}"),
        "Texts stand in \"quotation marks\", lists in [square brackets], and \
         every key in a line of its own.",
    );
}

/// Secrets are told first, so that nothing else is said of where they stand.
fn tell_secrets(top: &Section<'_>, text: &str, found: &mut Findings<'_>) {
    for (key, value) in top.entries() {
        tell_secrets_in(key, &value, found);
    }
    // What is left stands in comments, or in a text that is no TOML.
    for secret in secret::secrets(text) {
        if !found.hides(secret.span.start) {
            let at = Spot { key: String::new(), span: secret.span.clone() };
            let hidden = secret.span.clone();
            found.secret(&at, &secret, hidden);
        }
    }
}

fn tell_secrets_in(key: &str, value: &Value<'_>, found: &mut Findings<'_>) {
    let whole = Spot { key: value.spot.key.clone(), span: value.whole() };
    let in_key = secret::secrets(key).into_iter().next();
    match value.raw() {
        DeValue::Table(_) => {
            if let Some(secret) = in_key {
                let key_spot = value.key_spot();
                found.secret(&key_spot, &secret, key_spot.span.clone());
            }
            let section = value.as_section();
            for (key, value) in section.iter().flat_map(Section::entries) {
                tell_secrets_in(key, &value, found);
            }
        }
        DeValue::Array(_) => {
            for value in value.list() {
                tell_secrets_in(key, &value, found);
            }
        }
        DeValue::String(text) => {
            let in_text = secret::secrets(text).into_iter().next();
            if let Some(secret) = in_key.or(in_text) {
                found.secret(&value.spot, &secret, whole.span.clone());
            } else if secret::names_secret(key) {
                found.secret_key(&value.key_spot(), key, &whole);
            }
        }
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}
