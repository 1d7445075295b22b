//! Many alerts at once become one bubble.

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};

/// The stretch in which alerts are counted.
const WINDOW: TimeDelta = TimeDelta::seconds(60);
/// So many go out by themselves.
const ALONE: usize = 3;

/// How an alert is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Say {
    /// In a bubble of its own.
    Alone,
    /// In the digest, which is shown anew.
    Together,
}

/// Counts what was said within the last minute.
#[derive(Clone, Debug, Default)]
pub struct Flood {
    said: VecDeque<DateTime<Utc>>,
    flooding: bool,
}

impl Flood {
    /// How the next alert is to be said: the first three within a minute by
    /// themselves; from the fourth on together, until a minute passes
    /// without one.
    pub fn next(&mut self, now: DateTime<Utc>) -> Say {
        let quiet = self.said.back().is_none_or(|last| now - *last >= WINDOW);
        if quiet {
            self.flooding = false;
        }
        self.said.retain(|at| now - *at < WINDOW);
        self.said.push_back(now);
        self.flooding |= self.said.len() > ALONE;
        if self.flooding { Say::Together } else { Say::Alone }
    }

    /// Whether the digest is still being added to.
    #[must_use]
    pub fn floods(&self, now: DateTime<Utc>) -> bool {
        self.flooding
            && self.said.back().is_some_and(|last| now - *last < WINDOW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(s: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(s)
    }

    #[test]
    fn the_fourth_alert_within_a_minute_begins_a_digest() {
        let mut flood = Flood::default();
        let said: Vec<Say> = (0..5).map(|s| flood.next(at(s))).collect();
        assert_eq!(
            said,
            [Say::Alone, Say::Alone, Say::Alone, Say::Together, Say::Together]
        );
    }

    #[test]
    fn the_digest_ends_with_a_minute_of_silence() {
        let mut flood = Flood::default();
        (0..4).for_each(|s| {
            flood.next(at(s));
        });
        assert_eq!(flood.next(at(50)), Say::Together, "still the flood");
        assert_eq!(flood.next(at(109)), Say::Together, "59 s without one");
        assert_eq!(flood.next(at(169)), Say::Alone, "a minute without one");
    }

    #[test]
    fn alerts_far_apart_stand_alone() {
        let mut flood = Flood::default();
        assert!((0..20).all(|n| flood.next(at(n * 30)) == Say::Alone));
    }
}
