//! It is started more often than once.

use serde_json::json;

use super::{examined, watching};
use crate::support::computer::Computer;
use crate::support::hotseat::eventually;
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

#[tokio::test(flavor = "multi_thread")]
async fn of_two_starts_at_once_one_runs_and_the_other_says_so() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let team = TeamFile::polling();
    let mut one = computer.hotseat(&slack, "alice", team).await;
    let mut other = computer.bare().near(&slack);
    let start = ["run", "--headless"];
    one.launch(&start);
    other.launch(&start);
    one.wait_until_it_answers().await;
    eventually("the end of one of them", async || {
        (one.has_ended() || other.has_ended()).then_some(())
    })
    .await;
    assert!(!(one.has_ended() && other.has_ended()), "one runs");
    let said = one.complaints();
    // The second asks the first for its window; this one has none.
    assert!(said.contains("runs without a window"), "{said}");
    let read = one.ask(&json!({ "cmd": "sources" })).await;
    assert_eq!(read.expect("an engine")["ok"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sees_no_terminal_is_told_that_it_did_not_start() {
    let slack = Slack::start();
    let computer = Computer::with_screen().await;
    let team = TeamFile::polling().text(&slack);
    let team = team.replacen("5 min", "5 parsecs", 1);
    let mut hotseat = computer.bare().reading(&slack, &team);
    hotseat.launch(&["run"]);
    let ended = hotseat.wait_for_end().await;
    assert_eq!(ended.code(), Some(2), "{}", hotseat.complaints());
    let bubble = computer
        .notices
        .wait_for(|shown| shown.title == "Hotseat did not start")
        .await;
    assert!(bubble.body.contains("Nobody watches your channels"), "{bubble:?}");
    assert!(bubble.body.contains("5 parsecs"), "what to mend: {bubble:?}");
    assert_eq!(bubble.urgency, 2, "it stays until it is read");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_file_that_broke_meanwhile_leaves_the_last_good_one_in_force() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let mut hotseat = watching(&computer, &slack).await;
    let file = hotseat.data().join("team.toml");
    let whole = std::fs::read_to_string(&file).expect("a team file");
    hotseat.terminate();
    hotseat.wait_for_end().await;
    std::fs::write(&file, whole.replacen("5 min", "5 parsecs", 1))
        .expect("a team file");

    let alone = hotseat.in_words(&["list"]).await.words;
    assert!(alone.contains("the last good one is in force"), "{alone}");
    hotseat.start(&["run", "--headless"]).await;
    let list = hotseat.in_words(&["list"]).await.words;
    assert!(list.contains("the last good one is in force"), "{list}");
    assert!(
        list.contains("team.toml:") && list.contains("5 parsecs"),
        "{list}"
    );
    let check = examined(&hotseat, "team file").await;
    assert_ne!(check["health"], "well", "{check}");
    slack.says("cleo", "support", "The printer is on fire").await;
    let row = hotseat.wait_for_row("the request", |_| true).await;
    assert!(row["clock"]["due"].is_string(), "its target holds: {row}");

    std::fs::write(&file, &whole).expect("a team file");
    hotseat.in_words(&["team", "reload"]).await;
    eventually("nothing that is wrong", async || {
        let list = hotseat.in_words(&["list"]).await;
        (!list.words.contains("team.toml")).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_none_runs_the_doctor_says_so_before_everything_else() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(&slack, "alice", team).await;
    let first = |said: &serde_json::Value| said[0]["words"].to_string();
    let said = hotseat.verb(&["doctor"]).await;
    assert!(first(said.data()).contains("No Hotseat is running"), "{said:?}");
    assert_eq!(said.data()[0]["health"], "broken", "{said:?}");
    hotseat.start(&["run", "--headless"]).await;
    let said = hotseat.verb(&["doctor"]).await;
    assert!(!first(said.data()).contains("No Hotseat"), "{said:?}");
}
