//! Copies of a ledger, and what becomes of a damaged one.

use std::path::Path;

use super::*;
use crate::backups::check;
use crate::{Backup, Mended, Store, StoreError};

async fn noted(file: &Path, words: &str) {
    let store = Store::open(file).await.unwrap();
    write(&store, words).await;
    store.close().await;
}

async fn write(store: &Store, words: &str) {
    let mut write = store.write().await.unwrap();
    write.set("words", words).await.unwrap();
    write.commit().await.unwrap();
}

async fn words(store: &Store) -> Option<String> {
    store.setting("words").await.unwrap()
}

/// Overwrites the middle of a file.
fn damage(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    let end = bytes.len();
    bytes[4_000..end - 100].fill(0xa5);
    std::fs::write(file, bytes).unwrap();
}

#[tokio::test]
async fn a_backup_can_be_read_and_is_nobody_elses() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("h.db")).await.unwrap();
    write(&store, "kept").await;
    let Backup { file, at: made } =
        store.back_up(at(0)).await.unwrap().unwrap();
    check(&file).await.unwrap();
    assert_eq!(made, at(0));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |file: &Path| {
            std::fs::metadata(file).unwrap().permissions().mode() & 0o777
        };
        assert_eq!(mode(&file), 0o600);
        assert_eq!(mode(file.parent().unwrap()), 0o700);
    }
    let copy = Store::open(&file).await.unwrap();
    assert_eq!(words(&copy).await.as_deref(), Some("kept"));
}

#[tokio::test]
async fn what_a_crash_left_of_a_copy_goes_with_the_next() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("h.db")).await.unwrap();
    let whole = store.back_up(at(0)).await.unwrap().unwrap().file;
    let part = whole.with_file_name("hotseat-20260101T000000Z.part");
    std::fs::write(&part, "half of it").unwrap();
    store.back_up(at(1)).await.unwrap();
    assert!(!part.exists());
    std::fs::write(&part, "half of it").unwrap();
    store.renew_backups(at(2)).await.unwrap();
    assert!(!part.exists());
}

#[tokio::test]
async fn the_newest_week_of_backups_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("h.db")).await.unwrap();
    for day in 0..9 {
        store.back_up(at(0) + TimeDelta::days(day)).await.unwrap();
    }
    let kept: Vec<_> =
        store.backups().await.unwrap().into_iter().map(|b| b.at).collect();
    let newest: Vec<_> =
        (2..9).rev().map(|day| at(0) + TimeDelta::days(day)).collect();
    assert_eq!(kept, newest);
}

#[tokio::test]
async fn what_was_forgotten_is_in_no_backup_either() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("h.db")).await.unwrap();
    write(&store, "forget me").await;
    store.back_up(at(0)).await.unwrap();
    store.back_up(at(60)).await.unwrap();
    write(&store, "").await;
    store.renew_backups(at(120)).await.unwrap();
    let all = store.backups().await.unwrap();
    assert_eq!(all.iter().map(|b| b.at).collect::<Vec<_>>(), [at(120)]);
    for Backup { file, .. } in all {
        let bytes = std::fs::read(file).unwrap();
        let mut texts = bytes.windows(9);
        assert!(!texts.any(|text| text == b"forget me"));
    }
}

#[tokio::test]
async fn a_damaged_ledger_is_set_aside_for_the_newest_backup_that_reads() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("h.db");
    let store = Store::open(&file).await.unwrap();
    write(&store, "of Monday").await;
    store.back_up(at(0)).await.unwrap();
    write(&store, "of Tuesday").await;
    let broken = store.back_up(at(60)).await.unwrap().unwrap();
    let mut watching = store.write().await.unwrap();
    watching.begin_watch(at(60), true).await.unwrap();
    watching.commit().await.unwrap();
    store.close().await;
    damage(&broken.file);
    damage(&file);
    let damaged = std::fs::read(&file).unwrap();

    let (store, mended) = Store::open_or_mend(&file, at(90)).await.unwrap();
    let Mended { aside, from, why } = mended.unwrap();
    assert_eq!(words(&store).await.as_deref(), Some("of Monday"));
    assert_eq!(from, Some(at(0)));
    assert_eq!(std::fs::read(aside).unwrap(), damaged, "nothing is lost");
    assert!(!why.is_empty());
}

#[tokio::test]
async fn without_a_backup_it_begins_anew_beside_what_is_damaged() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("h.db");
    std::fs::write(&file, "no database at all ".repeat(99)).unwrap();
    let (store, mended) = Store::open_or_mend(&file, at(0)).await.unwrap();
    let mended = mended.unwrap();
    assert_eq!(mended.from, None);
    assert!(mended.aside.exists());
    assert_eq!(words(&store).await, None);
    drop(store);
    let (_, again) = Store::open_or_mend(&file, at(9)).await.unwrap();
    assert_eq!(again, None, "mended once");
}

#[tokio::test]
async fn a_ledger_closed_in_order_is_opened_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("h.db");
    noted(&file, "as it was").await;
    let (store, mended) = Store::open_or_mend(&file, at(0)).await.unwrap();
    assert_eq!(mended, None);
    assert_eq!(words(&store).await.as_deref(), Some("as it was"));
    assert_eq!(store.backups().await.unwrap(), []);
}

#[tokio::test]
async fn what_could_not_be_read_is_read_through_at_the_next_start() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("h.db");
    let store = Store::open(&file).await.unwrap();
    for n in 0..2_000 {
        let mut it = store.write().await.unwrap();
        it.set(&format!("word {n}"), &"x".repeat(200)).await.unwrap();
        it.commit().await.unwrap();
    }
    store.close().await;
    let mut bytes = std::fs::read(&file).unwrap();
    // One page near the end, which no start has reason to read.
    let page = bytes.len() - 3 * 4096;
    bytes[page..page + 2048].fill(0xa5);
    std::fs::write(&file, bytes).unwrap();
    let (store, mended) = Store::open_or_mend(&file, at(0)).await.unwrap();
    assert_eq!(mended, None, "nobody has met it yet");
    store.doubt().unwrap();
    store.close().await;
    let (_store, mended) = Store::open_or_mend(&file, at(9)).await.unwrap();
    assert!(mended.is_some(), "it is read through");
}

#[tokio::test]
async fn before_its_shape_changes_a_ledger_is_copied() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("h.db");
    noted(&file, "before").await;
    let store = Store::open(&file).await.unwrap();
    // As an older version left it, whose last change of shape came before.
    let older = "update _sqlx_migrations set version = 0";
    sqlx::query(older).execute(store.writer()).await.unwrap();
    store.close().await;
    // Nothing here can bring that shape up to date; the copy was made first.
    let tried = Store::open_or_mend(&file, at(0)).await;
    assert!(matches!(tried, Err(StoreError::Newer)), "{tried:?}");
    let copies = crate::backups::backups(&file).await.unwrap();
    assert_eq!(copies.iter().map(|b| b.at).collect::<Vec<_>>(), [at(0)]);
    check(&copies[0].file).await.unwrap();
}

#[tokio::test]
async fn a_full_disk_is_said_and_written_to_again_when_there_is_room() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("h.db");
    let store = Store::open(&file).await.unwrap();
    let full = "pragma max_page_count = 1";
    sqlx::query(full).execute(store.writer()).await.unwrap();
    let mut write = store.write().await.unwrap();
    let long = "x".repeat(1_000_000);
    let tried = write.set("words", &long).await;
    assert!(matches!(tried, Err(StoreError::Full)), "{tried:?}");
    drop(write);
    sqlx::query("pragma max_page_count = 1073741823")
        .execute(store.writer())
        .await
        .unwrap();
    let mut write = store.write().await.unwrap();
    write.set("words", &long).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(words(&store).await, Some(long), "nothing was lost");
}
