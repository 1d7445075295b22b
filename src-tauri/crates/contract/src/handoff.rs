//! What one shift leaves to the next, for people.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{HandoffArriving, Priority};

/// A request that is left to the next shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoffLine {
    /// The request.
    pub request: i64,
    /// When something is due: "Wed 09:40"; empty where nothing is.
    pub due: String,
    /// What is due: "next response".
    pub what: String,
    /// Its priority.
    pub priority: Priority,
    /// The kind of its source.
    pub source_kind: String,
    /// Its source.
    pub source: String,
    /// What it is about.
    pub gist: String,
    /// Who asks, and their tier.
    pub requester: String,
    /// What was promised: "Ana, by 16:40".
    pub promise: Option<String>,
    /// To whom it goes.
    pub to: String,
    /// What the next one has to know.
    pub note: Option<String>,
    /// Which note that is.
    pub note_id: Option<i64>,
    /// What was noted before this shift.
    pub before: Option<String>,
    /// How it stands in the channel: "accepted by Priya".
    pub passed: Option<String>,
    /// Somebody has accepted it there.
    pub taken: bool,
}

/// A request that is named with something to say of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoffFact {
    /// The request.
    pub request: i64,
    /// What it is about.
    pub gist: String,
    /// What there is to say of it: "3 times", "1 h 40 min late".
    pub words: String,
}

/// A figure of the shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoffFigure {
    /// What is counted.
    pub label: String,
    /// How much there is.
    pub value: String,
}

/// How many people from outside asked on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoffDay {
    /// The day: "Wed".
    pub day: String,
    /// How many.
    pub users: u32,
    /// There may be fewer.
    pub at_most: bool,
}

/// A question of the team's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoffQuestion {
    /// What is asked.
    pub question: String,
    /// What was answered.
    pub answer: Option<String>,
}

/// A job of the shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoffJob {
    /// What is to be done.
    pub job: String,
    /// When it was done: "Thu 17:52".
    pub done: Option<String>,
}

/// A shift that has gone by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoffPast {
    /// When it began.
    pub shift: DateTime<Utc>,
    /// From when to when: "Wed 11 Nov to Wed 18 Nov".
    pub when: String,
    /// Who was on.
    pub on: String,
    /// When it was handed over: "Tue 17 Nov 17:20".
    pub handed: Option<String>,
}

/// What one shift leaves to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HandoffPage {
    /// When the shift began.
    pub shift: DateTime<Utc>,
    /// It has gone by.
    pub over: bool,
    /// What it is called by its length: "week", "shift".
    pub kind: String,
    /// "Handoff to Priya and Tomás".
    pub title: String,
    /// "From you and Ana. Their week starts Wed 25 Nov 09:00."
    pub under: String,
    /// What is open.
    pub open: Vec<HandoffLine>,
    /// How many of these have no note.
    pub notes_missing: u32,
    /// How many questions have no answer.
    pub answers_missing: u32,
    /// What came back more than once.
    pub came_back: Vec<HandoffFact>,
    /// What was answered late.
    pub late: Vec<HandoffFact>,
    /// How many were answered.
    pub answered: u32,
    /// The shift in numbers.
    pub numbers: Vec<HandoffFigure>,
    /// How many people from outside asked on each day.
    pub users: Vec<HandoffDay>,
    /// The team's form.
    pub form: Vec<HandoffQuestion>,
    /// The jobs of the shift.
    pub jobs: Vec<HandoffJob>,
    /// When it was handed over: "17:20".
    pub handed: Option<String>,
    /// The channel into which it is sent: "#support".
    pub channel: Option<String>,
    /// What is sent, message by message, the summary first.
    pub letter: Vec<String>,
    /// How it stands there: "Sent to #support 17:20, 3 of 4 accepted."
    pub sent: Option<String>,
    /// What somebody else hands over now.
    pub arriving: Option<HandoffArriving>,
    /// The shifts before, the newest first.
    pub past: Vec<HandoffPast>,
    /// All of it in Markdown.
    pub text: String,
}
