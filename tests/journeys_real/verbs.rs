//! What the command line says to machines: envelope and exit code.

use serde_json::json;

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, in_the_end};
use crate::support::slack::Slack;
use crate::support::tidy::tidy;
use crate::support::workspace::TeamFile;

/// A Hotseat in which one customer waits.
async fn one_request(
    slack: &Slack,
    person: &str,
) -> (Computer, Hotseat, String) {
    let computer = Computer::without_screen().await;
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(slack, person, team).await;
    hotseat.start(&["run", "--headless"]).await;
    slack.wait_for_calls("conversations.history", person, 1).await;
    slack.says("cleo", "support", "Nobody can log in").await;
    hotseat.read_now().await;
    let row = hotseat.wait_for_row("the request", |_| true).await;
    (computer, hotseat, row["id"].to_string())
}

/// Compares what a verb says with what it said before.
async fn says(hotseat: &Hotseat, name: &str, verb: &[&str]) {
    let said = hotseat.verb(verb).await;
    let envelope = &said.json;
    assert_eq!(envelope["v"], 1, "{said:?}");
    assert_eq!(envelope["ok"], said.code == 0, "{said:?}");
    let home = hotseat.data().parent().expect("a home").display().to_string();
    let text = json!({ "exit": said.code, "said": tidy(envelope) });
    let text = serde_json::to_string_pretty(&text).expect("JSON");
    let text = text.replace(&home, "[home]");
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn every_verb_about_a_request_keeps_its_word() {
    let slack = Slack::start();
    let (_computer, hotseat, id) = one_request(&slack, "alice").await;
    let id = id.as_str();
    says(&hotseat, "list", &["list"]).await;
    says(&hotseat, "show", &["show", id]).await;
    says(&hotseat, "explain", &["explain", id]).await;
    says(&hotseat, "why", &["why", id]).await;
    says(&hotseat, "snooze", &["snooze", id, "1m"]).await;
    says(&hotseat, "wake", &["wake", id]).await;
    says(&hotseat, "priority", &["priority", id, "urgent"]).await;
    says(&hotseat, "undo", &["undo", id]).await;
    says(&hotseat, "claim", &["claim", id, "--quiet"]).await;
    says(&hotseat, "release", &["release", id]).await;
    says(&hotseat, "reply", &["reply", id, "Try the other door."]).await;
    says(&hotseat, "wait", &["wait", id]).await;
    says(&hotseat, "close", &["close", id]).await;
    says(&hotseat, "dismiss", &["dismiss", id]).await;
    says(&hotseat, "bring-back", &["bring-back", id]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_other_verb_keeps_its_word() {
    let slack = Slack::start();
    let (_computer, hotseat, _) = one_request(&slack, "alice").await;
    says(&hotseat, "sources", &["sources"]).await;
    says(&hotseat, "rebuild", &["rebuild"]).await;
    says(&hotseat, "doctor", &["doctor"]).await;
    says(&hotseat, "quiet", &["quiet"]).await;
    says(&hotseat, "ring", &["ring", "on"]).await;
    says(&hotseat, "team-check", &["team", "check"]).await;
    says(&hotseat, "team-reload", &["team", "reload"]).await;
    says(&hotseat, "accounts-list", &["accounts", "list"]).await;
    says(&hotseat, "accounts-test", &["accounts", "test", "slack"]).await;
    let due = ["due", "--priority", "urgent", "--from", "2026-11-20T17:50Z"];
    says(&hotseat, "due", &due).await;
    says(&hotseat, "slack-manifest", &["slack-manifest"]).await;
    says(&hotseat, "accounts-remove", &["accounts", "remove", "slack"]).await;
    says(&hotseat, "quit", &["quit"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_exit_code_has_its_reason() {
    let slack = Slack::start();
    let (_computer, hotseat, id) = one_request(&slack, "carol").await;
    let ends = async |code: i32, verb: &[&str]| {
        let said = hotseat.verb(verb).await;
        assert_eq!(said.code, code, "{verb:?}: {said:?}");
    };
    ends(0, &["list"]).await;
    ends(2, &["list", "everything"]).await;
    ends(2, &["snooze", &id, "banana"]).await;
    ends(3, &["show", "999999"]).await;
    // Carol observes, and no demo runs.
    ends(4, &["claim", &id]).await;
    ends(5, &["list", "--demo"]).await;
    // A directory that cannot be made.
    let team = hotseat.data().join("team.toml").display().to_string();
    let nowhere = ["list", "--data", "/dev/null/none", "--team", &team];
    ends(1, &nowhere).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_delivered_is_queued_and_goes_out_later() {
    let slack = Slack::start();
    let (_computer, hotseat, id) = one_request(&slack, "alice").await;
    slack.order("network", json!({ "api": "down" })).await;
    let claimed = hotseat.verb(&["claim", &id]).await;
    assert_eq!(claimed.code, 6, "{claimed:?}");
    assert_eq!(claimed.json["data"]["queued"], true, "{claimed:?}");
    slack.order("network", json!({ "api": "up" })).await;
    in_the_end("the mark and the sentence", async || {
        let said = slack.messages("support").await;
        (said.len() == 2).then_some(())
    })
    .await;
}
