//! What is noted, searched and copied.

use clap::Args;

/// A note is written, changed or deleted.
#[derive(Debug, Args)]
pub(crate) struct NoteArgs {
    /// Note it on the shift instead of on a request
    #[arg(long, conflicts_with_all = ["edit", "delete"])]
    pub(crate) shift: bool,
    /// Change this note instead of writing one
    #[arg(long, value_name = "NOTE")]
    pub(crate) edit: Option<i64>,
    /// Delete this note
    #[arg(long, value_name = "NOTE", conflicts_with_all = ["edit", "words"])]
    pub(crate) delete: Option<i64>,
    /// The request's number and the note, in Markdown; - reads the note from
    /// standard input
    #[arg(value_name = "REQUEST TEXT", required_unless_present = "delete")]
    pub(crate) words: Vec<String>,
}

/// Which notes are shown.
#[derive(Debug, Args)]
pub(crate) struct NotesArgs {
    /// The request's number; without it, the notes on the shift
    pub(crate) request: Option<i64>,
}

/// What is searched for.
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// Words, "words side by side", and filters: from:dirk in:#backend
    /// is:open|answered|mine|closed|snoozed has:note after:2026-11-01
    /// before:2026-12-01
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
}
