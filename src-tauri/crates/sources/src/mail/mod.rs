//! A mailbox that people write to, as one of those who answer it.

mod account;
mod client;
mod clock;
mod closed;
mod compose;
mod deed;
mod dial;
#[cfg(test)]
mod fake;
mod find;
mod fold;
mod folders;
mod heard;
mod html;
mod ids;
mod machine;
mod map;
mod memory;
mod oauth;
mod pass;
mod probe;
mod providers;
mod reader;
mod rules;
mod said;
mod send;
mod source;
mod talk;
mod trim;
mod watch;
mod welcome;
mod wire;

#[cfg(test)]
mod tests;

pub use account::Account;
pub use oauth::{Door, Tokens};
pub use providers::{MICROSOFT, known_servers};
pub use rules::{address, servers_of};
pub use source::Mail;
