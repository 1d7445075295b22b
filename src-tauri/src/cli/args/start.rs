//! How the engine starts, for real work or the demo.

use clap::Args;

#[derive(Debug, Default, Args)]
pub(crate) struct Run {
    /// Without tray and window, for a machine without a desktop
    #[arg(long)]
    pub(crate) headless: bool,
    /// Show the window at once
    #[arg(long)]
    pub(crate) show: bool,
    /// Keep sign-ins in memory until the end, where there is no keyring
    #[arg(long)]
    pub(crate) session_only: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Without tray and window
    #[arg(long)]
    pub(crate) headless: bool,
    /// Show the window at once
    #[arg(long)]
    pub(crate) show: bool,
    /// The same seed plays the same play
    #[arg(long)]
    pub(crate) seed: Option<u64>,
    /// Seconds between requests, instead of 30 to 60
    #[arg(long, value_name = "SECONDS")]
    pub(crate) pace: Option<u64>,
}
