//! How a request ends, and how it comes back.

use crate::world::*;
use crate::{Ball, CLOSED, Life, NewsKind, Outcome, What};

fn ask() -> Story {
    Story::asks("10:00", "dirk", "help @oncall")
}

fn closed() -> Story {
    ask().says("10:05", "ana", "Fixed.").marks("10:10", &[(DONE, &["ana"])])
}

#[test]
fn the_mark_of_any_teammate_closes() {
    for name in ["ana", "noor"] {
        let story = ask().marks("10:10", &[(DONE, &[name])]);
        let by = Some(key(name));
        assert_eq!(
            story.seen_at("10:11").life,
            Life::Closed { at: at("10:10"), by }
        );
    }
}

#[test]
fn the_mark_of_the_asking_side_reads_as_thanks() {
    let story = ask().marks("10:10", &[(DONE, &["dirk"])]);
    assert_eq!(story.seen_at("10:11").life, Life::Open);
    let internal = Story::asks("10:00", "noor", "help @oncall")
        .marks("10:10", &[(DONE, &["noor"])]);
    assert_eq!(internal.seen_at("10:11").life, Life::Open);
}

#[test]
fn what_is_closed_at_its_source_is_closed_whoever_did_it() {
    for (name, by) in [("dirk", None), ("ana", Some(key("ana")))] {
        let story = ask().marks("10:10", &[(CLOSED, &[name])]);
        let life = Life::Closed { at: at("10:10"), by };
        assert_eq!(story.seen_at("10:11").life, life);
        let opened = story.marks("10:20", &[]);
        assert_eq!(opened.seen_at("10:21").life, Life::Open, "opened anew");
    }
}

#[test]
fn a_close_without_an_answer_is_cancelled_and_forgotten_when_it_comes_back() {
    let story = ask().marks("10:10", &[(DONE, &["ana"])]);
    let verdict = story.seen_at("10:11").verdict.unwrap();
    assert_eq!(verdict.outcome, Outcome::Cancelled);
    let back = story.marks("10:20", &[]);
    assert_eq!(back.seen_at("10:21").verdict, None);
    assert_eq!(back.due_at("10:21"), Some(at("10:30")), "the clock runs on");
}

#[test]
fn their_message_after_a_close_puts_it_back_without_a_clock() {
    let story = closed().says("10:20", "dirk", "it broke again");
    let judged = story.seen_at("10:21");
    assert_eq!((judged.life, judged.ball), (Life::Open, Ball::Ours));
    assert_eq!(judged.deadline, None);
    assert_eq!(judged.news.unwrap().kind, NewsKind::Reopened);
    assert_eq!(judged.verdict.unwrap().outcome, Outcome::Met, "it stays");
}

#[test]
fn only_the_first_message_after_a_close_puts_it_back() {
    let story = closed()
        .says("10:20", "dirk", "it broke again")
        .says("10:25", "dirk", "hello");
    let news = story.seen_at("10:26").news.unwrap();
    assert_eq!(news.kind, NewsKind::Message);
}

#[test]
fn thanks_after_a_close_leave_it_closed() {
    let story = closed().says("10:20", "dirk", "thanks a lot!");
    assert!(matches!(story.seen_at("10:21").life, Life::Closed { .. }));
}

#[test]
fn it_stays_back_until_a_mark_appears_that_did_not_stand() {
    let back = closed().says("10:20", "dirk", "it broke again");
    let same = back.clone().marks("10:30", &[(DONE, &["ana"])]);
    assert_eq!(same.seen_at("10:31").life, Life::Open);
    let mine = back.clone().marks("10:30", &[(DONE, &["ana", "you"])]);
    assert_eq!(
        mine.seen_at("10:31").life,
        Life::Closed { at: at("10:30"), by: Some(key("you")) }
    );
    let anew = back.marks("10:30", &[]).marks("10:30:01", &[(DONE, &["ana"])]);
    assert!(matches!(anew.seen_at("10:31").life, Life::Closed { .. }));
}

#[test]
fn a_message_written_just_before_the_mark_was_first_read_is_not_buried() {
    let mut mark = marked("1", at("10:20"), &[(DONE, &["ana"])]);
    mark.since = Some(at("10:10"));
    let story = ask().says("10:05", "ana", "Fixed.").says_seen(
        "10:15",
        ("dirk", "no it is not"),
        "10:20",
    );
    let open = story.clone().hears(&mark, "10:20");
    assert_eq!(open.seen_at("10:21").life, Life::Open);
    let answered = story
        .says_seen("10:16", ("ana", "Now it is."), "10:20")
        .hears(&mark, "10:20");
    assert!(matches!(answered.seen_at("10:21").life, Life::Closed { .. }));
}

#[test]
fn closing_here_does_not_bury_what_had_not_been_read() {
    let story = ask().says("10:05", "ana", "Fixed.").does("10:10", What::Close);
    assert_eq!(
        story.seen_at("10:11").life,
        Life::Closed { at: at("10:10"), by: None }
    );
    let late = story.says_seen("10:09", ("dirk", "no it is not"), "10:12");
    assert_eq!(late.seen_at("10:13").life, Life::Open);
}

#[test]
fn a_deleted_question_that_nobody_answered_is_withdrawn() {
    let story = ask().deletes("10:05", "1");
    let judged = story.seen_at("10:06");
    assert_eq!(judged.life, Life::Withdrawn { at: at("10:05") });
    assert_eq!(judged.verdict.unwrap().outcome, Outcome::Cancelled);
}

#[test]
fn a_deleted_question_that_was_answered_or_goes_on_is_not_withdrawn() {
    let answered = ask().says("10:02", "ana", "Fixed.").deletes("10:05", "1");
    assert!(answered.seen_at("10:06").life.lives());
    let talked = ask().says("10:02", "dirk", "hello").deletes("10:05", "1");
    assert_eq!(talked.seen_at("10:06").life, Life::Open);
}

#[test]
fn of_joined_messages_the_first_that_stands_is_the_request() {
    let second = posted(("2", "2"), at("10:01"), post("dirk", "again"));
    let story = ask().hears(&second, "10:01").deletes("10:05", "1");
    let judged = story.seen_at("10:06");
    assert_eq!((judged.asked, judged.life), (at("10:01"), Life::Open));
    assert_eq!(judged.root.unwrap().as_str(), "2", "our marks go there");
}

#[test]
fn dismissed_by_hand_is_brought_back_by_hand() {
    let out = ask().does("10:05", What::Dismiss);
    assert_eq!(out.seen_at("10:06").life, Life::Dismissed { at: at("10:05") });
    let back = out.does("10:07", What::BringBack);
    assert_eq!(back.seen_at("10:08").life, Life::Open);
    assert_eq!(back.due_at("10:08"), Some(at("10:30")));
}

#[test]
fn dismissed_by_a_teammates_mark_counts_for_all_and_by_others_not() {
    let story = ask().marks("10:05", &[("x", &["noor"])]);
    assert!(!story.seen_at("10:06").life.lives());
    let theirs = ask().marks("10:05", &[("x", &["dirk"])]);
    assert_eq!(theirs.seen_at("10:06").life, Life::Open);
    let back = story.does("10:10", What::BringBack);
    assert_eq!(back.seen_at("10:11").life, Life::Open);
    let again = back.marks("10:20", &[("x", &["noor", "ana"])]);
    assert!(!again.seen_at("10:21").life.lives(), "a colleague's new word");
}
