//! Tells the engine that runs, if one does, that something has changed.

use contract::Command;
use tokio::runtime::Runtime;

use super::talk;
use crate::boot::Paths;

/// How the engine took it.
pub(super) enum Nudged {
    /// None runs.
    Nobody,
    /// It does what it was told.
    Told,
    /// It could not be told; the sentence says why.
    Deaf(String),
}

impl Nudged {
    /// A sentence for people, where there is something to say.
    pub(super) fn words(&self, told: &str) -> Option<String> {
        match self {
            Nudged::Nobody => None,
            Nudged::Told => Some(told.to_owned()),
            Nudged::Deaf(why) => Some(format!(
                "The Hotseat that is running could not be told: {why}"
            )),
        }
    }

    /// Whether an engine runs and was told.
    pub(super) fn is_told(&self) -> bool {
        matches!(self, Nudged::Told)
    }
}

/// Tells the engine that runs on a data directory.
pub(super) fn nudge(
    runtime: &Runtime,
    paths: &Paths,
    command: &Command,
) -> Nudged {
    match talk::running(runtime, paths, command) {
        Ok(None) => Nudged::Nobody,
        Ok(Some(Ok(_))) => Nudged::Told,
        Ok(Some(Err(failure))) | Err(failure) => Nudged::Deaf(failure.message),
    }
}
