//! What is said on the desktop.

use serde::{Deserialize, Serialize};

use crate::RequestId;

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
    /// Sign in to the source again.
    SignIn,
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
}
