//! A calendar as people write it down.

use chrono::{Datelike, NaiveDate, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Always, CivilInterval, Union};

/// A calendar before it is checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CalendarDescription {
    /// Open round the clock.
    Always(Always),
    /// Open at stated times.
    BusinessHours(BusinessHoursDescription),
    /// Open while one of several is.
    Union(Union),
}

/// Business hours before they are checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessHoursDescription {
    /// What the team calls it.
    pub name: String,
    /// The zone all its times and dates are meant in.
    pub zone: Tz,
    /// The ordinary week.
    #[serde(default)]
    pub week: Week,
    /// The dates that differ from it.
    #[serde(default)]
    pub exceptions: Vec<DatedException>,
}

/// The opening hours of an ordinary week; a day left out is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Week {
    /// Intervals that begin on a Monday.
    pub mon: Vec<CivilInterval>,
    /// Intervals that begin on a Tuesday.
    pub tue: Vec<CivilInterval>,
    /// Intervals that begin on a Wednesday.
    pub wed: Vec<CivilInterval>,
    /// Intervals that begin on a Thursday.
    pub thu: Vec<CivilInterval>,
    /// Intervals that begin on a Friday.
    pub fri: Vec<CivilInterval>,
    /// Intervals that begin on a Saturday.
    pub sat: Vec<CivilInterval>,
    /// Intervals that begin on a Sunday.
    pub sun: Vec<CivilInterval>,
}

/// One date that differs from its weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedException {
    /// The date, in the calendar's zone.
    pub date: NaiveDate,
    /// What is different.
    pub hours: DatedHours,
    /// Why, for people; may be empty.
    #[serde(default)]
    pub reason: String,
}

/// How a date differs from its weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatedHours {
    /// Nothing begins on this date: a holiday.
    Closed,
    /// Open at these times, besides those of its weekday.
    Extra(Vec<CivilInterval>),
    /// Open at these times, instead of those of its weekday.
    Replaced(Vec<CivilInterval>),
}

impl Week {
    /// The same intervals on Monday to Friday, nothing at the weekend.
    pub fn workdays(intervals: &[CivilInterval]) -> Self {
        let day = || intervals.to_vec();
        Self {
            mon: day(),
            tue: day(),
            wed: day(),
            thu: day(),
            fri: day(),
            sat: Vec::new(),
            sun: Vec::new(),
        }
    }

    /// The intervals that begin on `weekday`.
    pub fn on(&self, weekday: Weekday) -> &[CivilInterval] {
        match weekday {
            Weekday::Mon => &self.mon,
            Weekday::Tue => &self.tue,
            Weekday::Wed => &self.wed,
            Weekday::Thu => &self.thu,
            Weekday::Fri => &self.fri,
            Weekday::Sat => &self.sat,
            Weekday::Sun => &self.sun,
        }
    }

    /// The days from Monday to Sunday, each with its intervals.
    pub fn days(&self) -> impl Iterator<Item = (Weekday, &[CivilInterval])> {
        [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
        ]
        .into_iter()
        .map(|weekday| (weekday, self.on(weekday)))
    }

    fn sort(&mut self) {
        for day in [
            &mut self.mon,
            &mut self.tue,
            &mut self.wed,
            &mut self.thu,
            &mut self.fri,
            &mut self.sat,
            &mut self.sun,
        ] {
            day.sort_unstable();
        }
    }
}

impl DatedHours {
    /// The intervals it names; a closed date names none.
    pub fn intervals(&self) -> &[CivilInterval] {
        match self {
            Self::Closed => &[],
            Self::Extra(intervals) | Self::Replaced(intervals) => intervals,
        }
    }
}

impl BusinessHoursDescription {
    /// Puts intervals and dates in order, on which looking them up relies.
    pub(super) fn sort(&mut self) {
        self.week.sort();
        self.exceptions.sort_by_key(|exception| exception.date);
        for exception in &mut self.exceptions {
            match &mut exception.hours {
                DatedHours::Closed => {}
                DatedHours::Extra(intervals)
                | DatedHours::Replaced(intervals) => intervals.sort_unstable(),
            }
        }
    }

    /// The intervals that begin on `date`, joined where they overlap.
    pub(super) fn on(&self, date: NaiveDate) -> Vec<CivilInterval> {
        let weekday = self.week.on(date.weekday());
        let found = self.exceptions.binary_search_by_key(&date, |it| it.date);
        let exception = found.ok().and_then(|at| self.exceptions.get(at));
        let mut intervals = match exception.map(|it| &it.hours) {
            None => weekday.to_vec(),
            Some(DatedHours::Closed) => Vec::new(),
            Some(DatedHours::Replaced(instead)) => instead.clone(),
            Some(DatedHours::Extra(extra)) => [weekday, extra].concat(),
        };
        intervals.sort_unstable();
        join_overlaps(intervals)
    }
}

fn join_overlaps(sorted: Vec<CivilInterval>) -> Vec<CivilInterval> {
    let mut joined: Vec<CivilInterval> = Vec::with_capacity(sorted.len());
    for interval in sorted {
        match joined.last_mut().and_then(|last| {
            let both = last.joined(interval)?;
            *last = both;
            Some(())
        }) {
            Some(()) => {}
            None => joined.push(interval),
        }
    }
    joined
}
