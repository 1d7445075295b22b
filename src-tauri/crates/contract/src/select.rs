//! What a snapshot is asked to show.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Filter;

/// A folded part of the list.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Fold {
    /// The queue itself.
    #[default]
    Queue,
    /// The ball is theirs.
    Waiting,
    /// Snoozed.
    Snoozed,
    /// Answered, closed, dismissed.
    Answered,
    /// Never answered or never closed, and quiet since.
    Sweep,
}

/// What a snapshot is to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Select {
    /// The request that is read.
    pub request: Option<i64>,
    /// Which part of the list.
    pub fold: Fold,
    /// How many rows at most; 200 unless told.
    pub rows: Option<u32>,
    /// Where nothing waits, show what waits on them and what is answered.
    pub calm: bool,
    /// What of that part.
    pub filter: Filter,
}
