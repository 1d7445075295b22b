//! How long a key takes from the keyboard to the pixels of the window.

use std::time::{Duration, Instant};

use serde_json::json;

use super::figures::{Row, ms, part, print, stopwatch};
use super::ledger::fill;
use super::screen::{Part, Screen, Seen};
use crate::support::computer::Computer;
use crate::support::hotseat::{eventually, pause};
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

const OPEN: usize = 1_000;
const CLOSED: usize = 9_000;
/// The key is pressed so often.
const PRESSES: usize = 100;
/// The key of the letter j, which moves one request down.
const DOWN: u32 = 44;
/// Where the queue stands in a window of the usual size.
const QUEUE: Part = Part { corner: (0, 240), size: (400, 420) };
/// Where the request that is read says what it is about.
const HEADLINE: Part = Part { corner: (440, 80), size: (400, 40) };
/// The window has loaded its page by then.
const LOADED: Duration = Duration::from_secs(5);
/// Beyond that the key was not heard.
const LOST: Duration = Duration::from_secs(20);
/// One after another, as a person presses keys.
const BETWEEN: Duration = Duration::from_millis(250);

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: cargo xtask bench"]
async fn from_the_key_to_the_pixels() {
    let slack = Slack::of_a_crowd(1);
    let computer = Computer::with_screen().await;
    let mut hotseat = computer.hotseat(&slack, "alice", TeamFile::push()).await;
    fill(&hotseat, &slack, (OPEN, CLOSED)).await;
    hotseat.start(&["run"]).await;
    let (_, display) = hotseat
        .env()
        .iter()
        .find(|(name, _)| *name == "DISPLAY")
        .cloned()
        .expect("a screen");
    let raised = hotseat.ask(&json!({ "cmd": "raise" })).await;
    assert_eq!(raised.expect("an engine")["ok"], true);
    let mut screen = Screen::of(&display);
    let window = eventually("a window", async || screen.window()).await;
    pause(LOADED).await;
    screen.focus(window);

    let (mut moved, mut read) = (Vec::new(), Vec::new());
    for _ in 0..PRESSES {
        let (queue, headline) = press(&mut screen, window);
        moved.push(queue);
        read.push(headline);
        pause(BETWEEN).await;
    }
    let row = |what: &str, length, budget: &str| Row {
        what: format!("key → painted, {what}"),
        measured: ms(length),
        beside: format!(
            "{PRESSES} keys on X until its pixels change, {OPEN} open"
        ),
        budget: budget.to_owned(),
    };
    print(&[
        row("row, p50", part(&mut moved, 0.5), "< 50 ms"),
        row("row, p99", part(&mut moved, 0.99), "< 50 ms"),
        row("text, p50", part(&mut read, 0.5), "< 50 ms"),
        row("text, p99", part(&mut read, 0.99), "< 50 ms"),
    ]);
}

/// How long until another row is marked, and until its text is there.
fn press(screen: &mut Screen, window: Seen) -> (Duration, Duration) {
    let before = [QUEUE, HEADLINE].map(|part| screen.pixels(window, &part));
    let begun = stopwatch();
    screen.press(DOWN);
    let [queue, headline] = before;
    let moved = changed(screen, (window, &QUEUE), &queue, begun);
    (moved, changed(screen, (window, &HEADLINE), &headline, begun))
}

fn changed(
    screen: &mut Screen,
    (window, part): (Seen, &Part),
    before: &[u8],
    begun: Instant,
) -> Duration {
    while screen.pixels(window, part) == before {
        assert!(begun.elapsed() < LOST, "the key was not heard");
    }
    begun.elapsed()
}
