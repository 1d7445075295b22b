//! What is revealed, and when.

use super::*;
use crate::judge;
use crate::world::*;

fn did(story: &Story, guess: &Guess) -> Option<TeamDid> {
    let rules = ferryline();
    let judged = judge(&story.thread, &rules, at("11:00"));
    revealed(guess, &story.thread, (&judged, &rules))
}

fn reply(text: &str) -> Guess {
    Guess::Reply { text: text.to_owned() }
}

#[test]
fn nothing_is_revealed_before_the_team_did_something() {
    let story = Story::asks("10:00", "dirk", "The labels are gone @oncall");
    let step = Guess::FirstStep { text: "Restart it".to_owned() };
    let tag = Guess::Tag { tag: "bug".to_owned() };
    let priority = Guess::Priority { priority: Priority::Urgent };
    for guess in [Guess::Claim, reply("Hello"), step, tag, priority] {
        assert_eq!(did(&story, &guess), None, "{guess:?}");
    }
}

#[test]
fn a_claim_an_answer_and_a_tag_are_told_with_their_times() {
    let story = Story::asks("10:00", "dirk", "The labels are gone @oncall")
        .hears(
            &marked("1", at("10:02"), &[(EYES, &["ana"]), ("bug", &["mika"])]),
            "10:02",
        )
        .hears(
            &posted(("2", "1"), at("10:03"), post("ana", "Looking into it.")),
            "10:03",
        )
        .hears(
            &posted(("3", "1"), at("10:05"), post("ana", "Which depot?")),
            "10:05",
        );
    let claim = did(&story, &Guess::Claim).unwrap();
    assert_eq!((claim.by.as_str(), claim.at), ("Ana", Some(at("10:02"))));
    let answer = did(&story, &reply("Hello")).unwrap();
    assert_eq!(answer.words, "Which depot?", "not the one that only holds");
    assert_eq!(answer.at, Some(at("10:05")));
    let tag = |tag: &str| did(&story, &Guess::Tag { tag: tag.to_owned() });
    assert_eq!(tag("Bug").unwrap().same, Some(true));
    assert_eq!(tag("question").unwrap().same, Some(false));
    let urgent = Guess::Priority { priority: Priority::Urgent };
    assert_eq!(did(&story, &urgent).unwrap().same, Some(true));
    let normal = Guess::Priority { priority: Priority::Normal };
    assert_eq!(did(&story, &normal).unwrap().words, "urgent");
}

#[test]
fn only_a_teammate_makes_a_thread_worth_reading() {
    let rules = ferryline();
    let story = |by: &'static str| {
        Story::asks("10:00", "dirk", "Why do two reports differ?").hears(
            &marked("1", at("10:02"), &[("evergreen_tree", &[by])]),
            "10:02",
        )
    };
    assert!(is_evergreen(&story("ana").thread, &rules));
    assert!(!is_evergreen(&story("dirk").thread, &rules));
    let mut issue = story("dirk").thread;
    for mark in &mut issue.marks {
        mark.name = crate::label_mark("evergreen");
    }
    assert!(is_evergreen(&issue, &rules), "who may label it may say so");
}
