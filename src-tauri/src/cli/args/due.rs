//! What a deadline is asked for with.

use chrono::{DateTime, NaiveDateTime, Utc};
use clap::Args;

use super::PriorityArg;

#[derive(Debug, Args)]
pub(crate) struct Due {
    /// The priority of the request
    #[arg(long, value_enum, default_value = "normal")]
    pub(crate) priority: PriorityArg,
    /// The service level by name, instead of the priority's
    #[arg(long)]
    pub(crate) level: Option<String>,
    /// When the request came: 2026-11-20T17:50, in the team's zone, or with
    /// an offset; now without it
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub(crate) from: Option<Instant>,
}

/// An instant as it was typed: with an offset, or in the team's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Instant {
    Fixed(DateTime<Utc>),
    Local(NaiveDateTime),
}

fn instant(text: &str) -> Result<Instant, String> {
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
