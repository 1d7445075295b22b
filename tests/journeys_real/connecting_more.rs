//! A source more, connected while the queue is there; and webhooks alone.

use serde_json::{Value, json};

use super::connecting::{answered, begins, claims, connects, enters, reads};
use super::connecting::{starts, typed, written};
use crate::conformance_github::Repository;
use crate::support::calls::{call, free};
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

const QUESTION: &str = "The export stops after the first page";

/// What the place of settings asks after an answer.
async fn settled(hotseat: &Hotseat, act: Value) -> Value {
    let command = json!({ "cmd": "connect", "act": act });
    let said = hotseat.ask(&command).await.expect("an answer");
    assert_eq!(said["ok"], true, "{said}");
    let page = said["data"].clone();
    assert_eq!(page["trouble"], Value::Null, "{page}");
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_is_added_from_the_settings_and_read_at_once() {
    let (slack, repository) = (Slack::start(), Repository::open().await);
    repository.asked(QUESTION).await;
    let computer = Computer::without_screen().await;
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(&slack, "alice", team).await;
    hotseat.start(&["run", "--headless"]).await;
    // Before that nobody knows who may change the team file.
    eventually("a workspace that says who I am", async || {
        let settings = hotseat.ask(&json!({ "cmd": "settings" })).await?;
        let mut people = settings["data"]["people"].as_array()?.iter();
        people.any(|it| it["me"] == true).then_some(())
    })
    .await;

    settled(&hotseat, json!({ "do": "open" })).await;
    settled(&hotseat, json!({ "do": "begin", "kind": "github" })).await;
    let said = typed(&[("token", "ghp_alice"), ("url", repository.url())]);
    let enter = json!({ "do": "enter", "way": "token", "said": said });
    let page = settled(&hotseat, enter).await;
    assert_eq!(page["step"], "places", "{page}");
    let places = [repository.name()];
    let choose = json!({ "do": "choose", "places": places, "mentions": [] });
    let page = settled(&hotseat, choose).await;
    assert_eq!(page["step"], "change", "{page}");
    let diff = page["change"]["diff"].as_str().expect("a change").to_owned();
    assert!(diff.contains("+ id = \"acme/widgets\""), "{diff}");
    assert!(!diff.lines().any(|it| it.starts_with("- ")), "{diff}");
    assert!(!written(&hotseat).contains("github"), "not agreed to yet");
    let page = settled(&hotseat, json!({ "do": "write" })).await;
    assert_eq!(page["step"], "done", "{page}");
    claims(&hotseat, QUESTION).await;

    let settings = hotseat.ask(&json!({ "cmd": "settings" })).await;
    let settings = settings.expect("settings");
    let github = &settings["data"]["sources"][1];
    let may = github["may"].to_string();
    assert!(may.contains("issues of acme/widgets"), "{github}");

    let more = json!({ "do": "more", "source": "github" });
    let page = settled(&hotseat, more).await;
    assert_eq!(page["step"], "places", "nothing is typed anew: {page}");
    let both = [repository.name(), "alice/notes"];
    let choose = json!({ "do": "choose", "places": both, "mentions": [] });
    let page = settled(&hotseat, choose).await;
    let diff = page["change"]["diff"].as_str().expect("a change").to_owned();
    assert!(diff.contains("+ id = \"alice/notes\""), "{diff}");
    settled(&hotseat, json!({ "do": "write" })).await;
    assert!(written(&hotseat).contains("alice/notes"));

    let out = json!({ "do": "sign_out", "source": "github" });
    let page = settled(&hotseat, out).await;
    let words = page["remarks"][0].as_str().expect("what has come of it");
    assert!(words.contains("until you end it at http"), "{words}");
    eventually("a source that is signed out", async || {
        let sources = hotseat.ask(&json!({ "cmd": "sources" })).await?;
        let state = &sources["data"][1]["state"];
        (state == "signed_out").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_gets_a_new_token_and_the_old_one_ends() {
    let computer = Computer::with_screen().await;
    let (hotseat, address, token) = listens(&computer).await;
    let alert = json!({ "what": "Disk full", "key": "disk" });
    let at = (address.as_str(), "plain");
    let heard = eventually("an inbox that is open", async || {
        call(at, &token, &alert).await
    });
    assert_eq!(heard.await, 200);
    claims(&hotseat, "Disk full").await;
    let renew = json!({ "do": "renew", "source": "webhook", "place": "plain" });
    let page = settled(&hotseat, renew).await;
    let new = page["tokens"][0]["token"].as_str().expect("a token");
    eventually("that the old one has ended", async || {
        (call(at, &token, &alert).await? == 401).then_some(())
    })
    .await;
    eventually("that the new one is heard", async || {
        (call(at, new, &alert).await? == 200).then_some(())
    })
    .await;
    let page = settled(&hotseat, json!({ "do": "seen" })).await;
    assert!(!page.to_string().contains(new), "it is shown once");
}

/// Somebody of whom nothing but webhooks tells, and the queue is there.
async fn listens(computer: &Computer) -> (Hotseat, String, String) {
    let hotseat = begins(computer, "webhook").await;
    let address = free();
    let said = [
        ("listen", address.as_str()),
        ("name", "Zoe Ames"),
        ("own", "zoe@acme.test"),
    ];
    enters(&hotseat, "listen", &said).await;
    let page = reads(&hotseat, "plain").await;
    let token = &page["connect"]["tokens"][0]["token"];
    let token = token.as_str().expect("a token").to_owned();
    connects(&hotseat, json!({ "do": "seen" })).await;
    starts(&hotseat, "nothing open").await;
    let page = answered(&hotseat, json!({ "do": "look" })).await;
    assert_eq!(page["step"], "done", "{page}");
    (hotseat, address, token)
}
