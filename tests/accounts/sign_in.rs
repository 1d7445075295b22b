//! The ways in, and the first team file at their end.

use serde_json::json;

use super::desk::{Desk, Ended};
use crate::support::hotseat::eventually;

/// The whole sign-in in the browser, up to the agreement.
async fn by_browser(desk: &Desk, more: &[&str], typed: &str) -> Ended {
    let client_id = desk.slack.has("client_id").to_owned();
    let mut arguments =
        vec!["accounts", "add", "slack", "--client-id", &client_id];
    arguments.extend(more);
    let mut running = desk.starts(&arguments);
    let begun = running.says("http://");
    let address = format!("{begun}{}", running.line());
    let page = desk.slack.browse(address.trim()).await;
    assert!(page.contains("Hotseat"), "{page}");
    running.types(typed);
    running.ends()
}

#[tokio::test]
async fn the_browser_brings_a_sign_in_that_is_kept_and_a_first_team_file() {
    let desk = Desk::new().await;
    let added =
        by_browser(&desk, &["--channel", "support", "--json"], "y\n").await;
    assert_eq!(added.code, 0, "{added:?}");
    insta::assert_snapshot!("added_by_browser", desk.plain(&added.out));
    insta::assert_snapshot!("first_team_file", desk.plain(&desk.team()));

    let checked = desk.runs(&["team", "check"], "");
    assert_eq!(checked.code, 0, "{checked:?}");
    let listed = desk.runs(&["accounts", "list", "--json"], "").json();
    let slack = &listed["data"][0];
    assert_eq!(slack["signed_in"], true, "{listed}");
    assert!(slack["ends"].is_string(), "it rotates: {listed}");
    desk.keeps_secrets(&[&added, &checked]).await;
}

#[tokio::test]
async fn a_no_in_the_browser_changes_nothing() {
    let desk = Desk::new().await;
    desk.slack.control("oauth", json!({ "deny": true })).await;
    let added = by_browser(&desk, &[], "").await;
    assert_eq!(added.code, 4, "{added:?}");
    assert!(added.err.contains("declined at Slack"), "{added:?}");
    assert!(!desk.team_file().exists());
}

#[tokio::test]
async fn scopes_that_were_not_granted_in_the_browser_are_named() {
    let desk = Desk::new().await;
    let granted = ["users:read", "channels:read", "groups:read"];
    desk.slack.control("oauth", json!({ "grant": granted })).await;
    let added = by_browser(&desk, &[], "").await;
    assert_eq!(added.code, 0, "{added:?}");
    assert!(
        added.out.contains("The scope reactions:write is missing: Puts"),
        "{added:?}"
    );
}

#[tokio::test]
async fn a_pasted_token_signs_in_and_channels_are_chosen_from_a_list() {
    let desk = Desk::new().await;
    let token = desk.slack.has("tokens/alice").to_owned();
    let typed = format!("{token}\nsuport\ndesk #support\nyes\n");
    let add = ["accounts", "add", "slack", "--token"];
    let added = desk.runs(&add, &typed);
    assert_eq!(added.code, 0, "{added:?}");
    insta::assert_snapshot!("added_by_token", desk.plain(&added.out));
    assert!(added.err.contains("no channel suport"), "{added:?}");
    let team = desk.team();
    assert!(team.contains("name = \"#support\""), "{team}");
    assert!(team.contains("public = false"), "#desk is private: {team}");
    desk.keeps_secrets(&[&added]).await;
}

#[tokio::test]
async fn with_push_the_app_level_token_is_kept_as_well() {
    let desk = Desk::new().await;
    let user = desk.slack.has("tokens/alice").to_owned();
    let app = desk.slack.has("app_tokens/own-alice").to_owned();
    let add = [
        "accounts",
        "add",
        "slack",
        "--token",
        "--push",
        "--channel",
        "support",
        "--yes",
    ];
    let added = desk.runs(&add, &format!("{user}\n{app}\n"));
    assert_eq!(added.code, 0, "{added:?}");
    assert!(desk.team().contains("push = true"), "{}", desk.team());
    let listed = desk.runs(&["accounts", "list", "--json"], "");
    insta::assert_snapshot!("list_with_push", desk.plain(&listed.out));
    desk.keeps_secrets(&[&added, &listed]).await;
}

#[tokio::test]
async fn a_missing_scope_of_a_pasted_token_is_named() {
    let desk = Desk::new().await;
    desk.slack.takes_scope("alice", "chat:write").await;
    let added = desk.pastes("alice");
    assert!(
        added.out.contains("The scope chat:write is missing: Posts as you"),
        "{added:?}"
    );
}

#[tokio::test]
async fn a_wrong_token_is_refused_and_takes_no_good_ones_place() {
    let desk = Desk::new().await;
    desk.has_team(&team(&desk));
    desk.pastes("alice");
    let add = ["accounts", "add", "slack", "--token", "--json"];
    for wrong in ["xoxp-never-issued", "xoxb-1-2", "my password"] {
        let added = desk.runs(&add, wrong);
        assert_eq!(added.code, 4, "{added:?}");
        let said = format!("{}{}", added.out, added.err);
        assert!(!said.contains(wrong), "it is not repeated: {said}");
    }
    let tested = desk.runs(&["accounts", "test", "slack"], "");
    assert_eq!(tested.code, 0, "{tested:?}");
}

#[tokio::test]
async fn nothing_is_signed_in_where_nothing_can_be_kept() {
    let desk = Desk::without_keyring();
    let token = desk.slack.has("tokens/alice").to_owned();
    let add = ["accounts", "add", "slack", "--token"];
    let added = desk.runs(&add, &token);
    assert_eq!(added.code, 5, "{added:?}");
    assert!(added.err.contains("No keyring answers"), "{added:?}");
    assert!(added.err.contains("gnome-keyring or KWallet"), "{added:?}");
    desk.keeps_secrets(&[&added]).await;
}

#[tokio::test]
async fn without_a_client_id_the_three_steps_to_one_are_told() {
    let desk = Desk::without_keyring();
    let added = desk.runs(&["accounts", "add", "slack"], "");
    assert_eq!(added.code, 2, "{added:?}");
    insta::assert_snapshot!("no_app", desk.plain(&added.err));
}

#[tokio::test]
async fn a_client_id_that_teammates_lack_is_to_be_written_down() {
    let desk = Desk::new().await;
    desk.has_team(&team(&desk));
    let added = by_browser(&desk, &[], "").await;
    assert_eq!(added.code, 0, "{added:?}");
    let line = format!("client_id = \"{}\"", desk.slack.has("client_id"));
    assert!(added.out.contains(&line), "{added:?}");
}

#[tokio::test]
async fn a_team_file_that_is_not_agreed_to_is_not_written() {
    let desk = Desk::new().await;
    let token = desk.slack.has("tokens/alice").to_owned();
    let add = ["accounts", "add", "slack", "--token", "--channel", "support"];
    let added = desk.runs(&add, &format!("{token}\nno\n"));
    assert_eq!(added.code, 0, "{added:?}");
    assert!(added.out.contains("No team file was written"), "{added:?}");
    assert!(!desk.team_file().exists());
}

#[tokio::test]
async fn a_channel_nobody_can_see_writes_nothing_but_keeps_the_sign_in() {
    let desk = Desk::new().await;
    let token = desk.slack.has("tokens/alice").to_owned();
    let add = [
        "accounts",
        "add",
        "slack",
        "--token",
        "--channel",
        "nowhere",
        "--yes",
    ];
    let added = desk.runs(&add, &token);
    assert_eq!(added.code, 3, "{added:?}");
    assert!(added.err.contains("You can see no channel nowhere."));
    assert!(added.err.contains("You are signed in"), "{added:?}");
    assert!(!desk.team_file().exists());
}

#[tokio::test]
async fn a_team_file_without_slack_is_offered_it_with_its_comments_kept() {
    let desk = Desk::new().await;
    let whole = team(&desk);
    let (before, _) = whole.split_once("# What we read.").unwrap();
    desk.has_team(before);
    let token = desk.slack.has("tokens/bob").to_owned();
    let add = ["accounts", "add", "slack", "--token"];
    let added = desk.runs(&add, &format!("{token}\nsupport desk\ny\n"));
    assert_eq!(added.code, 0, "{added:?}");
    assert!(added.err.contains("+ [sources.slack]"), "the diff: {added:?}");
    insta::assert_snapshot!("added_to_a_team_file", desk.plain(&added.out));
    let after = desk.team();
    for line in before.lines() {
        assert!(after.contains(line), "{line} is gone: {after}");
    }
    for name in ["#support", "#desk"] {
        assert!(after.contains(&format!("name = \"{name}\"")), "{after}");
    }
    let tested = desk.runs(&["accounts", "test", "slack"], "");
    assert!(tested.out.contains("signed in as Bob"), "{tested:?}");
    desk.keeps_secrets(&[&added]).await;
}

#[tokio::test]
async fn a_source_that_is_not_agreed_to_is_not_written() {
    let desk = Desk::new().await;
    let before = "team = \"Acme\"\nzone = \"UTC\"\n";
    desk.has_team(before);
    let token = desk.slack.has("tokens/bob").to_owned();
    let add = ["accounts", "add", "slack", "--token", "--channel", "support"];
    let added = desk.runs(&add, &format!("{token}\nn\n"));
    assert_eq!(added.code, 0, "{added:?}");
    assert!(added.out.contains("so nothing is watched there"), "{added:?}");
    assert_eq!(desk.team(), before);
}

#[tokio::test]
async fn without_a_keyring_a_start_asks_for_the_sign_in_and_keeps_it_nowhere() {
    let desk = Desk::without_keyring();
    desk.has_team(&team(&desk));
    let mut run = desk.starts(&["run", "--headless", "--session-only"]);
    run.says("Signing in to Slack until the end.");
    run.types(&format!("{}\n", desk.slack.has("tokens/bob")));
    eventually("an engine", async || {
        desk.team_file().with_file_name("hotseat.sock").exists().then_some(())
    })
    .await;
    let examined = desk.runs(&["doctor"], "");
    assert!(examined.out.contains("Signed in as bob"), "{examined:?}");
    let quit = desk.runs(&["quit"], "");
    assert_eq!(quit.code, 0, "{quit:?}");
    let ended = run.ends();
    assert_eq!(ended.code, 0, "{ended:?}");
    desk.keeps_secrets(&[&examined, &ended]).await;
    // The next start knows nothing of it.
    let tested = desk.runs(&["accounts", "test", "slack"], "");
    assert_ne!(tested.code, 0, "{tested:?}");
}

/// A team file that knows bob alone.
pub(super) fn team(desk: &Desk) -> String {
    format!(
        "# Ours.\nteam = \"Acme\"\nzone = \"Europe/Berlin\"\n\n\
         # Who answers this week.\non_duty = [\"bob\"]\n\n\
         [roster.bob] # since March\nname = \"Bob\"\n\
         email = \"bob@example.com\"\n\n\
         # What we read.\n[sources.slack]\n\n\
         [[sources.slack.channels]]\nid = \"{}\"\nname = \"#support\"\n",
        desk.slack.has("channels/support")
    )
}
