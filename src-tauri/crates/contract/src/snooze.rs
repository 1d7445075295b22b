//! How long a snooze is asked for.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// When a snooze is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "until", rename_all = "snake_case")]
#[ts(export)]
pub enum SnoozeUntil {
    /// After minutes.
    Minutes {
        /// How many.
        minutes: i64,
    },
    /// At the next opening of the request's calendar after today's end.
    Tomorrow,
    /// When they answer.
    Reply,
    /// At a time.
    At {
        /// The time.
        at: DateTime<Utc>,
    },
}
