//! The JSON of Microsoft Graph as it is.

use chrono::{DateTime, Utc};
use serde::Deserialize;

/// Somebody, or something, that acts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Identity {
    /// Its id in the directory.
    #[serde(default)]
    pub(crate) id: Option<String>,
    /// What it is called.
    #[serde(default, rename = "displayName")]
    pub(crate) name: Option<String>,
}

/// Who acted: one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Identities {
    /// A person.
    #[serde(default)]
    pub(crate) user: Option<Identity>,
    /// A bot, a connector or a webhook.
    #[serde(default)]
    pub(crate) application: Option<Identity>,
    /// A whole channel or team, where one is mentioned.
    #[serde(default)]
    pub(crate) conversation: Option<Identity>,
    /// A tag of a team, where one is mentioned.
    #[serde(default)]
    pub(crate) tag: Option<Identity>,
}

/// What a message says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Body {
    /// "html" or "text".
    #[serde(default, rename = "contentType")]
    pub(crate) kind: String,
    /// It.
    #[serde(default)]
    pub(crate) content: Option<String>,
}

/// Whom a message names.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub(crate) struct Mentioned {
    /// The number by which the message refers to it.
    #[serde(default)]
    pub(crate) id: Option<f64>,
    /// Whom.
    #[serde(default)]
    pub(crate) mentioned: Option<Identities>,
}

/// Somebody's reaction.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Reaction {
    /// Which: a character, or one of a few old names such as "like".
    #[serde(default, rename = "reactionType")]
    pub(crate) kind: String,
    /// What it is called: "Eyes".
    #[serde(default, rename = "displayName")]
    pub(crate) name: Option<String>,
    /// When it was set.
    #[serde(default, rename = "createdDateTime")]
    pub(crate) at: Option<DateTime<Utc>>,
    /// By whom.
    #[serde(default)]
    pub(crate) user: Option<Identities>,
}

/// What hangs on a message: a file, a card, another message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Attachment {
    /// What it is: "reference" is a file.
    #[serde(default, rename = "contentType")]
    pub(crate) kind: Option<String>,
    /// A card is written out here.
    #[serde(default)]
    pub(crate) content: Option<String>,
    /// Its name.
    #[serde(default)]
    pub(crate) name: Option<String>,
}

/// A message of a channel, or a reply below one.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub(crate) struct Message {
    /// Its id: the milliseconds at which it was written.
    pub(crate) id: String,
    /// "message", or an event of the channel itself.
    #[serde(default, rename = "messageType")]
    pub(crate) kind: Option<String>,
    /// When it was written.
    #[serde(default, rename = "createdDateTime")]
    pub(crate) created: DateTime<Utc>,
    /// When anything about it changed.
    #[serde(default, rename = "lastModifiedDateTime")]
    pub(crate) modified: Option<DateTime<Utc>>,
    /// When its words were edited.
    #[serde(default, rename = "lastEditedDateTime")]
    pub(crate) edited: Option<DateTime<Utc>>,
    /// When it was deleted.
    #[serde(default, rename = "deletedDateTime")]
    pub(crate) deleted: Option<DateTime<Utc>>,
    /// What stands above it.
    #[serde(default)]
    pub(crate) subject: Option<String>,
    /// Where people read it.
    #[serde(default, rename = "webUrl")]
    pub(crate) link: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    pub(crate) from: Option<Identities>,
    /// What it says.
    #[serde(default)]
    pub(crate) body: Body,
    /// What hangs on it.
    #[serde(default)]
    pub(crate) attachments: Option<Vec<Attachment>>,
    /// Whom it names.
    #[serde(default)]
    pub(crate) mentions: Option<Vec<Mentioned>>,
    /// What stands on it.
    #[serde(default)]
    pub(crate) reactions: Option<Vec<Reaction>>,
    /// What stands below it, where that was asked for.
    #[serde(default)]
    pub(crate) replies: Option<Vec<Message>>,
    /// Where more of that is read.
    #[serde(default, rename = "replies@odata.nextLink")]
    pub(crate) more_replies: Option<String>,
    /// It is gone altogether, and this is all that is left.
    #[serde(default, rename = "@removed")]
    pub(crate) removed: Option<serde::de::IgnoredAny>,
}

impl Message {
    /// Whether people or programs wrote it, and not the channel itself.
    pub(crate) fn is_written(&self) -> bool {
        self.kind.as_deref().is_none_or(|kind| kind == "message")
    }

    /// Whether it is gone.
    pub(crate) fn is_gone(&self) -> bool {
        self.deleted.is_some() || self.removed.is_some()
    }

    /// What stands on it.
    pub(crate) fn reacted(&self) -> &[Reaction] {
        self.reactions.as_deref().unwrap_or_default()
    }

    /// What stands below it.
    pub(crate) fn below(&self) -> &[Message] {
        self.replies.as_deref().unwrap_or_default()
    }

    /// The person who wrote it.
    pub(crate) fn person(&self) -> Option<&str> {
        self.from.as_ref()?.user.as_ref()?.id.as_deref()
    }
}

/// A part of a list, and where it goes on.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Page<T> {
    /// What stands in it.
    #[serde(default = "Vec::new")]
    pub(crate) value: Vec<T>,
    /// Where the next part is read.
    #[serde(default, rename = "@odata.nextLink")]
    pub(crate) next: Option<String>,
    /// Where what changes from now on is read.
    #[serde(default, rename = "@odata.deltaLink")]
    pub(crate) delta: Option<String>,
}

/// A person of the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct User {
    /// Their id.
    pub(crate) id: String,
    /// What they are called.
    #[serde(default, rename = "displayName")]
    pub(crate) name: Option<String>,
    /// Their address.
    #[serde(default)]
    pub(crate) mail: Option<String>,
    /// The name they sign in with, which looks like an address.
    #[serde(default, rename = "userPrincipalName")]
    pub(crate) principal: Option<String>,
}

/// Somebody in a team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Member {
    /// Their id in the directory.
    #[serde(default, rename = "userId")]
    pub(crate) user: Option<String>,
    /// Their address.
    #[serde(default)]
    pub(crate) email: Option<String>,
}

/// A team, or a channel of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Named {
    /// Its id.
    pub(crate) id: String,
    /// What people call it.
    #[serde(default, rename = "displayName")]
    pub(crate) name: Option<String>,
}

/// Why Graph says no.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Refusal {
    /// It.
    #[serde(default)]
    pub(crate) error: Why,
}

/// The reason of a refusal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Why {
    /// In a word.
    #[serde(default)]
    pub(crate) code: String,
    /// In a sentence.
    #[serde(default)]
    pub(crate) message: String,
}
