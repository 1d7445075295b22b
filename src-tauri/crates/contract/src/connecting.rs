//! Connecting a source: what is asked on the way.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ConnectStep, Failure, Priority, Secret, TeamChange};

/// A kind of source to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KindChoice {
    /// How the team file names it.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// What it reads, and what one has to have for it.
    pub says: String,
}

/// A source that is connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Connected {
    /// Its key.
    pub source: String,
    /// Its kind.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// As whom, and what is read: "as Ana: acme/widgets".
    pub words: String,
    /// What the account may do there.
    pub may: Vec<String>,
    /// What it may not do, and what to do about it.
    pub may_not: Vec<String>,
}

/// A field to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AskedField {
    /// Its key.
    pub key: String,
    /// What is asked for.
    pub label: String,
    /// What it says now.
    pub value: String,
    /// Something like this.
    pub example: String,
    /// What to know of it.
    pub hint: String,
    /// It is typed unseen.
    pub secret: bool,
}

/// A way to sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SignInWay {
    /// Its name: "token".
    pub way: String,
    /// What it is called: "With a token".
    pub title: String,
    /// What its button says: "Sign in with this token".
    pub does: String,
    /// What it asks for.
    pub fields: Vec<AskedField>,
    /// What has to be done before, one by one.
    pub before: Vec<String>,
    /// What the button says that opens where it is done.
    pub make: Option<String>,
    /// What the team's app is made from.
    pub manifest: Option<String>,
    /// The same in a terminal: "hotseat slack-manifest".
    pub terminal: String,
}

/// A sign-in that waits for a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Waiting {
    /// The page.
    pub address: String,
    /// What is typed there, if anything is.
    pub code: Option<String>,
}

/// How one signs in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SignInPage {
    /// What it is called: "Sign in to Slack".
    pub title: String,
    /// The source: "Slack".
    pub source: String,
    /// What to know before.
    pub lead: String,
    /// The ways; the first is the usual one.
    pub ways: Vec<SignInWay>,
    /// What it waits for.
    pub waiting: Option<Waiting>,
    /// No keyring answers: what that means, where memory is offered instead.
    pub no_keyring: Option<String>,
    /// Sign-ins are kept in memory.
    pub session_only: bool,
}

/// A place to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlaceChoice {
    /// Its id.
    pub id: String,
    /// Its name: "#support".
    pub name: String,
    /// What to know of it: "private".
    pub note: String,
    /// It is chosen.
    pub chosen: bool,
}

/// A group to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupChoice {
    /// The group: "@oncall".
    pub group: String,
    /// How many are in it; none where the source does not tell.
    pub members: u32,
    /// What its mention means, where it means something.
    pub means: Option<Priority>,
}

/// What could be read at a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlacesPage {
    /// What the places are called: "Channels".
    pub called: String,
    /// What to choose.
    pub lead: String,
    /// Those that can be read.
    pub places: Vec<PlaceChoice>,
    /// What another one is asked for by, where the list may lack it.
    pub another: Option<String>,
    /// Such a one looks like this.
    pub example: String,
    /// The groups that can be mentioned; nothing where none is asked for.
    pub groups: Option<Vec<GroupChoice>>,
}

/// A token that is shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TokenOnce {
    /// The sender.
    pub place: String,
    /// What people call it.
    pub name: String,
    /// Where it calls.
    pub address: String,
    /// The token.
    pub token: Secret,
    /// The line with which it is tried.
    pub line: Secret,
}

/// The way to a source as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Connecting {
    /// What is asked now.
    pub step: ConnectStep,
    /// What is being done, while it is.
    pub busy: Option<String>,
    /// Why the last answer led nowhere.
    pub trouble: Option<Failure>,
    /// What went well, to be known at this step.
    pub remarks: Vec<String>,
    /// The kinds to choose from.
    pub kinds: Vec<KindChoice>,
    /// How one signs in.
    pub sign_in: SignInPage,
    /// What could be read.
    pub places: PlacesPage,
    /// What is shown once.
    pub tokens: Vec<TokenOnce>,
    /// What is about to be written.
    pub change: Option<TeamChange>,
}
