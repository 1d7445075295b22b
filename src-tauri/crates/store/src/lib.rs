//! The ledger in SQLite.
//!
//! `log` holds facts; `request` and `root` are projections of it; the outbox,
//! the record of alerts and the cursors stand beside them. Everything that is
//! written is written through one connection, in one transaction a step.

mod alerts;
mod backups;
mod drafts;
mod forgetting;
mod hand;
mod handoffs;
mod judged;
mod ledger;
mod many;
mod measure;
mod mending;
mod notes;
mod outbox;
mod passing;
mod played;
mod practice;
mod requests;
mod row;
mod search;
mod sql;
#[cfg(test)]
mod tests;
mod trouble;
mod unread;
mod watch;

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use tokio::sync::Mutex;

pub use alerts::{AlertRow, TOGETHER};
pub use backups::Backup;
pub use forgetting::Writer;
pub use judged::Rejudged;
pub use ledger::{Acted, Entry, Kind, Logged, Post};
pub use measure::Measure;
pub use mending::Mended;
pub use outbox::{Errand, State};
pub use requests::{Asker, Root, Stored};
pub use search::Within;
pub use trouble::StoreError;
pub use unread::Unread;
pub use watch::{Blindness, Stretch};

use crate::hand::Hand;
use crate::played::{Play, Played};

/// What comes of asking the ledger.
pub type Result<T> = std::result::Result<T, StoreError>;

/// The open ledger.
#[derive(Clone, Debug)]
pub struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
    /// Where it lies; a ledger in memory lies nowhere.
    file: Option<PathBuf>,
    /// Whoever copies it does so alone: each begins by clearing away what
    /// another one that was cut off has left.
    copying: Arc<Mutex<()>>,
    /// What is played in it, where nobody looks anything up later.
    play: Option<Play>,
}

/// A transaction that writes. Dropped without [`Write::commit`] it leaves no
/// trace.
pub struct Write<'s> {
    pub(crate) tx: Hand<'s>,
}

impl Store {
    /// Opens the ledger of a file, makes it if there is none, and brings its
    /// shape up to date.
    pub async fn open(file: &Path) -> Result<Store> {
        make(file).await?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal);
        let writer = pool(1, settings(options.clone())).await?;
        migrate(&writer).await?;
        let readers =
            pool(2, settings(options).pragma("query_only", "on")).await?;
        let file = Some(file.to_owned());
        let copying = Arc::default();
        Ok(Store { writer, readers, file, copying, play: None })
    }

    /// A ledger that lives as long as this value, for tests.
    pub async fn in_memory() -> Result<Store> {
        let options = SqliteConnectOptions::from_str("sqlite::memory:")?;
        let writer = pool(1, settings(options)).await?;
        migrate(&writer).await?;
        let readers = writer.clone();
        let copying = Arc::default();
        Ok(Store { readers, writer, file: None, copying, play: None })
    }

    /// The same for a simulation: facts and requests are kept as they are,
    /// and what is only there to be looked up later, the words to search and
    /// when a notice was shown, is not kept.
    pub async fn for_play() -> Result<Store> {
        let mut store = Store::in_memory().await?;
        let options = store.writer.connect_options();
        let played = Played::new(options.connect().await?);
        store.play = Some(Arc::new(Mutex::new(played)));
        Ok(store)
    }

    /// Whether nobody looks anything up in it later.
    #[must_use]
    pub fn played(&self) -> bool {
        self.play.is_some()
    }

    /// The directory in which it lies; a ledger in memory lies nowhere.
    #[must_use]
    pub fn directory(&self) -> Option<&Path> {
        self.file.as_deref()?.parent()
    }

    /// Begins to write. Others wait.
    pub async fn write(&self) -> Result<Write<'_>> {
        if let Some(play) = &self.play {
            let played = Arc::clone(play).lock_owned().await;
            return Ok(Write { tx: Hand::Play(played) });
        }
        let mut begun = self.writer.begin_with(sql::BEGIN).await;
        // When the disk is full, SQLite takes a transaction back by itself,
        // which sqlx never hears of. Another connection begins afresh.
        if let Err(sqlx::Error::InvalidSavePointStatement) = begun {
            self.writer.acquire().await?.close().await?;
            begun = self.writer.begin_with(sql::BEGIN).await;
        }
        Ok(Write { tx: Hand::Ledger(begun?) })
    }

    pub(crate) fn writer(&self) -> &SqlitePool {
        &self.writer
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
        match self.tx {
            Hand::Ledger(tx) => Ok(tx.commit().await?),
            Hand::Play(_) => Ok(()),
        }
    }

    /// What is played, if anything is.
    pub(crate) fn played(&mut self) -> Option<&mut Played> {
        match &mut self.tx {
            Hand::Ledger(_) => None,
            Hand::Play(played) => Some(played),
        }
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
        // A file on this computer does not hang up.
        .test_before_acquire(false)
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
        // What is taken out is overwritten and not only let go of.
        .pragma("secure_delete", "on")
        .pragma("trusted_schema", "off")
        .pragma("cell_size_check", "on")
        .pragma("journal_size_limit", "16777216")
        .pragma("wal_autocheckpoint", "4000")
}

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

async fn migrate(writer: &SqlitePool) -> Result<()> {
    MIGRATIONS.run(writer).await.map_err(|e| match e {
        MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => {
            StoreError::Newer
        }
        MigrateError::Execute(e) | MigrateError::ExecuteMigration(e, _) => {
            e.into()
        }
        other => StoreError::Migration(other),
    })
}
