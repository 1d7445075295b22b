//! One request, read closely.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Act, PracticeLine, Row};

/// A piece of a line of text. Foreign text reaches the window as this tree
/// and never as markup.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Inline {
    /// Plain words.
    Text {
        /// The words.
        text: String,
    },
    /// Bold words.
    Bold {
        /// The words.
        text: String,
    },
    /// Italic words.
    Italic {
        /// The words.
        text: String,
    },
    /// Struck words.
    Strike {
        /// The words.
        text: String,
    },
    /// Code within a line.
    Code {
        /// The words.
        text: String,
    },
    /// A link; it is opened by its number, from outside the window.
    Link {
        /// What it says.
        text: String,
        /// Its number among the request's links.
        link: u32,
        /// The host it leads to, to be shown beside it; empty where its words
        /// say it, or it is the source's own.
        host: String,
    },
    /// Somebody or a group is named.
    Mention {
        /// "@oncall".
        text: String,
    },
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its pieces.
        inlines: Vec<Inline>,
    },
    /// A quotation.
    Quote {
        /// Its pieces.
        inlines: Vec<Inline>,
    },
    /// An item of a list.
    Item {
        /// Its pieces.
        inlines: Vec<Inline>,
    },
    /// Preformatted text.
    Pre {
        /// The text.
        text: String,
    },
}

/// Whose message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Side {
    /// The asking side.
    Asking,
    /// A teammate.
    Team,
    /// This user.
    Me,
    /// Automation.
    Machine,
}

/// A file that hangs on a message; it is opened at its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileLine {
    /// Its name.
    pub name: String,
    /// Its size in bytes, if the source says.
    pub bytes: Option<u64>,
}

/// One message of the thread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MessageLine {
    /// Its id at the source, or of the act that sends it.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// Whose side.
    pub side: Side,
    /// When, by the source.
    pub at: DateTime<Utc>,
    /// What.
    pub blocks: Vec<Block>,
    /// Files on it.
    pub files: Vec<FileLine>,
    /// When it was edited last.
    pub edited: Option<DateTime<Utc>>,
    /// It was deleted at the source.
    pub deleted: bool,
    /// What is wrong with it or where it is on its way: "sending, undo".
    pub status: Option<String>,
    /// A remark of ours: "read as thanks", "seen 15:10".
    pub remark: Option<String>,
}

/// A step of the explanation of a request, in one sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Receipt {
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What happened and what it did.
    pub words: String,
}

/// Why the user was, or was not, told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AlertLine {
    /// When it was decided.
    pub at: DateTime<Utc>,
    /// What kind: "arrival", "first warning".
    pub kind: String,
    /// Whether it went out.
    pub sent: bool,
    /// How loud: "sound", "bubble", "critical".
    pub loud: String,
    /// When the desktop showed it, by itself or in a digest.
    pub shown: Option<DateTime<Utc>>,
    /// Why, in one sentence.
    pub why: String,
}

/// A message outside of the thread that may be an answer to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Offer {
    /// Its id at the source, for the act "this answers".
    pub message: String,
    /// Who wrote it: "Ana".
    pub by: String,
    /// When, by the source.
    pub at: DateTime<Utc>,
    /// Its first line.
    pub words: String,
}

/// An act the user may choose now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Verb {
    /// What it does.
    pub act: Act,
    /// What it says: "I'm on it".
    pub label: String,
    /// Its key: "C".
    pub key: String,
    /// The one that helps most.
    pub primary: bool,
    /// Why it cannot be chosen now.
    pub refused: Option<String>,
}

/// A note of this user; it never leaves this computer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoteLine {
    /// Which one.
    pub id: i64,
    /// When it was written.
    pub written: DateTime<Utc>,
    /// When it was changed last.
    pub edited: Option<DateTime<Utc>>,
    /// Its Markdown, for changing it.
    pub text: String,
    /// The same, for reading it.
    pub blocks: Vec<Block>,
}

/// An answer that was begun and not sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Draft {
    /// The words.
    pub text: String,
    /// Grows when the words change without being typed.
    pub turn: u64,
}

/// Something that a teammate did to a request without a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Happened {
    /// When, by the clock of the source.
    pub at: DateTime<Utc>,
    /// The sign that says so: "👀", "✅".
    pub sign: String,
    /// "Ana claimed it".
    pub words: String,
}

/// An answer that a teammate passed on to this user alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PassedLine {
    /// Who knows it: "Noor".
    pub by: String,
    /// When they wrote.
    pub at: DateTime<Utc>,
    /// The answer, in their words.
    pub text: String,
}

/// One request, read closely.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Detail {
    /// Its row.
    pub row: Row,
    /// When we first saw it.
    pub seen: DateTime<Utc>,
    /// Seconds between the message and our seeing it.
    pub seen_after_s: i64,
    /// "Urgent, like everything in this channel".
    pub priority_words: String,
    /// The bold part: "First response due 16:43:12."
    pub clock_lead: String,
    /// The rest of the sentence about the clock.
    pub clock_rest: String,
    /// The labels that hang on it.
    pub labels: Vec<String>,
    /// The verbs, in the order of their buttons.
    pub verbs: Vec<Verb>,
    /// The snooze choices: label and act.
    pub snoozes: Vec<Verb>,
    /// The thread, oldest first.
    pub thread: Vec<MessageLine>,
    /// What stands between the messages, oldest first.
    pub happened: Vec<Happened>,
    /// What a teammate posted outside of it and may be an answer, the newest
    /// last.
    pub offers: Vec<Offer>,
    /// The request in the same thread that had ended long before this began.
    pub follows: Option<i64>,
    /// The request in the same thread that began long after this ended.
    pub followed: Option<i64>,
    /// Why everything is as it is.
    pub receipts: Vec<Receipt>,
    /// The record of alerts.
    pub alerts: Vec<AlertLine>,
    /// "Open in Slack".
    pub open_label: String,
    /// Whom and where a reply goes: "to Dirk Vos in #backend".
    pub reply_to: String,
    /// What a reply does: "Stops the clock".
    pub reply_effect: Option<String>,
    /// This user's notes on it, the oldest first.
    pub notes: Vec<NoteLine>,
    /// The answer that was begun.
    pub draft: Draft,
    /// The answers that teammates passed on, for this user to give.
    pub passed: Vec<PassedLine>,
    /// What was practised on it, beside what the team did.
    pub practice: Vec<PracticeLine>,
}
