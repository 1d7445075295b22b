//! Two warnings come before a target's end.

use std::num::NonZeroU32;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{Target, TargetKind};
use crate::calendar::Calendar;

const HOUR: TimeDelta = TimeDelta::hours(1);

/// The two warnings before a deadline, in order; they may coincide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warnings {
    /// The first, silent one.
    pub first: DateTime<Utc>,
    /// The second, with sound.
    pub second: DateTime<Utc>,
}

/// How long before a deadline its warnings come, in the target's own time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ahead {
    /// The first, in minutes.
    pub first: NonZeroU32,
    /// The second, in minutes; no more than the first.
    pub second: NonZeroU32,
}

impl Target {
    /// The two warnings before `deadline`, never before `from`.
    ///
    /// Targets in minutes warn at 40 % and 20 % of the target before the end,
    /// each at least 1 minute and at most 30 and 15 minutes before it, counted
    /// in the target's own time. Targets in days warn at the opening of the
    /// due day and 1 hour before the end. A team may say otherwise.
    pub fn warnings(
        &self,
        from: DateTime<Utc>,
        deadline: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Warnings {
        let (first, second) = match self.ahead {
            Some(ahead) => {
                let before = |minutes: NonZeroU32| {
                    let ahead = TimeDelta::minutes(i64::from(minutes.get()));
                    self.before(deadline, ahead, calendar)
                };
                (before(ahead.first), before(ahead.second))
            }
            None => self.usual_warnings(deadline, calendar),
        };
        let within = |at: DateTime<Utc>| at.max(from).min(deadline);
        Warnings { first: within(first), second: within(second) }
    }

    fn usual_warnings(
        &self,
        deadline: DateTime<Utc>,
        calendar: &Calendar,
    ) -> (DateTime<Utc>, DateTime<Utc>) {
        let before = |ahead| self.before(deadline, ahead, calendar);
        match self.kind {
            TargetKind::Minutes(minutes)
            | TargetKind::BusinessMinutes(minutes) => {
                (before(share(minutes, 40, 30)), before(share(minutes, 20, 15)))
            }
            TargetKind::NextBusinessDay { .. } => {
                let opening = opening_before(deadline, calendar);
                (opening, before(HOUR).max(opening))
            }
            TargetKind::CalendarDays(_) => {
                // The wall time may fall just after the due day opens, or on
                // a closed day: the warning then comes at the opening before,
                // while somebody is there to read it.
                let second = before(HOUR);
                let opening = opening_before(deadline, calendar);
                if opening <= second {
                    (opening, second)
                } else {
                    (opening_before(opening, calendar).min(second), second)
                }
            }
        }
    }

    /// From when on the request looks imminent: the first warning, for
    /// targets in days the second.
    pub fn imminent_from(&self, warnings: Warnings) -> DateTime<Utc> {
        match self.kind {
            TargetKind::Minutes(_) | TargetKind::BusinessMinutes(_) => {
                warnings.first
            }
            TargetKind::NextBusinessDay { .. }
            | TargetKind::CalendarDays(_) => warnings.second,
        }
    }

    fn before(
        &self,
        deadline: DateTime<Utc>,
        ahead: TimeDelta,
        calendar: &Calendar,
    ) -> DateTime<Utc> {
        let counted_back = if self.counts_open_time() {
            calendar.subtract_open_time(deadline, ahead)
        } else {
            deadline.checked_sub_signed(ahead)
        };
        counted_back.unwrap_or(deadline)
    }
}

/// `percent` of the target, at least one minute and at most `most` minutes.
fn share(minutes: NonZeroU32, percent: i64, most: i64) -> TimeDelta {
    let seconds = i64::from(minutes.get()) * 60 * percent / 100;
    TimeDelta::seconds(seconds.clamp(60, most * 60))
}

/// The opening of the day that `instant` ends or lies in.
fn opening_before(
    instant: DateTime<Utc>,
    calendar: &Calendar,
) -> DateTime<Utc> {
    calendar.last_business_day_before(instant).map_or(instant, |day| day.opens)
}
