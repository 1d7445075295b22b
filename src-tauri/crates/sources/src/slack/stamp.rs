//! The time stamps by which Slack names messages.

use std::fmt;

use chrono::{DateTime, Utc};
use domain::ExternalId;
use serde::{Deserialize, Serialize};

/// "1700000000.000100": the time of a message, to the microsecond, and its
/// name within a channel.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
)]
#[serde(transparent)]
pub(crate) struct Stamp(i64);

impl Stamp {
    /// Before every message.
    pub(crate) const FIRST: Stamp = Stamp(0);

    /// Reads a stamp as Slack writes it, with exactly six decimals, so that
    /// it can be written again as it was.
    pub(crate) fn read(text: &str) -> Option<Stamp> {
        let (seconds, micros) = text.split_once('.')?;
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if !(1..=11).contains(&seconds.len())
            || micros.len() != 6
            || !digits(seconds)
            || !digits(micros)
        {
            return None;
        }
        let seconds = seconds.parse::<i64>().ok()?;
        let micros = micros.parse::<i64>().ok()?;
        Some(Stamp(seconds * 1_000_000 + micros))
    }

    /// The stamp of an instant.
    pub(crate) fn at(time: DateTime<Utc>) -> Stamp {
        Stamp(time.timestamp_micros().max(0))
    }

    /// The instant.
    pub(crate) fn time(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(DateTime::UNIX_EPOCH)
    }

    /// The name of the message.
    pub(crate) fn external(self) -> ExternalId {
        ExternalId::new(self.to_string())
    }

    /// The stamp as links hold it: without the dot.
    pub(crate) fn undotted(self) -> String {
        self.to_string().replace('.', "")
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:06}", self.0 / 1_000_000, self.0 % 1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_written_as_it_was_read() {
        for text in ["1700000000.000100", "1700000000.999999", "0.000001"] {
            assert_eq!(Stamp::read(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn stamps_are_compared_as_numbers() {
        let stamp = |text| Stamp::read(text).unwrap();
        assert!(stamp("999999999.999999") < stamp("1000000000.000000"));
        assert_eq!(
            stamp("1700000000.000100").time().timestamp_subsec_micros(),
            100
        );
    }

    #[test]
    fn what_is_no_stamp_is_not_read() {
        for text in
            ["", ".", "1", "1.1", "-1.000000", "1.0000001", "999999999999.0"]
        {
            assert_eq!(Stamp::read(text), None, "{text}");
        }
    }
}
