//! What stood there before its place was first read.

use crate::world::*;
use crate::{Life, NewsKind};

/// Asked at 8, and first read at 12 with all that had happened by then.
fn old(words: &str) -> Story {
    Story::asks("08:00", "dirk", words).of_history("12:00")
}

#[test]
fn what_nobody_has_answered_is_opened_without_alarm() {
    let judged = old("help").seen_at("12:01");
    assert_eq!(judged.life, Life::Open);
    assert!(judged.history);
}

#[test]
fn what_was_answered_is_history() {
    let story = old("help").says_seen("08:30", ("ana", "Fixed."), "12:00");
    assert_eq!(story.seen_at("12:01").life, Life::History);
    let asked = old("help").says_seen("08:30", ("ana", "Which?"), "12:00");
    assert_eq!(asked.seen_at("12:01").life, Life::History);
}

#[test]
fn what_ends_with_a_message_of_theirs_is_opened_unless_it_is_thanks() {
    let story = old("help").says_seen("08:30", ("ana", "Fixed."), "12:00");
    let thanked =
        story.clone().says_seen("08:40", ("dirk", "thanks!"), "12:00");
    assert_eq!(thanked.seen_at("12:01").life, Life::History);
    let asks = story.says_seen("08:40", ("dirk", "no it is not"), "12:00");
    assert_eq!(asks.seen_at("12:01").life, Life::Open);
    assert!(asks.seen_at("12:01").history);
}

#[test]
fn history_comes_to_life_when_they_write_again_and_only_then() {
    let story = old("help").says_seen("08:30", ("ana", "Fixed."), "12:00");
    let ours = story.clone().says("12:30", "ana", "Was that all.");
    assert_eq!(ours.seen_at("12:31").life, Life::History);
    let theirs = story.says("12:30", "dirk", "it broke again");
    let judged = theirs.seen_at("12:31");
    assert_eq!((judged.life, judged.history), (Life::Open, false));
    assert_eq!(judged.news.unwrap().kind, NewsKind::Message);
}

#[test]
fn what_was_open_at_the_first_read_and_is_answered_then_is_no_history() {
    let judged = old("help").says("12:30", "ana", "Fixed.").seen_at("12:31");
    assert_eq!(judged.life, Life::Answered { at: at("12:30") });
}

#[test]
fn a_mark_read_with_history_stands_after_our_last_message() {
    let story = old("help")
        .says_seen("08:10", ("dirk", "anybody"), "12:00")
        .says_seen("08:30", ("ana", "Fixed."), "12:00")
        .marks("12:00", &[(DONE, &["mika"])]);
    assert_eq!(
        story.seen_at("12:01").life,
        Life::Closed { at: at("08:30"), by: Some(key("mika")) }
    );
    let after = old("help")
        .says_seen("08:30", ("ana", "Fixed."), "12:00")
        .says_seen("08:40", ("dirk", "no it is not"), "12:00")
        .marks("12:00", &[(DONE, &["mika"])]);
    assert_eq!(after.seen_at("12:01").life, Life::Open);
}

#[test]
fn a_mark_read_with_an_unanswered_root_stands_after_the_root() {
    let story = old("help").marks("12:00", &[(EYES, &["ana"])]);
    assert_eq!(story.seen_at("12:01").owners[0].since, at("08:00"));
}

#[test]
fn a_mark_on_a_root_that_was_read_late_says_nothing_about_its_time() {
    let mut story = Story::asks("10:00", "dirk", "help");
    story.thread.messages[0].seen = at("11:00");
    story.thread.seen = at("11:00");
    let marked = story.marks("11:00", &[(EYES, &["ana"])]);
    assert_eq!(marked.seen_at("11:01").owners[0].since, at("10:00"));
}
