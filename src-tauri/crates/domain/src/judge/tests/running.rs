//! What runs besides the first response.

use crate::target::Target;
use crate::world::*;
use crate::{Ball, Deadline, DueKind, Judged, Life, Outcome, Priority, What};

fn target(minutes: u32) -> Option<Target> {
    Some(Target::from(business(minutes)))
}

/// Ferryline promises a next answer within an hour of business time.
fn ask(words: &str) -> Story {
    Story::asks("10:00", "dirk", words).ruled(|rules| {
        for level in &mut rules.levels {
            level.next_response = target(60);
        }
    })
}

fn answered() -> Story {
    ask("help @oncall").says("10:05", "ana", "Restart the printer.")
}

fn only(judged: &Judged) -> (DueKind, String) {
    assert_eq!(judged.others, [], "nothing else runs");
    shown(judged.deadline.as_ref().expect("something runs"))
}

fn shown(deadline: &Deadline) -> (DueKind, String) {
    let there = deadline.due.with_timezone(&chrono_tz::Europe::Berlin);
    (deadline.kind, there.format("%d %H:%M").to_string())
}

fn due(kind: DueKind, at: &str) -> (DueKind, String) {
    (kind, format!("17 {at}"))
}

#[test]
fn what_they_write_after_an_answer_is_promised_the_next_one() {
    let story = answered().says("10:20", "dirk", "it broke again").says(
        "10:40",
        "dirk",
        "and worse",
    );
    let judged = story.seen_at("10:41");
    assert_eq!(only(&judged), due(DueKind::NextResponse, "11:20"));
    let said = story.says("10:50", "ana", "Fixed for good.");
    assert_eq!(said.seen_at("10:51").deadline, None, "and then nothing runs");
    assert!(matches!(said.seen_at("10:51").life, Life::Answered { .. }));
}

#[test]
fn a_level_that_promises_no_next_answer_has_no_clock_for_one() {
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .says("10:05", "ana", "Restart the printer.")
        .says("10:20", "dirk", "it broke again");
    assert_eq!(story.seen_at("10:21").deadline, None);
}

#[test]
fn the_next_answer_pauses_while_it_is_their_turn() {
    let story = answered().says("10:20", "dirk", "it broke again").says(
        "10:30",
        "ana",
        "Which printer?",
    );
    let judged = story.seen_at("10:31");
    assert_eq!((judged.ball, judged.deadline), (Ball::Theirs, None));
}

#[test]
fn a_call_for_a_group_after_an_answer_is_due_from_that_call() {
    let story = answered().says("10:20", "dirk", "it broke again").says(
        "10:30",
        "dirk",
        "all of it is down @dev911",
    );
    // An hour from 10:30; the first message would have had until 11:20.
    let judged = story.seen_at("10:31");
    assert_eq!(only(&judged), due(DueKind::NextResponse, "11:20"));
    let short = story.ruled(|rules| rules.levels[0].next_response = None);
    let judged = short.seen_at("10:31");
    let fallback = due(DueKind::NextResponse, "10:40");
    assert_eq!(only(&judged), fallback, "as a first answer is");
}

#[test]
fn a_message_after_a_close_reopens_it_with_a_next_answer() {
    let closed = answered().marks("10:10", &[(DONE, &["ana"])]);
    let judged =
        closed.says("10:20", "dirk", "it broke again").seen_at("10:21");
    assert_eq!(only(&judged), due(DueKind::NextResponse, "11:20"));
    assert_eq!(judged.verdict.unwrap().outcome, Outcome::Met, "it stays");
}

#[test]
fn what_was_closed_unanswered_and_comes_back_owes_the_next_answer_alone() {
    let closed = ask("help @oncall").marks("10:10", &[(DONE, &["ana"])]);
    let back = closed.says("10:20", "dirk", "it broke again");
    let judged = back.seen_at("10:21");
    assert_eq!(only(&judged), due(DueKind::NextResponse, "11:20"));
    assert_eq!(judged.verdict, None);
    let late = back.says("10:55", "ana", "Fixed.");
    assert_eq!(late.seen_at("10:56").verdict, None, "no first answer is late");
}

#[test]
fn a_word_that_only_holds_is_followed_by_an_update() {
    for (words, kind, at) in [
        ("all is down @dev911", "On it.", "10:35"),
        ("help @oncall", "Looking into it.", "11:05"),
    ] {
        let judged = ask(words).says("10:05", "ana", kind).seen_at("10:06");
        assert_eq!(only(&judged), due(DueKind::Update, at), "{words}");
        assert_eq!(judged.life, Life::Open);
    }
    let judged =
        ask("a question").says("10:05", "ana", "On it.").seen_at("10:06");
    let (kind, at) = only(&judged);
    assert_eq!((kind, at.as_str()), (DueKind::Update, "18 18:00"));
}

#[test]
fn an_answer_that_does_not_only_hold_leaves_nothing_running() {
    assert_eq!(answered().seen_at("10:06").deadline, None);
}

#[test]
fn each_word_that_holds_begins_the_update_anew() {
    let judged = ask("help @oncall")
        .says("10:05", "ana", "Looking into it.")
        .says("10:45", "ana", "Still checking.")
        .seen_at("10:46");
    assert_eq!(only(&judged), due(DueKind::Update, "11:45"));
}

#[test]
fn what_they_write_after_a_holding_word_is_due_instead_of_the_update() {
    let judged = ask("help @oncall")
        .says("10:05", "ana", "Looking into it.")
        .says("10:10", "dirk", "it is the one in Kiel")
        .seen_at("10:11");
    assert_eq!(only(&judged), due(DueKind::NextResponse, "11:10"));
}

#[test]
fn a_level_without_a_promise_reminds_until_somebody_answers() {
    let story =
        Story::asks("10:00", "dirk", "where is the export?").ruled(|rules| {
            rules.levels[2].first_response = None;
            rules.levels[2].remind = Some(Target::from(next_day()));
        });
    let judged = story.seen_at("10:01");
    let (kind, at) = only(&judged);
    assert_eq!((kind, at.as_str()), (DueKind::Reminder, "18 18:00"));
    let answered = story.says("11:00", "ana", "In the archive.");
    assert_eq!(answered.seen_at("11:01").deadline, None);
}

#[test]
fn the_end_of_it_is_due_until_it_is_closed_without_what_they_took() {
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .ruled(|rules| rules.levels[1].resolution = target(240));
    let both = story.seen_at("10:01");
    assert_eq!(shown(&both.others[0]), due(DueKind::Resolution, "14:00"));
    let answered = story.says("10:05", "ana", "Restart the printer.");
    let judged = answered.seen_at("10:06");
    assert_eq!(only(&judged), due(DueKind::Resolution, "14:00"));
    let asked = answered.says("10:30", "ana", "Did that help?");
    assert_eq!(asked.seen_at("10:31").deadline, None, "it is their turn");
    let back = asked.says("12:30", "dirk", "no it did not");
    let later = back.seen_at("12:31");
    assert_eq!(only(&later), due(DueKind::Resolution, "16:00"));
    let closed = back.marks("13:00", &[(DONE, &["ana"])]);
    assert_eq!(closed.seen_at("13:01").deadline, None);
}

#[test]
fn a_request_of_a_teammate_runs_only_where_a_level_says_so() {
    let judged = Story::asks("10:00", "noor", "help @oncall")
        .says("10:05", "ana", "On it.")
        .seen_at("10:06");
    assert_eq!((judged.internal, judged.deadline), (true, None));
}

#[test]
fn an_agreed_time_replaces_what_runs_and_nothing_later() {
    let agree = What::DueSet { at: at("15:00"), why: "They said".to_owned() };
    let story = ask("help @oncall").does("10:02", agree);
    let judged = story.seen_at("10:03");
    assert_eq!(only(&judged), due(DueKind::FirstResponse, "15:00"));
    assert_eq!(judged.only_here.as_deref(), Some("agreed date"));
    let told = judged.steps.iter().any(|step| step.words.contains("They said"));
    assert!(told, "the receipt says why");
    let late = story.says("14:00", "ana", "Restart the printer.");
    let verdict = late.seen_at("14:01").verdict.expect("a verdict");
    assert_eq!(verdict.outcome, Outcome::Met, "otherwise agreed");
    let again = late.says("14:10", "dirk", "it broke again");
    let next = again.seen_at("14:11");
    assert_eq!(only(&next), due(DueKind::NextResponse, "15:10"));
}

#[test]
fn an_agreed_time_stands_where_nothing_was_promised() {
    let agree = What::DueSet { at: at("15:00"), why: "They said".to_owned() };
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .ruled(|rules| rules.levels.clear())
        .does("10:02", agree);
    let judged = story.seen_at("10:03");
    assert_eq!(only(&judged), due(DueKind::FirstResponse, "15:00"));
}

#[test]
fn by_when_they_need_it_is_shown_until_it_is_answered() {
    let story = ask("we need this by 15:00 @oncall");
    let needed = story.seen_at("10:01").needed_by.expect("a time");
    assert_eq!(needed.due, at("15:00"));
    assert_eq!(story.due_at("10:01"), Some(at("10:30")), "it moves nothing");
    let answered = story.says("10:10", "ana", "Here it is.");
    assert_eq!(answered.seen_at("10:11").needed_by, None);
}

#[test]
fn a_priority_that_a_person_sets_gives_its_own_next_answer() {
    let story = answered()
        .says("10:20", "dirk", "it broke again")
        .ruled(|rules| rules.levels[0].next_response = target(10));
    let priority = Priority::Emergency;
    let judged =
        story.does("10:22", What::Priority { priority }).seen_at("10:23");
    assert_eq!(only(&judged), due(DueKind::NextResponse, "10:30"));
}
