//! Why the ledger could not be read or written.

use sqlx::migrate::MigrateError;
use thiserror::Error;

/// Why the ledger could not be read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// SQLite said no.
    #[error("the database answered: {0}")]
    Database(sqlx::Error),
    /// What stands in the file is not what was written there.
    #[error(
        "the database is damaged ({0}); start Hotseat again: it sets the file \
         aside and goes on from the newest backup"
    )]
    Damaged(String),
    /// There is no room to write.
    #[error(
        "the disk is full, so nothing more is written down and no channel is \
         read further; make room, and Hotseat reads on where it stopped"
    )]
    Full,
    /// Nothing can be written there.
    #[error(
        "the database cannot be written; give yourself the right to write to \
         it and to its directory, or choose another one with --data"
    )]
    ReadOnly,
    /// The gate has not allowed what is to go out.
    #[error("it is not allowed to go out, and was not written down")]
    NotPermitted,
    /// A file beside the database said no.
    #[error("a file beside the database said no: {0}")]
    File(#[from] std::io::Error),
    /// The database has been written by a newer Hotseat.
    #[error(
        "the database was written by a newer Hotseat; install that version \
         again, or choose another data directory"
    )]
    Newer,
    /// The shape of the database could not be brought up to date.
    #[error("the database could not be brought up to date: {0}")]
    Migration(MigrateError),
    /// What stands in a row cannot be understood.
    #[error("a row of {table} cannot be understood: {why}")]
    Garbled {
        /// Where.
        table: &'static str,
        /// Why.
        why: String,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> StoreError {
        let code = error
            .as_database_error()
            .and_then(|e| e.code()?.parse::<u32>().ok());
        // The lowest byte is SQLite's primary result code; a short read is
        // a file that has lost its end, https://www.sqlite.org/rescode.html.
        const SHORT_READ: u32 = 522;
        const UNWRITTEN: u32 = 778;
        if code == Some(SHORT_READ) {
            return StoreError::Damaged(error.to_string());
        }
        match code.map(|code| code & 0xff) {
            Some(8) => StoreError::ReadOnly,
            // A quota that is used up is told as a write that failed.
            Some(10) if code == Some(UNWRITTEN) => StoreError::Full,
            Some(13) => StoreError::Full,
            Some(11 | 26) => StoreError::Damaged(error.to_string()),
            _ => StoreError::Database(error),
        }
    }
}
