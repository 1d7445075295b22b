//! The demo, as somebody lives through it who has just installed the product.

use std::time::Duration;

use futures_util::{FutureExt, StreamExt};
use serde_json::Value;
use zbus::MessageStream;

use crate::support::bus::Bus;
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};
use crate::support::menu::Line;
use crate::support::story::{soon, stopwatch};
use crate::support::window::{Window, descendants_of};

/// An orderly stop takes at most this long; a busy computer gets as much
/// again.
const STOP: Duration = Duration::from_secs(6);

const DEMO: [&str; 3] = ["demo", "--seed", "7"];

async fn playing() -> (Computer, Hotseat) {
    let computer = Computer::without_keyring().await;
    let mut hotseat = computer.bare().playing();
    hotseat.start(&DEMO).await;
    (computer, hotseat)
}

/// Somebody who would notice if the keyring was asked for anything.
async fn listening_keyring(bus: &Bus) -> MessageStream {
    let connection = bus.connect().await;
    let stream = MessageStream::from(&connection);
    connection
        .request_name("org.freedesktop.secrets")
        .await
        .expect("the keyring's name");
    stream
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_claims_the_first_request_in_the_tray_and_finds_it_theirs() {
    let computer = Computer::without_keyring().await;
    let mut keyring = listening_keyring(&computer.bus).await;
    let mut hotseat = computer.bare().playing();
    hotseat.launch(&DEMO);

    let item = computer.watcher.wait_for_item().await;
    let stands = stopwatch();
    let bubble = computer.notices.wait_for(|_| true).await;
    let after = stands.elapsed();
    assert!(after < Duration::from_secs(5), "the first came after {after:?}");
    assert_eq!(bubble.app, "Hotseat (Demo)");
    assert!(item.label().await.contains("Demo"));

    let menu = item.menu().await;
    let claims = |line: &Line| {
        line.lines.iter().any(|beside| beside.label == "I'm on it")
    };
    let lines = menu
        .wait_for("a request in the tray", |lines| lines.iter().any(claims))
        .await;
    assert_eq!(lines[0].label, "Demo, nothing here is real");
    let first = lines.iter().find(|line| claims(line));
    let first = first.expect("a request").label.clone();
    menu.click(&[&first, "I'm on it"]).await;
    hotseat
        .wait_for_row("my request", |row| row["owner"]["label"] == "You")
        .await;
    let list = hotseat.in_words(&["list", "--demo"]).await;
    assert!(list.words.contains(" You "), "{}", list.words);

    // An urgent one comes by the twentieth second.
    let urgent = |row: &Value| row["priority"] == "urgent";
    hotseat.wait_for_row("an urgent request", urgent).await;
    assert!(stands.elapsed() < Duration::from_secs(25));

    hotseat.terminate();
    let ended = soon("its end", hotseat.wait_for_end()).await;
    assert!(ended.success(), "{ended}");
    assert!(!was_called(&mut keyring), "the keyring was asked");
}

fn was_called(stream: &mut MessageStream) -> bool {
    while let Some(Some(message)) = stream.next().now_or_never() {
        let call = |message: zbus::Message| {
            message.message_type() == zbus::message::Type::MethodCall
        };
        if message.is_ok_and(call) {
            return true;
        }
    }
    false
}

#[tokio::test(flavor = "multi_thread")]
async fn quit_in_the_tray_ends_it_in_order() {
    let (computer, mut hotseat) = playing().await;
    let menu = computer.watcher.wait_for_item().await.menu().await;
    let quitting = stopwatch();
    menu.click(&["Quit, and stop watching"]).await;
    let ended = hotseat.wait_for_end().await;
    assert!(ended.success(), "{ended}");
    let took = quitting.elapsed();
    assert!(took < STOP, "it took {took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_ends_it_in_order() {
    let (_computer, mut hotseat) = playing().await;
    let quitting = stopwatch();
    hotseat.terminate();
    let ended = hotseat.wait_for_end().await;
    assert!(ended.success(), "{ended}");
    let took = quitting.elapsed();
    assert!(took < STOP, "it took {took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_no_window_until_a_second_start_asks_for_one() {
    let (_computer, hotseat) = playing().await;
    assert_eq!(web_processes(hotseat.pid()), 0);
    let second = hotseat.in_words(&["demo"]).await;
    assert_eq!(second.code, 0, "{}", second.words);
    assert!(second.words.contains("running already"), "{}", second.words);
    eventually("a window", async || {
        (web_processes(hotseat.pid()) > 0).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_is_closed_leaves_nothing_behind() {
    let computer = Computer::without_keyring().await;
    let hotseat = computer.bare().playing();
    let window = Window::open(&hotseat, &["demo", "--show"]).await;
    assert!(window.title().await.contains("Hotseat"));
    let pid = window.pid();
    assert!(web_processes(pid) > 0);
    window.close().await;
    eventually("the end of the window's process", async || {
        (web_processes(pid) == 0).then_some(())
    })
    .await;
    let list = hotseat.in_words(&["list", "--demo"]).await;
    assert_eq!(list.code, 0, "it goes on watching: {}", list.words);
}

fn web_processes(of: u32) -> usize {
    let all = descendants_of(of);
    all.iter().filter(|(_, name)| name.starts_with("WebKitWebProc")).count()
}
