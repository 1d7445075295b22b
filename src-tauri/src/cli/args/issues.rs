//! What issues are labelled and opened with.

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct LabelArgs {
    /// The request's number
    pub(crate) request: i64,
    /// The label, as it is called at the source
    pub(crate) label: String,
    /// Take it off
    #[arg(long)]
    pub(crate) off: bool,
}

#[derive(Debug, Args)]
pub(crate) struct IssueArgs {
    /// The request's number
    pub(crate) request: i64,
    /// The repository; the main one if not given
    #[arg(long = "in", value_name = "OWNER/NAME")]
    pub(crate) place: Option<String>,
    /// The title; what they asked if not given
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// What it says; - reads it from standard input; what they asked, and
    /// where, if not given
    #[arg(long)]
    pub(crate) body: Option<String>,
}
