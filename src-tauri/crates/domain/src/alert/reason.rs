//! Why something is not said by itself.

use serde::{Deserialize, Serialize};

/// Why something was not said by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hush {
    /// Outside the hours of its service level: told at the opening.
    Closed,
    /// Quiet was asked for.
    Quiet,
    /// This computer is not to ring.
    Switched,
    /// Not on duty, or only a seat that is not first in line.
    NotMine,
    /// Somebody has it.
    Owned,
    /// It was answered before we saw it.
    Answered,
    /// It is snoozed.
    Snoozed,
    /// It was read late: told in a digest.
    Late,
    /// There before the place was first read.
    History,
    /// It came before this user's shift: told when that begins.
    Before,
    /// New rules made it late: the sentence about them tells it.
    Ruled,
}

impl Hush {
    /// The reason in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Hush::Closed => "outside the hours, told at the opening",
            Hush::Quiet => "quiet was on",
            Hush::Switched => "this computer was switched not to ring",
            Hush::NotMine => "not on duty as a responder",
            Hush::Owned => "somebody has it",
            Hush::Answered => "it was answered before it was seen",
            Hush::Snoozed => "it was snoozed",
            Hush::Late => "read late, told in one digest",
            Hush::History => "it was there before the place was first read",
            Hush::Before => "it came before your shift, told when that begins",
            Hush::Ruled => {
                "told with the change of the rules, rings from its next repeat"
            }
        }
    }

    /// Whether it is told later, together with others.
    #[must_use]
    pub fn told_later(self) -> bool {
        matches!(
            self,
            Hush::Closed
                | Hush::Quiet
                | Hush::Switched
                | Hush::Late
                | Hush::History
                | Hush::Before
        )
    }
}
