//! A target is the time within which a request is answered.
//!
//! A day is never 24 hours, and each kind counts in a time of its own. Minutes
//! and calendar days run round the clock; business minutes and the next
//! business day run while the calendar is open.

mod reckoning;
#[cfg(test)]
mod tests;
mod warnings;
mod words;

use std::num::NonZeroU32;

use chrono::{DateTime, Days, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::{AfterClosing, Calendar, civil_of, instant_of};

pub use reckoning::{Reckoning, Step};
pub use warnings::{Ahead, Warnings};

/// How a target is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TargetKind {
    /// Minutes round the clock, whatever the calendar says.
    Minutes(NonZeroU32),
    /// Minutes of open time.
    BusinessMinutes(NonZeroU32),
    /// The end of the first business day after the day of arrival.
    NextBusinessDay {
        /// Which day a message after closing belongs to.
        #[serde(default)]
        after_closing: AfterClosing,
    },
    /// The same wall time this many calendar days later, open or not.
    CalendarDays(NonZeroU32),
}

/// A promise of a service level: how long, and in which calendar.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    /// How it is measured.
    pub kind: TargetKind,
    /// The name of its calendar; without one it is the team's.
    #[serde(default)]
    pub calendar: Option<String>,
    /// When it warns, where the team has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ahead: Option<Ahead>,
}

impl From<TargetKind> for Target {
    /// In the team's calendar, with the usual warnings.
    fn from(kind: TargetKind) -> Self {
        Self { kind, calendar: None, ahead: None }
    }
}

impl Target {
    /// The deadline of a clock that starts at `from`.
    ///
    /// Nothing when the calendar does not open enough within its horizon
    /// ([`crate::calendar::HORIZON_DAYS`]).
    pub fn deadline(
        &self,
        from: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Option<DateTime<Utc>> {
        match self.kind {
            TargetKind::Minutes(minutes) => {
                from.checked_add_signed(in_time(minutes))
            }
            TargetKind::BusinessMinutes(minutes) => {
                calendar.add_open_time(from, in_time(minutes))
            }
            TargetKind::NextBusinessDay { after_closing } => {
                let due = calendar.business_day_after(from, after_closing)?;
                Some(due.closes)
            }
            TargetKind::CalendarDays(days) => {
                let days = Days::new(u64::from(days.get()));
                let zone = calendar.zone();
                let arrived = civil_of(zone, from);
                instant_of(zone, arrived.checked_add_days(days)?)
            }
        }
    }

    /// When a clock started at `from` begins to run: at once, or, outside the
    /// hours it counts, at the next opening.
    pub fn runs_from(
        &self,
        from: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Option<DateTime<Utc>> {
        if self.counts_open_time() {
            calendar.open_from(from)
        } else {
            Some(from)
        }
    }

    /// The time from `from` to `until` in the target's own time, never
    /// negative: an answer before the opening is met at 0.
    pub fn elapsed(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
        calendar: &Calendar,
    ) -> TimeDelta {
        if self.counts_open_time() {
            calendar.open_time_between(from, until)
        } else {
            (until - from).max(TimeDelta::zero())
        }
    }

    /// The time left in the target's own time; negative by how late it is.
    pub fn left(
        &self,
        now: DateTime<Utc>,
        deadline: DateTime<Utc>,
        calendar: &Calendar,
    ) -> TimeDelta {
        self.elapsed(now, deadline, calendar)
            - self.elapsed(deadline, now, calendar)
    }

    /// Whether its clock stands still outside its calendar's hours.
    pub fn counts_open_time(&self) -> bool {
        match self.kind {
            TargetKind::BusinessMinutes(_)
            | TargetKind::NextBusinessDay { .. } => true,
            TargetKind::Minutes(_) | TargetKind::CalendarDays(_) => false,
        }
    }
}

fn in_time(minutes: NonZeroU32) -> TimeDelta {
    TimeDelta::minutes(i64::from(minutes.get()))
}
