//! Two people who claim the same request at once.

use serde_json::{Value, json};

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, Said, eventually};
use crate::support::slack::{Post, Slack};
use crate::support::workspace::TeamFile;

/// Slack has kept the order in which the two marked.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_claim_at_once_one_has_it_on_both_desktops() {
    let slack = Slack::start();
    let [here, there] =
        [Computer::without_screen().await, Computer::without_screen().await];
    let (alice, bob, post) = two_see_one(&slack, [&here, &there]).await;
    claim_at_once(&alice, &bob).await;
    one_owner_everywhere(&slack, &alice, &bob, &post).await;
}

/// Slack lists the two the other way round, whoever marked first.
#[tokio::test(flavor = "multi_thread")]
async fn the_order_that_slack_shows_decides_and_no_clock() {
    let slack = Slack::start();
    let [here, there] =
        [Computer::without_screen().await, Computer::without_screen().await];
    let (alice, bob, post) = two_see_one(&slack, [&here, &there]).await;
    let order = json!({
        "channel": post.channel,
        "ts": post.ts,
        "name": "eyes",
        "order": ["bob", "alice"],
    });
    slack.order("reaction-users", order).await;
    // Nobody reads back before both have marked.
    hold_read_backs(&slack).await;
    let claims = claim_at_once(&alice, &bob);
    let let_go = async {
        slack.wait_for_calls("reactions.add", "alice", 1).await;
        slack.wait_for_calls("reactions.add", "bob", 1).await;
        slack.forget("faults").await;
        slack.order("release", json!({ "name": "read-back" })).await;
    };
    tokio::join!(claims, let_go);
    one_owner_everywhere(&slack, &alice, &bob, &post).await;
    assert_eq!(slack.marks_on(&post, "eyes").await, ["bob"]);
}

async fn hold_read_backs(slack: &Slack) {
    let hold = json!({
        "method": "reactions.get",
        "times": 0,
        "do": "hold",
        "name": "read-back",
    });
    slack.order("faults", hold).await;
}

/// Alice is told by Slack, Bob asks; both see the same request.
async fn two_see_one(
    slack: &Slack,
    [here, there]: [&Computer; 2],
) -> (Hotseat, Hotseat, Post) {
    let mut alice = here.hotseat(slack, "alice", TeamFile::push()).await;
    let mut bob = there.hotseat(slack, "bob", TeamFile::polling()).await;
    alice.start(&["run", "--headless"]).await;
    bob.start(&["run", "--headless"]).await;
    slack.wait_for_socket().await;
    slack.wait_for_calls("conversations.history", "bob", 1).await;
    let post = slack.says("cleo", "support", "Nobody can log in").await;
    alice.wait_for_row("the request", |_| true).await;
    bob.read_now().await;
    bob.wait_for_row("the request", |_| true).await;
    (alice, bob, post)
}

async fn claim_at_once(alice: &Hotseat, bob: &Hotseat) -> [Said; 2] {
    let one = alice.wait_for_row("the request", |_| true).await;
    let other = bob.wait_for_row("the request", |_| true).await;
    let (one, other) = (one["id"].to_string(), other["id"].to_string());
    let claims = (["claim", &one], ["claim", &other]);
    let (a, b) = tokio::join!(alice.verb(&claims.0), bob.verb(&claims.1));
    [a, b]
}

/// What has to be true in the end, whoever was faster.
async fn one_owner_everywhere(
    slack: &Slack,
    alice: &Hotseat,
    bob: &Hotseat,
    post: &Post,
) {
    let settled = slack.wait_for_message("support", "Looking into it").await;
    assert_eq!(settled["thread_ts"], *post.ts);
    let marks = || slack.marks_on(post, "eyes");
    let winner = eventually("one mark at Slack", async || {
        marks().await.try_into().ok().map(|[only]: [String; 1]| only)
    })
    .await;
    let owner = if winner == "alice" { "Alice" } else { "Bob" };
    for (hotseat, me) in [(alice, "alice"), (bob, "bob")] {
        let label = if me == winner { "You" } else { owner };
        let has = |row: &Value| row["owner"]["label"] == label;
        hotseat.read_now().await;
        hotseat.wait_for_row(&format!("{owner} has it"), has).await;
    }
    let said = slack.calls("chat.postMessage").await;
    assert_eq!(said.len(), 1, "one sentence");
    assert_eq!(marks().await, [winner]);
}
