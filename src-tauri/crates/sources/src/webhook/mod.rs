//! Webhooks: programs that tell by themselves, heard on this computer.
//!
//! A team names its senders and how the JSON of each is read; every desktop
//! listens for itself and holds a token of its own for each sender. Nothing
//! can be written back: a webhook has no thread.

mod door;
mod knock;
mod map;
mod rate;
mod ready;
mod recent;
mod seat;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod token;

pub use self::ready::tables;
pub use self::seat::{sit, sits, stand_up};
pub use self::source::{LISTEN, Webhook};
pub use self::token::{forget, has, mint};
