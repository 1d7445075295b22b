//! A sign-in that is renewed while the power fails.

use serde_json::json;

use super::desk::Desk;
use super::sign_in::team;
use crate::support::hotseat::eventually;

async fn renewals(desk: &Desk) -> usize {
    let said = desk.slack.asks("calls?method=oauth.v2.access").await;
    said["calls"].as_array().map_or(0, Vec::len)
}

#[tokio::test]
async fn killed_between_slacks_answer_and_the_keyring_it_is_still_signed_in() {
    let desk = Desk::new().await;
    desk.has_team(&team(&desk));
    // It is to be renewed with the next call.
    desk.slack.control("oauth", json!({ "expires_in": 600 })).await;
    let client_id = desk.slack.has("client_id").to_owned();
    let add = ["accounts", "add", "slack", "--client-id", &client_id];
    let mut adding = desk.starts(&add);
    let begun = adding.says("http://");
    let address = format!("{begun}{}", adding.line());
    desk.slack.browse(address.trim()).await;
    let added = adding.ends();
    assert_eq!(added.code, 0, "{added:?}");

    // Slack has renewed it, and its answer is on the way for ever.
    let held = json!({
        "method": "oauth.v2.access", "do": "hold", "after": true,
        "name": "renewal",
    });
    desk.slack.control("faults", held).await;
    let running = desk.starts(&["run", "--headless"]);
    eventually("a renewal under way", async || {
        let gate = desk.slack.asks("gate?name=renewal").await;
        (gate["waiting"].as_array()?.len() == 1).then_some(())
    })
    .await;
    running.dies();
    let before = renewals(&desk).await;
    desk.slack.control("release", json!({ "name": "renewal" })).await;

    let tested = desk.runs(&["accounts", "test", "slack"], "");
    assert_eq!(tested.code, 0, "{tested:?}");
    assert!(renewals(&desk).await > before, "it was renewed once more");
    let again = desk.runs(&["accounts", "test", "slack"], "");
    assert_eq!(again.code, 0, "{again:?}");
    desk.keeps_secrets(&[&tested, &again]).await;
}
