//! How fast messages are taken in, beside what SQLite does at best.

use std::path::Path;
use std::time::Duration;

use chrono::TimeDelta;
use domain::{Activity, Clock};
use engine::SystemClock;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions,
    SqliteSynchronous,
};
use store::Store;
use tokio::sync::mpsc;

use super::figures::{Row, print, stopwatch};
use super::posts::{PLACE, post};
use super::pouring::Pouring;

const BATCHES: usize = 50;
const IN_A_BATCH: usize = 100;

pub(super) const TEAM: &str = r#"
team = "Ferryline"
zone = "UTC"
on_duty = ["you"]
[roster.you]
name = "You"
demo = "you"
[sources.chat]
kind = "demo"
[[sources.chat.places]]
id = "support"
[[levels]]
priority = "normal"
first_response = "5 min"
"#;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: cargo xtask bench"]
async fn messages_taken_in_beside_bare_upserts() {
    let now = SystemClock::new().now();
    let posted = |n: usize| {
        let before = TimeDelta::milliseconds(i64::try_from(n).expect("few"));
        post(n, now - TimeDelta::hours(1) + before)
    };
    let batches: Vec<Vec<Activity>> = (0..BATCHES)
        .map(|batch| batch * IN_A_BATCH..(batch + 1) * IN_A_BATCH)
        .map(|numbers| numbers.map(posted).collect())
        .collect();
    let dir = tempfile::tempdir().expect("a directory");
    let bare = upserts(&dir.path().join("bare.db"), &batches).await;
    let ours = intake(&dir.path().join("ours.db"), batches).await;

    let count = (BATCHES * IN_A_BATCH) as f64;
    let rate = |took: Duration| count / took.as_secs_f64();
    let share = rate(ours) / rate(bare);
    print(&[Row {
        what: "intake".to_owned(),
        measured: format!("{:.0} /s", rate(ours)),
        beside: format!(
            "{share:.2} of {:.0} bare upserts/s, {BATCHES} batches of \
             {IN_A_BATCH}",
            rate(bare)
        ),
        budget: "0.50 ×".to_owned(),
    }]);
}

/// The same texts in the same batches, written by nobody's rules.
async fn upserts(file: &Path, batches: &[Vec<Activity>]) -> Duration {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let pool = SqlitePoolOptions::new().max_connections(1);
    let pool = pool.connect_with(options).await.expect("a database");
    let table = "create table message (
        external text primary key, place text not null, body text not null
    ) strict, without rowid";
    sqlx::query(table).execute(&pool).await.expect("a table");
    let begun = stopwatch();
    for batch in batches {
        let mut write =
            pool.begin_with("begin immediate").await.expect("a transaction");
        for activity in batch {
            let body = serde_json::to_string(activity).expect("JSON");
            sqlx::query(
                "insert into message (external, place, body)
                 values (?1, ?2, ?3)
                 on conflict do update set body = excluded.body",
            )
            .bind(activity.external.as_str())
            .bind(PLACE)
            .bind(body)
            .execute(&mut *write)
            .await
            .expect("a row");
        }
        write.commit().await.expect("a commit");
    }
    begun.elapsed()
}

async fn intake(file: &Path, batches: Vec<Vec<Activity>>) -> Duration {
    let (took, mut told) = mpsc::channel(BATCHES);
    let store = Store::open(file).await.expect("a ledger");
    let pouring = Pouring { batches, took };
    let engine = pouring.into_engine(store, (TEAM, None)).await;
    let mut all = Duration::ZERO;
    for _ in 0..BATCHES {
        all += told.recv().await.expect("it was taken");
    }
    engine.stop().await;
    all
}
