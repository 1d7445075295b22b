//! Something that happens in a simulated week.

use chrono::{DateTime, Utc};
use domain::{PersonKey, PlaceId, Priority, SourceId};

/// Who does it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Somebody of the roster.
    Teammate(PersonKey),
    /// Somebody who asks, by name.
    Stranger(String),
    /// A program, by name.
    Bot(String),
}

/// Something that happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub at: DateTime<Utc>,
    /// Who does it.
    pub who: Who,
    /// What.
    pub does: Does,
}

/// What is done. A request is known by a name that only the script uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// Asks something new.
    Asks {
        /// The request.
        request: String,
        /// Where.
        place: (SourceId, PlaceId),
        /// In these words.
        says: String,
    },
    /// Writes in a request's thread.
    Writes {
        /// The request.
        request: String,
        /// These words.
        says: String,
    },
    /// Sets a mark on a request.
    Marks {
        /// The request.
        request: String,
        /// The mark's name.
        mark: String,
    },
    /// A teammate writes a phone call down, on their own desktop.
    Logs(Call),
}

/// A phone call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Who called.
    pub from: String,
    /// What about.
    pub about: String,
    /// They were spoken with, and left no message.
    pub spoke: bool,
    /// How urgent it is.
    pub priority: Option<Priority>,
}

impl Does {
    /// The request that it is about, where it has a name.
    #[must_use]
    pub fn request(&self) -> Option<&str> {
        match self {
            Does::Asks { request, .. }
            | Does::Writes { request, .. }
            | Does::Marks { request, .. } => Some(request),
            Does::Logs(_) => None,
        }
    }
}
