//! The verbs and their arguments.

mod accounts;
mod choices;
mod due;
mod handoff;
mod issues;
mod list;
mod practice;
mod private;
mod simulate;
mod sound;
mod start;
mod team;
mod timely;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

pub(crate) use self::accounts::{
    Account, AddAccount, AddPlaces, RemoveAccount, SourceVerb,
};
use self::choices::Part;
pub(crate) use self::choices::{PriorityArg, Switch};
pub(crate) use self::due::{Due, DueVerb, Instant, read_instant};
pub(crate) use self::handoff::{HandoffArgs, HandoffVerb};
pub(crate) use self::issues::{IssueArgs, LabelArgs};
pub(crate) use self::list::ListArgs;
pub(crate) use self::practice::{PairArgs, Practice, PracticeWords};
pub(crate) use self::private::{NoteArgs, NotesArgs, SearchArgs};
pub(crate) use self::simulate::Simulate;
pub(crate) use self::sound::SoundArgs;
pub(crate) use self::start::{Demo, DemoRole, Run};
pub(crate) use self::team::{AddMe, Init, Observe, Team};
pub(crate) use self::timely::{LogArgs, SetDue};

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
    /// Without one, the window opens
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Watch the channels, with an icon in the tray
    Run(Run),
    /// Try it on a made-up company; nothing real is touched
    Demo(Demo),
    /// Show the queue, the next deadline first
    List(ListArgs),
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
    /// Close the issue itself, for everybody
    CloseIssue(One),
    /// Hang a label on the issue, or take one off
    Label(LabelArgs),
    /// Mark it as worth reading for whoever comes new
    Evergreen {
        /// The request's number
        request: i64,
        /// Take the mark off again
        #[arg(long)]
        off: bool,
    },
    /// Open an issue for a request
    Issue(IssueArgs),
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
    /// A teammate's message outside of the thread is the answer, on this
    /// desktop
    ThisAnswers {
        /// The request's number
        request: i64,
        /// The message's id at its source; the newest that is offered if not
        /// given
        #[arg(long)]
        message: Option<String>,
    },
    /// Change its priority on this desktop
    Priority {
        /// The request's number
        request: i64,
        /// The new one
        priority: PriorityArg,
    },
    /// Send again what is held or may not have arrived
    SendAgain(Undecided),
    /// What may have arrived did
    ItIsThere(Undecided),
    /// Take back the last act
    Undo {
        /// The request's number; the last one acted on without it
        request: Option<i64>,
    },
    /// Open it at its source
    Open(One),
    /// Print where it is read at its source
    Link(One),
    /// Write a private note on a request or on the shift
    Note(NoteArgs),
    /// Show the private notes on a request, or on the shift
    Notes(NotesArgs),
    /// What this shift leaves to the next
    Handoff(HandoffArgs),
    /// Practise while you read along; nobody else sees any of it
    Practice {
        #[command(subcommand)]
        what: Practice,
    },
    /// Ask who has it, or those on duty, to pair, while you read along
    Pair(PairArgs),
    /// Search in all messages and notes
    Search(SearchArgs),
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
    /// Ring as an alarm would, and wait to be heard
    TestAlarm,
    /// How this computer sounds
    Sound(SoundArgs),
    /// Whether Hotseat starts when you sign in to this computer
    Autostart {
        /// On or off; left out, it only says
        #[arg(value_enum)]
        switch: Option<Switch>,
    },
    /// The keys that open the form for a call from anywhere on the desktop
    Shortcut {
        /// ctrl+alt+l, or off; left out, it only says
        #[arg(value_name = "KEYS")]
        keys: Option<String>,
    },
    /// When a target would be due; `due set` agrees on another time
    Due(Due),
    /// Let a team file live through a week before its team does
    Simulate(Simulate),
    /// Write down a phone call; without words it opens the form for it
    Log(LogArgs),
    /// Speak with who left a message on the phone
    CalledBack(One),
    /// What was promised is kept, though nobody wrote so
    Kept(One),
    /// What was never answered or never closed
    Sweep,
    /// The sources, with pace and age
    #[command(args_conflicts_with_subcommands = true)]
    Sources {
        /// When they could not be read, and when nobody was watching
        #[arg(long)]
        history: bool,
        #[command(subcommand)]
        what: Option<SourceVerb>,
    },
    /// Sign in to sources; without a verb, the sign-ins and what they may
    Accounts {
        #[command(subcommand)]
        what: Option<Account>,
    },
    /// Check and change the team file
    Team {
        #[command(subcommand)]
        what: Team,
    },
    /// Print the manifest of the Slack app
    SlackManifest,
    /// Forget what a person or a source has said, on this computer
    Forget {
        /// A person by name, e-mail address or id, or a source by its key
        whom: String,
        /// Forget without asking
        #[arg(long)]
        yes: bool,
    },
    /// Fold the ledger anew and compare
    Rebuild,
    /// Judge what is settled anew, by the team file as it is now, and
    /// keep both words
    Rejudge {
        /// Since which day it was settled: 2026-11-01
        #[arg(long, value_name = "DATE")]
        since: chrono::NaiveDate,
    },
    /// What works, what does not, what to do
    Doctor,
    /// How everything stands that a shift leans on, and what the last one left
    Preflight,
    /// Bring the window to the front
    Raise,
    /// End the Hotseat that is running, and stop watching
    Quit,
    /// Print what completes the verbs in a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
pub(crate) struct Undecided {
    /// The request's number
    pub(crate) request: i64,
    /// Which action, where several wait for a decision
    #[arg(long)]
    pub(crate) action: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct One {
    /// The request's number
    pub(crate) request: i64,
}
