//! What works on this computer, what does not, and what to do.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How well a part works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Health {
    /// It works.
    Well,
    /// It works, and something about it is worth knowing.
    Limited,
    /// It does not work.
    Broken,
}

/// One part, examined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Check {
    /// The part: "notifications".
    pub part: String,
    /// How well it works.
    pub health: Health,
    /// What was found, in one sentence.
    pub words: String,
    /// What to do about it.
    pub remedy: Option<String>,
}

/// How everything stands as a shift begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Preflight {
    /// "You are on until Wed 25 Nov 09:00".
    pub title: String,
    /// "Everything that a shift leans on works."
    pub under: String,
    /// What the last shift has left to be accepted, in a sentence.
    pub left: Option<String>,
    /// Account, sources, notifications, sound, keyring, clock.
    pub checks: Vec<Check>,
}

impl Check {
    /// A part that works.
    pub fn well(part: &str, words: impl Into<String>) -> Check {
        let (part, words) = (part.to_owned(), words.into());
        Check { part, health: Health::Well, words, remedy: None }
    }

    /// A part of which something is worth knowing.
    pub fn limited(
        part: &str,
        words: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Check {
        let remedy = Some(remedy.into());
        Check { health: Health::Limited, remedy, ..Check::well(part, words) }
    }

    /// A part that does not work.
    pub fn broken(
        part: &str,
        words: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Check {
        let remedy = Some(remedy.into());
        Check { health: Health::Broken, remedy, ..Check::well(part, words) }
    }
}
