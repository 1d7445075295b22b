//! A deadline with everything by which it can be reckoned again.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use contract::{Code, Failure};
use domain::{Level, Rules};
use serde::Serialize;

/// When a first response would be due, and why.
#[derive(Debug, Serialize)]
pub(super) struct Reckoned<'r> {
    pub(super) level: &'r str,
    pub(super) target: String,
    pub(super) calendar: String,
    pub(super) zone: Tz,
    pub(super) from: DateTime<Utc>,
    pub(super) runs_from: DateTime<Utc>,
    pub(super) steps: Vec<Counted>,
    pub(super) first_warning: DateTime<Utc>,
    pub(super) second_warning: DateTime<Utc>,
    pub(super) due: DateTime<Utc>,
}

/// An opening of the calendar, and how much of it counts.
#[derive(Debug, Serialize)]
pub(super) struct Counted {
    pub(super) opens: DateTime<Utc>,
    pub(super) closes: DateTime<Utc>,
    pub(super) counted_s: i64,
}

impl<'r> Reckoned<'r> {
    /// Reckons it; nothing where the level promises no first response.
    pub(super) fn of(
        rules: &Rules,
        level: &'r Level,
        from: DateTime<Utc>,
    ) -> Result<Option<Reckoned<'r>>, Failure> {
        let Some(target) = &level.first_response else { return Ok(None) };
        let calendar = rules.calendar_of(target);
        let reckoning = target.reckon(from, calendar).ok_or_else(|| {
            let never =
                "The calendar does not open long enough within five years.";
            Failure::new(Code::Failed, never)
                .hint("Look at the hours of the team file.")
        })?;
        let warnings = target.warnings(from, reckoning.deadline, calendar);
        let steps = reckoning.steps.iter().map(|step| Counted {
            opens: step.opens,
            closes: step.closes,
            counted_s: step.counted.num_seconds(),
        });
        Ok(Some(Reckoned {
            level: &level.name,
            steps: steps.collect(),
            target: reckoning.target,
            calendar: reckoning.calendar,
            zone: reckoning.zone,
            from: reckoning.from,
            runs_from: reckoning.runs_from,
            first_warning: warnings.first,
            second_warning: warnings.second,
            due: reckoning.deadline,
        }))
    }
}
