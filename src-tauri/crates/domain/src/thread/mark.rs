//! One mark on a root, and since when it counts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

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
