//! Whether a calendar can hold a target at all.

use chrono::TimeDelta;

use super::{BusinessHours, Calendar, CivilInterval, HORIZON_DAYS, Part};
use crate::target::{Target, TargetKind};

impl Calendar {
    /// Whether a target can ever be reached in it: business minutes need so
    /// much open time within the horizon.
    ///
    /// It is generous: what is left over after the last opening of a calendar
    /// that opens on some dates only is not looked at.
    #[must_use]
    pub fn may_hold(&self, target: &Target) -> bool {
        let TargetKind::BusinessMinutes(minutes) = target.kind else {
            return true;
        };
        let wanted = TimeDelta::minutes(i64::from(minutes.get()));
        match self {
            Self::Always(_) => true,
            Self::Business(hours) => wanted <= hours.open_within_horizon(),
            Self::Union(union) => {
                let open: Option<Vec<TimeDelta>> =
                    union.parts.iter().map(Part::open).collect();
                open.is_none_or(|open| wanted <= open.iter().sum())
            }
        }
    }
}

impl Part {
    /// How long it is open in all; nothing where it has no end.
    fn open(&self) -> Option<TimeDelta> {
        Some(self.calendar.open_time_between(self.from?, self.to?))
    }
}

impl BusinessHours {
    /// At most so much open time lies within the horizon.
    fn open_within_horizon(&self) -> TimeDelta {
        let weeks = i64::try_from(HORIZON_DAYS / 7).unwrap_or(i64::MAX);
        let week: i64 =
            self.description.week.days().map(|(_, it)| minutes(it)).sum();
        let dated: i64 = self
            .description
            .exceptions
            .iter()
            .map(|exception| minutes(exception.hours.intervals()))
            .sum();
        TimeDelta::minutes(week.saturating_mul(weeks).saturating_add(dated))
    }
}

fn minutes(intervals: &[CivilInterval]) -> i64 {
    intervals.iter().map(|it| i64::from(it.end() - it.start())).sum()
}
