//! Whether a request was done in time.

use crate::target::Target;
use crate::world::*;
use crate::{DueKind, Life, Outcome, Verdict, What};

/// It is to be done within four hours of business time.
fn ask() -> Story {
    Story::asks("10:00", "dirk", "help @oncall")
        .ruled(|rules| {
            rules.levels[1].resolution = Some(Target::from(business(240)));
        })
        .says("10:05", "ana", "Restart the printer.")
}

fn words(story: &Story, time: &str) -> Vec<Verdict> {
    let mut words = story.seen_at(time).replies;
    words.retain(|word| word.kind == DueKind::Resolution);
    words
}

fn word(story: &Story, time: &str) -> Verdict {
    let mut words = words(story, time);
    assert_eq!(words.len(), 1, "{words:?}");
    words.remove(0)
}

#[test]
fn what_is_closed_in_time_says_who_closed_it_and_how_long_it_took() {
    let story = ask().marks("13:59", &[(DONE, &["ana"])]);
    let word = word(&story, "13:59");
    assert_eq!(word.outcome, Outcome::Met);
    assert_eq!(word.by, Some(key("ana")));
    assert_eq!(word.took_ms, 239 * 60_000);
    let told = story.seen_at("14:00").steps;
    let told = told.iter().find(|step| step.words.contains("closed it"));
    assert_eq!(
        told.unwrap().words,
        "Ana closed it, in time, after 3 h 59 min."
    );
}

#[test]
fn what_is_closed_late_says_how_late() {
    let word = word(&ask().marks("14:30", &[(DONE, &["ana"])]), "14:30");
    assert_eq!(word.outcome, Outcome::Missed);
    assert_eq!(word.late_ms, 30 * 60_000);
}

#[test]
fn the_time_in_which_it_was_theirs_is_not_counted_up_to_the_end_of_it() {
    let asked = ask().says("11:00", "ana", "Did that help?");
    let closed = asked.clone().marks("17:30", &[(DONE, &["ana"])]);
    let one = word(&closed, "17:30");
    assert_eq!((one.outcome, one.took_ms), (Outcome::Met, 60 * 60_000));
    let back = asked.says("16:00", "dirk", "no it did not");
    let closed = back.marks("17:30", &[(DONE, &["ana"])]);
    let one = word(&closed, "17:30");
    assert_eq!((one.outcome, one.took_ms), (Outcome::Met, 150 * 60_000));
}

#[test]
fn what_comes_back_and_is_closed_once_more_keeps_both_words() {
    let closed = ask().marks("11:00", &[(DONE, &["ana"])]);
    let back = closed
        .says("12:00", "dirk", "it broke again")
        .says("12:10", "ana", "Fixed.")
        .marks("12:20", &[])
        .marks("15:00", &[(DONE, &["mika"])]);
    let words = words(&back, "15:00");
    let said: Vec<_> = words.iter().map(|w| (w.outcome, w.answered)).collect();
    let (met, missed) = (Outcome::Met, Outcome::Missed);
    assert_eq!(said, [(met, at("11:00")), (missed, at("15:00"))]);
}

#[test]
fn a_close_that_is_taken_back_at_once_says_nothing() {
    let closed = ask().marks("11:00", &[(DONE, &["ana"])]);
    assert_eq!(words(&closed, "11:01").len(), 1);
    assert_eq!(words(&closed.marks("11:01", &[]), "11:01"), []);
}

#[test]
fn what_ends_without_an_answer_has_no_word_on_its_end() {
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .ruled(|rules| {
            rules.levels[1].resolution = Some(Target::from(business(240)));
        })
        .marks("11:00", &[(DONE, &["ana"])]);
    let judged = story.seen_at("11:00");
    assert!(matches!(judged.life, Life::Closed { .. }));
    assert_eq!(judged.replies, []);
    assert_eq!(judged.verdict.unwrap().outcome, Outcome::Cancelled);
}

#[test]
fn a_time_that_was_agreed_stands_in_its_place() {
    let why = "He is on holiday".to_owned();
    let agree = What::DueSet { at: at("17:00"), why };
    let story = ask().does("10:30", agree).marks("16:30", &[(DONE, &["ana"])]);
    let word = word(&story, "16:30");
    assert_eq!((word.outcome, word.due), (Outcome::Met, Some(at("17:00"))));
    assert!(word.named.is_some());
}

#[test]
fn other_rules_judge_the_end_anew_and_keep_what_was_said() {
    let mut story = ask().marks("13:00", &[(DONE, &["ana"])]);
    story.rules.levels[1].resolution = Some(Target::from(business(60)));
    story.rules.version = "other".to_owned();
    let rules = story.rules.clone();
    assert!(story.thread.rejudge(&rules, at("15:00")));
    assert_eq!(word(&story, "15:00").outcome, Outcome::Missed);
    let earlier = &story.thread.earlier;
    assert_eq!(earlier.len(), 1);
    assert_eq!(earlier[0].outcome, Outcome::Met);
}
