//! The team file is changed from the window, and the running program obeys.

use std::fs;

use serde_json::{Value, json};

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

async fn asked(hotseat: &Hotseat, command: Value) -> Value {
    hotseat.ask(&command).await.expect("an answer")
}

async fn told(hotseat: &Hotseat, command: Value) -> Value {
    let answer = asked(hotseat, command).await;
    assert_eq!(answer["ok"], true, "{answer}");
    answer["data"].clone()
}

fn target(words: &str, agreed: Option<&Value>) -> Value {
    json!({
        "cmd": "edit_team",
        "change": { "edit": "set_target", "level": 0, "target": words },
        "agreed": agreed,
    })
}

async fn running(computer: &Computer, slack: &Slack) -> Hotseat {
    let mut hotseat = computer.hotseat(slack, "alice", TeamFile::push()).await;
    hotseat.start(&["run", "--headless"]).await;
    slack.wait_for_socket().await;
    hotseat
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_is_changed_in_the_file_once_it_was_seen() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let hotseat = running(&computer, &slack).await;
    let page = told(&hotseat, json!({ "cmd": "settings" })).await;
    let file = page["file"]["path"].as_str().expect("a path").to_owned();
    let before = fs::read_to_string(&file).expect("a team file");

    let shown = told(&hotseat, target("47 min", None)).await;
    assert!(
        shown["diff"].as_str().is_some_and(
            |diff| diff.contains("+ ") && diff.contains("\"47 min\"")
        ),
        "{shown}"
    );
    assert_eq!(fs::read_to_string(&file).expect("a file"), before);

    let commented = format!("{before}# Somebody was here.\n");
    fs::write(&file, &commented).expect("written");
    let agreed = target("47 min", Some(&shown["replaces"]));
    let refused = asked(&hotseat, agreed).await;
    assert_eq!(refused["error"]["code"], "refused", "{refused}");
    assert_eq!(fs::read_to_string(&file).expect("a file"), commented);

    let shown = told(&hotseat, target("47 min", None)).await;
    let agreed = target("47 min", Some(&shown["replaces"]));
    assert_eq!(told(&hotseat, agreed).await["written"], true);
    let after = fs::read_to_string(&file).expect("a file");
    assert!(after.contains("47 min") && after.contains("# Somebody was here."));
    eventually("the new target", async || {
        let page = told(&hotseat, json!({ "cmd": "settings" })).await;
        (page["levels"][0]["target"] == "47 min").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_with_a_fault_is_told_with_its_remedy_and_not_written() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let hotseat = running(&computer, &slack).await;
    let shown = told(&hotseat, target("soon", None)).await;
    let fault = &shown["faults"][0];
    assert_eq!(fault["key"], "levels[0].first_response", "{shown}");
    assert!(fault["remedy"].as_str().is_some_and(|it| it.contains("5 min")));
    let agreed = target("soon", Some(&shown["replaces"]));
    assert_eq!(told(&hotseat, agreed).await["written"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn how_the_window_looks_outlives_the_program() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let mut hotseat = running(&computer, &slack).await;
    let look = json!({ "theme": "dark", "text_size": 900, "letters": false });
    let kept = told(&hotseat, json!({ "cmd": "set_look", "look": look })).await;
    assert_eq!(kept["text_size"], 200, "no larger than can be read");
    hotseat.kill();
    hotseat.start(&["run", "--headless"]).await;
    assert_eq!(told(&hotseat, json!({ "cmd": "look" })).await, kept);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_schema_is_printed_for_an_editor() {
    let computer = Computer::without_screen().await;
    let printed = computer.bare().in_words(&["team", "schema"]).await;
    let schema: Value = serde_json::from_str(&printed.words).expect("a schema");
    assert_eq!(schema["required"], json!(["team", "zone"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_of_ones_own_are_kept_and_never_stand_for_two_acts() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let hotseat = running(&computer, &slack).await;
    let look = |keys| json!({ "cmd": "set_look", "look": { "keys": keys } });
    told(&hotseat, look(json!({ "c": "b" }))).await;
    let twice = asked(&hotseat, look(json!({ "c": "b", "r": "b" }))).await;
    assert_eq!(
        twice["error"]["message"],
        "The key B cannot stand for two acts."
    );
    let kept = told(&hotseat, json!({ "cmd": "look" })).await;
    assert_eq!(kept["keys"], json!({ "c": "b" }));
}
