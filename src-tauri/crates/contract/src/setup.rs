//! The first ten minutes: what a newcomer is asked, and what they answer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Failure, Priority};

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
    /// Sign in.
    SignIn,
    /// What is read, and what mentions mean.
    Channels,
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
    /// Open the page on which the team's app is made.
    MakeApp,
    /// Copy what the app is made from.
    CopyManifest,
    /// Keep sign-ins in memory until Hotseat ends.
    SessionOnly,
    /// Sign in with the browser; answers when it has come back.
    SignIn {
        /// The client id of the team's app.
        client_id: String,
    },
    /// Open the browser once more.
    OpenBrowser,
    /// These are read, and these mentions mean something.
    Read {
        /// The ids of the channels.
        channels: Vec<String>,
        /// The groups whose mention means more.
        mentions: Vec<MentionMeans>,
    },
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

/// How one signs in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SignInPage {
    /// The source: "Slack".
    pub source: String,
    /// The client id that the team file has, or that was typed before.
    pub client_id: String,
    /// What the app is made from.
    pub manifest: String,
    /// Where it is made.
    pub make_at: String,
    /// The address that was opened in the browser, while it is waited for.
    pub browser: Option<String>,
    /// No keyring answers: what that means, where memory is offered instead.
    pub no_keyring: Option<String>,
    /// Sign-ins are kept in memory.
    pub session_only: bool,
}

/// A channel to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChannelChoice {
    /// Its id.
    pub id: String,
    /// Its name: "#support".
    pub name: String,
    /// Everyone in the workspace can read it.
    pub public: bool,
    /// I am a member.
    pub mine: bool,
    /// It is chosen.
    pub chosen: bool,
}

/// A group to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupChoice {
    /// The group: "@oncall".
    pub group: String,
    /// How many are in it.
    pub members: u32,
    /// What its mention means, where it means something.
    pub means: Option<Priority>,
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
    /// How one signs in.
    pub sign_in: SignInPage,
    /// The workspace that was signed in to.
    pub workspace: String,
    /// The channels that can be read.
    pub channels: Vec<ChannelChoice>,
    /// The groups that can be mentioned.
    pub groups: Vec<GroupChoice>,
    /// Those who could answer.
    pub people: Vec<PersonChoice>,
    /// The team's zone.
    pub zone: String,
    /// What is about to be written.
    pub file: Option<FilePage>,
    /// What the queue holds.
    pub preview: Option<Preview>,
}
