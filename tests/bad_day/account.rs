//! The sign-in, or what the team file says of it, is amiss.

use serde_json::json;

use super::{examined, source, watching};
use crate::support::computer::Computer;
use crate::support::hotseat::{eventually, in_the_end};
use crate::support::keyring::GnomeKeyring;
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_not_there_is_named_and_the_others_are_read() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let nowhere = "[[sources.slack.channels]]\nid = \"C0NOWHERE\"\n\
                   name = \"#nowhere\"\n[[levels]]";
    let team = TeamFile::polling().text(&slack);
    let team = team.replacen("[[levels]]", nowhere, 1);
    let mut hotseat = computer.bare().reading(&slack, &team);
    hotseat.sign_in(&slack, "alice", false).await;
    hotseat.start(&["run", "--headless"]).await;
    slack.says("cleo", "support", "The printer is on fire").await;
    hotseat.wait_for_row("a request of the other", |_| true).await;
    let said = in_the_end("what is wrong", async || {
        let source = source(&hotseat).await;
        (source["state"] == "blind").then_some(source)
    })
    .await;
    assert!(said["reason"].to_string().contains("#nowhere"), "{said}");

    // It stays said, and what comes in the others rings at once.
    slack.says("customer", "support", "The ferry is full").await;
    let rings =
        |title: &str| title.starts_with("New") && title.contains("ferry");
    computer.notices.wait_for(|shown| rings(&shown.title)).await;
    assert_eq!(source(&hotseat).await["state"], "blind", "no better for that");
}

#[tokio::test(flavor = "multi_thread")]
async fn before_anything_is_read_the_roster_is_not_to_blame() {
    let slack = Slack::start();
    let mut computer = Computer::without_keyring().await;
    let team = TeamFile::polling().text(&slack);
    let mut hotseat = computer.bare().reading(&slack, &team);
    hotseat.start(&["run", "--headless"]).await;
    let list = hotseat.in_words(&["list"]).await;
    assert!(list.words.contains("No source has been read"), "{list:?}");
    assert!(!list.words.contains("does not know you"), "{list:?}");
    let check = examined(&hotseat, "keyring").await;
    assert!(check["words"].to_string().contains("secrets"), "{check}");
    computer.notices.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_that_the_sign_in_may_not_make_says_why_it_waits() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let hotseat = watching(&computer, &slack).await;
    slack.says("cleo", "support", "The printer is on fire").await;
    let row = hotseat.wait_for_row("the request", |_| true).await;
    let without = json!({ "person": "alice", "without": ["reactions:write"] });
    slack.order("tokens/scopes", without).await;
    let id = row["id"].to_string();
    assert_eq!(hotseat.verb(&["claim", &id, "--quiet"]).await.code, 6);
    eventually("why it waits", async || {
        let shown = hotseat.verb(&["show", &id]).await;
        let way = shown.data()["row"]["sending"].as_str()?.to_owned();
        way.contains("lacks the scope reactions:write").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_revoked_while_it_runs_is_told_and_replaced() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let mut hotseat = watching(&computer, &slack).await;
    let revoked = json!({ "token": slack.token("alice") });
    slack.order("tokens/revoke", revoked).await;
    let said = in_the_end("a source that is signed out", async || {
        let source = source(&hotseat).await;
        (source["state"] == "signed_out").then_some(source)
    })
    .await;
    assert!(said["reason"].to_string().contains("ign in again"), "{said}");
    let check = examined(&hotseat, "Slack").await;
    assert_eq!(check["health"], "broken", "{check}");
    assert!(check["remedy"].to_string().contains("accounts add"), "{check}");
    blind_bubbles(&computer, 1).await;

    // Whoever starts with it hears of it as well.
    hotseat.kill();
    hotseat.start(&["run", "--headless"]).await;
    blind_bubbles(&computer, 2).await;
}

/// Waits until so many bubbles have told that Slack cannot be read, each with
/// the way back in.
async fn blind_bubbles(computer: &Computer, count: usize) {
    let told = in_the_end("a bubble", async || {
        let mut shown = computer.notices.shown();
        shown.retain(|shown| shown.title.starts_with("Slack not read since"));
        (shown.len() >= count).then_some(shown)
    })
    .await;
    assert_eq!(told.len(), count, "once: {told:?}");
    for bubble in told {
        assert_eq!(bubble.buttons(), ["Sign in again", "Open Slack"]);
        assert!(bubble.body.contains("Requests may be waiting"), "{bubble:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_account_than_before_is_said() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let mut hotseat = watching(&computer, &slack).await;
    assert_eq!(hotseat.verb(&["quit"]).await.code, 0);
    hotseat.wait_for_end().await;
    hotseat.sign_in(&slack, "bob", false).await;
    hotseat.start(&["run", "--headless"]).await;
    let bubble = computer
        .notices
        .wait_for(|shown| shown.title == "Slack is read as bob now")
        .await;
    assert!(bubble.body.contains("if that is not meant"), "{bubble:?}");
    assert_eq!(bubble.buttons(), ["Sign in again"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_that_is_taken_away_is_named_by_the_doctor() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let hotseat = watching(&computer, &slack).await;
    let without = json!({ "person": "alice", "without": ["reactions:write"] });
    slack.order("tokens/scopes", without).await;
    let said = hotseat.verb(&["doctor"]).await;
    let all = said.data().to_string();
    assert!(all.contains("The scope reactions:write is missing"), "{all}");
    slack.says("cleo", "support", "The printer is on fire").await;
    hotseat.wait_for_row("what it may still read", |_| true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_half_written_team_file_leaves_the_last_good_one_in_force() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let hotseat = watching(&computer, &slack).await;
    let file = hotseat.data().join("team.toml");
    let whole = std::fs::read_to_string(&file).expect("a team file");
    let half = &whole[..whole.len() / 2 + 3];
    std::fs::write(&file, half).expect("the half of it");
    hotseat.in_words(&["team", "reload"]).await;
    eventually("what is wrong with it", async || {
        let list = hotseat.in_words(&["list"]).await;
        list.words.contains("team.toml").then_some(())
    })
    .await;
    slack.says("cleo", "support", "The printer is on fire").await;
    let row = hotseat.wait_for_row("the request", |_| true).await;
    assert!(row["clock"]["due"].is_string(), "its target holds: {row}");

    std::fs::write(&file, &whole).expect("all of it");
    hotseat.in_words(&["team", "reload"]).await;
    eventually("nothing that is wrong", async || {
        let list = hotseat.in_words(&["list"]).await;
        (!list.words.contains("team.toml")).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keyring_that_comes_late_is_enough() {
    let slack = Slack::start();
    let mut computer = Computer::without_keyring().await;
    let keyring = GnomeKeyring::start(&computer.bus).await;
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(&slack, "alice", team).await;
    drop(keyring);
    hotseat.start(&["run", "--headless"]).await;
    eventually("a source without a keyring", async || {
        let why = source(&hotseat).await["reason"].to_string();
        why.contains("keyring").then_some(())
    })
    .await;
    let _keyring = GnomeKeyring::start(&computer.bus).await;
    slack.says("cleo", "support", "The printer is on fire").await;
    hotseat.wait_for_row("the request", |_| true).await;
    let check = examined(&hotseat, "keyring").await;
    assert_eq!(check["health"], "well", "{check}");
    computer.notices.stop().await;
}
