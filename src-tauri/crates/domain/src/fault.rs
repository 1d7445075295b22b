//! The closed list of ways in which the outside fails.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a source could not be read or written. The sentence is for people:
/// what happened and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The sign-in is missing, expired, revoked, or may not do this.
    #[error("{words}")]
    Unauthorized {
        /// What happened and what to do.
        words: String,
    },
    /// The source asks us to wait.
    #[error("{words}")]
    Limited {
        /// Until when.
        until: DateTime<Utc>,
        /// What happened.
        words: String,
    },
    /// No answer, or one that says the source is down.
    #[error("{words}")]
    Unreachable {
        /// What happened.
        words: String,
    },
    /// The source understood and said no; asking again will not help.
    #[error("{words}")]
    Refused {
        /// What it said and what to do.
        words: String,
    },
    /// Somebody else was first.
    #[error("{holder} has it")]
    Conflict {
        /// Who.
        holder: String,
    },
    /// An answer that cannot be understood.
    #[error("{words}")]
    Garbled {
        /// What came instead of what.
        words: String,
    },
}

impl Fault {
    /// A missing, expired or insufficient sign-in.
    pub fn unauthorized(words: impl Into<String>) -> Fault {
        Fault::Unauthorized { words: words.into() }
    }

    /// No answer.
    pub fn unreachable(words: impl Into<String>) -> Fault {
        Fault::Unreachable { words: words.into() }
    }

    /// A no.
    pub fn refused(words: impl Into<String>) -> Fault {
        Fault::Refused { words: words.into() }
    }

    /// Nonsense.
    pub fn garbled(words: impl Into<String>) -> Fault {
        Fault::Garbled { words: words.into() }
    }

    /// The same, with the place where it was met.
    #[must_use]
    pub fn met_in(mut self, place: &str) -> Fault {
        match &mut self {
            Fault::Unauthorized { words }
            | Fault::Limited { words, .. }
            | Fault::Unreachable { words }
            | Fault::Refused { words }
            | Fault::Garbled { words } => {
                *words = format!("{place}: {words}");
            }
            Fault::Conflict { .. } => {}
        }
        self
    }

    /// Whether the same call may succeed later without anybody's doing.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Fault::Limited { .. }
            | Fault::Unreachable { .. }
            | Fault::Garbled { .. } => true,
            Fault::Unauthorized { .. }
            | Fault::Refused { .. }
            | Fault::Conflict { .. } => false,
        }
    }
}
