//! Whether push brings what is there.
//!
//! Connections look alive while they bring nothing. What a read tells for the
//! first time, old enough to have come by push, should have come by push.

use chrono::{DateTime, TimeDelta, Utc};

/// So old a message must be to be missed, and so long a connection must have
/// stood.
const DUE: TimeDelta = TimeDelta::seconds(5);
/// Push is believed again after such a time without a miss.
const PROVEN: TimeDelta = TimeDelta::seconds(60);

/// What push owes, and what it has brought.
#[derive(Debug, Default)]
pub(super) struct Trust {
    since: Option<DateTime<Utc>>,
    came: Option<DateTime<Utc>>,
    missed: Option<DateTime<Utc>>,
}

impl Trust {
    /// From here on, by Slack's clock, everything has to come by push.
    pub(super) fn begin(&mut self, now: DateTime<Utc>) {
        self.since = now.checked_add_signed(DUE);
    }

    /// Push is down: nothing can come.
    pub(super) fn pause(&mut self) {
        self.since = None;
    }

    /// Push brought something.
    pub(super) fn came(&mut self, now: DateTime<Utc>) {
        self.came = Some(now);
    }

    /// A read told a message for the first time; both by Slack's clock.
    pub(super) fn found(&mut self, written: DateTime<Utc>, now: DateTime<Utc>) {
        let owed = self.since.is_some_and(|since| written >= since);
        if owed && now - written > DUE {
            self.missed = Some(now);
        }
    }

    /// Whether push does not bring what it should: until it has brought
    /// something and missed nothing for a while.
    pub(super) fn is_missing(&self, now: DateTime<Utc>) -> bool {
        self.missed.is_some_and(|missed| {
            let came = self.came.is_some_and(|came| came > missed);
            !came || now - missed < PROVEN
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(second)
    }

    /// A connection that has stood since second 1000.
    fn standing() -> Trust {
        let mut trust = Trust::default();
        trust.begin(at(1000));
        trust
    }

    fn missing(mut trust: Trust, written: i64, now: i64) -> bool {
        trust.found(at(written), at(now));
        trust.is_missing(at(now))
    }

    #[test]
    fn a_message_older_than_five_seconds_is_missed() {
        assert!(!missing(standing(), 1055, 1060), "it is on its way");
        assert!(missing(standing(), 1054, 1060));
    }

    #[test]
    fn what_was_written_before_the_connection_stood_need_not_come() {
        assert!(!missing(standing(), 999, 1060));
        assert!(!missing(standing(), 1004, 1060), "clocks differ a little");
    }

    #[test]
    fn nothing_is_owed_while_push_is_down() {
        let mut trust = standing();
        trust.pause();
        assert!(!missing(trust, 1010, 1060));
    }

    #[test]
    fn push_is_believed_again_once_it_brings_things_and_misses_none() {
        let mut trust = standing();
        trust.found(at(1010), at(1060));
        assert!(trust.is_missing(at(5000)), "nothing has come since");
        trust.came(at(5000));
        assert!(!trust.is_missing(at(5000)));
        trust.found(at(5010), at(5020));
        trust.came(at(5021));
        assert!(trust.is_missing(at(5079)), "only a part of it comes");
        assert!(!trust.is_missing(at(5080)));
    }
}
