//! Desktops on which something is missing.

use serde_json::Value;

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};
use crate::support::slack::Slack;
use crate::support::window::Window;
use crate::support::workspace::TeamFile;

async fn checked(hotseat: &Hotseat, part: &str) -> Value {
    let examined = hotseat.verb(&["doctor"]).await;
    let checks = examined.data().as_array().expect("checks").clone();
    let check = checks.into_iter().find(|check| check["part"] == part);
    check.unwrap_or_else(|| panic!("no check of {part}"))
}

async fn headless(computer: &Computer, slack: &Slack) -> Hotseat {
    let mut hotseat = computer.hotseat(slack, "alice", TeamFile::push()).await;
    hotseat.start(&["run", "--headless"]).await;
    slack.wait_for_socket().await;
    hotseat.wait_until_read().await;
    hotseat
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_tray_there_is_a_window_and_a_reason() {
    let mut computer = Computer::without_keyring().await;
    computer.watcher.stop().await;
    let hotseat = computer.bare().playing();
    let window = Window::open(&hotseat, &["demo"]).await;
    window.wait_for_text("body", |text| text.contains("has no tray")).await;
    let examined = hotseat.in_words(&["doctor", "--demo"]).await;
    assert!(examined.words.contains("AppIndicator"), "{}", examined.words);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_notification_server_it_works_and_says_so() {
    let slack = Slack::start();
    let mut computer = Computer::without_screen().await;
    computer.notices.stop().await;
    let hotseat = headless(&computer, &slack).await;
    slack.says("cleo", "support", "The printer is on fire").await;
    hotseat.wait_for_row("the request", |_| true).await;
    let check = checked(&hotseat, "notifications").await;
    assert_eq!(check["health"], "broken", "{check}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_server_without_buttons_gets_none_and_is_named() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    computer.notices.abilities(&["body"]);
    let hotseat = headless(&computer, &slack).await;
    slack.says("cleo", "support", "The printer is on fire").await;
    let shown = computer.notices.wait_for(|_| true).await;
    assert!(shown.title.contains("The printer is on fire"), "{shown:?}");
    assert!(shown.actions.is_empty(), "{shown:?}");
    let check = checked(&hotseat, "notifications").await;
    assert_eq!(check["health"], "limited", "{check}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_server_that_was_restarted_is_found_again() {
    let slack = Slack::start();
    let mut computer = Computer::without_screen().await;
    let _hotseat = headless(&computer, &slack).await;
    slack.says("cleo", "support", "One").await;
    computer.notices.wait_for(|shown| shown.title.contains("One")).await;
    computer.notices.restart().await;
    let post = slack.says("customer", "support", "Two").await;
    let bubble =
        computer.notices.wait_for(|shown| shown.title.contains("Two")).await;
    computer.notices.press_label(&bubble, "I'm on it").await;
    eventually("the mark", async || {
        (slack.marks_on(&post, "eyes").await == ["alice"]).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_or_missing_keyring_is_named_and_holds_nothing_up() {
    let slack = Slack::start();
    let computer = Computer::without_keyring().await;
    let mut hotseat =
        computer.bare().reading(&slack, &TeamFile::polling().text(&slack));
    hotseat.start(&["run", "--headless"]).await;
    let check = checked(&hotseat, "keyring").await;
    assert_eq!(check["health"], "broken", "{check}");
    let added = hotseat
        .verb_reading(&["accounts", "add", "slack", "--token"], "xoxp-alice\n")
        .await;
    assert_eq!(added.code, 5, "{added:?}");
    assert!(!added.words.contains("xoxp-alice"), "{added:?}");
}
