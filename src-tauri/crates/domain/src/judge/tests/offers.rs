//! Messages outside of the thread that may be answers.

use crate::world::*;
use crate::{ExternalId, Outcome, What};

/// Ana posts outside of the thread what may be an answer.
fn offered() -> Story {
    let mut story = Story::asks("10:00", "dirk", "help @oncall");
    let aside = posted(("9", "9"), at("10:05"), post("ana", "Try again."));
    assert!(story.thread.offer(&aside, aside.at), "it is news");
    assert!(!story.thread.offer(&aside, aside.at), "once");
    story
}

fn this() -> What {
    What::ThisAnswers { message: ExternalId::new("9") }
}

#[test]
fn an_offer_stops_no_clock_until_somebody_calls_it_an_answer() {
    let story = offered();
    let judged = story.seen_at("10:06");
    assert!(judged.deadline.is_some() && judged.verdict.is_none());
    assert_eq!(judged.offers.len(), 1);
    assert_eq!(judged.offers[0].by, key("ana"));
    assert_eq!(judged.offers[0].gist, "Try again.");

    let called = story.does("10:06", this()).seen_at("10:07");
    let verdict = called.verdict.unwrap();
    assert_eq!(verdict.outcome, Outcome::Met);
    assert_eq!(verdict.answered, at("10:05"));
    assert_eq!(called.only_here.as_deref(), Some("answered"));
    assert!(called.offers.is_empty(), "it has been taken");
}

#[test]
fn what_was_called_an_answer_can_be_called_none_again() {
    let story = offered().does("10:06", this());
    let back = story.does("10:20", What::Undo { seq: 1 });
    let judged = back.seen_at("10:21");
    assert!(judged.verdict.is_none(), "nobody has answered");
    assert_eq!(judged.deadline.map(|d| d.due), Some(at("10:30")));
    assert_eq!(judged.offers.len(), 1);
}

#[test]
fn what_its_author_deletes_is_offered_no_more() {
    let story = offered();
    let gone = told(("9", "9"), at("10:06"), crate::Event::Deleted);
    let judged = story.hears(&gone, "10:06").seen_at("10:07");
    assert!(judged.offers.is_empty());
}

#[test]
fn an_offer_from_before_their_last_question_answers_nothing() {
    let story = offered().says("10:06", "ana", "Which tour?");
    let judged = story.says("10:08", "dirk", "4711").seen_at("10:09");
    assert!(judged.offers.is_empty());
}
