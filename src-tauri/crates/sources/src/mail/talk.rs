//! A conversation as it is remembered: its mails, and where they lie.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

const MOST_PEOPLE: usize = 20;

/// Where a mail lies.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
)]
pub(super) enum Folder {
    /// Where people write to.
    #[serde(rename = "i")]
    Inbox,
    /// What was sent.
    #[serde(rename = "s")]
    Sent,
    /// What is done.
    #[serde(rename = "a")]
    Archive,
}

/// How far a folder is read.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize,
)]
pub(super) struct Reach {
    /// The numbers of its mails hold as long as this one does.
    #[serde(rename = "v")]
    pub(super) validity: u32,
    /// The first number that was not read.
    #[serde(rename = "n")]
    pub(super) next: u32,
    /// How many mails it held.
    #[serde(rename = "c", default)]
    pub(super) count: u32,
    /// The last change of any of its marks, where the server tells.
    #[serde(rename = "m", default)]
    pub(super) change: Option<u64>,
}

/// A mail that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    /// Where it lies, as far as it lies anywhere.
    #[serde(rename = "l", default)]
    pub(super) lies: Option<(Folder, u32)>,
    /// Tells it from another of the same name.
    #[serde(rename = "p")]
    pub(super) print: u32,
    /// The team wrote it: whoever got it has it, wherever our copy is.
    #[serde(rename = "o", default)]
    pub(super) ours: bool,
    /// Since when it lies nowhere, if that was told.
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    pub(super) gone: Option<DateTime<Utc>>,
}

/// The mails of one conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Talk {
    /// What it is about.
    #[serde(rename = "s")]
    pub(super) subject: String,
    /// Those who ask: their addresses.
    #[serde(rename = "w")]
    pub(super) people: Vec<String>,
    /// Its last mail.
    #[serde(rename = "t")]
    pub(super) last: DateTime<Utc>,
    /// Its mails by id.
    #[serde(rename = "i")]
    pub(super) letters: BTreeMap<String, Known>,
    /// Mails that it follows and nobody has seen.
    #[serde(rename = "f", default, skip_serializing_if = "Vec::is_empty")]
    pub(super) follows: Vec<String>,
    /// The marks on its root, as they were told.
    #[serde(rename = "k", default, skip_serializing_if = "Vec::is_empty")]
    pub(super) marks: Vec<String>,
}

impl Talk {
    /// Whether any of its mails is left.
    pub(super) fn stands(&self) -> bool {
        self.letters.values().any(|it| it.gone.is_none())
    }

    /// When something came of it last, or went.
    pub(super) fn stirred(&self) -> DateTime<Utc> {
        let gone = self.letters.values().filter_map(|it| it.gone);
        gone.fold(self.last, DateTime::max)
    }

    /// Somebody takes part who asks.
    pub(super) fn joins(&mut self, address: &str) {
        let known = self.people.iter().any(|it| it == address);
        if !known && self.people.len() < MOST_PEOPLE {
            self.people.push(address.to_owned());
        }
    }
}
