//! From a message at Slack to an owner, and what a crash leaves of it.

use crate::support::computer::Computer;
use crate::support::hotseat::Hotseat;
use crate::support::slack::Slack;
use crate::support::window::Window;
use crate::support::workspace::{SENTENCE, TeamFile};

const QUESTION: &str = "The export stops after the first page";

#[tokio::test(flavor = "multi_thread")]
async fn a_message_becomes_a_request_that_is_claimed_in_the_tray_and_stays_so()
{
    let slack = Slack::start();
    let computer = Computer::with_screen().await;
    let mut hotseat = computer.hotseat(&slack, "alice", TeamFile::push()).await;
    let window = Window::open(&hotseat, &["run", "--show"]).await;
    slack.wait_for_socket().await;
    hotseat.wait_until_read().await;

    let post = slack.says("cleo", "support", QUESTION).await;

    let bubble =
        computer.notices.wait_for(|shown| shown.title.contains(QUESTION)).await;
    assert_eq!(bubble.app, "Hotseat");
    assert_eq!(bubble.buttons()[0], "I'm on it");

    let menu = computer.watcher.wait_for_item().await.menu().await;
    let lines = menu
        .wait_for("the request in the tray", |lines| {
            lines.iter().any(|line| line.label.ends_with(QUESTION))
        })
        .await;
    let line = lines.iter().find(|line| line.label.ends_with(QUESTION));
    let line = line.expect("its line").label.clone();
    menu.click(&[&line, "I'm on it"]).await;

    slack.wait_for_message("support", SENTENCE).await;
    assert_eq!(slack.marks_on(&post, "eyes").await, ["alice"]);
    window.wait_for_text(".hero", |text| text.contains("You have it")).await;

    window.kill();
    hotseat.start(&["run"]).await;
    let row = hotseat.wait_for_row("its request", |_| true).await;
    assert_eq!(row["owner"]["kind"], "you", "{row}");
    said_once(&slack, &hotseat).await;
}

/// After everything that could be sent again has had its chance.
async fn said_once(slack: &Slack, hotseat: &Hotseat) {
    let read = slack.calls("conversations.history").await.len();
    hotseat.read_now().await;
    slack.wait_for_calls("conversations.history", "alice", read + 1).await;
    assert_eq!(slack.calls("reactions.add").await.len(), 1);
    assert_eq!(slack.calls("chat.postMessage").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_button_of_the_bubble_claims() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let mut hotseat = computer.hotseat(&slack, "alice", TeamFile::push()).await;
    hotseat.start(&["run", "--headless"]).await;
    slack.wait_for_socket().await;
    hotseat.wait_until_read().await;

    let post = slack.says("cleo", "support", QUESTION).await;
    let bubble =
        computer.notices.wait_for(|shown| shown.title.contains(QUESTION)).await;
    computer.notices.press_label(&bubble, "I'm on it").await;

    let said = slack.wait_for_message("support", SENTENCE).await;
    assert_eq!(said["thread_ts"], *post.ts);
    assert_eq!(slack.marks_on(&post, "eyes").await, ["alice"]);
    let mine = |row: &serde_json::Value| row["owner"]["kind"] == "you";
    hotseat.wait_for_row("a request of mine", mine).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_claims_where_slack_is_polled() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(&slack, "alice", team).await;
    hotseat.start(&["run", "--headless"]).await;
    slack.wait_for_calls("conversations.history", "alice", 1).await;
    let post = slack.says("cleo", "support", QUESTION).await;
    hotseat.read_now().await;
    let row = hotseat.wait_for_row("the request", |_| true).await;

    let claimed = hotseat.verb(&["claim", &row["id"].to_string()]).await;

    assert_eq!(claimed.data()["queued"], false, "{claimed:?}");
    assert_eq!(slack.marks_on(&post, "eyes").await, ["alice"]);
    slack.wait_for_message("support", SENTENCE).await;
    let rows = hotseat.rows("queue").await;
    assert_eq!(rows[0]["owner"]["label"], "You");
}
