//! Slack, as one person of the workspace sees it.

mod access;
mod alert;
mod begin;
mod budget;
mod calls;
mod check;
mod client;
mod compare;
mod complete;
mod deed;
mod direct;
mod draft;
#[cfg(test)]
mod fake;
mod groups;
mod head;
mod kept;
mod limits;
mod manifest;
mod map;
mod memory;
mod passed;
mod people;
mod place;
mod probe;
mod push;
mod reader;
mod said;
mod scopes;
#[cfg(test)]
mod scripted;
mod signin;
mod socket;
mod source;
mod stamp;
mod thread;
mod token;
mod watch;
mod welcome;
mod wire;
mod words;

#[cfg(test)]
mod tests;

pub use access::{Access, Identity};
pub use budget::{Budget, budget};
pub use client::BASE;
pub use kept::UserTokens;
pub use manifest::{manifest, manifest_yaml};
pub use scopes::{SCOPES, Scope};
pub use signin::{SignIn, SignedIn, pasted, pasted_app};
pub use source::Slack;
pub use token::{Left, Tokens};
pub use welcome::{ChannelSeen, GroupSeen, Welcome};
