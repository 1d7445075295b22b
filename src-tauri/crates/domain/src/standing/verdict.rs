//! The settled word on something that was promised.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{BandEnd, DueKind, Named, Origin, Paused};
use crate::target::Reckoning;
use crate::{ExternalId, PersonKey};

/// Whether an answer came in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// In time.
    Met,
    /// Late.
    Missed,
    /// A mark answered, and a deadline lies between the last read without it
    /// and the first with it.
    Unsure,
    /// It ended without an answer.
    Cancelled,
}

/// The settled word on something that was promised. It is never written anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// What was due.
    #[serde(default = "first_response")]
    pub kind: DueKind,
    /// What it says.
    pub outcome: Outcome,
    /// When the target's clock started.
    pub started: DateTime<Utc>,
    /// The deadline it was held to.
    pub due: Option<DateTime<Utc>>,
    /// When the deciding answer was given, by the source.
    pub answered: DateTime<Utc>,
    /// Who gave it.
    pub by: Option<PersonKey>,
    /// They were not on duty.
    pub off_duty: bool,
    /// The deciding message.
    pub message: Option<ExternalId>,
    /// When we saw it.
    pub seen: DateTime<Utc>,
    /// How long it took, milliseconds of the target's own time.
    pub took_ms: i64,
    /// How late it was, milliseconds.
    pub late_ms: i64,
    /// The target in words.
    pub target: String,
    /// The version of the rules by which it was judged.
    pub rules: String,
    /// How its deadline came to be; nothing where a person named the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grounds: Option<Grounds>,
    /// How good an answer was until when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<BandEnd>,
    /// What a person had named in the place of a target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<Named>,
}

impl Verdict {
    /// The band into which the answer fell, where there are any.
    #[must_use]
    pub fn band(&self) -> Option<&BandEnd> {
        let answered = self.outcome == Outcome::Met;
        BandEnd::at(&self.bands, self.answered).filter(|_| answered)
    }
}

fn first_response() -> DueKind {
    DueKind::FirstResponse
}

/// How the deadline of a settled word came to be, by the rules of its time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grounds {
    /// The level that promised it.
    pub origin: Option<Origin>,
    /// How it was counted.
    pub reckoning: Reckoning,
    /// Set by hand, it left time until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<DateTime<Utc>>,
    /// A promise held it until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<DateTime<Utc>>,
    /// When it was their turn, which was not counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Paused>,
}
