//! What of a list is shown.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Priority;

/// Whose requests are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Whose {
    /// Those this user has, alone or with others.
    Mine,
    /// Those nobody has.
    Nobodys,
}

/// What of a list is shown: whatever fits all that is named here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Filter {
    /// Whose they are.
    pub whose: Option<Whose>,
    /// How urgent they are.
    pub priority: Option<Priority>,
    /// Where they came in: the source's key in the team file.
    pub source: Option<String>,
    /// Words in their line: what they are about, who asks, where, who has
    /// them.
    pub words: String,
}

/// What a filter keeps out of sight.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS,
)]
#[ts(export)]
pub struct Hidden {
    /// How many requests.
    pub requests: u32,
    /// How many of them are overdue.
    pub overdue: u32,
}
