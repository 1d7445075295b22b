//! It is started more often than once.

use serde_json::json;

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
