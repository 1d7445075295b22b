//! How this computer sounds, starts and listens, as its user set it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether Hotseat starts with the desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Autostart {
    /// It does.
    On,
    /// It does not.
    Off,
    /// It cannot be set here: the demo, or a system without a known way.
    NotHere,
}

/// How this computer sounds and starts. Nothing of it is the team's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Preferences {
    /// From 0 to 100.
    pub volume: u8,
    /// Nothing sounds at all.
    pub mute: bool,
    /// Emergencies sound.
    pub emergency: bool,
    /// Urgent requests sound.
    pub urgent: bool,
    /// Normal requests sound.
    pub normal: bool,
    /// What these settings mean, in one sentence.
    pub sound_words: String,
    /// Why this computer can make no sound, as far as it was tried.
    pub no_sound: Option<String>,
    /// Whether Hotseat starts with the desktop.
    pub autostart: Autostart,
    /// The same in one sentence.
    pub autostart_words: String,
    /// The keys that open the form for a call from anywhere on the desktop:
    /// "Ctrl Alt L"; nothing where none were chosen.
    pub shortcut: Option<String>,
    /// What comes of pressing them, in one sentence.
    pub shortcut_words: String,
}

/// What of the preferences is to change; what is left out stays.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS,
)]
#[serde(default)]
#[ts(export, optional_fields)]
pub struct PreferencesChange {
    /// From 0 to 100.
    pub volume: Option<u8>,
    /// Nothing sounds at all.
    pub mute: Option<bool>,
    /// Emergencies sound.
    pub emergency: Option<bool>,
    /// Urgent requests sound.
    pub urgent: Option<bool>,
    /// Normal requests sound.
    pub normal: Option<bool>,
}
