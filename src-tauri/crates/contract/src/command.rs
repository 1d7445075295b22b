//! What a person may ask for, from any surface.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Aim, Look, OwnThing, PreferencesChange, Priority, SetupAct, TeamEdit,
};

/// When a snooze is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "until", rename_all = "snake_case")]
#[ts(export)]
pub enum SnoozeUntil {
    /// After minutes.
    Minutes {
        /// How many.
        minutes: i64,
    },
    /// At the next opening of the request's calendar after today's end.
    Tomorrow,
    /// When they answer.
    Reply,
    /// At a time.
    At {
        /// The time.
        at: DateTime<Utc>,
    },
}

/// What a person does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(export)]
pub enum Act {
    /// Work on it, and say so where the team says so.
    Claim {
        /// The request.
        request: i64,
        /// Leave only the mark.
        quiet: bool,
        /// Say this instead of the team's sentence.
        say: Option<String>,
    },
    /// Work on it beside its owner.
    Together {
        /// The request.
        request: i64,
    },
    /// Take it from an owner who has gone silent.
    TakeOver {
        /// The request.
        request: i64,
    },
    /// Give it back.
    Release {
        /// The request.
        request: i64,
    },
    /// Answer in its thread.
    Reply {
        /// The request.
        request: i64,
        /// The words.
        text: String,
        /// The second key of the wrong-thread guard was pressed.
        sure: bool,
    },
    /// Done.
    Close {
        /// The request.
        request: i64,
    },
    /// Not a request.
    Dismiss {
        /// The request.
        request: i64,
    },
    /// A request after all.
    BringBack {
        /// The request.
        request: i64,
    },
    /// Not now, for me.
    Snooze {
        /// The request.
        request: i64,
        /// Until when.
        until: SnoozeUntil,
        /// Do not wake on their next message.
        regardless: bool,
        /// Claim it first, as in the warning zone.
        claim: bool,
    },
    /// Show it again now.
    Wake {
        /// The request.
        request: i64,
    },
    /// The ball is theirs.
    WaitOnThem {
        /// The request.
        request: i64,
    },
    /// What was read as thanks is a question.
    NotThanks {
        /// The request.
        request: i64,
    },
    /// Change its priority, on this desktop.
    SetPriority {
        /// The request.
        request: i64,
        /// The new one.
        priority: Priority,
    },
    /// Take a joined message out into a request of its own.
    Split {
        /// The request.
        request: i64,
    },
    /// A message outside of its thread is an answer to it, on this desktop.
    ThisAnswers {
        /// The request.
        request: i64,
        /// The message; the newest that is offered unless told.
        message: Option<String>,
    },
    /// Send again what may or may not have arrived.
    SendAgain {
        /// The request.
        request: i64,
    },
    /// It is there: what may have arrived did.
    ItIsThere {
        /// The request.
        request: i64,
    },
    /// Take back the last act that can be taken back.
    Undo {
        /// The request, or the last one acted on.
        request: Option<i64>,
    },
    /// Open it at its source.
    Open {
        /// The request.
        request: i64,
        /// One of its links instead.
        link: Option<u32>,
    },
    /// No bubbles and sounds for an hour but emergencies; or end that.
    Quiet {
        /// Whether to be quiet.
        on: bool,
    },
    /// Whether this computer rings.
    Ring {
        /// Whether.
        on: bool,
    },
    /// Read every source now.
    ReadNow,
    /// Go on searching at the source.
    SearchElsewhere,
    /// Put the address of a request into the clipboard.
    CopyLink {
        /// The request.
        request: i64,
    },
    /// Write a note for oneself; it never leaves this computer.
    Note {
        /// The request it is about; nothing for the shift.
        request: Option<i64>,
        /// The words, in Markdown.
        text: String,
    },
    /// Change a note.
    EditNote {
        /// Which.
        note: i64,
        /// The new words.
        text: String,
    },
    /// Delete a note.
    DeleteNote {
        /// Which.
        note: i64,
    },
    /// Open a link of a note.
    OpenNote {
        /// Which.
        note: i64,
        /// Its number among the links of the note.
        link: u32,
    },
}

/// A folded part of the list.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Fold {
    /// The queue itself.
    #[default]
    Queue,
    /// The ball is theirs.
    Waiting,
    /// Snoozed.
    Snoozed,
    /// Answered, closed, dismissed.
    Answered,
}

/// What a snapshot is to show.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS,
)]
#[serde(default)]
#[ts(export)]
pub struct Select {
    /// The request that is read.
    pub request: Option<i64>,
    /// Which part of the list.
    pub fold: Fold,
    /// How many rows at most; 200 unless told.
    pub rows: Option<u32>,
    /// Where nothing waits, show what waits on them and what is answered.
    pub calm: bool,
}

/// Every question and order the engine answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "cmd", rename_all = "snake_case")]
#[ts(export)]
pub enum Command {
    /// Everything that is shown.
    Snapshot {
        /// What to show.
        select: Select,
    },
    /// One request.
    Show {
        /// Which.
        request: i64,
    },
    /// Do something.
    Do {
        /// What.
        act: Act,
        /// Write at once instead of leaving time to take it back.
        #[serde(default)]
        at_once: bool,
    },
    /// The notes on a request, or on the shift.
    Notes {
        /// Which request; nothing for the shift.
        request: Option<i64>,
    },
    /// Search in all that this computer knows.
    Search {
        /// Words and filters: "label in:#backend is:open".
        text: String,
    },
    /// Where a request is read at its source.
    Link {
        /// Which request.
        request: i64,
    },
    /// Keep what is typed into the reply box.
    Draft {
        /// Of which request.
        request: i64,
        /// All of it.
        text: String,
    },
    /// Why a deadline is what it is.
    Explain {
        /// Which request.
        request: i64,
    },
    /// Why I was, or was not, told.
    Why {
        /// Which request.
        request: i64,
    },
    /// The sources, with pace and age.
    Sources,
    /// When the sources could not be read, and when nobody was watching.
    History,
    /// Fold the ledger anew and compare.
    Rebuild,
    /// Look at the team file again.
    Reload,
    /// Sign in to a source again with what the keyring holds now.
    Reconnect {
        /// The source's key in the team file.
        source: String,
    },
    /// Sign in to a source again through the browser.
    SignIn {
        /// The source's key in the team file.
        source: String,
    },
    /// Open the source itself, beside Hotseat.
    OpenSource {
        /// The source's key in the team file.
        source: String,
    },
    /// Forget what a person or a source has said.
    Forget {
        /// By name, e-mail address or id; a source by its key.
        whom: String,
        /// Do it; otherwise only tell how much there is.
        really: bool,
    },
    /// What works, what does not, what to do.
    Doctor,
    /// How this computer sounds and starts.
    Preferences,
    /// Change how this computer sounds.
    SetPreferences {
        /// What is to change.
        change: PreferencesChange,
    },
    /// Sound as an arrival of a priority would, also while muted.
    PreviewSound {
        /// Which priority.
        priority: Priority,
    },
    /// Ring as an alarm would: notification, sound, tray. Answers as soon as
    /// it rings.
    TestAlarm,
    /// How the last test alarm stands.
    AlarmTest {
        /// Answer only when it is over.
        #[serde(default)]
        wait: bool,
    },
    /// Start with the desktop, or not.
    Autostart {
        /// Whether to.
        on: bool,
    },
    /// The first ten minutes: look at them, or answer what is asked.
    Setup {
        /// The answer.
        act: SetupAct,
    },
    /// What the place of settings shows.
    Settings,
    /// Ask every source who we are and what we may do there.
    TestSources,
    /// Show a change of the team file, or write it.
    EditTeam {
        /// What is to change.
        change: TeamEdit,
        /// The version that was shown; nothing to be shown it.
        #[serde(default)]
        agreed: Option<String>,
    },
    /// Open something of ours outside the window.
    OpenOwn {
        /// What.
        thing: OwnThing,
    },
    /// Put the text of the team file into the clipboard.
    CopyTeamFile,
    /// How the window looks and listens.
    Look,
    /// Change how the window looks and listens.
    SetLook {
        /// How from now on.
        look: Look,
    },
    /// Bring the window to the front.
    Raise(Aim),
    /// The engine is to end.
    Quit,
}
