//! How the engine bears ten thousand open requests among a hundred thousand.

use std::time::Duration;

use domain::Clock;
use engine::SystemClock;
use store::Store;
use tokio::sync::mpsc;

use super::figures::{Row, ms, part, print, stopwatch};
use super::filled::Filled;
use super::intake::TEAM;
use super::posts::{PLACE, post};
use super::pouring::Pouring;

const STORED: usize = 100_000;
const OPEN: usize = 10_000;
/// So many messages arrive one by one.
const ARRIVALS: usize = 200;
/// The picture is drawn so often; the middle one counts.
const TIMES: usize = 21;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: cargo xtask bench"]
async fn ten_thousand_open_requests_among_a_hundred_thousand() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("crowd.db");
    let now = SystemClock::new().now();
    let rules = team::parse(TEAM, "team.toml").expect("a team").rules;
    let place = ("chat", PLACE);
    let filled = Filled { rules: &rules, place, open: OPEN, closed: STORED };
    filled.write(&file, now).await;

    let store = Store::open(&file).await.expect("a ledger");
    let (took, mut told) = mpsc::channel(ARRIVALS);
    let batches =
        (0..ARRIVALS).map(|n| vec![post(STORED + OPEN + n, now)]).collect();
    let begun = stopwatch();
    let engine =
        Pouring { batches, took }.into_engine(store, (TEAM, None)).await;
    let start = begun.elapsed();

    let mut arrivals = Vec::new();
    while arrivals.len() < ARRIVALS {
        arrivals.push(told.recv().await.expect("it was taken"));
    }
    let desk = engine.desk();
    let mut pictures = Vec::new();
    for _ in 0..TIMES {
        let begun = stopwatch();
        let picture = desk.picture();
        pictures.push(begun.elapsed());
        assert_eq!(picture.entries.len(), OPEN + ARRIVALS);
    }
    engine.stop().await;

    let row = |what: &str, length: Duration, budget: &str| Row {
        what: what.to_owned(),
        measured: ms(length),
        beside: format!("{OPEN} open and {STORED} stored requests"),
        budget: budget.to_owned(),
    };
    print(&[
        row("start of the engine", start, "tray < 1.3 ×"),
        row("arrival, p50", part(&mut arrivals, 0.5), "push < 100 ms"),
        row("arrival, p99", part(&mut arrivals, 0.99), "push < 400 ms"),
        row("picture", part(&mut pictures, 0.5), "< 10 ms"),
    ]);
}
