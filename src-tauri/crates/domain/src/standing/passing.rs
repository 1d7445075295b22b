//! A request on its way from one shift to the next.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::PersonKey;

/// A request on its way from one shift to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passing {
    /// Who handed it over.
    pub from: PersonKey,
    /// When.
    pub at: DateTime<Utc>,
    /// When the next shift begins.
    pub until: DateTime<Utc>,
    /// Who has accepted it, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<(PersonKey, DateTime<Utc>)>,
}
