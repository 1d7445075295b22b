//! The team file: from text to checked rules, and back into text with its
//! comments kept.
//!
//! A team file is TOML that a team keeps in git. [`parse`] reads it and tells
//! everything that is wrong with it at once, each with its line, its key and
//! what to write instead. Nothing here touches a disk or a clock.

mod change;
mod connection;
mod demo;
mod diff;
mod edit;
mod findings;
mod first_file;
mod flaw;
mod ical;
mod imports;
mod kinds;
mod moment;
mod observing;
mod outlook;
mod parse;
mod person;
mod presets;
mod read;
mod schema;
mod secret;
mod section;
mod spot;
mod target;
mod value;
mod version;
mod words;

#[cfg(test)]
mod tests;

pub use change::{Change, change};
pub use connection::{Connection, NewPlace, connect};
pub use demo::{demo_newcomer, demo_team};
pub use diff::diff;
pub use edit::{Edit, add_person};
pub use first_file::{Beginning, Channel, first_file};
pub use flaw::Flaw;
pub use imports::{Unread, is_calendar, named_files, with_calendars};
pub use observing::observe;
pub use parse::{Team, parse};
pub use person::{Newcomer, distinct, key_of};
pub use presets::{PRESETS, Preset, preset};
pub use schema::schema;
pub use version::version;
