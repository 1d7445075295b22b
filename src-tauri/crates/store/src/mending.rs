//! Opens a ledger that may be damaged: what cannot be read is set aside and
//! the newest copy that can be read takes its place.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection, Row};

use crate::backups::{backups, check, checked, copy};
use crate::{MIGRATIONS, Result, Store, StoreError, make, sql};

/// What was done about a ledger that was damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Where the damaged file lies now.
    pub aside: PathBuf,
    /// When the copy was made that took its place; without one the ledger
    /// begins anew.
    pub from: Option<DateTime<Utc>>,
    /// What was wrong.
    pub why: String,
}

impl Store {
    /// Opens the ledger of a file. It is read through first if it was not
    /// closed in order, and copied first if its shape has to change.
    pub async fn open_or_mend(
        file: &Path,
        now: DateTime<Utc>,
    ) -> Result<(Store, Option<Mended>)> {
        match opened(file, now).await {
            Ok(store) => Ok((store, None)),
            Err(StoreError::Damaged(why)) => {
                let (store, mended) = Store::mend(file, why, now).await?;
                Ok((store, Some(mended)))
            }
            Err(other) => Err(other),
        }
    }

    /// Something in it could not be read: it is read through at the next
    /// start. Nothing is written into what is damaged.
    pub fn doubt(&self) -> std::io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let mut options = std::fs::OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(doubted(file)).map(drop)
    }

    /// Opens the newest copy in the place of a ledger that turned out to be
    /// damaged after it was opened.
    pub async fn mend(
        file: &Path,
        why: String,
        now: DateTime<Utc>,
    ) -> Result<(Store, Mended)> {
        let aside = set_aside(file, now).await?;
        let (store, from) = restored(file).await?;
        Ok((store, Mended { aside, from, why }))
    }
}

/// The file that says of another that it is not to be trusted.
fn doubted(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".doubt");
    PathBuf::from(name)
}

async fn opened(file: &Path, now: DateTime<Utc>) -> Result<Store> {
    // Whatever comes of it, the doubt is over.
    let doubt = tokio::fs::remove_file(doubted(file)).await.is_ok();
    if tokio::fs::metadata(file).await.is_ok_and(|it| it.len() > 0) {
        let mut it =
            SqliteConnectOptions::new().filename(file).connect().await?;
        let examined = examined(&mut it, doubt).await;
        it.close().await?;
        if examined? {
            copy(file, now).await?;
        }
    }
    Store::open(file).await
}

/// Reads a ledger through if there is reason to. Says whether its shape is
/// older than ours.
async fn examined(it: &mut SqliteConnection, doubt: bool) -> Result<bool> {
    let tables = |row: sqlx::sqlite::SqliteRow| row.try_get::<i64, _>(0);
    let known = sqlx::query(sql::KNOWS_SHAPE).fetch_one(&mut *it).await?;
    if tables(known)? < 3 {
        return checked(it).await.map(|()| false);
    }
    let said = sqlx::query(sql::IN_DOUBT).fetch_one(&mut *it).await?;
    if doubt || said.try_get::<bool, _>(0)? {
        checked(&mut *it).await?;
    }
    let shape = sqlx::query(sql::SHAPE).fetch_one(&mut *it).await?;
    let shape: i64 = shape.try_get(0)?;
    Ok(MIGRATIONS.iter().any(|migration| migration.version > shape))
}

/// Gives a damaged ledger another name, with the files that belong to it.
async fn set_aside(file: &Path, now: DateTime<Utc>) -> Result<PathBuf> {
    let name = |end: &str, more: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(more);
        name.push(end);
        PathBuf::from(name)
    };
    let more = now.format(".damaged-%Y%m%dT%H%M%SZ").to_string();
    for end in ["", "-wal", "-shm"] {
        match tokio::fs::rename(name(end, ""), name(end, &more)).await {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(e.into());
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(name("", &more))
}

/// Opens the newest copy that can be read, in the place of the ledger; an
/// empty one where there is none.
async fn restored(file: &Path) -> Result<(Store, Option<DateTime<Utc>>)> {
    for backup in backups(file).await? {
        if check(&backup.file).await.is_err() {
            continue;
        }
        make(file).await?;
        tokio::fs::copy(&backup.file, file).await?;
        match Store::open(file).await {
            Ok(store) => return Ok((store, Some(backup.at))),
            Err(StoreError::Newer | StoreError::Damaged(_)) => {
                tokio::fs::remove_file(file).await?;
            }
            Err(other) => return Err(other),
        }
    }
    Ok((Store::open(file).await?, None))
}
