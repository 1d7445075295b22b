//! The stations of a request's life.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::PersonKey;

/// Where a request is in its life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Life {
    /// Somebody waits for us.
    Open,
    /// The ball is theirs.
    Waiting {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// Answered, with nothing running.
    Answered {
        /// When, last.
        at: DateTime<Utc>,
    },
    /// Done.
    Closed {
        /// When.
        at: DateTime<Utc>,
        /// By whom.
        by: Option<PersonKey>,
    },
    /// Not a request; counts nowhere.
    Dismissed {
        /// When.
        at: DateTime<Utc>,
    },
    /// The requester took it back before anybody answered.
    Withdrawn {
        /// When.
        at: DateTime<Utc>,
    },
    /// It was settled before we first read its place.
    History,
}

impl Life {
    /// Whether it is in the queue, in front or folded.
    #[must_use]
    pub fn lives(&self) -> bool {
        matches!(
            self,
            Life::Open | Life::Waiting { .. } | Life::Answered { .. }
        )
    }
}
