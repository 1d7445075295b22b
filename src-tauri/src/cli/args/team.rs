//! What is done with the team file.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Team {
    /// The ways of working that come with Hotseat
    Presets,
    /// Write the first team file from one of them
    Init(Init),
    /// What is wrong with the team file, and what will surprise
    Check,
    /// Put yourself into the roster, on duty
    AddMe(AddMe),
    /// Let somebody read along for a week, or make that longer
    Observe(Observe),
    /// Look at the team file now
    Reload,
    /// The form of the team file as a JSON Schema, for your editor
    Schema,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The preset: support-channel, exterminator, support-hero, sprint-pair
    /// or three-lanes
    pub(crate) preset: String,
    /// What the team is called
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// A channel to watch: its name where you are signed in, else ID=#name;
    /// or a repository: OWNER/NAME
    #[arg(long, value_name = "CHANNEL")]
    pub(crate) channel: Vec<String>,
    /// One who answers: 'Ana Silva <ana@example.com>'
    #[arg(long, value_name = "PERSON")]
    pub(crate) person: Vec<String>,
    /// The team's zone: Europe/Amsterdam
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// The client id of the team's app
    #[arg(long)]
    pub(crate) client_id: Option<String>,
    /// Write without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct AddMe {
    /// Your name, if no source knows you yet
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Your e-mail address
    #[arg(long)]
    pub(crate) email: Option<String>,
    /// Your id at Slack
    #[arg(long)]
    pub(crate) slack: Option<String>,
    /// Read along for a week from today, before your first own shift
    #[arg(long)]
    pub(crate) observe: bool,
    /// Write without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Observe {
    /// Their key or name in the roster
    pub(crate) person: String,
    /// The first day; today unless told, or the day on which it has begun
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<NaiveDate>,
    /// The last day, where five working days within a week are too few
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<NaiveDate>,
    /// Write without asking
    #[arg(long)]
    pub(crate) yes: bool,
}
