//! A calendar tells when a team is open.
//!
//! It is written down in wall-clock times of one IANA zone. Each edge of each
//! interval becomes an instant, and from there on everything is counted on
//! instants: a day with a clock change is simply longer or shorter. An edge
//! inside a gap (clocks jump forward) is the first instant after it; an edge
//! that occurs twice (clocks go back) is its first occurrence.
//!
//! An interval belongs to the date on which it begins, also past midnight. A
//! holiday therefore closes what begins on it, while a night shift begun the
//! evening before runs to its end.

mod counting;
mod days;
mod description;
mod edges;
mod faults;
mod holding;
mod interval;
mod known;
#[cfg(test)]
pub(crate) mod made_up;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
pub(crate) mod tests;
mod union;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

pub use counting::{HORIZON_DAYS, Opening};
pub use days::{AfterClosing, BusinessDay};
pub use description::{
    BusinessHoursDescription, CalendarDescription, DatedException, DatedHours,
    Week,
};
pub(crate) use edges::civil_of;
pub use edges::instant_of;
pub use faults::CalendarFault;
pub use interval::{CivilInterval, IntervalFault};
use known::Known;
pub use union::{Part, Union};

/// When a team is open: always, or in its business hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CalendarDescription", into = "CalendarDescription")]
pub enum Calendar {
    /// Open round the clock.
    Always(Always),
    /// Open at stated times.
    Business(Box<BusinessHours>),
    /// Open while one of several is.
    Union(Box<Union>),
}

/// Round the clock; the zone only tells where one day ends and the next begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Always {
    /// What the team calls it.
    pub name: String,
    /// The zone whose midnights separate days.
    pub zone: Tz,
}

/// Checked business hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessHours {
    description: BusinessHoursDescription,
    /// The dates that differ from their weekday, with all their intervals.
    /// Neighbouring dates never overlap, so counting needs no merging.
    dates: BTreeMap<NaiveDate, Vec<CivilInterval>>,
    known: Known,
}

const WHOLE_DAY: &[CivilInterval] = &[CivilInterval::WHOLE_DAY];

impl Calendar {
    /// Round the clock, with its days counted in `zone`.
    pub fn always(name: impl Into<String>, zone: Tz) -> Self {
        Self::Always(Always { name: name.into(), zone })
    }

    /// Checks a description; its first fault is the error.
    ///
    /// [`CalendarDescription::faults`] lists all of them.
    pub fn new(
        description: CalendarDescription,
    ) -> Result<Self, CalendarFault> {
        if let Some(fault) = description.faults().into_iter().next() {
            return Err(fault);
        }
        Ok(match description {
            CalendarDescription::Always(always) => Self::Always(always),
            CalendarDescription::BusinessHours(hours) => {
                Self::Business(Box::new(BusinessHours::of_checked(hours)))
            }
            CalendarDescription::Union(union) => Self::Union(Box::new(union)),
        })
    }

    /// What the team calls it.
    pub fn name(&self) -> &str {
        match self {
            Self::Always(always) => &always.name,
            Self::Business(hours) => &hours.description.name,
            Self::Union(union) => &union.name,
        }
    }

    /// The zone in which its days and deadlines are computed.
    pub fn zone(&self) -> Tz {
        match self {
            Self::Always(always) => always.zone,
            Self::Business(hours) => hours.description.zone,
            Self::Union(union) => union.zone,
        }
    }

    /// Whether it is open round the clock by its kind, not by its intervals.
    pub fn is_always(&self) -> bool {
        matches!(self, Self::Always(_))
    }

    /// The intervals that begin on `date`, in order; a union has none of its
    /// own.
    pub fn intervals_on(&self, date: NaiveDate) -> &[CivilInterval] {
        match self {
            Self::Always(_) => WHOLE_DAY,
            Self::Business(hours) => hours.intervals_on(date),
            Self::Union(_) => &[],
        }
    }
}

impl BusinessHours {
    fn of_checked(mut description: BusinessHoursDescription) -> Self {
        description.sort();
        let (dates, known) = (BTreeMap::new(), Known::default());
        let mut hours = Self { description, dates, known };
        hours.dates = hours.changed_dates();
        hours
    }

    fn intervals_on(&self, date: NaiveDate) -> &[CivilInterval] {
        match self.dates.get(&date) {
            Some(intervals) => intervals,
            None => self.description.week.on(date.weekday()),
        }
    }

    /// Every exception, and the date after it where a night reaches into it.
    fn changed_dates(&self) -> BTreeMap<NaiveDate, Vec<CivilInterval>> {
        let mut dates = BTreeMap::new();
        for exception in &self.description.exceptions {
            let following = exception.date.succ_opt();
            for date in [Some(exception.date), following].into_iter().flatten()
            {
                dates.insert(date, self.apart_from_the_night_before(date));
            }
        }
        dates
    }

    fn apart_from_the_night_before(
        &self,
        date: NaiveDate,
    ) -> Vec<CivilInterval> {
        let night_ends = date
            .pred_opt()
            .and_then(|before| self.description.on(before).last().copied())
            .map_or(0, CivilInterval::minutes_into_next_day);
        self.description
            .on(date)
            .into_iter()
            .filter_map(|interval| interval.not_before(night_ends))
            .collect()
    }
}

impl TryFrom<CalendarDescription> for Calendar {
    type Error = CalendarFault;

    fn try_from(
        description: CalendarDescription,
    ) -> Result<Self, CalendarFault> {
        Self::new(description)
    }
}

impl From<Calendar> for CalendarDescription {
    fn from(calendar: Calendar) -> Self {
        match calendar {
            Calendar::Always(always) => Self::Always(always),
            Calendar::Business(hours) => Self::BusinessHours(hours.description),
            Calendar::Union(union) => Self::Union(*union),
        }
    }
}
