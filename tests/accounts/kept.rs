//! Sign-ins that are kept: listed, tried, forgotten.

use super::desk::Desk;
use super::sign_in::team;

#[tokio::test]
async fn a_sign_in_is_listed_tried_and_forgotten() {
    let desk = Desk::new().await;
    desk.has_team(&team(&desk));
    let before = desk.runs(&["accounts", "list", "--json"], "");
    insta::assert_snapshot!("list_signed_out", desk.plain(&before.out));

    let added = desk.pastes("bob");
    assert!(!added.out.contains("add-me"), "the roster knows bob: {added:?}");
    let listed = desk.runs(&["accounts", "list"], "");
    insta::assert_snapshot!("list_in_words", desk.plain(&listed.out));

    let tested = desk.runs(&["accounts", "test", "slack", "--json"], "");
    assert_eq!(tested.code, 0, "{tested:?}");
    let mut said = tested.json();
    assert!(said["data"]["clock_offset_ms"].is_number(), "{said}");
    said["data"]["clock_offset_ms"] = "measured".into();
    let said = serde_json::to_string_pretty(&said).unwrap();
    insta::assert_snapshot!("tested", desk.plain(&said));

    let removed = desk.runs(&["accounts", "remove", "slack", "--json"], "");
    assert_eq!(removed.code, 0, "{removed:?}");
    insta::assert_snapshot!("removed", desk.plain(&removed.out));
    let after = desk.runs(&["accounts", "list", "--json"], "");
    assert_eq!(after.out, before.out);
    // Slack has ended it too: who finds the token cannot use it.
    let token = desk.slack.has("tokens/bob").to_owned();
    let add = ["accounts", "add", "slack", "--token"];
    let again = desk.runs(&add, &token);
    assert_eq!(again.code, 4, "{again:?}");
    let tested = desk.runs(&["accounts", "test", "slack"], "");
    assert_eq!(tested.code, 4, "{tested:?}");
    assert!(tested.err.contains("Nobody is signed in"), "{tested:?}");
    desk.keeps_secrets(&[&added, &listed, &removed, &tested]).await;
}

#[tokio::test]
async fn a_revoked_sign_in_says_so_when_it_is_tried() {
    let desk = Desk::new().await;
    desk.has_team(&team(&desk));
    desk.pastes("bob");
    let bob = serde_json::json!({ "person": "bob" });
    desk.slack.control("tokens/revoke", bob).await;
    let tested = desk.runs(&["accounts", "test", "slack"], "");
    assert_eq!(tested.code, 4, "{tested:?}");
}

#[tokio::test]
async fn a_sign_in_can_be_forgotten_after_its_source_left_the_team_file() {
    let desk = Desk::new().await;
    desk.has_team(&team(&desk));
    desk.pastes("bob");
    let whole = desk.team();
    desk.has_team("team = \"Acme\"\nzone = \"UTC\"\n");
    let removed = desk.runs(&["accounts", "remove", "slack"], "");
    assert_eq!(removed.code, 0, "{removed:?}");
    desk.has_team(&whole);
    let listed = desk.runs(&["accounts", "list", "--json"], "").json();
    assert_eq!(listed["data"][0]["signed_in"], false, "{listed}");
}

#[test]
fn without_a_keyring_nobody_knows_who_is_signed_in() {
    let desk = Desk::without_keyring();
    desk.has_team(&team(&desk));
    let listed = desk.runs(&["accounts", "list", "--json"], "");
    assert_eq!(listed.code, 0, "{listed:?}");
    let slack = &listed.json()["data"][0];
    assert!(slack["signed_in"].is_null(), "{slack}");
    let trouble = slack["trouble"].as_str().unwrap();
    assert!(trouble.contains("No keyring answers"), "{trouble}");
    let removed = desk.runs(&["accounts", "remove", "slack"], "");
    assert_eq!(removed.code, 5, "{removed:?}");
}

#[tokio::test]
async fn a_locked_keyring_is_no_missing_sign_in() {
    let desk = Desk::new().await;
    desk.has_team(&team(&desk));
    desk.pastes("bob");
    let keyring = desk.keyring.as_ref().unwrap();
    keyring.lock().await;
    let listed = desk.runs(&["accounts", "list"], "");
    assert!(listed.out.contains("The keyring is locked"), "{listed:?}");

    let token = desk.slack.has("tokens/alice").to_owned();
    let add = ["accounts", "add", "slack", "--token"];
    let added = desk.runs(&add, &token);
    assert_eq!(added.code, 5, "{added:?}");
    assert!(added.err.contains("The keyring is locked"), "{added:?}");

    keyring.unlock().await;
    let tested = desk.runs(&["accounts", "test", "slack"], "");
    assert!(tested.out.contains("signed in as Bob"), "{tested:?}");
}

#[test]
fn the_demo_signs_in_nowhere() {
    let desk = Desk::without_keyring();
    let added = desk.runs(&["--demo", "accounts", "add", "slack"], "");
    assert_eq!(added.code, 4, "{added:?}");
}

#[tokio::test]
async fn a_sign_in_that_slack_could_not_end_is_forgotten_here_and_told() {
    let desk = Desk::new().await;
    desk.has_team(&team(&desk));
    desk.pastes("bob");
    let down = serde_json::json!({ "api": "down" });
    desk.slack.control("network", down).await;
    let removed = desk.runs(&["accounts", "remove", "slack"], "");
    assert_eq!(removed.code, 0, "{removed:?}");
    assert!(removed.out.contains("It holds there until"), "{removed:?}");
    let listed = desk.runs(&["accounts", "list", "--json"], "").json();
    assert_eq!(listed["data"][0]["signed_in"], false, "{listed}");
}

#[tokio::test]
async fn with_the_sign_in_the_texts_of_a_source_can_go() {
    let desk = Desk::new().await;
    desk.has_team(&team(&desk));
    desk.pastes("bob");
    let remove = ["accounts", "remove", "slack", "--texts"];
    let removed = desk.runs(&remove, "");
    assert_eq!(removed.code, 0, "{removed:?}");
    let nothing = "Nothing that Slack said is kept here.";
    assert!(removed.out.contains(nothing), "{removed:?}");
}
