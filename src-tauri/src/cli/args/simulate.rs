//! What a simulated week is made of.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// The team file to try; the usual one without it
    #[arg(value_name = "TEAM.toml")]
    pub(crate) file: Option<PathBuf>,
    /// The first day; the next Monday without it
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<NaiveDate>,
    /// How many days
    #[arg(long, default_value = "7", value_parser = clap::value_parser!(u16).range(1..=92))]
    pub(crate) days: u16,
    /// The same seed invents the same week
    #[arg(long, default_value = "1", conflicts_with = "events")]
    pub(crate) seed: u64,
    /// How many requests come
    #[arg(long, default_value = "60", conflicts_with = "events", value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub(crate) requests: u32,
    /// What happens, a JSON object a line, instead of an invented week:
    /// {"at", "who", "asks", "in", "id"}, then {"at", "who", "to"} with
    /// "says" or "mark"
    #[arg(long, value_name = "FILE.jsonl")]
    pub(crate) events: Option<PathBuf>,
}
