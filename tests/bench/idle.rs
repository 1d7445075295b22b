//! What the product does while nothing happens.

use std::collections::BTreeMap;
use std::time::Duration;

use super::beside::Empty;
use super::figures::{Row, print};
use super::processes::{wakes, wakes_by_thread};
use crate::support::computer::Computer;
use crate::support::hotseat::pause;
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

/// The first reading of a source is over by then.
const SETTLED: Duration = Duration::from_secs(45);
const WATCHED: Duration = Duration::from_secs(120);

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: cargo xtask bench"]
async fn while_nothing_happens() {
    idle(TeamFile::push(), "push").await;
    idle(TeamFile::polling(), "polling").await;
}

async fn idle(team: TeamFile, way: &str) {
    let slack = Slack::of_a_crowd(1);
    let mut computer = Computer::with_screen().await;
    let mut hotseat = computer.hotseat(&slack, "alice", team).await;
    hotseat.start(&["run"]).await;
    computer.watcher.wait_for_item().await;
    computer.watcher.stop().await;
    computer.watcher.appear().await;
    let empty = Empty::start(&hotseat);
    pause(SETTLED).await;

    slack.forget("calls").await;
    let before = (wakes(hotseat.pid()), wakes(empty.pid()));
    let threads: BTreeMap<_, _> =
        wakes_by_thread(hotseat.pid()).into_iter().collect();
    pause(WATCHED).await;
    let after = (wakes(hotseat.pid()), wakes(empty.pid()));
    let seconds = WATCHED.as_secs_f64();
    let rate = |from: u64, to: u64| to.saturating_sub(from) as f64 / seconds;
    let mut busiest: Vec<(u64, String)> = wakes_by_thread(hotseat.pid())
        .into_iter()
        .map(|(name, now)| {
            let then = threads.get(&name).copied().unwrap_or_default();
            (now.saturating_sub(then), name)
        })
        .filter(|(woken, _)| *woken > 0)
        .collect();
    busiest.sort();
    let busiest: Vec<String> = busiest
        .iter()
        .rev()
        .map(|(woken, name)| format!("{name}: {woken}"))
        .collect();
    print(&[
        Row {
            what: format!("idle wake-ups, {way}"),
            measured: format!("{:.2} /s", rate(before.0, after.0)),
            beside: format!(
                "{:.2} /s of the empty app; {}",
                rate(before.1, after.1),
                busiest.join(", ")
            ),
            budget: "< 1 /s".to_owned(),
        },
        calls(&slack, way).await,
    ]);
}

/// What was asked of Slack meanwhile.
async fn calls(slack: &Slack, way: &str) -> Row {
    let mut methods: BTreeMap<String, usize> = BTreeMap::new();
    let said = slack.ask("calls", &[]).await;
    for call in said["calls"].as_array().into_iter().flatten() {
        let method = call["method"].as_str().unwrap_or_default();
        *methods.entry(method.to_owned()).or_default() += 1;
    }
    let minutes = WATCHED.as_secs_f64() / 60.0;
    let each: Vec<String> = methods
        .iter()
        .map(|(method, count)| format!("{method} {count}"))
        .collect();
    let all: usize = methods.values().sum();
    Row {
        what: format!("idle calls, {way}"),
        measured: format!("{:.1} /min", all as f64 / minutes),
        beside: format!("in {} s: {}", WATCHED.as_secs(), each.join(", ")),
        budget: "the paces".to_owned(),
    }
}
