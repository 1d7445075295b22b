//! What a call and an agreed time are told with.

use clap::Args;

use super::PriorityArg;

#[derive(Debug, Args)]
pub(crate) struct LogArgs {
    /// Who called; without it the window opens its form for a call
    #[arg(requires = "about")]
    pub(crate) who: Option<String>,
    /// What about
    pub(crate) about: Option<String>,
    /// When: 14:05, or 2026-11-20T14:05 with an offset; now without it
    #[arg(long, value_name = "TIME", requires = "about")]
    pub(crate) at: Option<String>,
    /// They left a message, nobody has spoken with them
    #[arg(long, requires = "about")]
    pub(crate) voicemail: bool,
    /// How urgent it is
    #[arg(long, value_enum, requires = "about")]
    pub(crate) priority: Option<PriorityArg>,
}

#[derive(Debug, Args)]
pub(crate) struct SetDue {
    /// The request's number
    pub(crate) request: i64,
    /// By when: 16:30, or 2026-11-20T16:30 with an offset
    #[arg(value_name = "TIME")]
    pub(crate) at: String,
    /// Why, for the receipt
    #[arg(long)]
    pub(crate) why: String,
}
