//! Every question and order the engine answers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Act, Aim, ConnectAct, Look, OwnThing, PreferencesChange, Priority, Select,
    SetupAct, TeamEdit,
};

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
    /// What today, or the week of reading along, has taught.
    Lesson {
        /// The week instead of today.
        week: bool,
    },
    /// What a shift leaves to the next.
    Handoff {
        /// The shift that ran then; the one that runs unless told.
        #[serde(default)]
        shift: Option<DateTime<Utc>>,
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
    /// Judge anew what is settled since an instant, and keep both words.
    Rejudge {
        /// Since when the answers were given.
        since: DateTime<Utc>,
    },
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
    /// Put a note for the team into the clipboard: what cannot be read, since
    /// when, and what follows.
    CopyNote {
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
    /// How everything stands that a shift leans on.
    Preflight,
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
    /// Open the form for a call by these keys from anywhere on the desktop.
    Shortcut {
        /// "ctrl+alt+l"; nothing for none.
        keys: Option<String>,
    },
    /// The first ten minutes: look at them, or answer what is asked.
    Setup {
        /// The answer.
        act: SetupAct,
    },
    /// The way to a source from the place of settings: look at it, or answer
    /// what is asked.
    Connect {
        /// The answer.
        act: ConnectAct,
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
