//! How the window looks and listens, as its user set it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The colours of the window.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Theme {
    /// Those of the desktop.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How the window looks and listens. Nothing of it is the team's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Look {
    /// Its colours.
    pub theme: Theme,
    /// How large everything is drawn, in percent.
    pub text_size: u16,
    /// Single letters are keys.
    pub letters: bool,
}

impl Look {
    /// The sizes between which everything can be read and reached, percent.
    pub const SIZES: std::ops::RangeInclusive<u16> = 80..=200;
}

impl Default for Look {
    fn default() -> Look {
        Look { theme: Theme::System, text_size: 100, letters: true }
    }
}

/// A thing of ours that can be opened outside the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OwnThing {
    /// The team file, in the editor.
    TeamFile,
    /// The data directory, in the file browser.
    Data,
}
