//! What a handoff is asked for with.

use clap::{Args, Subcommand};

/// What one shift leaves to the next.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct HandoffArgs {
    /// Without one, the handoff is shown
    #[command(subcommand)]
    pub(crate) what: Option<HandoffVerb>,
    /// That of a shift that has gone by: a day in it, like 2026-11-18, or last
    #[arg(long, value_name = "DAY")]
    pub(crate) shift: Option<String>,
    /// Only its text, in Markdown
    #[arg(long)]
    pub(crate) markdown: bool,
}

/// What is done with it.
#[derive(Debug, Subcommand)]
pub(crate) enum HandoffVerb {
    /// Answer a question of the team's form
    Answer {
        /// The question, by its number or as the team file says it
        question: String,
        /// The answer, in Markdown; - reads it from standard input
        text: String,
    },
    /// Tick a job of the shift off
    Job {
        /// The job, by its number or as the team file says it
        job: String,
        /// It is not done after all
        #[arg(long)]
        undone: bool,
    },
    /// Hand the shift over: keep it, and write it into a file
    Over,
    /// Hand the shift over, and send it into the team's channel as a thread
    Send {
        /// Do not show it and ask first
        #[arg(long)]
        yes: bool,
    },
    /// What somebody else hands over
    Arriving,
    /// Take over what stands at a place in that list
    Accept {
        /// The place
        number: usize,
    },
}
