//! How the engine starts, for real work or the demo.

use clap::{Args, ValueEnum};

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
    /// Play it as somebody else: a newcomer's week, in minutes
    #[arg(long = "as", value_name = "ROLE")]
    pub(crate) role: Option<DemoRole>,
    /// Seconds that a day of the newcomer's week takes
    #[arg(long, value_name = "SECONDS", requires = "role",
          default_value_t = 150,
          value_parser = clap::value_parser!(u64).range(20..=3600))]
    pub(crate) day: u64,
    /// Seconds between requests, instead of 30 to 60
    #[arg(long, value_name = "SECONDS")]
    pub(crate) pace: Option<u64>,
}

/// As whom the demo is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DemoRole {
    /// Reads along for a week, before the first own shift
    Observer,
}
