//! The few words that an argument may be.

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// What waits
    Queue,
    /// The ball is theirs
    Waiting,
    /// Snoozed by me
    Snoozed,
    /// Answered, with nothing running
    Answered,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    On,
    Off,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PriorityArg {
    Emergency,
    Urgent,
    Normal,
}
