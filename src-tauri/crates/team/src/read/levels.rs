//! What is promised: the service levels.

use domain::calendar::AfterClosing;
use domain::target::Target;
use domain::{Counts, Level, Priority};

use super::PRIORITIES;
use crate::findings::Findings;
use crate::section::Section;
use crate::target::{EXAMPLES, target};
use crate::value::Value;
use crate::words::quoted;

pub(crate) const LEVEL: &[&str] =
    &["name", "priority", "first_response", "counts", "internal"];

pub(crate) const COUNTS: &[(&str, Counts)] =
    &[("reply", Counts::Reply), ("claim", Counts::Claim)];

/// The levels in the order of the file; the first that fits wins.
pub(crate) fn levels(
    top: &Section<'_>,
    after_closing: AfterClosing,
    found: &mut Findings<'_>,
) -> Vec<Level> {
    let entries =
        top.get("levels").map(|it| it.tables(found)).unwrap_or_default();
    if top.get("levels").is_none() {
        found.hint(
            &top.spot_of("levels"),
            "there is no service level, so nothing has a deadline",
            format!(
                "Write [[levels]] with a priority and a first_response: \
                 {EXAMPLES}."
            ),
        );
    }
    let mut levels: Vec<Level> = Vec::new();
    for section in entries {
        let Some(level) = level(&section, after_closing, found) else {
            continue;
        };
        tell_never(&level, &levels, &section, found);
        levels.push(level);
    }
    levels
}

fn level(
    section: &Section<'_>,
    after_closing: AfterClosing,
    found: &mut Findings<'_>,
) -> Option<Level> {
    section.only(LEVEL, found);
    let priority = section
        .need("priority", found, "priority = \"urgent\"")
        .and_then(|value| value.choice(found, PRIORITIES));
    let name = match section.get("name") {
        Some(value) => value.text(found, "Production down")?.to_owned(),
        None => title(priority?).to_owned(),
    };
    let first_response = match section.get("first_response") {
        Some(value) => first_response(&value, after_closing, found)?,
        None => None,
    };
    let counts = section
        .get("counts")
        .map_or(Some(Counts::Reply), |it| it.choice(found, COUNTS));
    let internal =
        section.get("internal").map_or(Some(false), |it| it.flag(found));
    Some(Level {
        name,
        priority: priority?,
        first_response,
        counts: counts?,
        internal: internal?,
    })
}

/// The target; `false` is no target, said aloud.
fn first_response(
    value: &Value<'_>,
    after_closing: AfterClosing,
    found: &mut Findings<'_>,
) -> Option<Option<Target>> {
    if value.raw().as_bool() == Some(false) {
        return Some(None);
    }
    if value.raw().as_str().is_none() {
        value.not(found, "a target", EXAMPLES);
        return None;
    }
    let text = value.text(found, "5 min")?;
    match target(text, after_closing) {
        Ok(target) => Some(Some(target)),
        Err(no) => {
            found.fault(&value.spot, no.what, no.remedy);
            None
        }
    }
}

fn title(priority: Priority) -> &'static str {
    match priority {
        Priority::Emergency => "Emergency",
        Priority::Urgent => "Urgent",
        Priority::Normal => "Normal",
    }
}

/// A hint where an earlier level takes everything this one could.
fn tell_never(
    level: &Level,
    earlier: &[Level],
    section: &Section<'_>,
    found: &mut Findings<'_>,
) {
    let taken = earlier.iter().find(|other| {
        other.priority == level.priority && (other.internal || !level.internal)
    });
    if let Some(other) = taken {
        found.hint(
            &section.spot,
            format!(
                "this level never applies, because {} comes first",
                quoted(&other.name)
            ),
            "The first level of a priority wins. Take one of the two out, or \
             change its priority.",
        );
    }
}
