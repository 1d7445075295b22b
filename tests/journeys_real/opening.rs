//! From the start until the ledger is open.

use sqlx::{Connection, SqliteConnection};

use crate::support::computer::Computer;
use crate::support::hotseat::Hotseat;
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

/// A Hotseat that has run before.
async fn known(computer: &Computer, slack: &Slack) -> Hotseat {
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(slack, "alice", team).await;
    hotseat.start(&["run", "--headless"]).await;
    assert_eq!(hotseat.verb(&["quit"]).await.code, 0);
    hotseat.wait_for_end().await;
    hotseat
}

/// The ledger, as somebody holds it who keeps everybody else from writing.
async fn ledger(hotseat: &Hotseat) -> SqliteConnection {
    let file = hotseat.data().join("hotseat.db");
    let path = format!("sqlite://{}", file.display());
    SqliteConnection::connect(&path).await.expect("a ledger")
}

async fn says(db: &mut SqliteConnection, words: &'static str) {
    sqlx::query(words).execute(db).await.expect(words);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_icon_says_that_it_opens_and_then_what_waits() {
    let slack = Slack::start();
    let computer = Computer::with_screen().await;
    let mut hotseat = known(&computer, &slack).await;
    let mut db = ledger(&hotseat).await;
    says(&mut db, "begin immediate").await;
    hotseat.launch(&["run"]);
    let icon = computer.watcher.wait_for_item().await;
    assert_eq!(icon.label().await, "Hotseat: opening");
    let menu = icon.menu().await;
    let quit = "Quit, and stop watching";
    let opening = ["Opening, nothing is watched yet", quit];
    assert_eq!(menu.labels().await, opening);

    says(&mut db, "rollback").await;
    menu.wait_for("the whole menu", |lines| {
        let has = |label: &str| lines.iter().any(|line| line.label == label);
        has("Open Hotseat") && has(quit) && !has(opening[0])
    })
    .await;
    assert_ne!(icon.label().await, "Hotseat: opening");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_quits_while_it_opens_is_obeyed() {
    let slack = Slack::start();
    let computer = Computer::with_screen().await;
    let mut hotseat = known(&computer, &slack).await;
    let mut db = ledger(&hotseat).await;
    says(&mut db, "begin immediate").await;
    hotseat.launch(&["run"]);
    let menu = computer.watcher.wait_for_item().await.menu().await;
    menu.click(&["Quit, and stop watching"]).await;
    let ended = hotseat.wait_for_end().await;
    assert!(ended.success(), "{ended}: {}", hotseat.complaints());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_opened_ends_it_with_a_reason() {
    let slack = Slack::start();
    let computer = Computer::with_screen().await;
    let hotseat = known(&computer, &slack).await;
    let mut db = ledger(&hotseat).await;
    let newer = "insert into _sqlx_migrations
        (version, description, success, checksum, execution_time)
        values (9999, 'later', 1, x'00', 0)";
    says(&mut db, newer).await;
    db.close().await.expect("closed");
    let started = hotseat.in_words(&["run"]).await;
    assert_eq!(started.code, 1, "{started:?}");
    assert!(started.words.contains("newer Hotseat"), "{started:?}");
}
