//! Acts of the command line while no Hotseat runs.

use serde_json::json;

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, in_the_end};
use crate::support::slack::Slack;
use crate::support::workspace::{SENTENCE, TeamFile};

/// A Hotseat that has seen a request, and has been quit.
async fn quit_with_one(slack: &Slack) -> (Computer, Hotseat, String) {
    let computer = Computer::without_screen().await;
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(slack, "alice", team).await;
    hotseat.start(&["run", "--headless"]).await;
    slack.wait_for_calls("conversations.history", "alice", 1).await;
    slack.says("cleo", "support", "Nobody can log in").await;
    hotseat.read_now().await;
    let row = hotseat.wait_for_row("the request", |_| true).await;
    assert_eq!(hotseat.verb(&["quit"]).await.code, 0);
    assert!(hotseat.wait_for_end().await.success());
    (computer, hotseat, row["id"].to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verb_does_its_act_itself_where_nobody_runs() {
    let slack = Slack::start();
    let (_computer, hotseat, id) = quit_with_one(&slack).await;
    let claimed = hotseat.in_words(&["claim", &id]).await;
    assert_eq!(claimed.code, 0, "{claimed:?}");
    let told = slack.messages("support").await;
    assert_eq!(told[1]["text"], SENTENCE, "{told:?}");
    assert_eq!(told[0]["reactions"][0]["name"], "eyes", "{told:?}");

    let answer = "Clear your cookies, please.";
    let replied = hotseat.in_words(&["reply", &id, answer]).await;
    assert_eq!(replied.code, 0, "{replied:?}");
    let told = slack.messages("support").await;
    assert_eq!(told[2]["text"], answer, "{told:?}");

    let closed = hotseat.in_words(&["close", &id]).await;
    assert_eq!(closed.code, 0, "{closed:?}");
    let marks = &slack.messages("support").await[0]["reactions"];
    assert!(marks.to_string().contains("white_check_mark"), "{marks}");

    // Whoever only looks is told that nobody else does.
    let list = hotseat.in_words(&["list", "answered"]).await;
    assert!(list.words.contains("No Hotseat is running"), "{list:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_go_out_waits_for_the_next_start() {
    let slack = Slack::start();
    let (_computer, mut hotseat, id) = quit_with_one(&slack).await;
    slack.order("network", json!({ "api": "down" })).await;
    let claimed = hotseat.in_words(&["claim", &id]).await;
    assert_eq!(claimed.code, 6, "{claimed:?}");
    assert!(claimed.words.contains("not reached"), "{claimed:?}");
    slack.order("network", json!({ "api": "up" })).await;
    hotseat.start(&["run", "--headless"]).await;
    in_the_end("the mark and the sentence", async || {
        let told = slack.messages("support").await;
        (told.len() == 2 && told[0]["reactions"][0]["name"] == "eyes")
            .then_some(())
    })
    .await;
}
