//! What goes out to a source, on a user's act alone.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    ActionId, ExternalId, Mark, PersonKey, PlaceId, RequestId, SourceId,
};

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Deed {
    /// Set a mark of mine on a root.
    Mark {
        /// Its name: "eyes".
        name: String,
    },
    /// Take a mark of mine off a root.
    Unmark {
        /// Its name.
        name: String,
    },
    /// Answer in the thread.
    Reply {
        /// The words as the user typed them.
        text: String,
    },
    /// Open an issue at the place, for what is asked elsewhere.
    Open {
        /// Its title.
        title: String,
        /// What it says.
        body: String,
    },
    /// Write to a teammate alone; the place and the root are those of what
    /// it is about, which may be of another source.
    Direct {
        /// To whom.
        to: PersonKey,
        /// What it is about, as composed for the user.
        head: String,
        /// The words as the user typed them; none where the head says all.
        text: String,
    },
    /// Begin a thread at the place.
    Post {
        /// What it says.
        text: String,
    },
    /// Delete a message of mine.
    Retract,
}

/// An action on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Chosen once and kept over retries.
    pub id: ActionId,
    /// The request it is about; none for what is about no single one.
    pub request: Option<RequestId>,
    /// The source it goes to.
    pub source: SourceId,
    /// Where.
    pub place: PlaceId,
    /// The root of the thread; of an issue to be opened, that of the request
    /// it is opened for; of a thread to be begun, nothing yet; what is
    /// deleted.
    pub root: ExternalId,
    /// What is to be written.
    pub deed: Deed,
    /// When the user asked for it.
    pub asked: DateTime<Utc>,
}

/// The source's word that an action is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The message that came of it.
    pub external: Option<ExternalId>,
    /// When, by the source.
    pub at: Option<DateTime<Utc>>,
    /// For marks: the root's marks read once more after the write.
    pub marks: Option<Vec<Mark>>,
    /// For an issue that was opened: where people read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// What the source says of an action whose outcome is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// It is there.
    There(Receipt),
    /// It is not there; said only after a complete read.
    NotThere,
    /// It cannot be told.
    CannotTell,
}

/// A message to a teammate alone, as it is read: what it is about, and what
/// the user wrote.
#[must_use]
pub fn direct_words(head: &str, text: &str) -> String {
    match text.is_empty() {
        true => head.to_owned(),
        false => format!("{head}\n\n{text}"),
    }
}
