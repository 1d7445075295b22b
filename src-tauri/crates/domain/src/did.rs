//! What this user did: a layer above the shared state that this desktop
//! alone knows.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ExternalId, PersonKey, Priority, Reading};

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
    /// Somebody has it, where the source has no place for a mark.
    Claim {
        /// Who.
        by: PersonKey,
    },
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
    /// Another time was agreed with them.
    DueSet {
        /// By when.
        at: DateTime<Utc>,
        /// Why, for the receipt.
        why: String,
    },
    /// What was promised is kept, though nobody wrote so.
    Kept,
    /// Somebody called: a request of its own, which stands at no source.
    Call {
        /// The call.
        call: Call,
    },
    /// This user spoke with who had called.
    Spoke {
        /// Who spoke for the team.
        by: PersonKey,
        /// When.
        at: DateTime<Utc>,
    },
    /// The settled words on it were judged anew, by the rules in force.
    Rejudged,
    /// Other rules came into force, by which it is parted elsewhere.
    Ruled,
    /// An earlier act is taken back.
    Undo {
        /// Which.
        seq: i64,
    },
}

/// A phone call, written down by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Who called, as they are called.
    pub who: String,
    /// What about.
    pub about: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who spoke with them; nobody where they left a message.
    pub spoke: Option<PersonKey>,
    /// What is left of what it was about, once that is forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forgotten: Option<Reading>,
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
        | What::Claim { .. }
        | What::Release { .. }
        | What::DueSet { .. }
        | What::Kept
        | What::Call { .. }
        | What::Spoke { .. }
        | What::Rejudged
        | What::Ruled
        | What::Undo { .. } => None,
    })
}

/// Who spoke with who had called, and when: by act.
pub(crate) fn spoken(
    acts: &[Did],
) -> impl Iterator<Item = (&Did, &PersonKey, DateTime<Utc>)> {
    holding(acts).filter_map(|did| match &did.what {
        What::Call { call } => Some((did, call.spoke.as_ref()?, call.at)),
        What::Spoke { by, at } => Some((did, by, *at)),
        What::WaitOnThem
        | What::NotThanks
        | What::Dismiss
        | What::BringBack
        | What::Close
        | What::Snooze { .. }
        | What::Wake
        | What::Priority { .. }
        | What::Split
        | What::Claim { .. }
        | What::Release { .. }
        | What::ThisAnswers { .. }
        | What::DueSet { .. }
        | What::Kept
        | What::Rejudged
        | What::Ruled
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
