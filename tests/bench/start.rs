//! How long a start takes with ten thousand open requests, until the tray is
//! there and until everything can be shown.

use std::time::Duration;

use serde_json::json;

use super::beside::Empty;
use super::figures::{Row, ms, part, print, stopwatch};
use super::ledger::fill;
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, pause};
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

const OPEN: usize = 10_000;
const CLOSED: usize = 100_000;
/// Both are started so often in turn; the middle one counts.
const STARTS: usize = 7;
/// What the icon says until the ledger is open.
const OPENING: &str = "opening";
/// The icon is asked so often: each question keeps it from its work.
const BETWEEN: Duration = Duration::from_millis(10);
/// Everything is asked for so often.
const PICTURES: usize = 21;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: cargo xtask bench"]
async fn from_the_start_to_the_tray_and_the_whole_queue() {
    let slack = Slack::of_a_crowd(1);
    let mut computer = Computer::with_screen().await;
    let mut hotseat = computer.hotseat(&slack, "alice", TeamFile::push()).await;
    fill(&hotseat, &slack, (OPEN, CLOSED)).await;
    // The first start says ten thousand times what is overdue.
    let (_, first) = product(&mut computer, &mut hotseat).await;
    end(&mut hotseat).await;

    let (mut ours, mut queue) = (Vec::new(), Vec::new());
    let mut empty = Vec::new();
    for _ in 0..STARTS {
        empty.push(beside(&mut computer, &hotseat).await);
        let (icon, list) = product(&mut computer, &mut hotseat).await;
        ours.push(icon);
        queue.push(list);
        end(&mut hotseat).await;
    }
    product(&mut computer, &mut hotseat).await;
    let mut pictures = pictures(&hotseat).await;
    end(&mut hotseat).await;

    let (ours, empty) = (part(&mut ours, 0.5), part(&mut empty, 0.5));
    let times = ours.as_secs_f64() / empty.as_secs_f64();
    let crowd = format!("{OPEN} open and {CLOSED} stored");
    print(&[
        Row {
            what: "start → tray".to_owned(),
            measured: ms(ours),
            beside: format!(
                "{times:.2} × {} of the empty app, {crowd}",
                ms(empty)
            ),
            budget: "< 1.3 ×".to_owned(),
        },
        Row {
            what: "start → the queue in the tray".to_owned(),
            measured: ms(part(&mut queue, 0.5)),
            beside: "the same starts, until the ledger is open".to_owned(),
            budget: "none".to_owned(),
        },
        Row {
            what: "the first start of all".to_owned(),
            measured: ms(first),
            beside: "the queue, before anybody was told of any".to_owned(),
            budget: "none".to_owned(),
        },
        Row {
            what: "snapshot".to_owned(),
            measured: ms(part(&mut pictures, 0.5)),
            beside: format!("200 rows of {crowd}, over the socket"),
            budget: "< 10 ms".to_owned(),
        },
    ]);
}

/// Starts the product, and says how long its icon took, and how long it took
/// until the icon said what the ledger holds.
async fn product(
    computer: &mut Computer,
    hotseat: &mut Hotseat,
) -> (Duration, Duration) {
    forget_icons(computer).await;
    let begun = stopwatch();
    hotseat.launch(&["run"]);
    let icon = computer.watcher.wait_for_item().await;
    let there = begun.elapsed();
    while icon.label().await.ends_with(OPENING) {
        pause(BETWEEN).await;
    }
    (there, begun.elapsed())
}

/// The same for the empty app, which ends at once.
async fn beside(computer: &mut Computer, hotseat: &Hotseat) -> Duration {
    forget_icons(computer).await;
    let begun = stopwatch();
    let _running = Empty::start(hotseat);
    computer.watcher.wait_for_item().await;
    begun.elapsed()
}

async fn forget_icons(computer: &mut Computer) {
    computer.watcher.stop().await;
    computer.watcher.appear().await;
}

async fn end(hotseat: &mut Hotseat) {
    hotseat.wait_until_it_answers().await;
    hotseat.terminate();
    hotseat.wait_for_end().await;
}

async fn pictures(hotseat: &Hotseat) -> Vec<Duration> {
    hotseat.wait_until_it_answers().await;
    let everything =
        json!({ "cmd": "snapshot", "select": { "fold": "queue" } });
    let mut took = Vec::new();
    for _ in 0..PICTURES {
        let begun = stopwatch();
        let said = hotseat.ask(&everything).await.expect("an engine");
        took.push(begun.elapsed());
        assert_eq!(said["data"]["rows"].as_array().map(Vec::len), Some(200));
    }
    took
}
