//! How often an account calls each method: its own share of Slack's limits.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};

const WINDOW: TimeDelta = TimeDelta::minutes(1);

/// Calls a minute that one account allows itself, below what Slack allows
/// the whole app, so that a teammate's Hotseat finds room beside it.
fn share(method: &str) -> usize {
    match method {
        "conversations.history" => 45,
        "conversations.replies" | "reactions.get" => 40,
        "users.info" => 80,
        _ => 15,
    }
}

/// What has been called, and what has to wait.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    called: HashMap<&'static str, VecDeque<DateTime<Utc>>>,
    blocked: HashMap<&'static str, DateTime<Utc>>,
}

impl Limits {
    /// Takes a turn, or says how long to wait for one.
    pub(crate) fn turn(
        &mut self,
        method: &'static str,
        now: DateTime<Utc>,
    ) -> Option<TimeDelta> {
        let wait = self.wait(method, now);
        if wait.is_none() {
            self.called.entry(method).or_default().push_back(now);
        }
        wait
    }

    /// How long to wait for a turn.
    pub(crate) fn wait(
        &mut self,
        method: &'static str,
        now: DateTime<Utc>,
    ) -> Option<TimeDelta> {
        if let Some(until) = self.blocked.get(method)
            && *until > now
        {
            return Some(*until - now);
        }
        let called = self.called.entry(method).or_default();
        // What lies in the future was noted before the clock was set back.
        called.retain(|at| now - *at < WINDOW && *at <= now);
        if called.len() < share(method) {
            return None;
        }
        called.front().map(|oldest| *oldest + WINDOW - now)
    }

    /// Holds a method back until Slack allows it again.
    pub(crate) fn block(&mut self, method: &'static str, until: DateTime<Utc>) {
        let entry = self.blocked.entry(method).or_insert(until);
        *entry = (*entry).max(until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(second)
    }

    #[test]
    fn after_its_share_a_method_waits_for_the_oldest_call_to_be_a_minute_old() {
        let mut limits = Limits::default();
        for second in 0..40 {
            assert_eq!(limits.turn("reactions.get", at(second)), None);
        }
        let wait = limits.turn("reactions.get", at(45));
        assert_eq!(wait, Some(TimeDelta::seconds(15)));
        assert_eq!(limits.turn("reactions.get", at(60)), None);
    }

    #[test]
    fn one_method_does_not_wait_for_another() {
        let mut limits = Limits::default();
        limits.block("conversations.replies", at(30));
        let wait = limits.turn("conversations.replies", at(10));
        assert_eq!(wait, Some(TimeDelta::seconds(20)));
        assert_eq!(limits.turn("conversations.history", at(10)), None);
        assert_eq!(limits.turn("conversations.replies", at(30)), None);
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_hold_anything_up() {
        let mut limits = Limits::default();
        for _ in 0..40 {
            assert_eq!(limits.turn("reactions.get", at(9_000)), None);
        }
        assert_eq!(limits.turn("reactions.get", at(0)), None);
    }
}
