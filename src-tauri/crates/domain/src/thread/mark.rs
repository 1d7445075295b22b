//! One mark on a root, from when it counts until it is taken off.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Thread;
use crate::{Author, ExternalId};

/// A mark that stands on a root.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// On which root.
    pub root: ExternalId,
    /// Its name: "eyes".
    pub name: String,
    /// Who set it.
    pub by: Author,
    /// From when it counts; what was read together with older history counts
    /// from its root, or from our last message there.
    pub counted: DateTime<Utc>,
    /// The last read that did not show it.
    pub unseen: Option<DateTime<Utc>>,
    /// When we first saw it.
    #[serde(default)]
    pub seen: DateTime<Utc>,
    /// It was first read together with older history, so that nobody knows
    /// when it was set.
    #[serde(default)]
    pub history: bool,
}

/// A mark that stood on a root and was taken off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TakenOff {
    /// Off which root.
    pub root: ExternalId,
    /// Its name.
    pub name: String,
    /// Whose it was.
    pub by: Author,
    /// When, as far as the reading tells.
    pub at: DateTime<Utc>,
}

impl Thread {
    /// Remembers which marks of a root stand no more, and forgets of those
    /// that stand that they were ever gone.
    pub(super) fn take_off(
        &mut self,
        root: &ExternalId,
        now: &[Standing],
        at: DateTime<Utc>,
    ) {
        let stands = |name: &str, by: &Author| {
            now.iter().any(|m| m.name == name && m.by.id == by.id)
        };
        self.taken_off
            .retain(|off| off.root != *root || !stands(&off.name, &off.by));
        let gone = self
            .marks
            .iter()
            .filter(|m| m.root == *root && !stands(&m.name, &m.by))
            .map(|m| TakenOff {
                root: root.clone(),
                name: m.name.clone(),
                by: m.by.clone(),
                at,
            });
        self.taken_off.extend(gone);
    }
}
