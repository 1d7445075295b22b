//! What this user did: a layer above the shared state that this desktop
//! alone knows.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ExternalId, PersonKey, Priority};

/// An act of this user that changes how a request is seen here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "snake_case")]
pub enum What {
    /// The ball is theirs.
    WaitOnThem,
    /// What was read as thanks is a question.
    NotThanks,
    /// Not a request.
    Dismiss,
    /// A request after all.
    BringBack,
    /// Done, where the team closes without a mark.
    Close,
    /// Not now, for me.
    Snooze {
        /// When it is to end; nothing means when they answer.
        until: Option<DateTime<Utc>>,
        /// Their next message does not wake it.
        regardless: bool,
    },
    /// Show it again.
    Wake,
    /// Its priority, on this desktop.
    Priority {
        /// The new one.
        priority: Priority,
    },
    /// The last of several joined messages is a request of its own.
    Split,
    /// Somebody who has it without a mark has it no more.
    Release {
        /// Who.
        by: PersonKey,
    },
    /// A message outside of the thread is an answer to it.
    ThisAnswers {
        /// Which.
        message: ExternalId,
    },
    /// An earlier act is taken back.
    Undo {
        /// Which.
        seq: i64,
    },
}

/// An act with its place in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Did {
    /// Its place in the ledger.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub what: What,
}

/// The messages outside of the thread that this user has called answers.
pub(crate) fn called_answers(
    acts: &[Did],
) -> impl DoubleEndedIterator<Item = &ExternalId> {
    holding(acts).filter_map(|did| match &did.what {
        What::ThisAnswers { message } => Some(message),
        What::WaitOnThem
        | What::NotThanks
        | What::Dismiss
        | What::BringBack
        | What::Close
        | What::Snooze { .. }
        | What::Wake
        | What::Priority { .. }
        | What::Split
        | What::Release { .. }
        | What::Undo { .. } => None,
    })
}

/// The acts that still hold: what was taken back, and the taking back, are
/// left out.
pub(crate) fn holding(acts: &[Did]) -> impl DoubleEndedIterator<Item = &Did> {
    acts.iter().filter(|did| {
        !matches!(did.what, What::Undo { .. })
            && !acts
                .iter()
                .any(|other| other.what == What::Undo { seq: did.seq })
    })
}
