//! What is forgotten on a person's word.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is, or was, forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Forgetting {
    /// Whose texts: a person's or a source's name.
    pub whose: String,
    /// Of how many messages.
    pub messages: usize,
    /// In how many requests.
    pub requests: usize,
    /// It is done; otherwise it is what there would be to do.
    pub done: bool,
}
