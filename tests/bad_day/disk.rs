//! Where the data lies, something is amiss.

use serde_json::json;
use sqlx::{Connection, SqliteConnection};

use super::{examined, watching};
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually, in_the_end};
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

/// No file of the process may become larger than it is, or any size again.
fn room(hotseat: &Hotseat, fsize: &str) {
    let pid = format!("--pid={}", hotseat.pid());
    let told = std::process::Command::new("prlimit")
        .args([&pid, &format!("--fsize={fsize}:unlimited")])
        .status();
    assert!(told.expect("prlimit is installed").success());
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_alarms_ring_and_nothing_is_lost_once_there_is_room() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let team = TeamFile::polling().text(&slack).replace("5 min", "2 min");
    let mut hotseat = computer.bare().reading(&slack, &team);
    hotseat.sign_in(&slack, "alice", false).await;
    // A process that asks for more than it may have is ended unless it has
    // asked not to be; a disk that is full ends nobody.
    let shell = "trap '' XFSZ; exec \"$0\" \"$@\"";
    hotseat.launch_through(shell, &["run", "--headless"]);
    hotseat.wait_until_it_answers().await;
    slack.wait_for_calls("conversations.history", "alice", 1).await;
    slack.says("cleo", "support", "The printer is on fire").await;
    let row = hotseat.wait_for_row("the first", |_| true).await;
    let id = row["id"].to_string();

    room(&hotseat, "4096");
    slack.says("customer", "support", "The ferry is full").await;
    let claim = json!({ "cmd": "do", "act": {
        "act": "claim", "request": row["id"], "quiet": true, "say": null,
    } });
    let refused = hotseat.ask(&claim).await.expect("an engine");
    assert_eq!(refused["ok"], false, "{refused}");
    let words = refused["error"].to_string();
    assert!(words.contains("the disk is full"), "{words}");
    // What is known rings at its time although nothing is written down.
    let told = async |what: &str, like: &dyn Fn(&str) -> bool| {
        in_the_end(what, async || {
            let shown = computer.notices.shown();
            shown.iter().any(|shown| like(&shown.title)).then_some(())
        })
        .await;
    };
    told("that nothing new is read", &|title| title.contains("not read")).await;
    told("the alarm before or at the deadline", &|title| {
        title.contains("The printer is on fire") && !title.starts_with("New")
    })
    .await;

    room(&hotseat, "unlimited");
    hotseat
        .wait_for_row("the second", |row| {
            row["gist"].as_str().is_some_and(|g| g.contains("ferry is full"))
        })
        .await;
    let claimed = hotseat.verb(&["claim", &id, "--quiet"]).await;
    assert_eq!(claimed.code, 0, "{claimed:?}");
    assert_eq!(examined(&hotseat, "database").await["health"], "well");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_that_cannot_be_written_is_named_at_the_start() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(&slack, "alice", team).await;
    // In a world of its own in which the directory is read-only.
    let shell = "exec unshare --map-root-user --mount sh -c '
        mount --bind \"$HOTSEAT_DATA\" \"$HOTSEAT_DATA\" &&
        mount -o remount,ro,bind \"$HOTSEAT_DATA\" &&
        exec \"$0\" \"$@\"' \"$0\" \"$@\"";
    hotseat.launch_through(shell, &["run", "--headless"]);
    let ended = hotseat.wait_for_end().await;
    let words = hotseat.complaints();
    assert!(!ended.success(), "{words}");
    assert!(words.contains("Nothing can be written in"), "{words}");
    assert!(words.contains("--data"), "what to do: {words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_is_set_aside_told_and_read_again() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let mut hotseat = watching(&computer, &slack).await;
    slack.says("cleo", "support", "The printer is on fire").await;
    hotseat.wait_for_row("the request", |_| true).await;
    // It ends in order, so nothing tells the next start to look closely.
    assert_eq!(hotseat.verb(&["quit"]).await.code, 0);
    hotseat.wait_for_end().await;
    let file = hotseat.data().join("hotseat.db");
    let mut bytes = std::fs::read(&file).expect("a ledger");
    let end = bytes.len();
    // The tables are known, what stands in them is not.
    bytes[end / 3..end].fill(0xa5);
    std::fs::write(&file, bytes).expect("the same file");

    hotseat.start(&["run", "--headless"]).await;
    let bubble = computer
        .notices
        .wait_for(|shown| shown.title == "The database was damaged")
        .await;
    assert!(bubble.body.contains(".damaged-"), "{bubble:?}");
    hotseat
        .wait_for_row("the request again", |row| {
            row["gist"].to_string().contains("printer")
        })
        .await;
    let aside = std::fs::read_dir(hotseat.data()).expect("it").any(|entry| {
        let name = entry.expect("an entry").file_name();
        name.to_string_lossy().contains(".db.damaged-")
    });
    assert!(aside, "nothing is thrown away");
    assert_eq!(examined(&hotseat, "database").await["health"], "well");
    let damage = examined(&hotseat, "damage").await;
    assert!(damage["remedy"].to_string().contains("keep"), "{damage}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_hotseat_is_left_alone() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let mut hotseat = watching(&computer, &slack).await;
    assert_eq!(hotseat.verb(&["quit"]).await.code, 0);
    hotseat.wait_for_end().await;
    let file = hotseat.data().join("hotseat.db");
    let path = format!("sqlite://{}", file.display());
    let mut db = SqliteConnection::connect(&path).await.expect("a ledger");
    sqlx::query(
        "insert into _sqlx_migrations
           (version, description, success, checksum, execution_time)
         values (9999, 'later', 1, x'00', 0)",
    )
    .execute(&mut db)
    .await
    .expect("a newer shape");
    db.close().await.expect("closed");
    let before = std::fs::read(&file).expect("a ledger");

    let started = hotseat.in_words(&["run", "--headless"]).await;
    assert_eq!(started.code, 1, "{started:?}");
    assert!(started.words.contains("newer Hotseat"), "{started:?}");
    assert!(started.words.contains("install"), "what to do: {started:?}");
    assert_eq!(std::fs::read(&file).expect("it"), before, "untouched");
    eventually("nothing that runs", async || {
        hotseat.ask(&json!({ "cmd": "sources" })).await.is_none().then_some(())
    })
    .await;
}
