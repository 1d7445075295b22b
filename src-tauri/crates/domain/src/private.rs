//! What a user writes that nobody else is shown.

use chrono::{DateTime, Utc};

use crate::RequestId;

/// A note. It never leaves this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Which one.
    pub id: i64,
    /// The request it is about; nothing for the shift.
    pub request: Option<RequestId>,
    /// When it was written.
    pub written: DateTime<Utc>,
    /// When it was changed last.
    pub edited: Option<DateTime<Utc>>,
    /// Its words, in Markdown.
    pub text: String,
}

/// An answer that was begun and not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The words.
    pub text: String,
    /// Grows when the words change without being typed: an answer that was
    /// held, taken back or refused comes back.
    pub turn: u64,
}
