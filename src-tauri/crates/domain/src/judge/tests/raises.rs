//! What makes a request more urgent, and what that does to its clock.

use crate::world::*;
use crate::{Author, NewsKind, Priority, PriorityFrom, What};

fn plain() -> Story {
    Story::asks("10:00", "dirk", "the tour is gone")
}

#[test]
fn a_mention_by_the_asking_side_counts_from_itself() {
    let story = plain().says("10:20", "maya", "@dev911 all tours are gone");
    let judged = story.seen_at("10:21");
    assert_eq!(judged.priority, Priority::Emergency);
    let deadline = judged.deadline.unwrap();
    assert_eq!((deadline.started, deadline.due), (at("10:20"), at("10:30")));
    assert_eq!(judged.raise.unwrap().kind, NewsKind::Raised);
}

#[test]
fn the_earlier_of_the_old_and_the_new_deadline_holds() {
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .says("10:25", "dirk", "@dev911");
    assert_eq!(story.due_at("10:26"), Some(at("10:30")));
}

#[test]
fn of_three_priorities_each_counts_from_its_own_mention() {
    let story = plain()
        .says("10:10", "dirk", "@oncall")
        .says("10:35", "dirk", "@dev911");
    // Not 10:30, as if the second had counted from the start.
    assert_eq!(story.due_at("10:36"), Some(at("10:40")));
}

#[test]
fn a_mention_by_somebody_on_duty_raises_nothing() {
    let story = plain().says("10:05", "ana", "next time say @dev911");
    assert_eq!(story.seen_at("10:06").priority, Priority::Normal);
}

#[test]
fn a_mention_raises_nothing_because_its_author_went_home_since() {
    let mut story = plain().says("10:05", "ana", "next time say @dev911");
    let shift = |from, to, person| crate::Shift {
        from: at(from),
        to: at(to),
        seats: vec![crate::Seat {
            person: key(person),
            role: crate::Role::Responder,
        }],
    };
    let shifts =
        vec![shift("09:00", "12:00", "ana"), shift("12:00", "18:00", "mika")];
    story.rules.duty = crate::Duty::Shifts { shifts };
    assert_eq!(story.seen_at("13:00").priority, Priority::Normal);
}

#[test]
fn a_lower_mention_lowers_nothing() {
    let story = Story::asks("10:00", "dirk", "@dev911 down").says(
        "10:02",
        "dirk",
        "or rather @oncall",
    );
    assert_eq!(story.seen_at("10:03").priority, Priority::Emergency);
    assert_eq!(story.due_at("10:03"), Some(at("10:10")));
}

#[test]
fn a_mention_added_by_an_edit_counts_from_that_edit() {
    let story = plain().edits("10:40", ("1", "dirk"), "tour gone @oncall");
    assert_eq!(story.due_at("10:41"), Some(at("11:10")));
    let judged = story.seen_at("10:41");
    assert_eq!(judged.raise.unwrap().at, at("10:40"));
}

#[test]
fn a_mention_counts_from_the_earliest_edit_known_to_contain_it() {
    let late = plain()
        .edits("10:40", ("1", "dirk"), "tour gone @oncall please")
        .edits("10:20", ("1", "dirk"), "tour gone @oncall");
    assert_eq!(late.due_at("10:41"), Some(at("10:50")));
    let words = late.seen_at("10:41").gist;
    assert_eq!(words, "tour gone @oncall please", "the newest text stands");
}

#[test]
fn a_call_edited_into_an_answered_request_asks_anew() {
    let story = plain().says("10:10", "ana", "Try again.").edits(
        "10:40",
        ("1", "dirk"),
        "tour still gone @dev911",
    );
    let judged = story.seen_at("10:41");
    assert_eq!(judged.deadline.unwrap().due, at("10:50"));
    assert!(judged.verdict.is_some(), "the first response stays");
    let done = story.says("10:45", "ana", "Now.");
    assert_eq!(done.due_at("10:46"), None);
}

#[test]
fn a_raise_after_the_first_response_runs_from_the_mention() {
    let story = plain().says("10:10", "ana", "Try again.").says(
        "11:00",
        "dirk",
        "@dev911 everything is down",
    );
    assert_eq!(story.due_at("11:01"), Some(at("11:10")));
}

#[test]
fn what_they_write_after_a_raise_does_not_hide_it() {
    let story = plain()
        .says("10:10", "dirk", "@dev911")
        .says("10:11", "dirk", "hello?");
    let judged = story.seen_at("10:12");
    assert_eq!(judged.news.unwrap().kind, NewsKind::Message);
    assert_eq!(judged.raise.unwrap().at, at("10:10"));
}

#[test]
fn a_hand_counts_from_the_start_but_leaves_a_minute() {
    let story =
        plain().does("10:05", What::Priority { priority: Priority::Urgent });
    assert_eq!(story.due_at("10:06"), Some(at("10:30")));
    let late =
        plain().does("11:00", What::Priority { priority: Priority::Emergency });
    assert_eq!(late.due_at("11:00"), Some(at("11:01")));
    assert_eq!(late.seen_at("11:00").only_here.as_deref(), Some("priority"));
}

#[test]
fn only_a_person_lowers_and_a_later_mention_raises_again() {
    let story = Story::asks("10:00", "dirk", "@dev911 typo on the page")
        .does("10:02", What::Priority { priority: Priority::Normal });
    assert_eq!(story.seen_at("10:03").priority, Priority::Normal);
    let again = story.says("10:30", "dirk", "@oncall it got worse");
    let judged = again.seen_at("10:31");
    assert_eq!(judged.priority, Priority::Urgent);
    assert_eq!(judged.deadline.unwrap().due, at("11:00"));
    assert!(matches!(judged.priority_from, PriorityFrom::Mention { .. }));
}

#[test]
fn a_mention_that_had_not_been_seen_is_not_lowered_by_hand() {
    let story = plain()
        .does("10:10", What::Priority { priority: Priority::Normal })
        .says_seen("10:09", ("dirk", "@dev911"), "10:11");
    assert_eq!(story.seen_at("10:12").priority, Priority::Emergency);
}

#[test]
fn a_teammate_is_known_by_their_address_and_never_by_their_name() {
    let mut namesake = post("dirk", "next time @dev911");
    namesake.author = Author { name: "Ana".to_owned(), ..author("stranger") };
    let story =
        plain().hears(&posted(("2", "1"), at("10:05"), namesake), "10:05");
    assert_eq!(story.seen_at("10:06").priority, Priority::Emergency);
    assert_eq!(story.seen_at("10:06").verdict, None);
}
