//! What a service level promises: its targets, and how it rings.

use std::num::NonZeroU32;

use domain::calendar::AfterClosing;
use domain::target::{Ahead, Target, TargetKind};
use domain::{Band, Repeats, Updates};

use super::levels::Said;
use crate::findings::Findings;
use crate::section::Section;
use crate::target::{EXAMPLES, target};
use crate::value::Value;
use crate::words::quoted;

pub(crate) const TARGET: &[&str] = &["within", "calendar", "warnings"];

/// How the targets of a level are read.
pub(crate) struct Manner<'s> {
    said: &'s Said<'s>,
    /// The calendar of the level with its switch.
    pub(crate) calendar: Option<String>,
    after_closing: AfterClosing,
    ahead: Option<Ahead>,
}

impl<'s> Manner<'s> {
    /// What a level says of all its targets.
    pub(crate) fn of(
        level: &Section<'_>,
        said: &'s Said<'s>,
        found: &mut Findings<'_>,
    ) -> Option<Self> {
        let mut manner = Self {
            said,
            calendar: None,
            after_closing: said.calendars.team.after_closing,
            ahead: None,
        };
        manner.adopt(level, found)?;
        Some(manner)
    }

    /// Takes over the calendar and the warnings of a section.
    fn adopt(
        &mut self,
        section: &Section<'_>,
        found: &mut Findings<'_>,
    ) -> Option<()> {
        if let Some(value) = section.get("calendar") {
            let (name, hours) = self.said.calendars.named(&value, found)?;
            self.after_closing = hours.after_closing;
            self.calendar = Some(name);
        }
        if let Some(value) = section.get("warnings") {
            self.ahead = Some(warnings(&value, found)?);
        }
        Some(())
    }

    /// The target at a key: words, or a table with a calendar of its own;
    /// `false` is no target, said aloud.
    pub(crate) fn target(
        &self,
        level: &Section<'_>,
        key: &str,
        found: &mut Findings<'_>,
    ) -> Option<Option<Target>> {
        let Some(value) = level.get(key) else { return Some(None) };
        if value.raw().as_bool() == Some(false) {
            return Some(None);
        }
        self.within(&value, found).map(Some)
    }

    fn within(
        &self,
        value: &Value<'_>,
        found: &mut Findings<'_>,
    ) -> Option<Target> {
        let Some(section) = value.as_section() else {
            return self.words(value, found);
        };
        section.only(TARGET, found);
        let words = section.need("within", found, "within = \"5 min\"")?;
        let mut own = Self { calendar: self.calendar.clone(), ..*self };
        own.adopt(&section, found)?;
        let target = own.words(&words, found)?;
        if let (TargetKind::Minutes(_), Some(calendar)) =
            (target.kind, section.get("calendar"))
        {
            found.hint(
                &calendar.spot,
                "this target counts round the clock, so its calendar says \
                 nothing",
                "Write \"business\" into it, as in \"30 business min\", or \
                 take the calendar out.",
            );
        }
        Some(target)
    }

    fn words(
        &self,
        value: &Value<'_>,
        found: &mut Findings<'_>,
    ) -> Option<Target> {
        if value.raw().as_str().is_none() {
            value.not(found, "a target", EXAMPLES);
            return None;
        }
        let text = value.text(found, "5 min")?;
        let read = match target(text, self.after_closing) {
            Ok(read) => read,
            Err(no) => {
                found.fault(&value.spot, no.what, no.remedy);
                return None;
            }
        };
        let counts = !matches!(read.kind, TargetKind::Minutes(_));
        let calendar = self.calendar.clone().filter(|_| counts);
        let target = Target { calendar, ahead: self.ahead, ..read };
        self.said.tell_never_due(&target, value, found);
        Some(target)
    }

    /// The news after an answer that only holds.
    pub(crate) fn updates(
        &self,
        level: &Section<'_>,
        found: &mut Findings<'_>,
    ) -> Option<Updates> {
        if level.get("update").is_none() {
            return Some(Updates::Usual);
        }
        let target = self.target(level, "update", found)?;
        Some(target.map_or(Updates::Never, |it| Updates::Within { target: it }))
    }

    /// The bands in the order of the file, the shortest first.
    pub(crate) fn bands(
        &self,
        level: &Section<'_>,
        found: &mut Findings<'_>,
    ) -> Option<Vec<Band>> {
        let Some(value) = level.get("bands") else { return Some(Vec::new()) };
        let section = value.section(found)?;
        let mut bands: Vec<Band> = Vec::new();
        for (name, value) in section.entries() {
            let within = self.within(&value, found)?;
            if let Some(last) = bands.last()
                && shrinks(&last.within, &within)
            {
                found.fault(
                    &value.spot,
                    format!("this is no longer than {}", quoted(&last.name)),
                    "Write the bands from the shortest to the longest; only \
                     what comes after the last is a miss.",
                );
                return None;
            }
            bands.push(Band { name: name.to_owned(), within });
        }
        Some(bands)
    }
}

/// Whether a band ends no later than the one before it, as far as that does
/// not depend on the day.
fn shrinks(before: &Target, after: &Target) -> bool {
    use TargetKind::{BusinessMinutes, CalendarDays, Minutes};
    if before.calendar != after.calendar {
        return false;
    }
    match (before.kind, after.kind) {
        (Minutes(a), Minutes(b))
        | (BusinessMinutes(a), BusinessMinutes(b))
        | (CalendarDays(a), CalendarDays(b)) => b <= a,
        (a, b) => a == b,
    }
}

/// How long before the end it warns: `["30 min", "10 min"]`.
fn warnings(value: &Value<'_>, found: &mut Findings<'_>) -> Option<Ahead> {
    let list = value.list();
    let both: Option<Vec<NonZeroU32>> =
        list.iter().map(|value| minutes(value, found)).collect();
    let ahead = match both?.as_slice() {
        [only] => Ahead { first: *only, second: *only },
        [first, second] => Ahead { first: *first, second: *second },
        _ => {
            value.not(
                found,
                "two warnings",
                "how long before the end they come: [\"30 min\", \"10 min\"]",
            );
            return None;
        }
    };
    if ahead.second > ahead.first {
        found.fault(
            &value.spot,
            "the second warning comes before the first",
            "Write the one that comes first, farther from the end, first: \
             [\"30 min\", \"10 min\"].",
        );
        return None;
    }
    Some(ahead)
}

fn minutes(value: &Value<'_>, found: &mut Findings<'_>) -> Option<NonZeroU32> {
    let text = value.text(found, "10 min")?;
    match target(text, AfterClosing::SameDay) {
        Ok(Target { kind: TargetKind::Minutes(minutes), .. }) => Some(minutes),
        Ok(_) | Err(_) => {
            found.fault(
                &value.spot,
                format!("{} is no time before the end", quoted(text)),
                "Write minutes or hours, like \"10 min\"; they are counted \
                 in the time of the target.",
            );
            None
        }
    }
}

/// How an overdue request rings again: "every 5 min, 3 times", or not.
pub(crate) fn repeats(
    value: &Value<'_>,
    found: &mut Findings<'_>,
) -> Option<Repeats> {
    if value.raw().as_bool() == Some(false) {
        return Some(Repeats::Never);
    }
    let text = value.text(found, "every 5 min, 3 times")?;
    let read = every(text);
    if read.is_none() {
        found.fault(
            &value.spot,
            format!("{} does not say how it rings again", quoted(text)),
            "Write \"every 5 min\", \"every 5 min, 3 times\", or false for \
             once.",
        );
    }
    read
}

fn every(text: &str) -> Option<Repeats> {
    let lower = text.to_lowercase();
    let (every, times) = match lower.split_once(',') {
        Some((every, times)) => (every, Some(times)),
        None => (lower.as_str(), None),
    };
    let every = every.trim().strip_prefix("every")?;
    let kind = target(every, AfterClosing::SameDay).ok()?.kind;
    let TargetKind::Minutes(minutes) = kind else { return None };
    let times = match times {
        Some(times) => {
            let number = times.trim().trim_end_matches('s');
            let number = number.strip_suffix("time")?.trim();
            Some(number.parse().ok()?)
        }
        None => None,
    };
    Some(Repeats::Every { minutes, times })
}
