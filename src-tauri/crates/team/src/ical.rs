//! iCalendar files, as far as they say which days differ.
//!
//! Read are events: all-day ones as dates, the others as openings; yearly
//! rules by month and day or by the nth weekday of a month, and the dates that
//! are left out of them. Everything else is told as unread, never guessed.

mod event;
mod lines;
mod repeats;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;

use self::event::{Event, Moment, events};

/// The longest file that is read, in bytes.
const LONGEST: usize = 1 << 20;
/// The most dates that are taken from one file.
const MOST: usize = 500;
/// The most that is told as unread.
const MOST_UNREAD: usize = 5;
/// The longest event, in days.
const LONGEST_DAYS: u64 = 62;

/// What a calendar file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// The days of its all-day events, with what they are called.
    pub(crate) days: BTreeMap<NaiveDate, String>,
    /// The hours of its other events, by the date on which they begin.
    pub(crate) hours: BTreeMap<NaiveDate, Vec<String>>,
    /// What was not understood, in sentences.
    pub(crate) unread: Vec<String>,
}

/// Reads a calendar file; dates outside of these years are left out, and
/// times are told in a zone.
///
/// # Errors
/// Why it is none.
pub(crate) fn read(
    text: &str,
    years: &RangeInclusive<i32>,
    zone: Tz,
) -> Result<Said, String> {
    if text.len() > LONGEST {
        return Err(format!("it is longer than {} kB", LONGEST / 1024));
    }
    let events = events(text)?;
    let mut said = Said::default();
    for event in &events {
        put(event, years, zone, &mut said);
    }
    for hours in said.hours.values_mut() {
        hours.sort_unstable();
        hours.dedup();
    }
    Ok(said)
}

fn put(event: &Event, years: &RangeInclusive<i32>, zone: Tz, said: &mut Said) {
    if event.cancelled {
        return;
    }
    for what in &event.unread {
        unread(said, event, what);
    }
    let Some(start) = &event.start else {
        if event.unread.is_empty() {
            unread(said, event, "does not say when it is");
        }
        return;
    };
    let days = event.days();
    let first = start.date(zone);
    let rule = event.rule.as_deref().zip(first);
    if rule.is_some_and(|(rule, first)| !repeats::is_read(rule, first)) {
        unread(
            said,
            event,
            "comes again in a way that is not read; only the first counts",
        );
    }
    for first in repeats::dates(event, first, years) {
        if said.days.len() + said.hours.len() >= MOST {
            unread(
                said,
                event,
                "comes after so many dates that it is not read",
            );
            return;
        }
        match start {
            Moment::Day(_) => {
                for day in first.iter_days().take(days) {
                    if years.contains(&day.year()) {
                        said.days
                            .entry(day)
                            .or_insert_with(|| event.title.clone());
                    }
                }
            }
            Moment::Time { .. } => match event.hours(zone) {
                Some(hours) => {
                    said.hours.entry(first).or_default().push(hours);
                }
                None => unread(said, event, "is longer than a day"),
            },
        }
    }
}

fn unread(said: &mut Said, event: &Event, what: &str) {
    let sentence = format!("“{}” {what}", event.title);
    if said.unread.len() < MOST_UNREAD && !said.unread.contains(&sentence) {
        said.unread.push(sentence);
    }
}

impl Event {
    /// How many days an all-day event lasts.
    fn days(&self) -> usize {
        let (Some(Moment::Day(first)), end) = (&self.start, &self.end) else {
            return 1;
        };
        let days = match (end, self.lasts_days) {
            (Some(Moment::Day(end)), _) => (*end - *first).num_days(),
            (_, Some(days)) => days,
            (_, None) => 1,
        };
        let days = u64::try_from(days).unwrap_or(1).clamp(1, LONGEST_DAYS);
        usize::try_from(days).unwrap_or(1)
    }

    /// The hours of a timed event on the date on which it begins, as the team
    /// file writes them.
    ///
    /// A later occurrence begins at the same time of the wall clock.
    fn hours(&self, zone: Tz) -> Option<String> {
        let start = self.start.as_ref()?.civil(zone)?;
        let end = match &self.end {
            Some(end) => end.civil(zone)?,
            None => start.checked_add_signed(self.lasts?)?,
        };
        let longest = start.checked_add_days(Days::new(1))?;
        if end <= start || end >= longest {
            return None;
        }
        let end = if end.date() > start.date() && end.time() == midnight() {
            "24:00".to_owned()
        } else {
            end.format("%H:%M").to_string()
        };
        Some(format!("{}-{end}", start.format("%H:%M")))
    }
}

fn midnight() -> chrono::NaiveTime {
    chrono::NaiveTime::MIN
}
