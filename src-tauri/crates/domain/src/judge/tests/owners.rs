//! Who works on it.

use crate::world::*;
use crate::{Duty, Role, Seat, Shift};

fn ask() -> Story {
    Story::asks("10:00", "dirk", "a question")
}

#[test]
fn eyes_of_somebody_on_duty_are_a_claim() {
    let story = ask().marks("10:05", &[(EYES, &["ana"])]);
    assert_eq!(story.owners_at("10:06"), ["ana"]);
    assert_eq!(story.seen_at("10:06").owners[0].since, at("10:05"));
}

#[test]
fn eyes_of_somebody_off_duty_are_a_look() {
    let story = ask().marks("10:05", &[(EYES, &["noor", "lena"])]);
    assert!(story.owners_at("10:06").is_empty());
    assert_eq!(story.seen_at("10:06").looking, [key("noor"), key("lena")]);
}

#[test]
fn eyes_of_the_asking_side_say_nothing() {
    let story = ask().marks("10:05", &[(EYES, &["dirk", "maya"])]);
    assert!(story.owners_at("10:06").is_empty());
    let internal = Story::asks("10:00", "mika", "help @oncall")
        .marks("10:05", &[(EYES, &["mika"])]);
    assert!(internal.owners_at("10:06").is_empty());
}

#[test]
fn while_two_claims_race_the_order_at_the_source_decides() {
    let story = ask().marks("10:05", &[(EYES, &["mika", "ana"])]);
    assert_eq!(story.owners_at("10:05:29"), ["mika"]);
    assert_eq!(story.owners_at("10:05:30"), ["mika", "ana"], "together");
}

#[test]
fn a_loser_who_takes_the_mark_back_leaves_one_owner() {
    let story = ask()
        .marks("10:05", &[(EYES, &["mika", "ana"])])
        .marks("10:05:02", &[(EYES, &["mika"])]);
    assert_eq!(story.owners_at("10:07"), ["mika"]);
}

#[test]
fn whoever_answers_first_on_duty_owns_it() {
    let story = ask().says("10:05", "ana", "Looking into it.");
    assert_eq!(story.owners_at("10:06"), ["ana"]);
    let off = ask().says("10:05", "noor", "Try again.");
    assert!(off.owners_at("10:06").is_empty());
}

#[test]
fn a_release_leaves_it_unowned() {
    let story = ask().marks("10:05", &[(EYES, &["ana"])]).marks("10:10", &[]);
    assert!(story.owners_at("10:11").is_empty());
}

#[test]
fn at_a_shifts_end_the_leaver_only_looks() {
    let mut story = ask().marks("10:05", &[(EYES, &["ana"])]);
    let seats = |name| vec![Seat { person: key(name), role: Role::Responder }];
    let shift = |from, to, name| Shift {
        from: at(from),
        to: at(to),
        seats: seats(name),
    };
    story.rules.duty = Duty::Shifts {
        shifts: vec![
            shift("09:00", "12:00", "ana"),
            shift("12:00", "18:00", "mika"),
        ],
    };
    assert_eq!(story.owners_at("11:59:59"), ["ana"]);
    assert!(story.owners_at("12:00").is_empty());
    assert_eq!(story.seen_at("12:00").looking, [key("ana")]);
    let answered = story.marks("10:06", &[]).says("10:10", "mika", "Early.");
    let later = answered.owners_at("12:30");
    assert!(later.is_empty(), "an answer given off duty takes nothing");
}

#[test]
fn a_silent_owner_is_stale_after_half_an_hour() {
    let story = ask().marks("10:05", &[(EYES, &["ana"])]);
    assert_eq!(story.seen_at("10:06").stale_at, Some(at("10:35")));
}

#[test]
fn a_silent_owner_is_stale_when_the_first_response_is_due() {
    let story = Story::asks("10:00", "dirk", "@dev911")
        .marks("10:05", &[(EYES, &["ana"])]);
    assert_eq!(story.seen_at("10:06").stale_at, Some(at("10:10")));
    let late = Story::asks("10:00", "dirk", "@dev911")
        .marks("10:45", &[(EYES, &["ana"])]);
    assert_eq!(late.seen_at("10:46").stale_at, Some(at("11:15")));
}

#[test]
fn a_word_to_the_asking_side_resets_the_silence() {
    let story = ask()
        .marks("10:05", &[(EYES, &["ana"])])
        .says("10:20", "ana", "Still at it.")
        .says("10:25", "dirk", "how long will it take");
    assert_eq!(story.seen_at("10:26").stale_at, Some(at("10:50")));
}

#[test]
fn nobody_is_stale_while_the_ball_is_theirs() {
    let story = ask().marks("10:05", &[(EYES, &["ana"])]).says(
        "10:20",
        "ana",
        "Which tour?",
    );
    assert_eq!(story.seen_at("12:00").stale_at, None);
}

#[test]
fn a_stale_claim_loses_to_a_newer_one_and_stays_lost() {
    let story = ask()
        .marks("10:05", &[(EYES, &["ana"])])
        .marks("10:40", &[(EYES, &["ana", "mika"])]);
    assert_eq!(story.owners_at("10:50"), ["mika"]);
    let back = story.says("10:55", "ana", "I was at lunch.");
    assert_eq!(back.owners_at("11:00"), ["mika"]);
}

#[test]
fn a_live_claim_does_not_lose_to_a_newer_one() {
    let story = ask()
        .marks("10:05", &[(EYES, &["ana"])])
        .marks("10:30", &[(EYES, &["ana", "mika"])]);
    assert_eq!(story.owners_at("10:50"), ["ana", "mika"]);
}

#[test]
fn a_mark_on_any_joined_root_claims_all_of_it() {
    let second = posted(("2", "2"), at("10:01"), post("dirk", "and another"));
    let claim = marked("2", at("10:05"), &[(EYES, &["ana"])]);
    let story = ask().hears(&second, "10:01").hears(&claim, "10:05");
    assert_eq!(story.owners_at("10:06"), ["ana"]);
    assert_eq!(story.seen_at("10:06").root.unwrap().as_str(), "1");
}

#[test]
fn which_root_was_read_last_does_not_decide_who_was_first() {
    let second = posted(("2", "2"), at("10:01"), post("dirk", "and another"));
    let story = ask().hears(&second, "10:01");
    let here = marked("1", at("10:05"), &[(EYES, &["ana"])]);
    let there = marked("2", at("10:05"), &[(EYES, &["mika"])]);
    let one = story.clone().hears(&here, "10:05").hears(&there, "10:05");
    let other = story.hears(&there, "10:05").hears(&here, "10:05");
    assert_eq!(one.owners_at("10:05:10"), ["ana"]);
    assert_eq!(other.owners_at("10:05:10"), ["ana"]);
}
