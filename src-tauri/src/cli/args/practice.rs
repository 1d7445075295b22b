//! What is practised while one reads along.

use clap::{Args, Subcommand};

use super::{One, PriorityArg, Switch};

/// What somebody who reads along does; nobody else ever sees it.
#[derive(Debug, Subcommand)]
pub(crate) enum Practice {
    /// You would have claimed it
    Claim(One),
    /// What you would have answered
    Reply(PracticeWords),
    /// How you would have tagged it
    Tag(PracticeWords),
    /// How urgent you would have called it
    Priority {
        /// The request's number
        request: i64,
        /// Your guess
        priority: PriorityArg,
    },
    /// What you would have done first
    Step(PracticeWords),
    /// What you practised on it, beside what the team did
    Show(One),
    /// Delete all you practised on it
    Discard(One),
    /// What today has taught
    Day,
    /// What the week has taught
    Week,
    /// Something of the onboarding is done
    Tick {
        /// What, as `practice day` prints it
        item: String,
        /// It is not done after all
        #[arg(long)]
        undone: bool,
    },
    /// Whether you are rung while you observe
    Alarms {
        /// On or off
        #[arg(value_enum)]
        switch: Switch,
    },
}

/// A request on which somebody is asked to pair.
#[derive(Debug, Args)]
pub(crate) struct PairArgs {
    /// The request's number
    pub(crate) request: i64,
    /// Send it without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

/// A request and words.
#[derive(Debug, Args)]
pub(crate) struct PracticeWords {
    /// The request's number
    pub(crate) request: i64,
    /// The words; - reads them from standard input
    pub(crate) text: String,
}
