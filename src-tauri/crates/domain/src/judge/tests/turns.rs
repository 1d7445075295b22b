//! Whose turn it is.

use crate::world::*;
use crate::{Ball, DueKind, Life, NewsKind, What};

fn answered() -> Story {
    Story::asks("10:00", "dirk", "help @oncall").says("10:05", "ana", "Fixed.")
}

#[test]
fn an_answer_leaves_the_ball_with_us_and_folds_the_row() {
    let judged = answered().seen_at("10:06");
    assert_eq!(judged.ball, Ball::Ours);
    assert_eq!(judged.life, Life::Answered { at: at("10:05") });
    assert_eq!(judged.deadline, None);
}

#[test]
fn the_sentence_of_a_claim_stops_the_clock_and_leaves_the_row_in_the_queue() {
    let says = Some("Looking into it.".to_owned());
    let claimed = Story::asks("10:00", "dirk", "help @oncall")
        .ruled(|rules| rules.claim_says = says)
        .says("10:05", "ana", "Looking into it.");
    let judged = claimed.seen_at("10:06");
    assert_eq!(judged.life, Life::Open);
    let update = judged.deadline.expect("an update");
    assert_eq!(update.kind, DueKind::Update, "and no answer is owed");
    let solved = claimed.says("10:20", "ana", "Fixed.");
    assert_eq!(
        solved.seen_at("10:21").life,
        Life::Answered { at: at("10:20") }
    );
}

#[test]
fn only_a_question_of_ours_hands_the_ball_over() {
    let story = Story::asks("10:00", "dirk", "help @oncall").says(
        "10:05",
        "ana",
        "Looking. Which tour is it?",
    );
    let judged = story.seen_at("10:06");
    assert_eq!(judged.ball, Ball::Theirs);
    assert_eq!(judged.life, Life::Waiting { since: at("10:05") });
    let back = story.says("10:08", "dirk", "the one to Fehmarn");
    assert_eq!(back.seen_at("10:09").ball, Ball::Ours);
    assert_eq!(back.seen_at("10:09").unanswered, Some(at("10:08")));
    assert_eq!(back.seen_at("10:09").life, Life::Open);
}

#[test]
fn a_bare_thank_you_asks_for_nothing() {
    let story = answered().says("10:08", "dirk", "perfect, thanks!");
    let judged = story.seen_at("10:09");
    assert_eq!(judged.life, Life::Answered { at: at("10:05") });
    assert_eq!(judged.thanks.len(), 1, "shown as read as thanks");
    assert_eq!(judged.news.unwrap().kind, NewsKind::Arrival, "and no news");
}

#[test]
fn thanks_that_were_a_question_are_put_right_by_a_key() {
    let story = answered()
        .says("10:08", "dirk", "ok thanks")
        .does("10:10", What::NotThanks);
    let judged = story.seen_at("10:11");
    assert_eq!(judged.unanswered, Some(at("10:08")));
    assert_eq!(judged.only_here.as_deref(), Some("not thanks"));
    let next = story.says("10:12", "dirk", "thanks");
    assert_eq!(next.seen_at("10:13").thanks.len(), 1, "for that one alone");
}

#[test]
fn a_request_that_begins_with_thanks_is_a_request() {
    let story = Story::asks("10:00", "dirk", "thanks");
    assert_eq!(story.seen_at("10:01").life, Life::Open);
}

#[test]
fn the_oldest_unanswered_message_is_remembered() {
    let story = answered().says("10:10", "dirk", "it broke again").says(
        "10:12",
        "dirk",
        "and worse",
    );
    assert_eq!(story.seen_at("10:13").unanswered, Some(at("10:10")));
}

#[test]
fn waiting_on_them_holds_until_they_write_and_only_here() {
    let story = answered().does("10:10", What::WaitOnThem);
    let judged = story.seen_at("10:11");
    assert_eq!(judged.ball, Ball::Theirs);
    assert_eq!(judged.only_here.as_deref(), Some("waiting on them"));
    let back = story.says("10:20", "dirk", "still broken");
    assert_eq!(back.seen_at("10:21").ball, Ball::Ours);
}

#[test]
fn the_first_response_never_pauses() {
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .does("10:05", What::WaitOnThem);
    assert_eq!(story.due_at("10:06"), Some(at("10:30")));
    assert_eq!(story.seen_at("10:06").life, Life::Open);
}

#[test]
fn a_teammate_off_duty_who_calls_for_help_has_not_answered() {
    let story = Story::asks("10:00", "dirk", "the ferry is stuck").says(
        "10:05",
        "noor",
        "this is serious @dev911",
    );
    let judged = story.seen_at("10:06");
    assert_eq!(judged.verdict, None);
    assert_eq!(judged.deadline.unwrap().due, at("10:15"));
    assert_eq!(judged.life, Life::Open);
}

#[test]
fn a_snooze_ends_when_they_write_unless_it_is_regardless() {
    let snooze = |regardless| {
        answered()
            .says("10:10", "dirk", "and another thing")
            .does("10:11", What::Snooze { until: None, regardless })
    };
    assert!(snooze(false).seen_at("10:12").snooze.is_some());
    let woken = snooze(false).says("10:15", "dirk", "hello");
    assert_eq!(woken.seen_at("10:16").snooze, None);
    let asleep = snooze(true).says("10:15", "dirk", "hello");
    assert!(asleep.seen_at("10:16").snooze.is_some());
}

#[test]
fn an_act_that_is_taken_back_never_was() {
    let story = answered()
        .does("10:10", What::WaitOnThem)
        .does("10:11", What::Undo { seq: 1 });
    assert_eq!(story.seen_at("10:12").ball, Ball::Ours);
    assert_eq!(story.seen_at("10:12").only_here, None);
}
