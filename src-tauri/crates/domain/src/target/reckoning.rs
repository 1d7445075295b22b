//! A deadline with its steps, so that a person can recompute it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Target, TargetKind};
use crate::calendar::Calendar;

/// Why a deadline is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reckoning {
    /// The target in words: "3 business hours".
    pub target: String,
    /// How it is measured.
    pub kind: TargetKind,
    /// The name of the calendar it is counted in.
    pub calendar: String,
    /// It never closes: its days end at midnight.
    #[serde(default)]
    pub round_the_clock: bool,
    /// The zone in which the calendar's times and dates are meant.
    pub zone: Tz,
    /// The message that started the clock.
    pub from: DateTime<Utc>,
    /// When the clock began to run.
    pub runs_from: DateTime<Utc>,
    /// For targets in days: the date as which the arrival counts.
    pub arrival_day: Option<NaiveDate>,
    /// The stretches of time that were counted, in order. Their `counted` add
    /// up to the target; for targets in days to the time there was.
    pub steps: Vec<Step>,
    /// The result.
    pub deadline: DateTime<Utc>,
}

/// One opening of the calendar on the way to a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When the calendar opened; round the clock, when counting began.
    pub opens: DateTime<Utc>,
    /// When it closed; round the clock, when counting ended.
    pub closes: DateTime<Utc>,
    /// How much of it counts: less than all of it if the clock started or
    /// ended inside.
    pub counted: TimeDelta,
}

impl Target {
    /// The deadline of a clock that starts at `from`, with its steps.
    pub fn reckon(
        &self,
        from: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Option<Reckoning> {
        let deadline = self.deadline(from, calendar)?;
        Some(Reckoning {
            target: self.full_words(),
            kind: self.kind,
            calendar: calendar.name().to_owned(),
            round_the_clock: calendar.is_always(),
            zone: calendar.zone(),
            from,
            runs_from: self.runs_from(from, calendar)?,
            arrival_day: self.arrival_day(from, calendar),
            steps: self.steps(from, deadline, calendar),
            deadline,
        })
    }

    fn arrival_day(
        &self,
        from: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Option<NaiveDate> {
        match self.kind {
            TargetKind::NextBusinessDay { after_closing } => {
                calendar.arrival_day(from, after_closing)
            }
            TargetKind::CalendarDays(_) => Some(calendar.date_of(from)),
            TargetKind::Minutes(_) | TargetKind::BusinessMinutes(_) => None,
        }
    }

    /// The stretches of time that count between a start and a deadline, which
    /// may be later than the target alone would have it.
    pub fn steps(
        &self,
        from: DateTime<Utc>,
        deadline: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Vec<Step> {
        if !self.counts_open_time() || calendar.is_always() {
            let counted = deadline - from;
            return vec![Step { opens: from, closes: deadline, counted }];
        }
        calendar
            .openings(from)
            .take_while(|opening| opening.opens < deadline)
            .map(|opening| Step {
                opens: opening.opens,
                closes: opening.closes,
                counted: opening.between(from, deadline),
            })
            .collect()
    }
}
