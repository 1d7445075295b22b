//! The ledger in SQLite.
//!
//! `log` holds facts; `request` and `root` are projections of it; the outbox,
//! the record of alerts and the cursors stand beside them. Everything that is
//! written is written through one connection, in one transaction a step.

mod alerts;
mod ledger;
mod outbox;
mod requests;
mod row;
mod sql;
#[cfg(test)]
mod tests;
mod watch;

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Sqlite, Transaction};
use thiserror::Error;

pub use alerts::{AlertRow, TOGETHER};
pub use ledger::{Acted, Entry, Kind, Logged};
pub use outbox::{Errand, State};
pub use requests::Stored;
pub use watch::{Blindness, Stretch};

/// Why the ledger could not be read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// SQLite said no.
    #[error("the database answered: {0}")]
    Database(#[from] sqlx::Error),
    /// The database has been written by a newer Hotseat.
    #[error(
        "the database was written by a newer Hotseat; install that version \
         again, or choose another data directory"
    )]
    Newer,
    /// The shape of the database could not be brought up to date.
    #[error("the database could not be brought up to date: {0}")]
    Migration(sqlx::migrate::MigrateError),
    /// What stands in a row cannot be understood.
    #[error("a row of {table} cannot be understood: {why}")]
    Garbled {
        /// Where.
        table: &'static str,
        /// Why.
        why: String,
    },
}

/// What comes of asking the ledger.
pub type Result<T> = std::result::Result<T, StoreError>;

/// The open ledger.
#[derive(Clone, Debug)]
pub struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
}

/// A transaction that writes. Dropped without [`Write::commit`] it leaves no
/// trace.
pub struct Write<'s> {
    pub(crate) tx: Transaction<'s, Sqlite>,
}

impl Store {
    /// Opens the ledger of a file, makes it if there is none, and brings its
    /// shape up to date.
    pub async fn open(file: &Path) -> Result<Store> {
        make(file).await.map_err(sqlx::Error::from)?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal);
        let writer = pool(1, settings(options.clone())).await?;
        migrate(&writer).await?;
        let readers =
            pool(2, settings(options).pragma("query_only", "on")).await?;
        Ok(Store { writer, readers })
    }

    /// A ledger that lives as long as this value, for simulation and tests.
    pub async fn in_memory() -> Result<Store> {
        let options = SqliteConnectOptions::from_str("sqlite::memory:")?;
        let writer = pool(1, settings(options)).await?;
        migrate(&writer).await?;
        Ok(Store { readers: writer.clone(), writer })
    }

    /// Begins to write. Others wait.
    pub async fn write(&self) -> Result<Write<'_>> {
        Ok(Write { tx: self.writer.begin_with(sql::BEGIN).await? })
    }

    pub(crate) fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    /// Closes the ledger; what was committed is on the disk.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

impl Write<'_> {
    /// Makes everything that was written true at once.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}

/// Nobody else on this computer reads it. The files that SQLite puts beside
/// it take over its rights.
async fn make(file: &Path) -> std::io::Result<()> {
    let mut options = tokio::fs::OpenOptions::new();
    options.create(true).write(true).truncate(false);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(file).await.map(drop)
}

async fn pool(size: u32, options: SqliteConnectOptions) -> Result<SqlitePool> {
    Ok(SqlitePoolOptions::new()
        .max_connections(size)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options)
        .await?)
}

/// At our rate of writing a full sync costs nothing, and no acknowledged act
/// is lost when the power fails.
fn settings(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("temp_store", "memory")
        .pragma("trusted_schema", "off")
        .pragma("cell_size_check", "on")
        .pragma("journal_size_limit", "16777216")
}

async fn migrate(writer: &SqlitePool) -> Result<()> {
    use sqlx::migrate::MigrateError;
    sqlx::migrate!("./migrations").run(writer).await.map_err(|e| match e {
        MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => {
            StoreError::Newer
        }
        other => StoreError::Migration(other),
    })
}
