//! Slack's JSON as it comes; a field that is not as expected is as if it were
//! not there, so that one odd message does not hide a channel.

pub(crate) mod people;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

pub(crate) use self::people::{Group, Groups, OneUser, User, Users, Whose};
use super::stamp::Stamp;

/// Takes what can be read, and nothing of what cannot.
fn lenient<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    let value = Value::deserialize(from)?;
    Ok(T::deserialize(value).unwrap_or_default())
}

fn stamp<'de, D>(from: D) -> Result<Option<Stamp>, D::Error>
where
    D: Deserializer<'de>,
{
    let value = Value::deserialize(from)?;
    Ok(value.as_str().and_then(Stamp::read))
}

/// A message of a channel or a thread.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Message {
    /// Its name.
    #[serde(deserialize_with = "stamp")]
    pub(crate) ts: Option<Stamp>,
    /// The root of its thread, once there is one.
    #[serde(deserialize_with = "stamp")]
    pub(crate) thread_ts: Option<Stamp>,
    /// What kind it is, if it is no plain message.
    #[serde(deserialize_with = "lenient")]
    pub(crate) subtype: Option<String>,
    /// Who wrote it.
    #[serde(deserialize_with = "lenient")]
    pub(crate) user: Option<String>,
    /// The app through which it came, also from a person.
    #[serde(deserialize_with = "lenient")]
    pub(crate) bot_id: Option<String>,
    /// The name a bot gave itself for this message.
    #[serde(deserialize_with = "lenient")]
    pub(crate) username: Option<String>,
    /// The app's own name.
    #[serde(deserialize_with = "lenient")]
    pub(crate) bot_profile: Option<Named>,
    /// The words, in Slack's markup.
    #[serde(deserialize_with = "lenient")]
    pub(crate) text: String,
    /// The words, in blocks.
    #[serde(deserialize_with = "lenient")]
    pub(crate) blocks: Vec<Value>,
    /// What hangs on it.
    #[serde(deserialize_with = "lenient")]
    pub(crate) attachments: Vec<Value>,
    /// The files on it.
    #[serde(deserialize_with = "lenient")]
    pub(crate) files: Vec<FileWire>,
    /// The marks on it.
    #[serde(deserialize_with = "lenient")]
    pub(crate) reactions: Vec<Reaction>,
    /// Its last edit.
    #[serde(deserialize_with = "lenient")]
    pub(crate) edited: Option<Edited>,
    /// How many answers hang below it.
    #[serde(deserialize_with = "lenient")]
    pub(crate) reply_count: u32,
    /// The last of them.
    #[serde(deserialize_with = "stamp")]
    pub(crate) latest_reply: Option<Stamp>,
    /// What apps noted on it.
    #[serde(deserialize_with = "lenient")]
    pub(crate) metadata: Option<Metadata>,
}

/// Something with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Named {
    /// The name.
    #[serde(deserialize_with = "lenient")]
    pub(crate) name: Option<String>,
}

/// The last edit of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Edited {
    /// When.
    #[serde(deserialize_with = "stamp")]
    pub(crate) ts: Option<Stamp>,
}

/// A file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct FileWire {
    /// Its name.
    #[serde(deserialize_with = "lenient")]
    pub(crate) name: Option<String>,
    /// Its title.
    #[serde(deserialize_with = "lenient")]
    pub(crate) title: Option<String>,
    /// Its size in bytes.
    #[serde(deserialize_with = "lenient")]
    pub(crate) size: Option<u64>,
    /// "tombstone" when it was deleted.
    #[serde(deserialize_with = "lenient")]
    pub(crate) mode: Option<String>,
}

/// One kind of mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default)]
pub(crate) struct Reaction {
    /// Its name.
    #[serde(deserialize_with = "lenient")]
    pub(crate) name: String,
    /// Who set it; may be cut short.
    #[serde(deserialize_with = "lenient")]
    pub(crate) users: Vec<String>,
    /// How many did.
    #[serde(deserialize_with = "lenient")]
    pub(crate) count: u32,
}

impl Reaction {
    /// Whether not everybody is named.
    pub(crate) fn is_cut(&self) -> bool {
        usize::try_from(self.count).is_ok_and(|n| n > self.users.len())
    }
}

/// What an app noted on a message.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Metadata {
    /// Whose kind of note.
    #[serde(deserialize_with = "lenient")]
    pub(crate) event_type: String,
    /// The note.
    #[serde(deserialize_with = "lenient")]
    pub(crate) event_payload: Value,
}

/// A page of messages.
#[derive(Debug, Deserialize)]
pub(crate) struct Messages {
    /// The messages.
    pub(crate) messages: Vec<Message>,
    /// Where the next page begins.
    #[serde(default, deserialize_with = "lenient")]
    pub(crate) response_metadata: Next,
}

/// Where the next page begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Next {
    /// Empty at the end.
    #[serde(deserialize_with = "lenient")]
    pub(crate) next_cursor: String,
}

/// The answer about the marks of one message.
#[derive(Debug, Deserialize)]
pub(crate) struct Marked {
    /// The message with its marks.
    pub(crate) message: Message,
}

/// The answer to a message that was sent.
#[derive(Debug, Deserialize)]
pub(crate) struct Posted {
    /// Its name.
    #[serde(deserialize_with = "stamp")]
    pub(crate) ts: Option<Stamp>,
}

/// The answer to a write that says nothing more.
#[derive(Debug, Deserialize)]
pub(crate) struct Nothing {}

/// The answer about a line that was opened.
#[derive(Debug, Deserialize)]
pub(crate) struct Opened {
    /// The line.
    pub(crate) channel: DirectLine,
}

/// A page of lines to one person each.
#[derive(Debug, Deserialize)]
pub(crate) struct Lines {
    /// The lines.
    #[serde(deserialize_with = "lenient")]
    pub(crate) channels: Vec<DirectLine>,
}

/// A line to one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct DirectLine {
    /// Its id.
    #[serde(deserialize_with = "lenient")]
    pub(crate) id: String,
    /// Who is at the other end.
    #[serde(deserialize_with = "lenient")]
    pub(crate) user: String,
}
