//! The first ten minutes: what a newcomer is asked, and what they answer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ConnectAct, Connected, Connecting, Failure, Priority};

/// What is asked now.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SetupStep {
    /// Which way in: the demo, a colleague's team file, a preset.
    #[default]
    Door,
    /// Where the team file is.
    Join,
    /// Where people ask, and what is read there.
    Connect,
    /// Who answers, and who is on duty.
    People,
    /// Whether this is to be written.
    File,
    /// What the queue holds, before it rings.
    Preview,
    /// Nothing any more: the queue is shown.
    Done,
}

/// What a newcomer answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case")]
#[ts(export)]
pub enum SetupAct {
    /// Only look.
    Look,
    /// Play the demo.
    Demo,
    /// Ask for a team file, or take the one at a path.
    Join {
        /// Where it is.
        file: Option<String>,
    },
    /// Begin with a preset.
    Preset {
        /// Its name.
        name: String,
    },
    /// Answer what is asked on the way to a source.
    Connect {
        /// The answer.
        act: ConnectAct,
    },
    /// Leave out a source that was connected.
    LeaveOut {
        /// Its key.
        source: String,
    },
    /// No more sources.
    Enough,
    /// These answer.
    Staff {
        /// The ids of those in the roster.
        roster: Vec<String>,
        /// Those of them who are on duty.
        on_duty: Vec<String>,
        /// The team's zone.
        zone: String,
    },
    /// Write the file that is shown, and read the channels.
    Write,
    /// Observe for a week first, or do not.
    Week {
        /// Whether they observe for a week first.
        on: bool,
    },
    /// Read along without being in the roster.
    ReadAlong,
    /// Let alarms go on, and show the queue.
    Start,
    /// One step back.
    Back,
}

/// What the mention of a group means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MentionMeans {
    /// The group: "@oncall".
    pub group: String,
    /// The priority it gives.
    pub priority: Priority,
}

/// A preset to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PresetLine {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What it reads.
    pub watches: String,
    /// What it promises.
    pub first_response: String,
    /// Who answers.
    pub serves: String,
    /// What else comes with it.
    pub sets_up: String,
}

/// A person to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PersonChoice {
    /// Their id.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// Their e-mail address.
    pub email: Option<String>,
    /// It is the one who has signed in.
    pub me: bool,
    /// Why they are offered: "in @oncall".
    pub why: String,
    /// They answer.
    pub answers: bool,
    /// They are on duty.
    pub on_duty: bool,
}

/// What is about to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FilePage {
    /// Where.
    pub path: String,
    /// The whole text, or what changes in it.
    pub text: String,
    /// The text is a change to a file that is there.
    pub change: bool,
    /// It puts whoever joins into the roster.
    pub adds: bool,
    /// Whether whoever joins observes for a week first; nothing where that
    /// is not offered.
    pub week: Option<bool>,
}

/// What the queue holds before it rings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Preview {
    /// In one sentence.
    pub words: String,
    /// Every source has been read once.
    pub read: bool,
    /// What could not be read, and why.
    pub unread: Vec<String>,
    /// What was read: "Slack #support".
    pub places: Vec<String>,
}

/// The first ten minutes as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Setup {
    /// What is asked now.
    pub step: SetupStep,
    /// Where the team file is, or will be.
    pub team_file: String,
    /// The presets that exist.
    pub presets: Vec<PresetLine>,
    /// What is being done, while it is.
    pub busy: Option<String>,
    /// Why the last answer led nowhere.
    pub trouble: Option<Failure>,
    /// What went well, to be known at this step.
    pub remarks: Vec<String>,
    /// The way to a source.
    pub connect: Connecting,
    /// The sources that are connected.
    pub connected: Vec<Connected>,
    /// Those who could answer.
    pub people: Vec<PersonChoice>,
    /// The team's zone.
    pub zone: String,
    /// What is about to be written.
    pub file: Option<FilePage>,
    /// What the queue holds.
    pub preview: Option<Preview>,
}
