//! Signing in to Teams with a code and with the browser.

use serde_json::json;

use super::desk::{Desk, Running};
use crate::conformance_teams::Channel;

/// A team that reads the channel of a test.
pub(crate) fn team(channel: &Channel) -> String {
    format!(
        "team = \"Acme\"\nzone = \"UTC\"\non_duty = [\"alice\"]\n\
         [roster.alice]\nname = \"Alice\"\nemail = \"alice@example.com\"\n\
         [roster.bob]\nname = \"Bob\"\nemail = \"bob@example.com\"\n\
         [sources.teams]\nclient_id = \"{}\"\nlogin = \"{}\"\n\
         graph = \"{}\"\n[[sources.teams.channels]]\nid = \"{}\"\n\
         name = \"Urgent\"\n[[levels]]\nname = \"All\"\n\
         first_response = \"30 min\"\n",
        channel.says("client_id"),
        channel.says("login"),
        channel.says("graph"),
        channel.says("place"),
    )
}

/// Reads the code that is to be typed, and types it.
async fn types_the_code(running: &mut Running, channel: &Channel, who: &str) {
    let line = format!("{}{}", running.says("Type "), running.line());
    let code = line.split_whitespace().nth(1).unwrap().to_owned();
    let typed = json!({ "code": code, "as": who });
    channel.control("type", typed).await;
}

#[tokio::test]
async fn a_code_signs_in_is_tried_and_forgotten() {
    let desk = Desk::new().await;
    let channel = Channel::open().await;
    desk.has_team(&team(&channel));
    let mut running = desk.starts(&["accounts", "add", "teams"]);
    let first = running.says("adminconsent");
    assert!(first.starts_with("An administrator"), "{first}");
    types_the_code(&mut running, &channel, "alice").await;
    let added = running.ends();
    assert_eq!(added.code, 0, "{added:?}");
    assert!(added.out.contains("Signed in to Teams as alice"), "{added:?}");
    assert!(!added.out.contains("add-me"), "known by address: {added:?}");
    let listed = desk.runs(&["accounts", "list"], "");
    let line = "teams (teams): signed in; ends";
    assert!(listed.out.contains(line), "{listed:?}");
    let tested = desk.runs(&["accounts", "test", "teams", "--json"], "").json();
    assert_eq!(tested["data"]["roster"], "alice", "{tested}");
    let may = tested["data"]["may"].to_string();
    assert!(may.contains("reads Urgent"), "{may}");
    let removed = desk.runs(&["accounts", "remove", "teams"], "");
    let until = "until you end it at https://myapps.microsoft.com";
    assert!(removed.out.contains(until), "{removed:?}");
    let tested = desk.runs(&["accounts", "test", "teams"], "");
    assert!(tested.err.contains("Nobody is signed in"), "{tested:?}");
}

#[tokio::test]
async fn where_the_code_is_blocked_the_browser_is_the_other_way() {
    let desk = Desk::new().await;
    let channel = Channel::open().await;
    desk.has_team(&team(&channel));
    channel.control("block", json!({ "way": "device" })).await;
    let blocked = desk.runs(&["accounts", "add", "teams"], "");
    assert_eq!(blocked.code, 4, "{blocked:?}");
    assert!(blocked.err.contains("--browser"), "{blocked:?}");
    channel.control("block", json!({ "way": "none" })).await;
    let mut running = desk.starts(&["accounts", "add", "teams", "--browser"]);
    let line = format!("{}{}", running.says("Sign in at "), running.line());
    let url = line.trim().trim_start_matches("Sign in at ");
    let browse = json!({ "url": url, "as": "alice" });
    let back = channel.control("browse", browse).await;
    let back = back["location"].as_str().unwrap();
    let page = reqwest::get(back).await.unwrap().text().await.unwrap();
    assert!(page.contains("Back from Microsoft"), "{page}");
    let added = running.ends();
    assert_eq!(added.code, 0, "{added:?}");
    assert!(added.out.contains("Signed in to Teams as alice"), "{added:?}");
}

#[tokio::test]
async fn a_channel_more_is_found_by_its_name() {
    let desk = Desk::new().await;
    let channel = Channel::open().await;
    desk.has_team(&team(&channel));
    let add = ["accounts", "add", "teams", "--channel", "General", "--yes"];
    let mut running = desk.starts(&add);
    types_the_code(&mut running, &channel, "alice").await;
    let added = running.ends();
    assert_eq!(added.code, 0, "{added:?}");
    let written = desk.team();
    assert!(written.contains("Backend / General"), "{written}");
    assert!(written.contains("@thread.skype"), "{written}");
    let checked = desk.runs(&["team", "check"], "");
    assert_eq!(checked.code, 0, "{checked:?}");
}

#[tokio::test]
async fn a_sign_in_is_forgotten_also_once_the_team_file_names_it_no_more() {
    let desk = Desk::new().await;
    let channel = Channel::open().await;
    let team = team(&channel);
    let source = "[sources.partner]\nkind = \"teams\"";
    let renamed = team.replace("[sources.teams]", source);
    let renamed = renamed.replace("[[sources.teams.", "[[sources.partner.");
    desk.has_team(&renamed);
    let mut running = desk.starts(&["accounts", "add", "partner"]);
    types_the_code(&mut running, &channel, "alice").await;
    assert_eq!(running.ends().code, 0);
    desk.has_team(&team);
    let removed = desk.runs(&["accounts", "remove", "partner"], "");
    let forgot = "This computer has forgotten the sign-in to partner.";
    assert!(removed.out.contains(forgot), "{removed:?}");
    let again = desk.runs(&["accounts", "remove", "partner"], "");
    assert!(again.out.contains("held no sign-in"), "{again:?}");
}
