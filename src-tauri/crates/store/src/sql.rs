//! Every statement, so that a test can prepare each against the migrated
//! schema.

macro_rules! statements {
    ($all:ident; $($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub(crate) const $name: &str = $text;)*
        #[cfg(test)]
        pub(crate) const $all: &[(&str, &str)] =
            &[$((stringify!($name), $text)),*];
    };
}

mod alerts;
mod file;
mod log;
mod outbox;
mod passing;
mod private;
mod requests;
mod search;
mod watching;

pub(crate) use self::alerts::*;
pub(crate) use self::file::*;
pub(crate) use self::log::*;
pub(crate) use self::outbox::*;
pub(crate) use self::passing::*;
pub(crate) use self::private::*;
pub(crate) use self::requests::*;
pub(crate) use self::search::*;
pub(crate) use self::watching::*;

/// A transaction that is going to write says so at once: one that reads first
/// cannot be made to wait for its turn.
pub(crate) const BEGIN: &str = "begin immediate";

/// Writes the database anew, without what was taken out of it.
pub(crate) const VACUUM: &str = "vacuum";

/// Brings everything into the database itself, and empties the file beside
/// it.
pub(crate) const EMPTY_WAL: &str = "pragma wal_checkpoint(truncate)";

/// Writes a copy of the database into another file.
pub(crate) const COPY: &str = "vacuum into ?1";

/// Reads everything, and names the first thing that is damaged.
pub(crate) const CHECK: &str = "pragma quick_check(1)";

/// All of them.
#[cfg(test)]
pub(crate) const ALL: &[&[(&str, &str)]] =
    &[ALERTS, FILE, LOG, OUTBOX, PASSING, PRIVATE, REQUESTS, SEARCH, WATCHING];
