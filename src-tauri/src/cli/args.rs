//! The verbs and their arguments.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDateTime, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// One queue for whoever is on support this week.
#[derive(Debug, Parser)]
#[command(name = "hotseat", version, propagate_version = true)]
pub(crate) struct Cli {
    /// Answer in JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Use this data directory instead of the usual one
    #[arg(long, global = true, value_name = "DIR", env = "HOTSEAT_DATA")]
    pub(crate) data: Option<PathBuf>,
    /// Use this team file instead of team.toml in the data directory
    #[arg(long, global = true, value_name = "FILE", env = "HOTSEAT_TEAM")]
    pub(crate) team: Option<PathBuf>,
    /// Talk to the demo that is running
    #[arg(long, global = true)]
    pub(crate) demo: bool,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Watch the channels, with an icon in the tray
    Run(Run),
    /// Try it on a made-up company; nothing real is touched
    Demo(Demo),
    /// Show the queue, the next deadline first
    List {
        /// Which part of it
        #[arg(value_enum, default_value = "queue")]
        part: Part,
    },
    /// Show one request with its thread
    Show(One),
    /// Work on it, and tell the requester where the team says so
    Claim {
        /// The request's number
        request: i64,
        /// Only leave the mark
        #[arg(long, conflicts_with = "say")]
        quiet: bool,
        /// Say this instead of the team's sentence
        #[arg(long, value_name = "TEXT")]
        say: Option<String>,
    },
    /// Work on it beside its owner
    Together(One),
    /// Take it from an owner who has gone silent
    TakeOver(One),
    /// Give it back
    Release(One),
    /// Not now, for me
    Snooze {
        /// The request's number
        request: i64,
        /// 15m, 2h, tomorrow, reply, or a time such as 16:30
        #[arg(default_value = "15m")]
        until: String,
        /// Do not wake on their next message
        #[arg(long)]
        regardless: bool,
        /// Claim it first, as its warning zone asks
        #[arg(long)]
        claim: bool,
    },
    /// Show a snoozed request again
    Wake(One),
    /// Answer in its thread
    Reply {
        /// The request's number
        request: i64,
        /// The answer; - reads it from standard input
        text: String,
        /// Answer a teammate in a channel that customers read
        #[arg(long)]
        sure: bool,
    },
    /// Done
    Close(One),
    /// Not a request
    Dismiss(One),
    /// A request after all
    BringBack(One),
    /// The ball is theirs
    Wait(One),
    /// What was read as thanks is a question
    NotThanks(One),
    /// Take the last joined message out
    Split(One),
    /// Change its priority on this desktop
    Priority {
        /// The request's number
        request: i64,
        /// The new one
        priority: PriorityArg,
    },
    /// Send again what is held or may not have arrived
    SendAgain(One),
    /// What may have arrived did
    ItIsThere(One),
    /// Take back the last act
    Undo {
        /// The request's number; the last one acted on without it
        request: Option<i64>,
    },
    /// Open it at its source
    Open(One),
    /// Why its deadline is what it is
    Explain(One),
    /// Why you were, or were not, told of it
    Why(One),
    /// No bubbles for an hour but emergencies; off ends that
    Quiet {
        /// On or off
        #[arg(value_enum, default_value = "on")]
        switch: Switch,
    },
    /// Whether this computer rings
    Ring {
        /// On or off
        #[arg(value_enum)]
        switch: Switch,
    },
    /// When a target would be due
    Due(Due),
    /// The sources, with pace and age
    Sources,
    /// Sign in to sources
    Accounts {
        #[command(subcommand)]
        what: Account,
    },
    /// Check and change the team file
    Team {
        #[command(subcommand)]
        what: Team,
    },
    /// Print the manifest of the Slack app
    SlackManifest(Manifest),
    /// Fold the ledger anew and compare
    Rebuild,
    /// What works, what does not, what to do
    Doctor,
    /// Bring the window to the front
    Raise,
    /// End the Hotseat that is running, and stop watching
    Quit,
}

#[derive(Debug, Args)]
pub(crate) struct One {
    /// The request's number
    pub(crate) request: i64,
}

#[derive(Debug, Args)]
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// What waits
    Queue,
    /// The ball is theirs
    Waiting,
    /// Snoozed by me
    Snoozed,
    /// Answered, with nothing running
    Answered,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    On,
    Off,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PriorityArg {
    Emergency,
    Urgent,
    Normal,
}

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

#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Sign in to a source
    Add(AddAccount),
    /// The sign-ins that the keyring holds
    List,
    /// Try a sign-in
    Test {
        /// The source's key in the team file
        source: String,
    },
    /// Forget a sign-in
    Remove {
        /// The source's key in the team file
        source: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct AddAccount {
    /// The source's key in the team file, or its kind: slack
    pub(crate) source: String,
    /// The client id of the team's app, if the team file does not have it
    #[arg(long)]
    pub(crate) client_id: Option<String>,
    /// Paste tokens of an app of your own instead of signing in with the
    /// browser; they are asked for, or read line by line from standard input
    #[arg(long)]
    pub(crate) token: bool,
    /// The app-level token as well, so that Slack tells by itself
    #[arg(long, requires = "token")]
    pub(crate) push: bool,
    /// The channels to watch, by name, where a first team file is written
    #[arg(long, value_name = "CHANNEL")]
    pub(crate) channel: Vec<String>,
    /// Write the first team file without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Team {
    /// What is wrong with the team file, and what will surprise
    Check,
    /// Put yourself into the roster, on duty
    AddMe(AddMe),
    /// Look at the team file now
    Reload,
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
    /// Write without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Manifest {
    /// For an app of your own, which pushes; its tokens do not rotate
    #[arg(long)]
    pub(crate) push: bool,
}
