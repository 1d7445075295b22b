//! What the command line says to machines when it cannot do as it is told.

use serde_json::json;

use super::verbs::one_request;
use crate::support::computer::Computer;
use crate::support::hotseat::in_the_end;
use crate::support::slack::Slack;

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_json_gets_it_whatever_they_typed() {
    let computer = Computer::without_screen().await;
    let hotseat = computer.bare();
    for wrong in [
        &["claim"][..],
        &["claim", "seven"],
        &["claim", "7", "--quiet", "--say", "Hello"],
        &["list", "everything"],
        &["clam", "7"],
        &["accounts", "add"],
        &["accounts", "remove", "slack", "--yes"],
    ] {
        let said = hotseat.verb(wrong).await;
        assert_eq!(said.code, 2, "{wrong:?}: {said:?}");
        let (json, error) = (&said.json, &said.json["error"]);
        assert_eq!((&json["v"], &json["ok"]), (&json!(1), &json!(false)));
        assert_eq!(error["code"], "usage", "{wrong:?}: {said:?}");
        let message = error["message"].as_str().expect("a sentence");
        assert!(!message.is_empty() && !message.contains("error:"));
        assert!(error["hint"].as_str().expect("a hint").contains("--help"));
    }
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
