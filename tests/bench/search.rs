//! How long a search takes in two hundred thousand messages.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::search::Query;
use domain::{
    Activity, Clock, Event, ExternalId, RequestId, SourceId, Text, Thread,
    judge,
};
use engine::{Desk, Engine, Makings, Pulse, SystemClock};
use store::{Store, Stored};
use tokio::sync::mpsc;

use super::figures::{Row, print, stopwatch};
use super::intake::TEAM;
use super::posts::post;
use super::pouring::{Nobody, Pouring};

const REQUESTS: usize = 40_000;
const MESSAGES: usize = 5;
const WORDS: usize = 30;
/// Every search is made so often; the middle one counts.
const TIMES: usize = 9;

/// From a rare word to one that every other message says.
const SEARCHES: [(&str, &str); 7] = [
    ("a rare word", "kwx"),
    ("a common word", "aaa"),
    ("two words", "aaa kab"),
    ("side by side", "\"aab aac\""),
    ("a person", "aab from:customer77"),
    ("in the queue", "aaa is:open"),
    ("nothing", "zebra9"),
];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: cargo xtask bench"]
async fn a_search_in_two_hundred_thousand_messages() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("search.db");
    fill(&file).await;
    let engine = opened(&file).await;
    let desk = engine.desk();
    let mut rows = Vec::new();
    for (what, text) in SEARCHES {
        let (took, hits) = middle(&desk, text).await;
        rows.push(Row {
            what: format!("search, {what}"),
            measured: format!("{:.1} ms", took.as_secs_f64() * 1000.0),
            beside: format!("{hits} found in {} messages", REQUESTS * MESSAGES),
            budget: "30 ms".to_owned(),
        });
    }
    engine.stop().await;
    print(&rows);
}

async fn middle(desk: &Desk, text: &str) -> (Duration, usize) {
    let query = Query::read(text);
    let mut took = Vec::new();
    let mut hits = 0;
    for _ in 0..TIMES {
        let begun = stopwatch();
        let found = desk.search(&query).await.expect("it is read");
        took.push(begun.elapsed());
        hits = found.hits.len();
    }
    took.sort();
    (took[TIMES / 2], hits)
}

async fn opened(file: &Path) -> Engine {
    let rules = team::parse(TEAM, "team.toml").expect("a team").rules;
    let (took, _told) = mpsc::channel(1);
    let engine = Engine::for_one_act(Makings {
        store: Store::open(file).await.expect("a ledger"),
        mended: None,
        pulse: Arc::new(Pulse::new(engine::system())),
        notifier: Arc::new(Nobody),
        zone: rules.zone,
        rules,
        ruling: TEAM.to_owned(),
        flaw: None,
        file: None,
        sources: Arc::new(Pouring { batches: Vec::new(), took }),
        demo: false,
        prefix: "bench".to_owned(),
    });
    engine.await.expect("an engine")
}

/// Forty thousand requests of five messages, one in ten of them open.
async fn fill(file: &Path) {
    let store = Store::open(file).await.expect("a ledger");
    let rules = team::parse(TEAM, "team.toml").expect("a team").rules;
    let now = SystemClock::new().now();
    let mut dice = Dice(1);
    let ids: Vec<usize> = (0..REQUESTS).collect();
    for numbers in ids.chunks(1000) {
        let stored: Vec<Stored> = numbers
            .iter()
            .map(|n| {
                let thread = asked(*n, now, &mut dice);
                let mut judged = judge(&thread, &rules, now);
                if !n.is_multiple_of(10) {
                    judged.life = domain::Life::Dismissed { at: now };
                }
                Stored { thread, judged }
            })
            .collect();
        let threads: Vec<&Thread> = stored.iter().map(|s| &s.thread).collect();
        let mut write = store.write().await.expect("a transaction");
        write.save(&stored).await.expect("rows");
        write.index(&threads).await.expect("words");
        write.commit().await.expect("a commit");
    }
    store.close().await;
}

fn asked(n: usize, now: DateTime<Utc>, dice: &mut Dice) -> Thread {
    let number = |n: usize| i64::try_from(n).expect("few");
    let at = now - TimeDelta::minutes(number(REQUESTS - n));
    let first = said(post(n, at), dice);
    let id = RequestId(number(n + 1));
    let source = SourceId::new("chat");
    let mut thread = Thread::begin(id, source, &first, at, true);
    thread.apply(&first, at);
    for reply in 1..MESSAGES {
        let at = at + TimeDelta::seconds(number(reply));
        let mut told = said(post(n + reply, at), dice);
        told.root = first.root.clone();
        told.external = ExternalId::new(format!("m{n:06}-{reply}"));
        thread.apply(&told, at);
    }
    thread
}

fn said(mut told: Activity, dice: &mut Dice) -> Activity {
    if let Event::Post { post } = &mut told.event {
        let words: Vec<String> = (0..WORDS).map(|_| dice.word()).collect();
        post.text = Text::plain(&words.join(" "));
    }
    told
}

/// Words as people use them: few of them often, most of them seldom.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.0 >> 33
    }

    fn word(&mut self) -> String {
        let seldom = self.roll() % 15;
        let mut rank = self.roll() % (1 << seldom);
        let mut word = String::new();
        for _ in 0..3 {
            let letter = u8::try_from(rank % 26).unwrap_or_default();
            word.insert(0, char::from(b'a' + letter));
            rank /= 26;
        }
        word
    }
}
