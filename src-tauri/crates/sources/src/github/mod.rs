//! GitHub, as one of its people sees the issues of some repositories.

mod access;
mod actors;
mod altering;
mod calls;
mod check;
mod client;
mod compare;
mod deed;
#[cfg(test)]
mod fake;
mod history;
mod kept;
mod labels;
mod look;
mod map;
mod memory;
mod opening;
mod place;
mod probe;
mod reader;
mod said;
mod signin;
mod source;
#[cfg(test)]
mod tests;
mod token;
mod watch;
mod welcome;
mod wire;
mod words;
mod writes;

pub use access::{Access, Identity};
pub use signin::{Asked, SignedIn, pasted};
pub use source::GitHub;
pub use token::Tokens;
pub use welcome::{RepositorySeen, Welcome};
pub use words::ends_at;
