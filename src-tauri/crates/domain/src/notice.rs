//! What is said on the desktop.

use serde::{Deserialize, Serialize};

use crate::{Priority, RequestId};

/// Which bubble: at most one a request, one a source, one digest.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum NoticeId {
    /// About a request.
    Request {
        /// Which.
        id: RequestId,
    },
    /// About a source.
    Source {
        /// Its key.
        key: String,
    },
    /// About several things at once.
    Digest,
    /// About the ledger itself.
    Ledger,
    /// About how everything stands as a shift begins.
    Preflight,
    /// About what a shift is to hand over.
    Handoff,
    /// The test alarm.
    Test,
}

/// How loud a notice is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Loudness {
    /// A bubble without a sound.
    Bubble,
    /// A bubble and a sound.
    Sound,
    /// The same, sent as critical.
    Critical,
}

/// How many tones a sound has: the more, the sooner somebody has to act.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Tones {
    /// Something is new.
    One,
    /// Something has to be done soon.
    Two,
    /// Something is late.
    Three,
}

/// The sound of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chime {
    /// Whose voice: each priority has its own.
    pub priority: Priority,
    /// How many tones.
    pub tones: Tones,
}

impl Chime {
    /// Whether it may cut off another that is sounding: only what is more
    /// urgent may, so that two never sound at once.
    #[must_use]
    pub fn outranks(self, other: Chime) -> bool {
        // The worst priority stands first in its order.
        (other.priority, self.tones) > (self.priority, other.tones)
    }

    /// The more urgent of two.
    #[must_use]
    pub fn or(self, other: Chime) -> Chime {
        if other.outranks(self) { other } else { self }
    }
}

/// A button of a notice. The first helps most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Button {
    /// Claim, and say so where the team says so.
    Claim,
    /// Not now.
    Snooze,
    /// Show it.
    Open,
    /// Answer it.
    Reply,
    /// Take it on beside whoever has it.
    Together,
    /// Sign in to the source again.
    SignIn,
    /// Open the source itself.
    Visit,
    /// The test alarm was heard.
    Hear,
}

/// A notice: words made of clock times, because it may be read late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Which bubble.
    pub id: NoticeId,
    /// The title.
    pub title: String,
    /// The body.
    pub body: String,
    /// The buttons with their labels, at most three.
    pub buttons: Vec<(Button, String)>,
    /// How loud.
    pub loudness: Loudness,
    /// What sounds, if it is loud enough to sound at all.
    pub chime: Chime,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chime(priority: Priority, tones: Tones) -> Chime {
        Chime { priority, tones }
    }

    #[test]
    fn priority_decides_before_the_number_of_tones() {
        let new_emergency = chime(Priority::Emergency, Tones::One);
        let late_normal = chime(Priority::Normal, Tones::Three);
        assert!(new_emergency.outranks(late_normal));
        assert!(!late_normal.outranks(new_emergency));
        assert_eq!(late_normal.or(new_emergency), new_emergency);
    }

    #[test]
    fn among_equals_the_later_it_is_the_more_it_matters() {
        let new = chime(Priority::Urgent, Tones::One);
        let late = chime(Priority::Urgent, Tones::Three);
        assert!(late.outranks(new) && !new.outranks(late));
        assert!(!late.outranks(late), "the same again cuts nothing off");
    }
}
