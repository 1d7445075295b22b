//! The words on what is promised after the first answer.

use crate::target::Target;
use crate::world::*;
use crate::{DueKind, ExternalId, Judged, Outcome, Updates};

/// Ferryline promises a next answer within half an hour of business time.
fn ask() -> Story {
    Story::asks("10:00", "dirk", "help @oncall").ruled(|rules| {
        for level in &mut rules.levels {
            level.next_response = Some(Target::from(business(30)));
        }
    })
}

fn answered() -> Story {
    ask().says("10:05", "ana", "Restart the printer.")
}

/// What was due, how it ended, and how many minutes it took.
fn words(judged: &Judged) -> Vec<(DueKind, Outcome, i64)> {
    let word = |it: &crate::Verdict| (it.kind, it.outcome, it.took_ms / 60_000);
    judged.replies.iter().map(word).collect()
}

#[test]
fn every_next_answer_is_met_or_missed() {
    let story = answered()
        .says("10:20", "dirk", "it broke again")
        .says("10:30", "dirk", "and worse")
        .says("10:40", "mika", "Try the other cable.")
        .says("11:00", "dirk", "no, still dead")
        .says("11:45", "ana", "I replaced it.");
    let judged = story.seen_at("12:00");
    let next = DueKind::NextResponse;
    assert_eq!(
        words(&judged),
        [(next, Outcome::Met, 20), (next, Outcome::Missed, 45)]
    );
    let late = &judged.replies[1];
    assert_eq!(late.late_ms, 15 * 60_000);
    assert_eq!(late.message, Some(ExternalId::new("11:45")));
    assert_eq!(late.by, Some(key("ana")));
    let said = "Ana gave the next response, 15 min late.";
    assert!(judged.steps.iter().any(|step| step.words == said));
}

#[test]
fn the_first_answer_is_none_of_them() {
    assert_eq!(answered().seen_at("10:06").replies, []);
}

#[test]
fn what_we_add_unasked_settles_nothing() {
    let story = answered().says("10:20", "ana", "By the way, it is new.");
    assert_eq!(story.seen_at("10:21").replies, []);
}

#[test]
fn an_update_is_kept_with_its_time() {
    let held = ask().says("10:05", "ana", "Looking into it.");
    let story = held.ruled(|rules| {
        let target = Target::from(business(30));
        rules.levels[1].updates = Updates::Within { target };
    });
    let judged =
        story.says("10:50", "ana", "The fuse is gone.").seen_at("11:00");
    assert_eq!(words(&judged), [(DueKind::Update, Outcome::Missed, 45)]);
}

#[test]
fn what_a_promise_held_is_met_until_its_time() {
    let story = ask()
        .says("10:05", "ana", "I'll be back at 11:00.")
        .says("10:10", "dirk", "it also smells")
        .says("10:58", "ana", "The fuse is gone.");
    let judged = story.seen_at("11:10");
    assert_eq!(words(&judged), [(DueKind::NextResponse, Outcome::Met, 48)]);
    let grounds = judged.replies[0].grounds.as_ref().unwrap();
    assert_eq!(grounds.held, Some(at("11:00")));
}

#[test]
fn a_settled_word_stays_whatever_is_learnt_later() {
    let story = answered().says("10:20", "dirk", "it broke again").says(
        "11:10",
        "ana",
        "I replaced it.",
    );
    let other = story.ruled(|rules| {
        rules.levels[1].next_response = Some(Target::from(business(120)));
    });
    let late = other.says_seen("10:25", ("mika", "On my way."), "11:40");
    let judged = late.seen_at("11:45");
    let word = (DueKind::NextResponse, Outcome::Missed, 50);
    assert_eq!(words(&judged), [word], "read long after the answer");
}

#[test]
fn an_earlier_answer_that_comes_to_light_at_once_takes_its_place() {
    let story = answered().says("10:20", "dirk", "it broke again").says(
        "11:10",
        "ana",
        "I replaced it.",
    );
    let early = story.says_seen("10:25", ("mika", "Try again."), "11:11");
    let word = (DueKind::NextResponse, Outcome::Met, 5);
    assert_eq!(words(&early.seen_at("11:30")), [word]);
}

#[test]
fn judging_them_anew_keeps_both_words() {
    let story = answered().says("10:20", "dirk", "it broke again").says(
        "11:10",
        "ana",
        "I replaced it.",
    );
    let mut other = story.ruled(|rules| {
        rules.levels[1].next_response = Some(Target::from(business(120)));
    });
    assert!(other.thread.rejudge(&other.rules, at("13:00")));
    let judged = other.seen_at("13:01");
    assert_eq!(words(&judged), [(DueKind::NextResponse, Outcome::Met, 50)]);
    let before: Vec<_> = judged.earlier.iter().map(|it| it.outcome).collect();
    assert_eq!(before, [Outcome::Missed]);
}
