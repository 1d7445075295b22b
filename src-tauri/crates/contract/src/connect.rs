//! Connecting a source: what somebody answers on the way.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{MentionMeans, Secret};

/// What is asked now on the way to a source.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ConnectStep {
    /// Where people ask.
    #[default]
    Kinds,
    /// Sign in.
    SignIn,
    /// What is read there.
    Places,
    /// Nothing: what is shown here is shown once.
    Tokens,
    /// Whether this is to be written into the team file.
    Change,
    /// Nothing any more.
    Done,
}

/// What somebody answers on the way to a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case")]
#[ts(export)]
pub enum ConnectAct {
    /// Only look.
    Look,
    /// Begin anew, with the question where people ask.
    Open,
    /// They ask in a source of this kind.
    Begin {
        /// Its kind: "github".
        kind: String,
    },
    /// Sign in anew to a source that the team file has.
    Again {
        /// Its key.
        source: String,
    },
    /// Read more of a source that the team file has.
    More {
        /// Its key.
        source: String,
    },
    /// Sign in; answers when it has come about.
    Enter {
        /// In which way: "token".
        way: String,
        /// What was typed.
        said: Vec<Typed>,
    },
    /// Open the page once more at which a sign-in waits.
    OpenPage,
    /// Open the page on which what a way needs is made.
    OpenMake {
        /// The way.
        way: String,
    },
    /// Put something that is shown into the clipboard.
    Copy {
        /// What.
        what: CopyThing,
    },
    /// Keep sign-ins in memory until Hotseat ends.
    SessionOnly,
    /// These places are read, and these mentions mean something.
    Choose {
        /// The ids of the places.
        places: Vec<String>,
        /// The groups whose mention means more.
        mentions: Vec<MentionMeans>,
    },
    /// What is shown once was seen.
    Seen,
    /// Write the change that is shown.
    Write,
    /// Give a sender of webhooks a new token; the old one ends.
    Renew {
        /// The source's key.
        source: String,
        /// The sender.
        place: String,
    },
    /// Sign out of a source, here and there.
    SignOut {
        /// Its key.
        source: String,
    },
    /// One step back.
    Back,
}

/// What can be put into the clipboard on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "thing", rename_all = "snake_case")]
#[ts(export)]
pub enum CopyThing {
    /// What the team's app is made from.
    Manifest,
    /// The code that is typed on a page.
    Code,
    /// The line with which a sender is tried.
    Line {
        /// The sender.
        place: String,
    },
    /// The address at which a sender calls, with its token.
    Address {
        /// The sender.
        place: String,
    },
}

/// What was typed into a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Typed {
    /// The field.
    pub key: String,
    /// The text, which may be a secret.
    pub text: Secret,
}
