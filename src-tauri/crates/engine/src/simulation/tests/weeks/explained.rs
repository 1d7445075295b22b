//! Whoever reads why something is due in one of the five weeks can count it
//! again, and finds no step missing.

#[path = "../../../../../contract/src/view/tests/recounted.rs"]
mod recounted;

use std::collections::BTreeSet;

use contract::view::explanation;
use domain::Draft;
use domain::picture::{Close, Entry};
use domain::queue::Section;
use serde_json::Value;
use store::Stored;

use super::*;

/// What the desktop of the first in line says of every request, after all
/// that happens and at noon.
async fn explained(week: Week) -> Vec<Value> {
    let Simulation { rules, from, to, happenings } = week.simulation();
    let people = seated(&rules, from, to);
    let rules = known_to_all(rules);
    let noon = from + TimeDelta::hours(4);
    let day = |at: &DateTime<Utc>| Some(*at + TimeDelta::days(1));
    let mut looks: BTreeSet<_> = std::iter::successors(Some(noon), day)
        .take_while(|at| *at < to)
        .collect();
    let after = |it: &Happening| it.at + TimeDelta::seconds(30);
    looks.extend(happenings.iter().map(after));
    let script = Arc::new(Script::of(&rules, from, happenings));
    let watched = Watched { rules: &rules, script: &script, from, to };
    let store = Store::for_play().await.expect("a ledger");
    let desktop = watched.desktop(&people[0], store.clone()).await;
    let Desktop { engine, clock, pulse, .. } = desktop.expect("it starts");
    let desk = engine.desk();
    let mut calls = script.calls(&people[0]).peekable();
    let mut all = Vec::new();
    for at in looks {
        clock.pass(&pulse, at - clock.now()).await;
        while let Some((_, call)) = calls.next_if(|(when, _)| *when <= at) {
            log(&desk, call).await;
        }
        let mut write = store.write().await.expect("a hand");
        let every = write.every().await.expect("requests");
        drop(write);
        for known in every {
            let told = explanation(&desk.picture(), &close(known));
            let told = serde_json::to_string(&told).expect("JSON");
            all.push(serde_json::from_str(&told).expect("JSON"));
        }
    }
    engine.stop().await;
    all
}

/// A request as it is read, of which nothing is on its way.
fn close(known: Stored) -> Close {
    let entry = Entry {
        section: Section::Later,
        snooze_end: None,
        judged: Arc::new(known.judged),
        pending: Vec::new(),
        drafted: false,
    };
    Close {
        entry,
        thread: known.thread,
        alerts: Vec::new(),
        notes: Vec::new(),
        practice: Vec::new(),
        draft: Draft::default(),
        passed: Vec::new(),
    }
}

fn list<'v>(told: &'v Value, name: &str) -> &'v [Value] {
    told[name].as_array().expect("a list")
}

/// Everything that settled or runs, with its deadline.
fn deadlines(told: &Value) -> Vec<&Value> {
    let words = list(told, "replies").iter().chain([&told["verdict"]]);
    let settled = words.map(|word| &word["deadline"]);
    let all = list(told, "deadlines").iter().chain(settled);
    all.filter(|it| !it.is_null()).collect()
}

/// What a deadline follows from is there, in figures and in a sentence.
fn assert_complete(told: &Value, deadline: &Value) {
    let there = |it: &Value| assert!(!it.is_null(), "{deadline:#}");
    there(&deadline["activity"]);
    if deadline["measured"].is_null() {
        there(&deadline["named"]["said"]);
        there(&deadline["named"]["why"]);
    } else {
        there(&deadline["level"]["matched"]);
        there(&deadline["target"]);
        there(&deadline["calendar"]["zone"]);
    }
    let kind = deadline["kind"].as_str().expect("a kind").replace('_', " ");
    let due = |step: &Value| {
        let words = step["words"].as_str().expect("words");
        words.starts_with(&format!("So the {kind} "))
    };
    assert!(list(told, "steps").iter().any(due), "{told:#}");
}

/// Who gave a settled word, and by which rules it was judged.
fn assert_decided(word: &Value) {
    let decided = !word["activity"].is_null() || !word["by"].is_null();
    let judged = word["rules"].as_str().is_some_and(|it| it.len() >= 7);
    assert!(decided && judged, "{word:#}");
}

/// All that is explained in a week is counted again; gives what was due.
async fn read(week: Week) -> BTreeSet<String> {
    let mut kinds = BTreeSet::new();
    for told in explained(week).await {
        recounted::assert_counts(&told);
        for deadline in deadlines(&told) {
            assert_complete(&told, deadline);
            kinds.insert(deadline["kind"].as_str().expect("one").to_owned());
        }
        let words = list(&told, "replies").iter().chain([&told["verdict"]]);
        words.filter(|word| !word.is_null()).for_each(assert_decided);
    }
    kinds
}

#[tokio::test]
async fn every_deadline_of_weekly_triage_is_counted_again() {
    let kinds = read(exterminator::whole()).await;
    assert!(kinds.contains("first_response"), "{kinds:?}");
}

#[tokio::test]
async fn every_deadline_of_the_sprint_is_counted_again() {
    let kinds = read(sprint_pair::whole()).await;
    assert!(kinds.contains("update"), "{kinds:?}");
}

#[tokio::test]
async fn every_deadline_of_the_tagged_channel_is_counted_again() {
    let kinds = read(support_channel::whole()).await;
    for kind in ["first_response", "promise", "update", "reminder"] {
        assert!(kinds.contains(kind), "{kind}: {kinds:?}");
    }
}

#[tokio::test]
async fn every_deadline_of_the_hero_is_counted_again() {
    let kinds = read(support_hero::whole()).await;
    assert!(kinds.contains("first_response"), "{kinds:?}");
}

#[tokio::test]
async fn every_deadline_of_the_three_lanes_is_counted_again() {
    let kinds = read(three_lanes::whole()).await;
    for kind in ["first_response", "next_response", "update"] {
        assert!(kinds.contains(kind), "{kind}: {kinds:?}");
    }
}
