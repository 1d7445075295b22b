//! Microsoft Teams, as one of its people sees some channels.

mod access;
mod browser;
mod budget;
mod calls;
mod check;
mod client;
mod compare;
mod deed;
#[cfg(test)]
mod fake;
mod kept;
mod map;
mod memory;
mod people;
mod place;
mod probe;
mod reactions;
mod reader;
mod refusal;
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

pub use access::{Access, Doors, SCOPES};
pub use browser::SignIn;
pub use budget::budget;
pub use kept::{Client, UserTokens};
pub use signin::Asked;
pub use source::{Teams, doors};
pub use token::Tokens;
pub use welcome::{Channel, Welcome, meant};
