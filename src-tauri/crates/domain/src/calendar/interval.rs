//! A span of wall-clock time that begins within a day, such as 09:00-18:00.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub(super) const MINUTES_PER_DAY: u16 = 24 * 60;

/// From one wall-clock minute up to, not including, another.
///
/// Written `09:00-18:00`. The end may be `24:00`; an end before the start lies
/// on the next day (`22:00-06:00`).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct CivilInterval {
    start: u16,
    end: u16,
}

/// Why a text is no interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IntervalFault {
    /// It is not two times with a hyphen between them.
    #[error(
        "hours are written like 09:00-18:00; they may end at 24:00 or after \
         midnight (22:00-06:00)"
    )]
    Unreadable,
    /// It starts and ends at the same time.
    #[error(
        "these hours start and end at the same time; a whole day is \
         00:00-24:00"
    )]
    Empty,
}

impl CivilInterval {
    pub(super) const WHOLE_DAY: Self = Self { start: 0, end: MINUTES_PER_DAY };

    /// Minutes from the midnight of its date to its start, 0 to 1439.
    pub fn start(self) -> u16 {
        self.start
    }

    /// Minutes from that same midnight to its end; above 1440 it ends on the
    /// next date.
    pub fn end(self) -> u16 {
        self.end
    }

    pub(super) fn minutes_into_next_day(self) -> u16 {
        self.end.saturating_sub(MINUTES_PER_DAY)
    }

    /// What is left of it when nothing before `minute` counts.
    pub(super) fn not_before(self, minute: u16) -> Option<Self> {
        let start = self.start.max(minute);
        (start < self.end).then_some(Self { start, end: self.end })
    }

    /// Both as one, if they overlap or touch; `later` starts no earlier.
    pub(super) fn joined(self, later: Self) -> Option<Self> {
        (later.start <= self.end)
            .then_some(Self { start: self.start, end: self.end.max(later.end) })
    }
}

impl FromStr for CivilInterval {
    type Err = IntervalFault;

    fn from_str(text: &str) -> Result<Self, IntervalFault> {
        let (start, end) =
            text.split_once(['-', '–']).ok_or(IntervalFault::Unreadable)?;
        let start = minute_of_day(start).ok_or(IntervalFault::Unreadable)?;
        let end = minute_of_day(end).ok_or(IntervalFault::Unreadable)?;
        if start == MINUTES_PER_DAY {
            return Err(IntervalFault::Unreadable);
        }
        if start == end {
            return Err(IntervalFault::Empty);
        }
        let days = if end < start { MINUTES_PER_DAY } else { 0 };
        Ok(Self { start, end: end + days })
    }
}

/// `09:00` as minutes after midnight; `24:00` is the last there is.
fn minute_of_day(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours) || !digits(minutes) {
        return None;
    }
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 {
        return None;
    }
    let hours: u16 = hours.parse().ok()?;
    let minutes: u16 = minutes.parse().ok()?;
    let minute = hours * 60 + minutes;
    (minutes < 60 && minute <= MINUTES_PER_DAY).then_some(minute)
}

impl fmt::Display for CivilInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = match self.minutes_into_next_day() {
            0 => self.end,
            past_midnight => past_midnight,
        };
        let [a, b] = [self.start, end].map(|minute| (minute / 60, minute % 60));
        write!(f, "{:02}:{:02}-{:02}:{:02}", a.0, a.1, b.0, b.1)
    }
}

impl TryFrom<String> for CivilInterval {
    type Error = IntervalFault;

    fn try_from(text: String) -> Result<Self, IntervalFault> {
        text.parse()
    }
}

impl From<CivilInterval> for String {
    fn from(interval: CivilInterval) -> Self {
        interval.to_string()
    }
}
