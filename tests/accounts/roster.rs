//! The team file: checked, joined, looked at again.

use super::desk::{Desk, Ended};
use super::sign_in::team;

const CARL: [&str; 6] =
    ["team", "add-me", "--name", "Carl Cook", "--email", "carl@example.com"];

#[test]
fn every_fault_is_told_with_line_key_and_remedy() {
    let desk = Desk::without_keyring();
    desk.has_team(
        "team = \"Acme\"\nzone = \"Europe/Berlon\"\non_duty = [\"nobody\"]\n",
    );
    let checked = desk.runs(&["team", "check"], "");
    assert_eq!(checked.code, 2, "{checked:?}");
    insta::assert_snapshot!("faults", desk.plain(&checked.out));
    let checked = desk.runs(&["team", "check", "--json"], "");
    assert_eq!(checked.code, 2, "{checked:?}");
    insta::assert_snapshot!("faults_json", desk.plain(&checked.out));
}

#[test]
fn a_sound_file_may_still_surprise() {
    let desk = Desk::without_keyring();
    desk.has_team("team = \"Acme\"\nzone = \"UTC\"\n");
    let checked = desk.runs(&["team", "check", "--json"], "");
    assert_eq!(checked.code, 0, "{checked:?}");
    insta::assert_snapshot!("hints_json", desk.plain(&checked.out));
}

#[test]
fn without_a_file_there_is_nothing_to_check() {
    let desk = Desk::without_keyring();
    let checked = desk.runs(&["team", "check"], "");
    assert_eq!(checked.code, 3, "{checked:?}");
    assert!(checked.err.contains("accounts add slack"), "{checked:?}");
}

#[tokio::test]
async fn whoever_is_signed_in_joins_and_every_comment_stays() {
    let desk = Desk::new().await;
    let before = team(&desk);
    desk.has_team(&before);
    let added = desk.pastes("alice");
    assert!(added.out.contains("hotseat team add-me"), "{added:?}");

    let joined = desk.runs(&["team", "add-me", "--json", "--yes"], "");
    assert_eq!(joined.code, 0, "{joined:?}");
    insta::assert_snapshot!("joined", desk.plain(&joined.out));
    let after = desk.team();
    for line in before.lines().filter(|line| !line.starts_with("on_duty")) {
        assert!(after.contains(line), "{line} is gone: {after}");
    }
    assert!(after.contains("on_duty = [\"bob\", \"alice\"]"), "{after}");
    let tested = desk.runs(&["accounts", "test", "slack"], "");
    assert!(tested.out.contains("signed in as alice"), "{tested:?}");

    let again = desk.runs(&["team", "add-me", "--yes"], "");
    assert_eq!(again.code, 4, "{again:?}");
    assert!(again.err.contains("in the roster already"), "{again:?}");
    assert_eq!(desk.team(), after);
    desk.keeps_secrets(&[&added, &joined, &tested, &again]).await;
}

#[test]
fn somebody_no_source_knows_says_who_they_are_and_sees_the_change_first() {
    let desk = Desk::without_keyring();
    desk.has_team(&team(&desk));
    let joined = desk.runs(&CARL, "y\n");
    assert_eq!(joined.code, 0, "{joined:?}");
    assert!(joined.err.contains("+ [roster.carl]"), "{joined:?}");
    assert!(desk.team().contains("carl@example.com"));
}

#[test]
fn a_change_that_is_not_agreed_to_is_not_written() {
    let desk = Desk::without_keyring();
    desk.has_team(&team(&desk));
    for answer in ["n\n", ""] {
        let refused = desk.runs(&CARL, answer);
        assert_eq!(refused.code, 4, "{refused:?}");
        assert_eq!(desk.team(), team(&desk));
    }
}

#[test]
fn a_file_that_changed_while_somebody_read_the_change_is_left_alone() {
    let desk = Desk::without_keyring();
    desk.has_team(&team(&desk));
    let mut running = desk.starts(&CARL);
    running.says("[y/N]");
    let theirs = format!("{}# A colleague's word.\n", team(&desk));
    desk.has_team(&theirs);
    running.types("y\n");
    let refused = running.ends();
    assert_eq!(refused.code, 4, "{refused:?}");
    assert!(refused.err.contains("has changed meanwhile"), "{refused:?}");
    assert_eq!(desk.team(), theirs);
}

#[test]
fn nobody_signed_in_is_asked_to_say_who_they_are() {
    let desk = Desk::without_keyring();
    desk.has_team(&team(&desk));
    let refused = desk.runs(&["team", "add-me", "--json"], "");
    assert_eq!(refused.code, 5, "{refused:?}");
    let said = refused.json();
    let hint = said["error"]["hint"].as_str().unwrap_or_default();
    assert!(hint.contains("--name NAME --email"), "{said}");
}

#[test]
fn nobody_runs_whom_one_could_ask_to_look() {
    let desk = Desk::without_keyring();
    desk.has_team(&team(&desk));
    let asked = desk.runs(&["team", "reload", "--json"], "");
    assert_eq!(asked.code, 5, "{asked:?}");
    insta::assert_snapshot!("nobody_to_reload", desk.plain(&asked.out));
}

#[tokio::test]
async fn the_engine_that_runs_is_told_of_a_sign_in_and_of_a_change() {
    let desk = Desk::new().await;
    desk.has_team(&team(&desk));
    let running = desk.starts(&["run", "--headless"]);
    let answers = || desk.runs(&["team", "reload", "--json"], "");
    let up = |ended: &Ended| ended.code != 5;
    let up = (0..500).map(|_| answers()).find(up).expect("it is up");
    assert_eq!(up.code, 0, "{up:?}");
    insta::assert_snapshot!("reloaded", desk.plain(&up.out));

    let token = desk.slack.has("tokens/alice").to_owned();
    let add = ["accounts", "add", "slack", "--token", "--json"];
    let added = desk.runs(&add, &token).json();
    assert_eq!(added["data"]["engine_told"], true, "{added}");
    let joined = desk.runs(&["team", "add-me", "--yes", "--json"], "").json();
    assert_eq!(joined["data"]["engine_told"], true, "{joined}");
    let removed = desk.runs(&["accounts", "remove", "slack", "--json"], "");
    assert_eq!(removed.json()["data"]["engine_told"], true, "{removed:?}");

    let quit = desk.runs(&["quit"], "");
    assert_eq!(quit.code, 0, "{quit:?}");
    let ended = running.ends();
    assert_eq!(ended.code, 0, "{ended:?}");
    desk.keeps_secrets(&[&ended]).await;
}
