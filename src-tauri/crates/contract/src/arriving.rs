//! What somebody else hands over, for people.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Priority;

/// A request that somebody hands over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoffItem {
    /// The message that passes it on.
    pub message: String,
    /// The request, if it is in the queue here.
    pub request: Option<i64>,
    /// When something is due: "Wed 09:40"; empty where nothing is.
    pub due: String,
    /// Its priority, if it is known.
    pub priority: Option<Priority>,
    /// The kind of its source.
    pub source_kind: String,
    /// Its source.
    pub source: String,
    /// What it is about.
    pub gist: String,
    /// Who asks.
    pub requester: String,
    /// What one has to know.
    pub note: Option<String>,
    /// Who has accepted it: "You", "Priya"; nobody yet.
    pub taken: Option<String>,
    /// This user's mark is on its way.
    pub sending: bool,
}

/// What somebody else hands over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoffArriving {
    /// "Handoff from Ana".
    pub title: String,
    /// "Sent Wed 18 Nov 17:20. Their week starts Wed 25 Nov 09:00."
    pub under: String,
    /// Request by request.
    pub items: Vec<HandoffItem>,
    /// How many of them nobody has accepted.
    pub waiting: u32,
}
