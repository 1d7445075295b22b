//! What somebody who reads along practises, and what it taught.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Priority;

/// What somebody who reads along would have done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Guess {
    /// They would have claimed it.
    Claim,
    /// They would have answered so.
    Reply {
        /// The words.
        text: String,
    },
    /// They would have tagged it so.
    Tag {
        /// The tag.
        tag: String,
    },
    /// They would have called it so urgent.
    Priority {
        /// How urgent.
        priority: Priority,
    },
    /// They would have done this first.
    FirstStep {
        /// What.
        text: String,
    },
}

/// One side of a guess: mine, or the team's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GuessSide {
    /// Who: "You", "Ana"; empty where nobody in particular did.
    pub by: String,
    /// When, if it has an instant.
    pub at: Option<DateTime<Utc>>,
    /// How long after it was asked: "1 min 36 s".
    pub after: String,
    /// What, in words.
    pub words: String,
    /// The questions in it.
    pub asks: Vec<String>,
    /// When it says something, in its words.
    pub says_when: Option<String>,
}

/// A guess beside what the team did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PracticeLine {
    /// What is compared: "What would you have answered?".
    pub title: String,
    /// My side.
    pub yours: GuessSide,
    /// The team's, once it did.
    pub theirs: Option<GuessSide>,
    /// Whether they are the same, where that can be told.
    pub same: Option<bool>,
}

/// How many somebody answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AnsweredBy {
    /// Who.
    pub name: String,
    /// How many.
    pub count: u32,
}

/// A line of a list of what was taught.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LessonLine {
    /// The request.
    pub request: i64,
    /// What it is about.
    pub gist: String,
    /// What there is to say of it: "you: bug, the team: question".
    pub words: String,
}

/// Something that somebody new is to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Tick {
    /// What.
    pub item: String,
    /// It is done.
    pub done: bool,
}

/// What a day or a week has taught, in counts and lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LessonPage {
    /// It is the week.
    pub week: bool,
    /// From.
    pub from: DateTime<Utc>,
    /// To, not included.
    pub to: DateTime<Utc>,
    /// How many requests came.
    pub seen: u32,
    /// Who answered how many, the most first.
    pub answered: Vec<AnsweredBy>,
    /// How many were answered in time.
    pub in_time: u32,
    /// How many were answered late.
    pub late: u32,
    /// How many nobody has answered.
    pub unanswered: u32,
    /// How many guesses were made.
    pub guesses: u32,
    /// The guesses that differed.
    pub differed: Vec<LessonLine>,
    /// The slowest answers.
    pub slowest: Vec<LessonLine>,
    /// What is worth reading.
    pub evergreen: Vec<LessonLine>,
    /// What somebody new is to do.
    pub checklist: Vec<Tick>,
    /// This user has asked to be rung while they read along.
    pub alarms: bool,
}
