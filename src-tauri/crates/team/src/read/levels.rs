//! What is promised: the service levels.

use domain::target::Target;
use domain::{Counts, Level, Priority, Raise, SourceRules};

use super::calendars::Calendars;
use super::never::tell_never;
use super::promises::{Manner, repeats};
use super::when::when;
use crate::findings::Findings;
use crate::section::Section;
use crate::target::EXAMPLES;
use crate::value::Value;
use crate::words::quoted;

pub(crate) const LEVEL: &[&str] = &[
    "name",
    "priority",
    "internal",
    "when",
    "calendar",
    "first_response",
    "next_response",
    "update",
    "resolution",
    "bands",
    "warnings",
    "repeats",
    "counts",
    "remind",
];

pub(crate) const COUNTS: &[(&str, Counts)] =
    &[("reply", Counts::Reply), ("claim", Counts::Claim)];

/// More levels than anybody keeps apart.
const MOST: usize = 100;

/// What the file says elsewhere and levels refer to.
pub(crate) struct Said<'s> {
    /// The calendars.
    pub(crate) calendars: &'s Calendars,
    /// What is read.
    pub(crate) sources: &'s [SourceRules],
    /// What mentions mean.
    pub(crate) raises: &'s [Raise],
}

/// The levels in the order of the file; the first that fits wins.
pub(crate) fn levels(
    top: &Section<'_>,
    said: &Said<'_>,
    found: &mut Findings<'_>,
) -> Vec<Level> {
    let Some(value) = top.get("levels") else {
        found.hint(
            &top.spot_of("levels"),
            "there is no service level, so nothing has a deadline",
            format!(
                "Write [[levels]] with a priority and a first_response: \
                 {EXAMPLES}."
            ),
        );
        return Vec::new();
    };
    let entries = value.tables(found);
    if entries.len() > MOST {
        found.fault(
            &value.spot,
            format!("there are more than {MOST} service levels"),
            "Put what is promised the same into one level; a condition may \
             be a list.",
        );
        return Vec::new();
    }
    let mut levels: Vec<Level> = Vec::new();
    for section in entries {
        let Some(level) = level(&section, said, found) else { continue };
        tell_same_name(&level, &levels, &section, found);
        tell_never(&level, &levels, &section, found);
        levels.push(level);
    }
    levels
}

fn level(
    section: &Section<'_>,
    said: &Said<'_>,
    found: &mut Findings<'_>,
) -> Option<Level> {
    section.only(LEVEL, found);
    let when = when(section, said, found);
    let name =
        when.as_ref().and_then(|it| name(section, &it.priorities, found));
    let manner = Manner::of(section, said, found)?;
    let bands = manner.bands(section, found);
    let first = manner.target(section, "first_response", found);
    let next_response = manner.target(section, "next_response", found);
    let updates = manner.updates(section, found);
    let resolution = manner.target(section, "resolution", found);
    let remind = manner.target(section, "remind", found);
    let repeats = match section.get("repeats") {
        Some(value) => Some(repeats(&value, found)?),
        None => None,
    };
    let counts = section
        .get("counts")
        .map_or(Some(Counts::Reply), |it| it.choice(found, COUNTS));
    let (when, bands) = (when?, bands?);
    let first_response =
        in_bands(first?, bands.last().map(|it| &it.within), section, found)?;
    let remind = remind?;
    tell_reminder(first_response.as_ref(), remind.as_ref(), section, found);
    Some(Level {
        name: name?,
        calendar: manner.calendar,
        when,
        first_response,
        next_response: next_response?,
        updates: updates?,
        resolution: resolution?,
        bands,
        repeats,
        counts: counts?,
        remind,
    })
}

/// What is written, or the priority that it is for.
fn name(
    section: &Section<'_>,
    priorities: &[Priority],
    found: &mut Findings<'_>,
) -> Option<String> {
    let example = "name = \"Production down\"";
    match (section.get("name"), priorities) {
        (Some(value), _) => {
            value.text(found, "Production down").map(str::to_owned)
        }
        (None, [only]) => Some(title(*only).to_owned()),
        (None, _) => {
            section.need("name", found, example);
            None
        }
    }
}

/// The last band is what the first response is held to.
fn in_bands(
    first: Option<Target>,
    last: Option<&Target>,
    section: &Section<'_>,
    found: &mut Findings<'_>,
) -> Option<Option<Target>> {
    match (first, last) {
        (first, None) => Some(first),
        (None, Some(last)) => Some(Some(last.clone())),
        (Some(first), Some(last)) if first == *last => Some(Some(first)),
        (Some(_), Some(_)) => {
            found.fault(
                &section.spot_of("first_response"),
                "the first response is not the last of the bands",
                "Only what comes after the last band is a miss: take \
                 first_response out, or let the last band say the same.",
            );
            None
        }
    }
}

fn tell_reminder(
    first: Option<&Target>,
    remind: Option<&Target>,
    section: &Section<'_>,
    found: &mut Findings<'_>,
) {
    if first.is_some() && remind.is_some() {
        found.hint(
            &section.spot_of("remind"),
            "this level promises a first response, so nothing reminds of it",
            "Keep one of the two; a reminder is for what nobody promised.",
        );
    }
}

fn title(priority: Priority) -> &'static str {
    match priority {
        Priority::Emergency => "Emergency",
        Priority::Urgent => "Urgent",
        Priority::Normal => "Normal",
    }
}

/// The level of a request is known by its name.
fn tell_same_name(
    level: &Level,
    earlier: &[Level],
    section: &Section<'_>,
    found: &mut Findings<'_>,
) {
    if earlier.iter().any(|other| other.name == level.name) {
        found.fault(
            &section.spot_of("name"),
            format!("two levels are called {}", quoted(&level.name)),
            "Give each a name of its own: name = \"Normal, at night\".",
        );
    }
}

impl Said<'_> {
    /// A promise that no opening of its calendar is ever long enough for.
    pub(crate) fn tell_never_due(
        &self,
        target: &Target,
        value: &Value<'_>,
        found: &mut Findings<'_>,
    ) {
        if !self.calendars.fits(target) {
            found.fault(
                &value.spot,
                "the calendar never opens long enough for this target",
                "Give its calendar more hours, or promise less.",
            );
        }
    }
}
