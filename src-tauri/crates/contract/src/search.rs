//! What a search has found.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Row;

/// A piece of a line in which something was searched for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Mark {
    /// The words.
    pub text: String,
    /// They were searched for.
    pub hit: bool,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Found {
    /// The request; nothing for a note on the shift.
    pub row: Option<Row>,
    /// Its gist, or the beginning of the note.
    pub gist: Vec<Mark>,
    /// The words around what was found.
    pub excerpt: Vec<Mark>,
    /// Whose words those are: "Dirk Vos", "Your note".
    pub by: String,
    /// When they were written.
    pub at: DateTime<Utc>,
}

/// What a search has found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SearchPage {
    /// What was found, the newest first.
    pub found: Vec<Found>,
    /// There is more than is shown.
    pub more: bool,
    /// What was not understood, or that nothing was found.
    pub remark: Option<String>,
    /// How far back this computer knows anything: "This computer knows
    /// what was written since Tue 3 Nov."
    pub reach: String,
    /// "Open Slack to search there", if there is a place to go on searching.
    pub elsewhere: Option<String>,
}
