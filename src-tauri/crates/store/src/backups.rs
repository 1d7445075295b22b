//! Copies of the ledger, each of which has been read back before it counts.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection, Row};

use crate::{Result, Store, StoreError, make, sql};

/// So many copies are kept: a week in which nobody looked is covered.
const KEPT: usize = 7;
const NAMED: &str = "hotseat-%Y%m%dT%H%M%SZ.db";
/// How the name of a copy ends that is not whole.
const PART: &str = "part";

/// A copy that could be read when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub file: PathBuf,
    /// When it was made.
    pub at: DateTime<Utc>,
}

impl Store {
    /// Copies the ledger, reads the copy back, and lets the oldest copies go.
    /// A ledger in memory has none.
    pub async fn back_up(&self, now: DateTime<Utc>) -> Result<Option<Backup>> {
        let Some(file) = &self.file else { return Ok(None) };
        let _alone = self.copying.lock().await;
        let backup = copy(file, now).await?;
        let older = backups(file).await?.into_iter().skip(KEPT);
        for Backup { file, .. } in older {
            tokio::fs::remove_file(file).await?;
        }
        Ok(Some(backup))
    }

    /// Reads the whole ledger, and says what is damaged in it.
    pub async fn check(&self) -> Result<()> {
        let mut it = self.readers().acquire().await?;
        checked(&mut it).await
    }

    /// The copies there are, newest first.
    pub async fn backups(&self) -> Result<Vec<Backup>> {
        match &self.file {
            Some(file) => backups(file).await,
            None => Ok(Vec::new()),
        }
    }

    /// Puts one fresh copy in the place of all there are, so that nothing
    /// that was taken out of the ledger is left in any of them.
    pub async fn renew_backups(&self, now: DateTime<Utc>) -> Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let _alone = self.copying.lock().await;
        clear_parts(file).await?;
        let old = backups(file).await?;
        if old.is_empty() {
            return Ok(());
        }
        for Backup { file, .. } in old {
            tokio::fs::remove_file(file).await?;
        }
        copy(file, now).await.map(drop)
    }
}

/// Copies a ledger, whatever its shape, into the directory beside it.
pub(crate) async fn copy(file: &Path, now: DateTime<Utc>) -> Result<Backup> {
    let dir = home(file);
    tokio::fs::create_dir_all(&dir).await?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::Permissions::from_mode(0o700);
        tokio::fs::set_permissions(&dir, mode).await?;
    }
    clear_parts(file).await?;
    let to = dir.join(now.format(NAMED).to_string());
    let part = to.with_extension(PART);
    let copied = copy_to(file, &part).await;
    if copied.is_err() {
        // What is half there helps nobody; that it failed is what counts.
        _ = tokio::fs::remove_file(&part).await;
    }
    copied?;
    tokio::fs::rename(&part, &to).await?;
    Ok(Backup { file: to, at: now })
}

async fn copy_to(file: &Path, part: &Path) -> Result<()> {
    make(part).await?;
    let mut from = SqliteConnectOptions::new().filename(file).connect().await?;
    sqlx::query(sql::COPY)
        .bind(part.display().to_string())
        .execute(&mut from)
        .await?;
    from.close().await?;
    check(part).await
}

/// Takes away what a copy that was cut off by a crash has left: it holds
/// texts, and no other rule knows of it.
async fn clear_parts(file: &Path) -> Result<()> {
    let mut files = match tokio::fs::read_dir(home(file)).await {
        Ok(files) => files,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(e.into()),
    };
    while let Some(entry) = files.next_entry().await? {
        let path = entry.path();
        if path.extension().is_some_and(|end| end == PART) {
            tokio::fs::remove_file(path).await?;
        }
    }
    Ok(())
}

/// The copies beside a ledger, newest first.
pub(crate) async fn backups(file: &Path) -> Result<Vec<Backup>> {
    let mut all = Vec::new();
    let mut files = match tokio::fs::read_dir(home(file)).await {
        Ok(files) => files,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(all),
        Err(e) => return Err(e.into()),
    };
    while let Some(entry) = files.next_entry().await? {
        let name = entry.file_name();
        let at = name
            .to_str()
            .and_then(|name| NaiveDateTime::parse_from_str(name, NAMED).ok());
        if let Some(at) = at {
            all.push(Backup { file: entry.path(), at: at.and_utc() });
        }
    }
    all.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    Ok(all)
}

/// Reads a whole ledger, and says what is damaged in it.
pub(crate) async fn check(file: &Path) -> Result<()> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let mut it = options.connect().await?;
    let said = checked(&mut it).await;
    it.close().await?;
    said
}

pub(crate) async fn checked(it: &mut SqliteConnection) -> Result<()> {
    let row = sqlx::query(sql::CHECK).fetch_one(it).await?;
    let said: String = row.try_get(0)?;
    if said == "ok" { Ok(()) } else { Err(StoreError::Damaged(said)) }
}

fn home(file: &Path) -> PathBuf {
    file.with_file_name("backups")
}
