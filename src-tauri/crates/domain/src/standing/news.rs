//! The newest thing that asks for attention.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::text::shorten;
use crate::{ExternalId, Message};

/// The most characters of a message's first line.
const SAYS: usize = 120;

/// The newest thing that asks for attention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct News {
    /// What happened.
    pub kind: NewsKind,
    /// The message.
    pub message: ExternalId,
    /// When, by the source.
    pub at: DateTime<Utc>,
    /// When we saw it.
    pub seen: DateTime<Utc>,
    /// Its first line.
    pub says: String,
}

impl News {
    pub(crate) fn of(
        kind: NewsKind,
        message: &Message,
        at: DateTime<Utc>,
    ) -> News {
        let file = message.files.first();
        let gist = message.text.gist(SAYS);
        News {
            kind,
            message: message.external.clone(),
            at,
            seen: message.seen,
            says: match file.filter(|_| gist.is_empty()) {
                Some(file) => shorten(&file.name, SAYS),
                None => gist,
            },
        }
    }
}

/// What kind of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewsKind {
    /// A new request.
    Arrival,
    /// A further message of the asking side.
    Message,
    /// It became more urgent.
    Raised,
    /// It was closed, and they wrote again.
    Reopened,
    /// It was gone at the source, and is there again.
    Restored,
}
