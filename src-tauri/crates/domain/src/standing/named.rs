//! A time that a person named, in the place of one that is counted.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A time that a person named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// When it was said.
    pub said: DateTime<Utc>,
    /// The time that was named.
    pub until: DateTime<Utc>,
    /// Why it was agreed instead of a target, or the words that promise it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}
