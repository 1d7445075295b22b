//! Who works on it.

use crate::world::*;
use crate::{Duty, Role, Seat, Shift, What};

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
    assert_eq!(story.seen_at("10:26").heard, Some(at("10:20")));
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

#[test]
fn who_answers_first_and_then_takes_their_claim_off_has_it_no_more() {
    let story = ask()
        .marks("10:05", &[(EYES, &["ana"])])
        .says("10:06", "ana", "Looking into it.")
        .marks("10:10", &[]);
    assert!(story.owners_at("10:11").is_empty(), "she gave it back");
    let again = story.marks("10:20", &[(EYES, &["ana"])]);
    assert_eq!(again.owners_at("10:21"), ["ana"]);
}

#[test]
fn a_mark_that_was_taken_off_before_the_answer_gives_nothing_back() {
    let story = ask()
        .marks("10:05", &[(EYES, &["ana"])])
        .marks("10:06", &[])
        .says("10:07", "ana", "Here you are.");
    assert_eq!(story.owners_at("10:08"), ["ana"]);
}

#[test]
fn who_has_it_without_a_mark_gives_it_back_here_alone() {
    let by = key("ana");
    let story = ask()
        .says("10:06", "ana", "Looking into it.")
        .does("10:10", What::Release { by });
    assert!(story.owners_at("10:11").is_empty());
    let only_here = story.seen_at("10:11").only_here;
    assert_eq!(only_here.as_deref(), Some("released"));
    let back = story.does("10:12", What::Undo { seq: 1 });
    assert_eq!(back.owners_at("10:13"), ["ana"]);
}

#[test]
fn who_says_only_that_they_are_on_it_is_silent_half_an_hour_later() {
    let says = "Looking into it, I'll get back to you here.";
    let story = ask()
        .ruled(|rules| rules.claim_says = Some(says.to_owned()))
        .marks("10:05", &[(EYES, &["ana"])])
        .says("10:05:05", "ana", says);
    assert_eq!(story.seen_at("10:30").stale_at, Some(at("10:35:05")));
}

#[test]
fn where_no_mark_can_be_set_a_claim_holds_here_until_it_is_given_back() {
    let story = ask().does("10:05", What::Claim { by: key("ana") });
    assert_eq!(story.owners_at("10:06"), ["ana"]);
    let seen = story.seen_at("10:06");
    assert_eq!(seen.only_here.as_deref(), Some("claimed"));
    let back = story.does("10:10", What::Release { by: key("ana") });
    assert!(back.owners_at("10:11").is_empty());
    let off = ask().does("10:05", What::Claim { by: key("noor") });
    assert!(off.owners_at("10:06").is_empty(), "off duty nobody has it");
}
