//! Open time is counted here.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::Calendar;
use super::edges::civil_of;

/// How far the calendar is looked through, in days: five years.
///
/// A calendar that does not open enough within them has no deadline, and open
/// time further away is not counted. It bounds the work a senseless date or a
/// closed calendar can cause.
pub const HORIZON_DAYS: usize = 5 * 366;

/// A stretch of open time, from `opens` up to, not including, `closes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The first open instant.
    pub opens: DateTime<Utc>,
    /// The first instant that is closed again.
    pub closes: DateTime<Utc>,
}

impl Opening {
    const EVER: Self = Self {
        opens: DateTime::<Utc>::MIN_UTC,
        closes: DateTime::<Utc>::MAX_UTC,
    };

    /// Whether `instant` lies in it.
    pub fn contains(&self, instant: DateTime<Utc>) -> bool {
        self.opens <= instant && instant < self.closes
    }

    /// How much of it lies between the two instants.
    pub fn between(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> TimeDelta {
        let counted = self.closes.min(until) - self.opens.max(from);
        counted.max(TimeDelta::zero())
    }
}

impl Calendar {
    /// The openings that end after `from`, in order, up to the horizon.
    ///
    /// They never overlap. Two may touch (`22:00-24:00`, then `00:00-06:00`);
    /// [`Self::next_opening`] and [`Self::next_closing`] see those as one.
    /// Round the clock is a single opening without beginning or end.
    pub fn openings(
        &self,
        from: DateTime<Utc>,
    ) -> impl Iterator<Item = Opening> + '_ {
        let dates = self.dates_from(from).take(self.horizon());
        self.ever()
            .chain(dates.flat_map(|date| self.openings_on(date)))
            .skip_while(move |opening| opening.closes <= from)
    }

    /// The openings that begin before `until`, latest first.
    fn openings_back(
        &self,
        until: DateTime<Utc>,
    ) -> impl Iterator<Item = Opening> + '_ {
        let dates = self.dates_back(until).take(self.horizon());
        self.ever()
            .chain(dates.flat_map(|date| self.openings_on(date).rev()))
            .skip_while(move |opening| opening.opens >= until)
    }

    /// Whether `instant` is in open time.
    pub fn is_open(&self, instant: DateTime<Utc>) -> bool {
        self.is_always() || self.date_open_at(instant).is_some()
    }

    /// `instant` if it is open, otherwise the next opening: when a clock
    /// started at `instant` begins to run.
    pub fn open_from(&self, instant: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.openings(instant).next().map(|it| it.opens.max(instant))
    }

    /// The next time after `instant` at which it turns from closed to open.
    pub fn next_opening(
        &self,
        instant: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let mut closed_since = None;
        self.openings(instant).find_map(|opening| {
            let touches = closed_since == Some(opening.opens);
            closed_since = Some(opening.closes);
            (opening.opens > instant && !touches).then_some(opening.opens)
        })
    }

    /// The next time after `instant` at which it turns from open to closed.
    pub fn next_closing(
        &self,
        instant: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        if self.is_always() {
            return None;
        }
        let mut closes: Option<DateTime<Utc>> = None;
        for opening in self.openings(instant) {
            match closes {
                Some(closes) if closes != opening.opens => return Some(closes),
                _ => closes = Some(opening.closes),
            }
        }
        // A last opening within the horizon closes there, unless it runs on
        // into what lies beyond.
        closes.filter(|closes| !self.is_open(*closes))
    }

    /// The earliest instant by which `budget` of open time has passed since
    /// `start`: a deadline.
    ///
    /// It lies inside an opening or at its very end, so one business hour from
    /// 17:00 ends at a closing of 18:00, not at the next opening. With no
    /// budget it is the first open instant. Nothing when the calendar does not
    /// open enough within the horizon.
    pub fn add_open_time(
        &self,
        start: DateTime<Utc>,
        budget: TimeDelta,
    ) -> Option<DateTime<Utc>> {
        let mut left = budget.max(TimeDelta::zero());
        for opening in self.openings(start) {
            let begins = opening.opens.max(start);
            let available = opening.closes - begins;
            if left <= available {
                return begins.checked_add_signed(left);
            }
            left -= available;
        }
        None
    }

    /// The latest instant with `budget` of open time between it and `end`: a
    /// warning counted back from a deadline.
    ///
    /// It is open itself: ten minutes before a deadline ten minutes after the
    /// opening is that opening. With no budget it is `end`.
    pub fn subtract_open_time(
        &self,
        end: DateTime<Utc>,
        budget: TimeDelta,
    ) -> Option<DateTime<Utc>> {
        if budget <= TimeDelta::zero() {
            return Some(end);
        }
        let mut left = budget;
        for opening in self.openings_back(end) {
            let ends = opening.closes.min(end);
            let available = ends - opening.opens;
            if left <= available {
                return ends.checked_sub_signed(left);
            }
            left -= available;
        }
        None
    }

    /// How much open time lies between the two instants; none if `until` is
    /// not after `from`.
    pub fn open_time_between(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> TimeDelta {
        self.openings(from)
            .take_while(|opening| opening.opens < until)
            .map(|opening| opening.between(from, until))
            .fold(TimeDelta::zero(), |sum, counted| sum + counted)
    }

    /// Round the clock needs no dates to be counted.
    fn horizon(&self) -> usize {
        if self.is_always() { 0 } else { HORIZON_DAYS }
    }

    fn ever(&self) -> impl Iterator<Item = Opening> + use<> {
        self.is_always().then_some(Opening::EVER).into_iter()
    }

    /// Dates from the one before `instant`, whose night may still be running;
    /// of a union from two before, for an interval may be written down in a
    /// zone where it began a date earlier.
    pub(super) fn dates_from(
        &self,
        instant: DateTime<Utc>,
    ) -> impl Iterator<Item = NaiveDate> + use<> {
        let date = civil_of(self.zone(), instant).date();
        let back = if matches!(self, Self::Union(_)) { 2 } else { 1 };
        let first = date.checked_sub_days(Days::new(back)).unwrap_or(date);
        std::iter::successors(Some(first), NaiveDate::succ_opt)
    }

    /// Dates back from the one after `instant`: when the clock goes back over
    /// midnight, the next date may have begun already.
    pub(super) fn dates_back(
        &self,
        instant: DateTime<Utc>,
    ) -> impl Iterator<Item = NaiveDate> + use<> {
        let date = civil_of(self.zone(), instant).date();
        let last = date.succ_opt().unwrap_or(date);
        std::iter::successors(Some(last), NaiveDate::pred_opt)
    }
}
