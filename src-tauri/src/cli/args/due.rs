//! What a deadline is asked for with.

use chrono::{DateTime, NaiveDateTime, Utc};
use clap::{Args, Subcommand};

use super::{PriorityArg, SetDue};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Due {
    /// Without one, a target is reckoned
    #[command(subcommand)]
    pub(crate) what: Option<DueVerb>,
    /// The priority of the request
    #[arg(long, value_enum, default_value = "normal")]
    pub(crate) priority: PriorityArg,
    /// The service level by name, instead of the priority's
    #[arg(long)]
    pub(crate) level: Option<String>,
    /// When the request came: 2026-11-20T17:50, in the team's zone, or with
    /// an offset; now without it
    #[arg(long, value_name = "TIME", value_parser = read_instant)]
    pub(crate) from: Option<Instant>,
    /// Answer many: a JSON object a line on standard input, each with "from",
    /// "priority" or "level", and the answers line by line
    #[arg(long, conflicts_with_all = ["priority", "level", "from"])]
    pub(crate) batch: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DueVerb {
    /// Another time was agreed with them than was promised, on this desktop
    Set(SetDue),
}

/// An instant as it was typed: with an offset, or in the team's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Instant {
    Fixed(DateTime<Utc>),
    Local(NaiveDateTime),
}

/// Reads an instant as it was typed.
pub(crate) fn read_instant(text: &str) -> Result<Instant, String> {
    let fixed = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z"]
        .iter()
        .find_map(|form| DateTime::parse_from_str(text, form).ok());
    if let Some(fixed) = fixed {
        return Ok(Instant::Fixed(fixed.to_utc()));
    }
    ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .map(Instant::Local)
        .ok_or_else(|| {
            "write a time like 2026-11-20T17:50 or 2026-11-20T17:50+01:00"
                .to_owned()
        })
}
