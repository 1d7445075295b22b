//! A token is nowhere but in the keyring.

mod every_source;
mod search;
mod town;

use serde_json::{Value, json};

use self::search::{are_absent, says, visible};

use crate::journeys_real::first_run::{
    GO_ON, WHERE, asks, through_the_browser, ticks,
};
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};
use crate::support::slack::Slack;
use crate::support::window::Window;
use crate::support::workspace::TeamFile;

async fn is_nowhere(computer: &Computer, hotseat: &Hotseat, slack: &Slack) {
    let secrets = [slack.token("alice"), slack.app_token("alice")];
    let mut told = visible(hotseat.pid());
    told.extend(says(hotseat).await);
    are_absent(&secrets, &told, computer);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_nowhere_through_work_failure_and_crash() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    // Everything that can be written down is, from the sign-in on.
    let team = TeamFile::push().text(&slack);
    let hotseat = computer.bare().reading(&slack, &team);
    let mut hotseat = hotseat.with("HOTSEAT_LOG", "trace");
    let secrets = [slack.token("alice"), slack.app_token("alice")];
    let pasted = format!("{}\n", secrets.join("\n"));
    let sign_in = ["accounts", "add", "slack", "--token", "--push"];
    let said = hotseat.verb_reading(&sign_in, &pasted).await;
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.words.len() > 500, "it said what it did: {said:?}");
    for secret in secrets {
        assert!(!said.words.contains(secret), "said while signing in");
    }
    hotseat.start(&["run", "--headless"]).await;
    slack.wait_for_socket().await;
    slack.says("cleo", "support", "The printer is on fire").await;
    let row = hotseat.wait_for_row("the request", |_| true).await;
    let id = row["id"].to_string();
    assert_eq!(hotseat.verb(&["claim", &id]).await.code, 0);
    is_nowhere(&computer, &hotseat, &slack).await;

    slack.order("network", json!({ "api": "down" })).await;
    eventually("a failure", async || {
        let said = hotseat.verb(&["accounts", "test", "slack"]).await;
        (said.code != 0).then_some(())
    })
    .await;
    is_nowhere(&computer, &hotseat, &slack).await;

    hotseat.kill();
    slack.order("network", json!({ "api": "up" })).await;
    let revoked = json!({ "token": slack.token("alice") });
    slack.order("tokens/revoke", revoked).await;
    hotseat.start(&["run", "--headless"]).await;
    eventually("a refused sign-in", async || {
        let said = hotseat.verb(&["sources"]).await;
        (said.data()[0]["state"] == "signed_out").then_some(())
    })
    .await;
    is_nowhere(&computer, &hotseat, &slack).await;
}

/// Every access and refresh token that the sign-in app was given.
async fn given(slack: &Slack) -> Vec<String> {
    let all = slack.ask("tokens", &[]).await;
    let of_app = |token: &&Value| token["app"] == "hotseat";
    let tokens = all["tokens"].as_array().expect("tokens").iter();
    let access = tokens.filter(of_app).map(|token| &token["token"]);
    let refresh = all["refreshes"].as_array().expect("refreshes");
    let words = |secret: &Value| secret.as_str().map(str::to_owned);
    let found: Vec<String> = access.chain(refresh).filter_map(words).collect();
    assert!(refresh.len() > 1, "it was renewed: {all}");
    assert!(found.len() > 3, "pairs of tokens: {all}");
    found
}

/// What the page of a window holds, and what it has fetched.
async fn page(window: &Window) -> Vec<u8> {
    let script = "return document.documentElement.outerHTML
        + JSON.stringify(performance.getEntries().map((one) => one.name))
        + JSON.stringify({ ...localStorage, ...sessionStorage })";
    window.finds(script).await.to_string().into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_browser_brought_is_nowhere_either() {
    let slack = Slack::start();
    // It is to be renewed with the next call.
    slack.order("oauth", json!({ "expires_in": 600 })).await;
    slack.says("cleo", "support", "The printer is on fire").await;
    let computer = Computer::with_screen().await;
    let hotseat = computer.bare().near(&slack).with("HOTSEAT_LOG", "trace");
    let window = Window::open(&hotseat, &[]).await;
    asks(&window, "It’s your week on support.").await;
    window.press("[data-key=\"1\"]").await;
    asks(&window, WHERE).await;
    window.press("[data-key=\"1\"]").await;
    asks(&window, "Sign in to Slack").await;
    window.types("#field-client_id", slack.client_id()).await;
    window.press(GO_ON).await;
    through_the_browser(&window).await;
    let mut told = Vec::new();
    asks(&window, "What is read in Slack").await;
    ticks(&window, "#support").await;
    for step in [WHERE, "Who answers", "Your team file", "Before it rings"] {
        told.extend(page(&window).await);
        window.press(GO_ON).await;
        asks(&window, step).await;
        if step == WHERE {
            window.wait_for_text("[data-source]", |it| it.contains("#")).await;
        }
    }
    window
        .wait_for_text("[data-preview]", |text| text.contains("1 open"))
        .await;
    told.extend(page(&window).await);
    told.extend(visible(window.pid()));
    told.extend(says(&hotseat).await);
    let secrets = given(&slack).await;
    let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
    are_absent(&secrets, &told, &computer);

    window.kill();
    are_absent(&secrets, hotseat.complaints().as_bytes(), &computer);
}
