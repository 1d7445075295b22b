//! When a source that broke is tried again.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;

/// The longest wait on duty: a channel that comes back is read soon.
const MOST: i64 = 30;
/// Somebody has to sign in; trying more often only annoys the source.
const SIGN_IN: TimeDelta = TimeDelta::seconds(60);

/// When to try again after the nth failure in a row; `spread`, from 0 to 1,
/// keeps the desktops of a team apart.
pub(crate) fn next_try(
    fault: &Fault,
    tries: u32,
    spread: f64,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    match fault {
        Fault::Limited { until, .. } => (*until).max(now),
        Fault::Unauthorized { .. } => now + SIGN_IN,
        Fault::Unreachable { .. }
        | Fault::Refused { .. }
        | Fault::Conflict { .. }
        | Fault::Garbled { .. } => {
            let doubled = 1_i64.checked_shl(tries.min(8)).unwrap_or(MOST);
            let seconds = doubled.min(MOST);
            let jitter = (seconds as f64 * 250.0 * spread) as i64;
            now + TimeDelta::seconds(seconds) + TimeDelta::milliseconds(jitter)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn after(fault: &Fault, tries: u32) -> i64 {
        (next_try(fault, tries, 0.0, NOW) - NOW).num_seconds()
    }

    #[test]
    fn the_wait_doubles_up_to_half_a_minute() {
        let fault = Fault::unreachable("no answer");
        let waits: Vec<i64> = (0..8).map(|n| after(&fault, n)).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30, 30]);
        assert_eq!(after(&fault, u32::MAX), 30);
    }

    #[test]
    fn a_limit_is_obeyed_to_the_second() {
        let until = NOW + TimeDelta::seconds(97);
        let fault = Fault::Limited { until, words: String::new() };
        assert_eq!(next_try(&fault, 5, 1.0, NOW), until);
    }

    #[test]
    fn the_desktops_of_a_team_are_kept_apart_by_a_quarter_at_most() {
        let fault = Fault::unreachable("no answer");
        let late = next_try(&fault, 3, 1.0, NOW) - NOW;
        assert_eq!(late, TimeDelta::seconds(10));
    }
}
