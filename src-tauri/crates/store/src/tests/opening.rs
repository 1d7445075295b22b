//! A ledger is opened, and opened again.

use sqlx::Row;

use super::*;
use crate::{Store, StoreError, sql};

async fn pragma(store: &Store, name: &str) -> String {
    let text = format!("select cast({name} as text) from pragma_{name}");
    let row = sqlx::query(sqlx::AssertSqlSafe(text))
        .fetch_one(&store.writer)
        .await
        .unwrap();
    row.try_get(0).unwrap()
}

#[tokio::test]
async fn every_statement_fits_the_schema() {
    let store = Store::in_memory().await.unwrap();
    for (name, text) in sql::ALL.iter().copied().flatten() {
        let plan = format!("explain {text}");
        let outcome = sqlx::query(sqlx::AssertSqlSafe(plan))
            .fetch_all(&store.writer)
            .await;
        assert!(outcome.is_ok(), "{name}: {outcome:?}");
    }
}

#[tokio::test]
async fn the_bundled_sqlite_has_the_fixes_we_rely_on() {
    let store = Store::in_memory().await.unwrap();
    let row = sqlx::query("select sqlite_version()")
        .fetch_one(&store.writer)
        .await
        .unwrap();
    let version: String = row.try_get(0).unwrap();
    let parts: Vec<u32> =
        version.split('.').map(|part| part.parse().unwrap()).collect();
    assert!(parts >= vec![3, 51, 3], "{version}");
}

#[tokio::test]
async fn what_is_acknowledged_survives_a_power_cut() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("h.db")).await.unwrap();
    let row = sqlx::query("pragma journal_mode")
        .fetch_one(&store.writer)
        .await
        .unwrap();
    assert_eq!(row.try_get::<String, _>(0).unwrap(), "wal");
    assert_eq!(pragma(&store, "synchronous").await, "2", "full");
    assert_eq!(pragma(&store, "foreign_keys").await, "1");
}

#[tokio::test]
async fn readers_cannot_write() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("h.db")).await.unwrap();
    let tried = sqlx::query("delete from log").execute(store.readers()).await;
    assert!(tried.is_err(), "{tried:?}");
}

#[tokio::test]
async fn opened_twice_it_keeps_what_it_holds() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("h.db");
    let store = Store::open(&file).await.unwrap();
    let request = stored(1, "1", 0);
    let mut write = store.write().await.unwrap();
    write.save(std::slice::from_ref(&request)).await.unwrap();
    write.set("quiet_until", "never").await.unwrap();
    write.commit().await.unwrap();
    store.close().await;
    let store = Store::open(&file).await.unwrap();
    assert_eq!(store.living().await.unwrap(), [(request.judged, None)]);
    let setting = store.setting("quiet_until").await.unwrap();
    assert_eq!(setting.as_deref(), Some("never"));
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_on_the_computer_reads_it() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("h.db")).await.unwrap();
    store.write().await.unwrap().commit().await.unwrap();
    for file in std::fs::read_dir(dir.path()).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", file.file_name());
    }
}

#[tokio::test]
async fn a_ledger_of_a_newer_hotseat_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("h.db");
    let store = Store::open(&file).await.unwrap();
    sqlx::query(
        "insert into _sqlx_migrations
           (version, description, success, checksum, execution_time)
         values (9999, 'later', 1, x'00', 0)",
    )
    .execute(&store.writer)
    .await
    .unwrap();
    store.close().await;
    let refused = Store::open(&file).await;
    assert!(matches!(refused, Err(StoreError::Newer)), "{refused:?}");
}

#[tokio::test]
async fn what_cannot_be_written_is_said_and_can_be_later() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("h.db")).await.unwrap();
    let set = async |words| {
        sqlx::query(words).execute(&store.writer).await.unwrap();
        let mut write = store.write().await?;
        write.set("rings", "no").await?;
        write.commit().await
    };
    let refused = set("pragma query_only = on").await;
    assert!(matches!(refused, Err(StoreError::ReadOnly)), "{refused:?}");
    set("pragma query_only = off").await.unwrap();
    assert_eq!(store.setting("rings").await.unwrap().as_deref(), Some("no"));
}

#[tokio::test]
async fn what_is_no_database_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("h.db");
    let text = "not a database, but somebody's notes, ".repeat(40);
    std::fs::write(&file, &text).unwrap();
    let refused = Store::open(&file).await;
    assert!(matches!(refused, Err(StoreError::Damaged(_))), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[tokio::test]
async fn two_ledgers_in_memory_share_nothing() {
    let one = Store::in_memory().await.unwrap();
    let other = Store::in_memory().await.unwrap();
    let mut write = one.write().await.unwrap();
    write.set("rings", "no").await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(one.setting("rings").await.unwrap().as_deref(), Some("no"));
    assert_eq!(other.setting("rings").await.unwrap(), None);
}
