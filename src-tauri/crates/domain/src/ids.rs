//! The names by which things are told apart.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes a name as it is.
            pub fn new(name: impl Into<String>) -> $name {
                $name(name.into())
            }

            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name! {
    /// A source, by its key in the team file: "slack".
    SourceId
}
name! {
    /// A channel, repository or mailbox inside a source, by the source's id.
    PlaceId
}
name! {
    /// A message, by its source's id; unique within its place.
    ExternalId
}
name! {
    /// A person or a bot, by its source's id.
    UserId
}
name! {
    /// A teammate, by their key in the team file: "ana".
    PersonKey
}
name! {
    /// An action on its way to a source; chosen once and kept over retries.
    ActionId
}
name! {
    /// A group that can be mentioned, by its source's id.
    GroupId
}

/// A request. Numbers grow with the ledger, so the same ledger gives the same
/// numbers again.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
)]
#[serde(transparent)]
pub struct RequestId(pub i64);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
