//! Times as people type them.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use contract::{Code, Failure};
use domain::Clock;

use super::failed;
use crate::boot;

/// A time that is still to come: of the wall clock, or whole.
pub(super) fn coming(text: &str) -> Result<DateTime<Utc>, Failure> {
    let now = engine::SystemClock::new().now();
    match wall(text) {
        Some(time) => at_wall(time, now),
        None => whole(text),
    }
}

/// A time that has been: of the wall clock, or whole.
pub(super) fn past(text: &str) -> Result<DateTime<Utc>, Failure> {
    let now = engine::SystemClock::new().now();
    let Some(time) = wall(text) else { return whole(text) };
    let next = at_wall(time, now)?;
    // What the wall clock shows now is now.
    let this_minute = next - now < TimeDelta::minutes(1);
    Ok(if this_minute { now } else { next - TimeDelta::days(1) })
}

/// "16:30".
pub(super) fn wall(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()
}

fn whole(text: &str) -> Result<DateTime<Utc>, Failure> {
    ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z"]
        .iter()
        .find_map(|form| DateTime::parse_from_str(text.trim(), form).ok())
        .map(|at| at.to_utc())
        .ok_or_else(|| {
            Failure::new(Code::Usage, format!("\"{text}\" is no time."))
                .hint("Write 16:30, or 2026-11-20T16:30+01:00.")
        })
}

/// The next instant at which the wall clock of this computer shows a time.
pub(super) fn at_wall(
    time: NaiveTime,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, Failure> {
    let zone = boot::zone(chrono_tz::UTC);
    let today = now.with_timezone(&zone).date_naive();
    [today, today + TimeDelta::days(1), today + TimeDelta::days(2)]
        .into_iter()
        .filter_map(|day| {
            day.and_time(time).and_local_timezone(zone).earliest()
        })
        .map(|at| at.to_utc())
        .find(|at| *at > now)
        .ok_or_else(|| failed("that time does not come"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_time_that_has_passed_is_tomorrow() {
        let now: DateTime<Utc> = "2026-11-20T17:50:00Z".parse().expect("now");
        let time = NaiveTime::from_hms_opt(0, 0, 0).expect("midnight");
        let at = at_wall(time, now).expect("it comes");
        assert!(at > now && at - now <= TimeDelta::days(1));
    }

    #[test]
    fn what_is_no_time_is_said_to_be_none() {
        for text in ["", "soon", "25:00", "2026-11-20"] {
            assert!(coming(text).is_err() && past(text).is_err(), "{text}");
        }
        let at = coming("2026-11-20T16:30+01:00").expect("a time");
        assert_eq!(at.to_rfc3339(), "2026-11-20T15:30:00+00:00");
    }
}
