//! What a source saw: always untrusted.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ActionId, ExternalId, GroupId, PlaceId, Text, UserId};

/// Who wrote or marked something, as the source tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The source's id.
    pub id: UserId,
    /// The name shown; never used to tell people apart.
    pub name: String,
    /// The e-mail address from the source's own directory, by which people
    /// are joined over sources.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Their organisation, team or tier, if the source knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Whether a person wrote it. A person's message sent through an API is a
    /// person's.
    pub human: bool,
}

/// What a mention names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Mention {
    /// A person.
    Person {
        /// Whom.
        id: UserId,
    },
    /// A group.
    Group {
        /// Which.
        id: GroupId,
    },
}

/// A file that hangs on a message; only its outside is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its size in bytes, if told.
    pub bytes: Option<u64>,
}

/// A message as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Who wrote it.
    pub author: Author,
    /// What it says.
    pub text: Text,
    /// Whom it names, outside of code and quotations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// What hangs on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<File>,
    /// When it was edited last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<DateTime<Utc>>,
    /// It had been deleted, and was found there again at this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restored: Option<DateTime<Utc>>,
    /// Not for the asking side: a private note.
    #[serde(default, skip_serializing_if = "is_false")]
    pub private: bool,
    /// The action of ours that sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<ActionId>,
    /// The post of a bot that carries a person's words: whose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mirrored: Option<Author>,
    /// What an alert's posts have in common.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert: Option<AlertKey>,
    /// Where it is read at its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// What the posts of one alert have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertKey {
    /// The same in all of its posts.
    pub key: String,
    /// Whether this post says that it is over.
    pub resolved: bool,
}

fn is_false(b: &bool) -> bool {
    !b
}

/// The mark that a source sets by itself on a root that is closed there, such
/// as an issue: it closes, whoever did it. No emoji is called so.
pub const CLOSED: &str = "closed at its source";

/// The mark of those who want what an issue asks for.
pub const VOTE: &str = "+1";

/// How the name of a mark that is a label begins. No emoji begins so.
const LABEL: &str = "label: ";

/// The mark that a label is.
#[must_use]
pub fn label_mark(label: &str) -> String {
    format!("{LABEL}{label}")
}

/// The label that a mark is, if it is one.
#[must_use]
pub fn label_of(mark: &str) -> Option<&str> {
    mark.strip_prefix(LABEL)
}

/// A mark on a message: who stands on it, in the order of the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Its name: "eyes", "white_check_mark".
    pub name: String,
    /// Who set it, in the order in which the source names them.
    pub by: Vec<Author>,
}

/// What happened to a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "posts are the common case")]
pub enum Event {
    /// It stands like this.
    Post {
        /// The message.
        post: Post,
    },
    /// The marks on it are these, all of them. After an edit they are told
    /// once more: it may have made a request of what was none.
    Marks {
        /// The whole set.
        marks: Vec<Mark>,
    },
    /// It is gone.
    Deleted,
}

impl Event {
    /// The word by which the ledger tells the kinds apart.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Event::Post { .. } => "post",
            Event::Marks { .. } => "marks",
            Event::Deleted => "deleted",
        }
    }
}

/// One thing a source saw.
///
/// The same activity may be told many times; it is known by (source, place,
/// external id, kind, version). Posts carry their edit time as version; for
/// marks and deletions the ledger compares with what it knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Where.
    pub place: PlaceId,
    /// The message it is about.
    pub external: ExternalId,
    /// The root of its thread; equal to `external` for a root.
    pub root: ExternalId,
    /// When, by the source: the time of the message for a post, of the read
    /// or of the source's event for the others.
    pub at: DateTime<Utc>,
    /// What.
    pub event: Event,
    /// For marks: the last read that did not show them yet, if the source
    /// told them apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<DateTime<Utc>>,
}

impl Activity {
    /// Whether it is about the first message of a thread.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.external == self.root
    }

    /// What tells two states of the same message apart: when it was edited,
    /// that it came back after a deletion, and that it is known by now to be
    /// an action of ours.
    #[must_use]
    pub fn version(&self) -> String {
        let Event::Post { post } = &self.event else { return String::new() };
        let edited = post.edited.map(|at| at.timestamp_micros().to_string());
        let back =
            post.restored.map(|at| format!("+{}", at.timestamp_micros()));
        let action = post.action.as_ref().map(|id| format!("/{id}"));
        edited.into_iter().chain(back).chain(action).collect()
    }
}
