//! What teammates promise, what it holds, and what keeps it.

use crate::target::Target;
use crate::world::*;
use crate::{Ball, DueKind, Judged, Life, What};

fn ask() -> Story {
    Story::asks("10:00", "dirk", "help @oncall").ruled(|rules| {
        let hour = Some(Target::from(business(60)));
        rules.levels[1].next_response = hour;
        rules.levels[0].next_response = None;
    })
}

fn promised() -> Story {
    ask().says("10:05", "ana", "I'll be back in 2 hours.")
}

fn kinds(judged: &Judged) -> Vec<DueKind> {
    judged.running().map(|deadline| deadline.kind).collect()
}

#[test]
fn a_promise_is_read_out_of_a_public_message_and_stands_in_the_queue() {
    let judged = promised().seen_at("10:06");
    let promise = judged.promise.clone().expect("a promise");
    assert_eq!((promise.by, promise.due), (key("ana"), at("12:05")));
    let first = judged.deadline.clone().expect("it runs");
    assert_eq!((first.kind, first.due), (DueKind::Promise, at("12:05")));
    assert_eq!(judged.life, Life::Open);
    assert!(judged.verdict.is_some(), "it is an answer all the same");
}

#[test]
fn a_private_note_and_the_asking_side_promise_nothing() {
    let mut note = post("ana", "I'll be back in 2 hours.");
    note.private = true;
    let story = ask()
        .hears(&posted(("n", "1"), at("10:03"), note), "10:03")
        .says("10:04", "dirk", "I'll be back in 30 min");
    assert_eq!(story.seen_at("10:05").promise, None);
}

#[test]
fn a_promise_holds_the_next_answer_until_its_time_and_no_longer() {
    let story = promised().says("10:10", "dirk", "it is the one in Kiel");
    let judged = story.seen_at("10:11");
    assert_eq!(kinds(&judged), [DueKind::NextResponse, DueKind::Promise]);
    let next = judged.deadline.as_ref().expect("held");
    // An hour from 10:10 would be 11:10, before the promised time.
    assert_eq!((next.due, next.held), (at("12:05"), Some(at("12:05"))));
    let late = judged.late(at("12:05")).map(|deadline| deadline.kind);
    assert_eq!(late, Some(DueKind::NextResponse), "what it held runs again");
}

#[test]
fn what_is_due_after_the_promised_time_keeps_its_own_time() {
    let judged = promised()
        .says("11:40", "dirk", "it is the one in Kiel")
        .seen_at("11:41");
    let next = judged.running().find(|d| d.kind == DueKind::NextResponse);
    assert_eq!(next.expect("an answer").due, at("12:40"));
}

#[test]
fn a_promise_that_ran_out_is_followed_by_an_update() {
    let judged = promised().seen_at("10:06");
    assert_eq!(kinds(&judged), [DueKind::Promise, DueKind::Update]);
    assert_eq!(judged.others[0].due, at("13:05"), "from the promised time");
}

#[test]
fn a_word_that_holds_and_promises_has_its_own_start() {
    let judged = ask()
        .says("10:05", "ana", "Looking into it, back in 2 hours.")
        .seen_at("10:06");
    let update = judged.running().find(|d| d.kind == DueKind::Update);
    assert_eq!(update.expect("an update").due, at("12:05"));
}

#[test]
fn any_later_public_message_of_a_teammate_keeps_it() {
    for name in ["ana", "noor"] {
        let story = promised().says("11:00", name, "Restart the printer.");
        let judged = story.seen_at("11:01");
        assert_eq!((judged.promise, judged.deadline), (None, None), "{name}");
    }
}

#[test]
fn a_close_and_one_key_keep_it_as_well() {
    let closed = promised().marks("11:00", &[(DONE, &["ana"])]);
    assert_eq!(closed.seen_at("11:01").promise, None);
    let kept = promised().does("11:00", What::Kept);
    let judged = kept.seen_at("11:01");
    assert_eq!(judged.promise, None);
    assert_eq!(judged.only_here.as_deref(), Some("promise kept"));
    let next = kept.says("11:10", "ana", "I'll be back in 2 hours.");
    let promise = next.seen_at("11:11").promise.expect("a new one");
    assert_eq!(promise.due, at("13:10"));
}

#[test]
fn a_call_for_a_group_ends_what_a_promise_holds() {
    let judged = promised()
        .says("10:30", "dirk", "all of it is down @dev911")
        .seen_at("10:31");
    let next = judged.deadline.clone().expect("an answer");
    assert_eq!((next.kind, next.due), (DueKind::NextResponse, at("10:40")));
    assert!(judged.promise.is_some(), "it is promised all the same");
}

#[test]
fn a_promise_is_owed_whosever_turn_it_is() {
    let judged = ask()
        .says("10:05", "ana", "I'll be back in 2 hours. Which printer is it?")
        .seen_at("10:06");
    assert_eq!(judged.ball, Ball::Theirs);
    assert_eq!(kinds(&judged), [DueKind::Promise]);
    assert_eq!(judged.life, Life::Open);
}

#[test]
fn a_promise_is_read_where_its_author_is() {
    let story = ask().ruled(|rules| {
        rules.roster[0].zone = Some(chrono_tz::Europe::London);
    });
    let judged =
        story.says("10:05", "ana", "I'll fix it by 15:00.").seen_at("10:06");
    assert_eq!(judged.promise.expect("a promise").due, at("16:00"));
}
