//! Several calendars as one: open while any of them is.

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::edges::civil_of;
use super::{Calendar, Opening};

/// The union of calendars, each for a while.
///
/// An opening belongs to the date on which it begins in the zone of the union.
/// Where the openings of two dates overlap, the later one begins when the
/// earlier one ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Union {
    /// What the team calls it.
    pub name: String,
    /// The zone in which its dates and deadlines are meant.
    pub zone: Tz,
    /// The calendars, in any order.
    pub parts: Vec<Part>,
}

/// A calendar that counts for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// From when on; from ever, without.
    pub from: Option<DateTime<Utc>>,
    /// Until when, not included; for ever, without.
    pub to: Option<DateTime<Utc>>,
    /// The calendar.
    pub calendar: Calendar,
}

/// An instant shows dates that are up to two days apart in two zones, and an
/// interval of the day before may still be running.
const DATES_AROUND: u64 = 3;

impl Union {
    /// The openings that begin on `date`, in order.
    pub(super) fn openings_on(&self, date: NaiveDate) -> Vec<Opening> {
        let before = (1..=2)
            .filter_map(|days| date.checked_sub_days(Days::new(days)))
            .flat_map(|date| self.begun_on(date))
            .map(|opening| opening.closes)
            .max();
        let mut openings: Vec<Opening> = Vec::new();
        for mut opening in self.begun_on(date) {
            opening.opens = opening.opens.max(before.unwrap_or(opening.opens));
            match openings.last_mut() {
                Some(last) if opening.opens <= last.closes => {
                    last.closes = last.closes.max(opening.closes);
                }
                _ if opening.opens < opening.closes => openings.push(opening),
                _ => {}
            }
        }
        openings
    }

    /// What of the parts begins on `date`, by its beginning.
    fn begun_on(&self, date: NaiveDate) -> Vec<Opening> {
        let around = Days::new(DATES_AROUND);
        let (Some(first), Some(last)) =
            (date.checked_sub_days(around), date.checked_add_days(around))
        else {
            return Vec::new();
        };
        let mut begun: Vec<Opening> = self
            .parts
            .iter()
            .filter(|part| part.touches(first, last))
            .flat_map(|part| part.openings_on(first, last))
            .filter(|it| civil_of(self.zone, it.opens).date() == date)
            .collect();
        begun.sort_unstable_by_key(|opening| (opening.opens, opening.closes));
        begun
    }
}

impl Part {
    /// Whether any of these dates, in whatever zone, can lie in its while.
    fn touches(&self, first: NaiveDate, last: NaiveDate) -> bool {
        self.from.is_none_or(|from| from.date_naive() <= last)
            && self.to.is_none_or(|to| first <= to.date_naive())
    }

    /// What of its calendar begins on these dates and lies in its while.
    fn openings_on(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> impl Iterator<Item = Opening> + '_ {
        first
            .iter_days()
            .take_while(move |date| *date <= last)
            .flat_map(|date| self.calendar.openings_on(date))
            .map(|opening| Opening {
                opens: self
                    .from
                    .map_or(opening.opens, |from| opening.opens.max(from)),
                closes: self
                    .to
                    .map_or(opening.closes, |to| opening.closes.min(to)),
            })
            .filter(|opening| opening.opens < opening.closes)
    }
}
