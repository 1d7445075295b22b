//! Whether the desk answers while a backlog of twenty thousand is taken in.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{Select, view};
use domain::picture::Entry;
use domain::{Activity, Clock, ExternalId, Priority, RequestId};
use engine::{Desk, SystemClock};
use store::Store;
use tokio::sync::mpsc;

use super::figures::{Row, ms, part, print, stopwatch};
use super::intake::TEAM;
use super::posts::{author, post};
use super::pouring::Pouring;

/// A month of a busy channel: threads of four messages, one in ten of which
/// still waits.
const THREADS: usize = 5_000;
const IN_A_THREAD: usize = 4;
const WAITS: usize = 10;
const IN_A_BATCH: usize = 200;
/// Whoever looks at the window sees a new picture so often.
const LOOKS: Duration = Duration::from_millis(20);

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: cargo xtask bench"]
async fn the_desk_answers_while_a_backlog_comes_in() {
    let dir = tempfile::tempdir().expect("a directory");
    let now = SystemClock::new().now();
    let batches: Vec<Vec<Activity>> =
        backlog(now).chunks(IN_A_BATCH).map(<[_]>::to_vec).collect();
    let parts = batches.len();
    let (took, mut told) = mpsc::channel(parts);
    let begun = stopwatch();
    let store = Store::open(&dir.path().join("b.db")).await.expect("a ledger");
    let pouring = Pouring { batches, took };
    let engine = pouring.into_engine(store, (TEAM, None)).await;
    let desk = engine.desk();
    let (mut looks, mut acts, mut progress) = (Vec::new(), Vec::new(), 0);
    let mut taken = 0;
    while taken < parts {
        let watch = stopwatch();
        let picture = desk.picture();
        let shown = view::snapshot(&picture, &Select::default(), None);
        let json = serde_json::to_string(&shown).expect("JSON");
        looks.push(watch.elapsed());
        progress += usize::from(json.contains(" of about 20,0"));
        let calm = |it: &&Entry| it.judged.priority == Priority::Normal;
        let next = picture.entries.iter().find(calm).map(|it| it.judged.id);
        if let Some(id) = next {
            acts.push(acted(&desk, id).await);
        }
        while told.try_recv().is_ok() {
            taken += 1;
        }
        pause(LOOKS).await;
    }
    let all = begun.elapsed();
    engine.stop().await;
    assert!(progress > 0, "how far it is was never shown");

    let beside = format!("{} looks, {} acts", looks.len(), acts.len());
    let row = |what: &str, length: Duration, budget: &str| Row {
        what: what.to_owned(),
        measured: ms(length),
        beside: beside.clone(),
        budget: budget.to_owned(),
    };
    print(&[
        row("backlog of 20,000, all of it", all, "-"),
        row("picture meanwhile, p50", part(&mut looks, 0.5), "< 50 ms"),
        row("picture meanwhile, p99", part(&mut looks, 0.99), "< 50 ms"),
        row("an act meanwhile, p50", part(&mut acts, 0.5), "< 50 ms"),
        row("an act meanwhile, p99", part(&mut acts, 0.99), "< 50 ms"),
    ]);
}

/// Lets time pass.
#[expect(clippy::disallowed_methods, reason = "a figure is real time")]
pub(super) async fn pause(length: Duration) {
    tokio::time::sleep(length).await;
}

async fn acted(desk: &Desk, id: RequestId) -> Duration {
    let watch = stopwatch();
    let raised = desk.set_priority(id, Priority::Urgent).await;
    raised.expect("it is urgent");
    watch.elapsed()
}

fn backlog(now: DateTime<Utc>) -> Vec<Activity> {
    let month = now - TimeDelta::days(29);
    let threads = (0..THREADS).flat_map(|n| {
        let minutes = i64::try_from(n * 8).expect("few");
        let asked = month + TimeDelta::minutes(minutes);
        let root = post(n, asked);
        let answers = (1..IN_A_THREAD).map({
            let root = root.clone();
            move |at| below(&root, at)
        });
        let left = usize::from(n % WAITS != 0) * IN_A_THREAD;
        std::iter::once(root).chain(answers.take(left))
    });
    let extra = THREADS * IN_A_THREAD;
    let mut all: Vec<Activity> = threads.collect();
    let missing = extra.saturating_sub(all.len());
    let last = all.last().cloned().expect("a thread");
    all.extend((0..missing).map(|n| below(&last, IN_A_THREAD + n)));
    all
}

/// A message of the team, or of whoever asked, under a root.
fn below(root: &Activity, at: usize) -> Activity {
    let seconds = i64::try_from(at).expect("few");
    let mut it = root.clone();
    it.external = ExternalId::new(format!("{}-{at}", root.external));
    it.at = root.at + TimeDelta::seconds(seconds);
    if let domain::Event::Post { post } = &mut it.event
        && at % 2 == 1
    {
        post.author = author("you");
    }
    it
}
