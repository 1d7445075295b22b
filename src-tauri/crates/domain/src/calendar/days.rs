//! Business days are told apart here.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::edges::civil_of;
use super::{Calendar, HORIZON_DAYS};

/// A date on which the calendar opens.
///
/// It ends with the last interval that begins on the date, also when that is
/// after midnight. Round the clock, every date is one, midnight to midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessDay {
    /// The date in the calendar's zone.
    pub date: NaiveDate,
    /// Its first opening.
    pub opens: DateTime<Utc>,
    /// Its last closing.
    pub closes: DateTime<Utc>,
}

/// Which day a message belongs to that comes after closing.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum AfterClosing {
    /// The day on which it came: Monday 20:00 is Monday.
    #[default]
    SameDay,
    /// The next business day: Monday 20:00 is Tuesday, and so is everything
    /// until Tuesday's closing.
    NextDay,
}

impl Calendar {
    /// The date to which `instant` belongs: in open time the date on which
    /// that opening began, otherwise the date on the wall.
    ///
    /// At 02:00 within Monday's night shift it is still Monday.
    pub fn day_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        self.date_open_at(instant).unwrap_or_else(|| self.date_of(instant))
    }

    /// The date on the wall in the calendar's zone.
    pub fn date_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        civil_of(self.zone(), instant).date()
    }

    /// The date as which an arrival at `instant` counts.
    pub fn arrival_day(
        &self,
        instant: DateTime<Utc>,
        after_closing: AfterClosing,
    ) -> Option<NaiveDate> {
        match after_closing {
            AfterClosing::SameDay => Some(self.day_of(instant)),
            AfterClosing::NextDay => self
                .dates_from(instant)
                .take(HORIZON_DAYS)
                .filter_map(|date| self.business_day(date))
                .find(|day| day.closes > instant)
                .map(|day| day.date),
        }
    }

    /// The first business day after the one as which `arrival` counts; its
    /// closing is the deadline "next business day".
    pub fn business_day_after(
        &self,
        arrival: DateTime<Utc>,
        after_closing: AfterClosing,
    ) -> Option<BusinessDay> {
        let day = self.arrival_day(arrival, after_closing)?;
        self.first_business_day_after(day)
    }

    /// The next opening after today's end, where today is [`Self::day_of`].
    pub fn tomorrow(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let day = self.first_business_day_after(self.day_of(now))?;
        Some(day.opens)
    }

    /// The last business day that opens before `instant`.
    pub fn last_business_day_before(
        &self,
        instant: DateTime<Utc>,
    ) -> Option<BusinessDay> {
        self.dates_back(instant)
            .take(HORIZON_DAYS)
            .filter_map(|date| self.business_day(date))
            .find(|day| day.opens < instant)
    }

    /// The business day of `date`, if the calendar opens on it.
    pub fn business_day(&self, date: NaiveDate) -> Option<BusinessDay> {
        let mut openings = self.openings_on(date);
        let first = openings.next()?;
        let last = openings.next_back().unwrap_or(first);
        Some(BusinessDay { date, opens: first.opens, closes: last.closes })
    }

    fn first_business_day_after(&self, date: NaiveDate) -> Option<BusinessDay> {
        std::iter::successors(date.succ_opt(), NaiveDate::succ_opt)
            .take(HORIZON_DAYS)
            .find_map(|date| self.business_day(date))
    }

    /// The date on which the opening around `instant` began.
    pub(super) fn date_open_at(
        &self,
        instant: DateTime<Utc>,
    ) -> Option<NaiveDate> {
        self.dates_from(instant).take(4).find(|date| {
            self.openings_on(*date).any(|opening| opening.contains(instant))
        })
    }
}
