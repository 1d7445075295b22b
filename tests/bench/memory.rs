//! How much memory the product takes without a window, with one, and after
//! closing it again and again.

use std::time::Duration;

use serde_json::json;

use super::beside::Empty;
use super::figures::{Row, print};
use super::ledger::fill;
use super::processes::{has_page, memory};
use super::screen::Screen;
use crate::support::computer::Computer;
use crate::support::hotseat::{eventually, pause};
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

const OPEN: usize = 200;
const CLOSED: usize = 2_000;
const CYCLES: usize = 20;
/// What a program still does after a change is done by then.
const SETTLED: Duration = Duration::from_secs(4);

/// Megabytes, as the kernel shares them out.
struct States {
    without: f64,
    with: f64,
    closed: f64,
    often: f64,
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: cargo xtask bench"]
async fn without_a_window_with_one_and_after_it() {
    let slack = Slack::of_a_crowd(1);
    let mut computer = Computer::with_screen().await;
    let mut hotseat = computer.hotseat(&slack, "alice", TeamFile::push()).await;
    fill(&hotseat, &slack, (OPEN, CLOSED)).await;
    let (_, display) = hotseat
        .env()
        .iter()
        .find(|(name, _)| *name == "DISPLAY")
        .cloned()
        .expect("a screen");

    let empty = {
        let app = Empty::start(&hotseat);
        let menu = computer.watcher.wait_for_item().await.menu().await;
        let mut screen = Screen::of(&display);
        let open = async || menu.click(&["Open"]).await;
        states(app.pid(), &mut screen, open).await
    };
    computer.watcher.stop().await;
    computer.watcher.appear().await;
    hotseat.start(&["run"]).await;
    computer.watcher.wait_for_item().await;
    slack.wait_for_socket().await;
    let ours = {
        let mut screen = Screen::of(&display);
        let raise = json!({ "cmd": "raise" });
        let open = async || {
            let raised = hotseat.ask(&raise).await.expect("an engine");
            assert_eq!(raised["ok"], true, "{raised}");
        };
        states(hotseat.pid(), &mut screen, open).await
    };
    show(&ours, &empty);
}

/// Takes a program through every state.
async fn states(pid: u32, screen: &mut Screen, open: impl AsyncFn()) -> States {
    let megabytes = async || {
        pause(SETTLED).await;
        memory(pid) as f64 / 1024.0
    };
    let without = megabytes().await;
    let mut with = 0.0;
    let mut closed = 0.0;
    for cycle in 0..CYCLES {
        open().await;
        eventually("a window", async || screen.window()).await;
        let shown = async || has_page(pid).then_some(());
        eventually("a page", shown).await;
        if cycle == 0 {
            with = megabytes().await;
        }
        pause(Duration::from_millis(500)).await;
        let window = screen.window().expect("the window");
        screen.close(window);
        let gone = async || (!has_page(pid)).then_some(());
        eventually("the end of the page", gone).await;
        if cycle == 0 {
            closed = megabytes().await;
        }
    }
    States { without, with, closed, often: megabytes().await }
}

fn show(ours: &States, empty: &States) {
    let row = |what: &str, of: fn(&States) -> f64, budget: &str| Row {
        what: format!("memory, {what}"),
        measured: format!("{:.0} MB", of(ours)),
        beside: format!(
            "{:.2} × {:.0} MB of the empty app",
            of(ours) / of(empty),
            of(empty)
        ),
        budget: budget.to_owned(),
    };
    let grown = |states: &States| states.often / states.closed;
    print(&[
        row("no window yet", |s| s.without, "< 1.2 ×"),
        row("a window", |s| s.with, "none"),
        row("window closed", |s| s.closed, "< 1.1 ×"),
        row("closed 20 times", |s| s.often, "< 1.1 ×"),
        Row {
            what: format!("growth, 1 → {CYCLES} windows"),
            measured: format!("{:.2} ×", grown(ours)),
            beside: format!(
                "{:.2} × of the empty app; each page's process ends",
                grown(empty)
            ),
            budget: "no growth".to_owned(),
        },
    ]);
}
