//! How the test alarm went.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Check;

/// How far the test alarm is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AlarmTestState {
    /// The button of its notification has not been pressed yet.
    Waiting,
    /// It was pressed: the user will be heard.
    Heard,
    /// It was not pressed in time, or there was nothing to press.
    Unheard,
}

/// A test alarm: what it tried, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AlarmTest {
    /// How far it is.
    pub state: AlarmTestState,
    /// When it stops waiting for the button.
    pub until: DateTime<Utc>,
    /// Where it stands, in one sentence: "You will be heard."
    pub words: String,
    /// The notification, its button, the sound and the tray, one by one.
    pub parts: Vec<Check>,
}
