//! How often a sender may call.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};

/// So many calls a minute of each caller.
const MOST: usize = 60;
const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// The calls of the last minute, by caller.
#[derive(Debug, Default)]
pub(super) struct Rate(BTreeMap<String, VecDeque<DateTime<Utc>>>);

impl Rate {
    /// Counts a call; or says how long to wait, and counts nothing.
    pub(super) fn call(
        &mut self,
        who: &str,
        now: DateTime<Utc>,
    ) -> Result<(), TimeDelta> {
        let calls = self.0.entry(who.to_owned()).or_default();
        while calls.front().is_some_and(|at| now - *at >= MINUTE) {
            calls.pop_front();
        }
        match calls.front() {
            Some(first) if calls.len() >= MOST => Err(*first + MINUTE - now),
            Some(_) | None => {
                calls.push_back(now);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_a_minute_are_heard_and_the_next_is_told_when() {
        let start = DateTime::UNIX_EPOCH;
        let mut rate = Rate::default();
        for second in 0..60 {
            let at = start + TimeDelta::milliseconds(second * 500);
            assert_eq!(rate.call("grafana", at), Ok(()));
        }
        let now = start + TimeDelta::seconds(40);
        assert_eq!(rate.call("grafana", now), Err(TimeDelta::seconds(20)));
        assert_eq!(rate.call("sentry", now), Ok(()), "others are heard");
        let later = start + TimeDelta::seconds(60);
        assert_eq!(rate.call("grafana", later), Ok(()));
    }
}
