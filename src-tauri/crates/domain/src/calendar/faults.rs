//! What can be wrong with a calendar that somebody wrote.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Weekday};

use super::interval::MINUTES_PER_DAY;
use super::{
    BusinessHoursDescription, CalendarDescription, CivilInterval, DatedHours,
    Week,
};

/// Why a description is no calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// Nothing can refer to it.
    #[error("the calendar has no name")]
    Unnamed,
    /// No deadline could ever be reached.
    #[error("the calendar never opens; give at least one day its hours")]
    NeverOpen,
    /// Two intervals of the ordinary week overlap.
    #[error("{first} {earlier} and {second} {later} overlap")]
    Overlap {
        /// The day on which the earlier one begins.
        first: Weekday,
        /// The interval that begins first.
        earlier: CivilInterval,
        /// The day on which the later one begins.
        second: Weekday,
        /// The interval that begins before the earlier one ends.
        later: CivilInterval,
    },
    /// Two intervals given for one date overlap.
    #[error("on {date}, {earlier} and {later} overlap")]
    DatedOverlap {
        /// The date.
        date: NaiveDate,
        /// The interval that begins first.
        earlier: CivilInterval,
        /// The interval that begins before the earlier one ends.
        later: CivilInterval,
    },
    /// Two exceptions name the same date.
    #[error("{date} is listed twice; say all of it in one entry")]
    DateTwice {
        /// The date.
        date: NaiveDate,
    },
    /// A date is to open, but no hours are given.
    #[error("{date} is to open but has no hours; a holiday is \"closed\"")]
    NoHours {
        /// The date.
        date: NaiveDate,
    },
}

impl CalendarDescription {
    /// Everything that is wrong with it; nothing when it is a calendar.
    pub fn faults(&self) -> Vec<CalendarFault> {
        match self {
            Self::Always(always) => unnamed(&always.name).collect(),
            Self::BusinessHours(hours) => hours.faults(),
            Self::Union(union) => unnamed(&union.name).collect(),
        }
    }
}

fn unnamed(name: &str) -> impl Iterator<Item = CalendarFault> + use<> {
    name.trim().is_empty().then_some(CalendarFault::Unnamed).into_iter()
}

impl BusinessHoursDescription {
    fn faults(&self) -> Vec<CalendarFault> {
        unnamed(&self.name)
            .chain(self.never_open())
            .chain(self.week.overlap_faults())
            .chain(self.dates_given_twice())
            .chain(self.dates_without_hours())
            .chain(self.dated_overlaps())
            .collect()
    }

    fn never_open(&self) -> Option<CalendarFault> {
        let closed_all_week =
            self.week.days().all(|(_, hours)| hours.is_empty());
        let opens_on_no_date =
            self.exceptions.iter().all(|it| it.hours.intervals().is_empty());
        (closed_all_week && opens_on_no_date)
            .then_some(CalendarFault::NeverOpen)
    }

    fn dates_given_twice(&self) -> impl Iterator<Item = CalendarFault> {
        let mut seen = BTreeSet::new();
        self.exceptions.iter().filter_map(move |exception| {
            let date = exception.date;
            (!seen.insert(date)).then_some(CalendarFault::DateTwice { date })
        })
    }

    fn dates_without_hours(&self) -> impl Iterator<Item = CalendarFault> {
        self.exceptions.iter().filter_map(|exception| {
            let date = exception.date;
            let no_hours = exception.hours != DatedHours::Closed
                && exception.hours.intervals().is_empty();
            no_hours.then_some(CalendarFault::NoHours { date })
        })
    }

    fn dated_overlaps(&self) -> impl Iterator<Item = CalendarFault> {
        self.exceptions.iter().flat_map(|exception| {
            let date = exception.date;
            let mut hours = exception.hours.intervals().to_vec();
            hours.sort_unstable();
            let pairs: Vec<_> = hours
                .iter()
                .copied()
                .zip(hours.iter().copied().skip(1))
                .collect();
            pairs.into_iter().filter(|(a, b)| a.end() > b.start()).map(
                move |(earlier, later)| CalendarFault::DatedOverlap {
                    date,
                    earlier,
                    later,
                },
            )
        })
    }
}

impl Week {
    fn overlap_faults(&self) -> Vec<CalendarFault> {
        let begun: Vec<_> = self.begun().collect();
        // Sunday night reaches into Monday: the week's first interval also
        // stands behind its last.
        let after_sunday = begun.iter().take(1).map(|first| Begun {
            minute: first.minute + 7 * u32::from(MINUTES_PER_DAY),
            ..*first
        });
        let followers = begun.iter().copied().skip(1).chain(after_sunday);
        begun
            .iter()
            .zip(followers)
            .filter(|(a, b)| a.minute + a.length() > b.minute)
            .map(|(a, b)| CalendarFault::Overlap {
                first: a.weekday,
                earlier: a.interval,
                second: b.weekday,
                later: b.interval,
            })
            .collect()
    }

    fn begun(&self) -> impl Iterator<Item = Begun> {
        (0..).zip(self.days()).flat_map(|(day, (weekday, intervals))| {
            let mut intervals = intervals.to_vec();
            intervals.sort_unstable();
            intervals.into_iter().map(move |interval| Begun {
                minute: day * u32::from(MINUTES_PER_DAY)
                    + u32::from(interval.start()),
                weekday,
                interval,
            })
        })
    }
}

/// An interval at its place in the week, minutes counted from Monday 00:00.
#[derive(Clone, Copy)]
struct Begun {
    minute: u32,
    weekday: Weekday,
    interval: CivilInterval,
}

impl Begun {
    fn length(self) -> u32 {
        u32::from(self.interval.end() - self.interval.start())
    }
}
