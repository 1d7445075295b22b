//! What a thread makes of what it is told.

use super::*;
use crate::world::*;
use crate::{Call, Did, Mention, What};

fn ask() -> Story {
    Story::asks("10:00", "dirk", "help")
}

#[test]
fn the_same_thing_told_twice_is_news_once() {
    let mut story = ask();
    let mut edit = post("ana", "Hello again.");
    edit.edited = Some(at("10:06"));
    let things = [
        posted(("2", "1"), at("10:05"), post("ana", "Hello.")),
        posted(("2", "1"), at("10:05"), edit),
        marked("1", at("10:07"), &[(EYES, &["ana", "mika"])]),
        told(("2", "1"), at("10:08"), Event::Deleted),
    ];
    for thing in &things {
        assert!(story.hear(thing, at("10:10")), "{thing:?}");
        let known = story.thread.clone();
        assert!(!story.hear(thing, at("10:11")), "{thing:?}");
        assert_eq!(story.thread, known);
    }
}

#[test]
fn a_deletion_that_is_told_before_its_message_is_not_forgotten() {
    let gone = told(("2", "1"), at("10:05"), Event::Deleted);
    let late = posted(("2", "1"), at("10:04"), post("dirk", "wrong channel"));
    let story = ask().hears(&gone, "10:05").hears(&late, "10:06");
    let message = story.thread.message(&ExternalId::new("2")).unwrap();
    assert_eq!(message.deleted, Some(at("10:05")));
    assert!(message.text.is_empty());
}

#[test]
fn a_message_that_comes_back_stands_until_it_is_deleted_anew() {
    let gone = |time| told(("2", "1"), at(time), Event::Deleted);
    let back = |time| {
        let said = post("ana", "Hello.");
        let said = Post { restored: Some(at(time)), ..said };
        posted(("2", "1"), at("10:05"), said)
    };
    let reads = |story: &Story| {
        let message = story.thread.message(&ExternalId::new("2")).unwrap();
        (message.text.words(), message.deleted)
    };
    let first = posted(("2", "1"), at("10:05"), post("ana", "Hello."));
    let mut story = ask().hears(&first, "10:05");
    assert!(story.hear(&gone("10:06"), at("10:06")));
    assert!(!story.hear(&first, at("10:07")), "an old state is no return");
    assert!(story.hear(&back("10:08"), at("10:08")));
    assert_eq!(reads(&story), ("Hello.".to_owned(), None));
    assert!(!story.hear(&gone("10:06"), at("10:09")), "that was before");
    assert!(!story.hear(&back("10:08"), at("10:09")));
    assert!(story.hear(&gone("10:10"), at("10:10")));
    assert_eq!(reads(&story), (String::new(), Some(at("10:10"))));
    assert!(!story.hear(&back("10:08"), at("10:11")), "so was that");
    assert!(story.hear(&back("10:12"), at("10:12")));
    assert_eq!(reads(&story), ("Hello.".to_owned(), None));
}

#[test]
fn a_return_that_is_told_before_its_deletion_outlasts_it() {
    let said = Post { restored: Some(at("10:08")), ..post("ana", "Hello.") };
    let back = posted(("2", "1"), at("10:05"), said);
    let gone = told(("2", "1"), at("10:06"), Event::Deleted);
    for order in [[&back, &gone], [&gone, &back]] {
        let mut story = ask();
        for told in order {
            story.hear(told, at("10:09"));
        }
        let message = story.thread.message(&ExternalId::new("2")).unwrap();
        assert_eq!(
            (message.text.words(), message.deleted),
            ("Hello.".to_owned(), None)
        );
    }
}

#[test]
fn an_edit_that_is_read_after_a_newer_one_changes_no_text() {
    let story = ask().edits("10:10", ("1", "dirk"), "the newest").edits(
        "10:05",
        ("1", "dirk"),
        "older",
    );
    let message = &story.thread.messages[0];
    assert_eq!(message.text.words(), "the newest");
    assert_eq!(message.edited, Some(at("10:10")));
}

#[test]
fn a_mention_that_is_edited_away_counts_no_more() {
    let story = Story::asks("10:00", "dirk", "help @oncall").edits(
        "10:05",
        ("1", "dirk"),
        "help",
    );
    assert!(story.thread.messages[0].mentions.is_empty());
    let back = story.edits("10:10", ("1", "dirk"), "help @oncall");
    let id = crate::GroupId::new("@oncall");
    let known = (Mention::Group { id }, at("10:00"));
    assert_eq!(back.thread.messages[0].mentions, [known]);
}

#[test]
fn an_action_that_is_recognised_later_is_news() {
    let mut reply = post("you", "Fixed.");
    let plain = posted(("2", "1"), at("10:05"), reply.clone());
    reply.action = Some(crate::ActionId::new("a1"));
    let known = posted(("2", "1"), at("10:05"), reply);
    let mut story = ask().hears(&plain, "10:05");
    assert!(story.hear(&known, at("10:06")));
    assert!(!story.hear(&known, at("10:07")));
}

#[test]
fn marks_on_replies_and_marks_named_twice_count_for_nothing_more() {
    let mut story = ask().says("10:05", "ana", "Hello.");
    let mut reply = marked("1", at("10:06"), &[(EYES, &["ana"])]);
    reply.external = ExternalId::new("10:05");
    assert!(!story.hear(&reply, at("10:06")));
    story = story.marks("10:07", &[(EYES, &["ana", "ana"])]);
    assert_eq!(story.thread.marks.len(), 1);
}

#[test]
fn a_mark_set_anew_counts_anew() {
    let story = ask()
        .marks("10:05", &[(EYES, &["ana"])])
        .marks("10:06", &[])
        .marks("10:20", &[(EYES, &["ana"])]);
    assert_eq!(story.thread.marks[0].counted, at("10:20"));
}

#[test]
fn what_is_absorbed_takes_its_place_in_time() {
    let mut one = Story::asks("10:05", "dirk", "second").thread;
    let first = posted(("0", "0"), at("10:00"), post("dirk", "first"));
    let mut other = Story::begins(first, "support");
    other = other.does("10:01", What::WaitOnThem);
    one.absorb(other.thread);
    let roots: Vec<&str> = one.roots.iter().map(ExternalId::as_str).collect();
    assert_eq!(roots, ["0", "1"]);
    assert_eq!(one.opening().unwrap().text.words(), "first");
    assert_eq!((one.acts.len(), one.seen), (1, at("10:00")));
}

#[test]
fn the_last_of_joined_messages_is_split_off() {
    let second = posted(("2", "2"), at("10:01"), post("dirk", "other"));
    let claim = marked("2", at("10:02"), &[(EYES, &["ana"])]);
    let mut thread =
        ask().hears(&second, "10:01").hears(&claim, "10:02").thread;
    let apart = thread.split_off(RequestId(2)).unwrap();
    assert_eq!(apart.opening().unwrap().text.words(), "other");
    assert_eq!((apart.marks.len(), thread.marks.len()), (1, 0));
    assert_eq!(thread.messages.len(), 1);
    assert!(thread.split_off(RequestId(3)).is_none(), "nothing is left");
}

fn a_call(spoke: Option<&str>) -> Call {
    Call {
        who: "Harbour office".to_owned(),
        about: "Gate 3 is stuck".to_owned(),
        at: at("10:00"),
        spoke: spoke.map(key),
        forgotten: None,
    }
}

fn judged(thread: &Thread, time: &str) -> crate::Judged {
    crate::judge(thread, &ferryline(), at(time))
}

fn called(spoke: Option<&str>) -> Thread {
    let call = a_call(spoke);
    let mut thread = Thread::of_call(RequestId(7), &call, at("10:02"));
    let what = What::Call { call };
    thread.acts.push(Did { seq: 7, at: at("10:02"), what });
    thread
}

#[test]
fn a_call_that_was_taken_is_answered_at_its_time() {
    let judged = judged(&called(Some("ana")), "10:03");
    let verdict = judged.verdict.expect("answered");
    assert_eq!((verdict.answered, verdict.took_ms), (at("10:00"), 0));
    assert_eq!(judged.owners[0].person, key("ana"));
    assert_eq!((judged.root, judged.deadline), (None, None));
    assert_eq!(judged.only_here.as_deref(), Some("logged"));
}

#[test]
fn a_message_on_the_voicemail_runs_until_somebody_calls_back() {
    let mut thread = called(None);
    let runs = judged(&thread, "10:03");
    assert_eq!(runs.deadline.expect("it runs").started, at("10:00"));
    let what = What::Spoke { by: key("you"), at: at("11:00") };
    thread.acts.push(Did { seq: 8, at: at("11:00"), what });
    let verdict = judged(&thread, "11:01").verdict.expect("answered");
    assert_eq!((verdict.answered, verdict.by), (at("11:00"), Some(key("you"))));
}

#[test]
fn a_call_that_was_written_down_by_mistake_is_no_request() {
    let mut thread = called(Some("ana"));
    let what = What::Undo { seq: 7 };
    thread.acts.push(Did { seq: 8, at: at("10:05"), what });
    let life = judged(&thread, "10:06").life;
    assert_eq!(life, crate::Life::Dismissed { at: at("10:05") });
}

#[test]
fn a_forgotten_call_is_begun_again_as_it_is_left() {
    let mut thread = called(None);
    assert_eq!(thread.forget_call(), None, "nothing is forgotten yet");
    thread.forget(None, |_| true);
    let (seq, what) = thread.forget_call().expect("an act");
    let What::Call { call } = &what else { panic!("{what:?}") };
    assert!(!format!("{call:?}").contains("Gate 3"));
    let mut again = Thread::of_call(RequestId(7), call, at("10:02"));
    again.acts.push(Did { seq, at: at("10:02"), what });
    assert_eq!(again, thread);
}
