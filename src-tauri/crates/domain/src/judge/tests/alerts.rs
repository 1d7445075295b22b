//! Bots that tell of alerts.

use crate::world::*;
use crate::{
    Activity, Duty, Life, NewsKind, Outcome, Priority, What, judge_again,
};

fn fires(id: &str, time: &str, key: &str) -> Activity {
    posted((id, id), at(time), alert(key, "Printer queue is full", false))
}

fn over(id: &str, time: &str, key: &str) -> Activity {
    posted((id, id), at(time), alert(key, "Resolved", true))
}

/// Alerts are urgent here: half an hour.
fn fired() -> Story {
    Story::begins(fires("1", "10:00", "queue"), "alerts").ruled(|rules| {
        rules.sources[0].places[1].priority = Priority::Urgent;
    })
}

#[test]
fn an_alert_is_a_request_that_a_claim_answers() {
    let story = fired();
    assert_eq!(story.due_at("10:01"), Some(at("10:30")));
    let claimed = story.marks("10:10", &[(EYES, &["ana"])]);
    let verdict = claimed.seen_at("10:11").verdict.unwrap();
    assert_eq!((verdict.outcome, verdict.by), (Outcome::Met, Some(key("ana"))));
    assert_eq!(claimed.due_at("10:11"), None);
    assert_eq!(claimed.seen_at("10:11").life, Life::Open);
}

#[test]
fn a_claim_that_counted_counts_though_its_seat_is_given_up_at_once() {
    let claimed = fired().marks("10:10", &[(EYES, &["ana"])]);
    let counted = claimed.seen_at("10:10").verdict;
    let left = claimed
        .ruled(|rules| rules.duty = Duty::Always { seats: Vec::new() })
        .hears(&fires("2", "10:11", "queue"), "10:11");
    let stands = left.seen_at("10:11");
    assert_eq!(stands.verdict, counted, "the mark stands, and so it counts");
    assert!(stands.owners.is_empty() && stands.deadline.is_none());
    let off = left.marks("10:11", &[]);
    assert_eq!(off.seen_at("10:11").verdict, None, "it was taken off");
}

#[test]
fn what_is_merely_judged_again_keeps_its_verdict_at_any_hour() {
    let mut story = fired().marks("10:10", &[(EYES, &["ana"])]);
    story.thread.verdict = story.seen_at("10:10").verdict;
    story.thread.marks.clear();
    for time in ["10:10", "10:11", "10:30", "11:30"] {
        let again = judge_again(&story.thread, &story.rules, at(time));
        assert_eq!(again.verdict, story.thread.verdict, "{time}");
    }
}

#[test]
fn resolved_and_nobodys_is_closed_by_itself_and_cancelled() {
    let story = fired().hears(&over("2", "10:20", "queue"), "10:20");
    let judged = story.seen_at("10:21");
    assert_eq!(judged.life, Life::Closed { at: at("10:20"), by: None });
    assert_eq!(judged.verdict.unwrap().outcome, Outcome::Cancelled);
}

#[test]
fn resolved_and_claimed_is_left_to_its_owner() {
    let story = fired()
        .marks("10:10", &[(EYES, &["ana"])])
        .hears(&over("2", "10:20", "queue"), "10:20");
    let judged = story.seen_at("10:21");
    assert!(judged.life.lives());
    assert_eq!(judged.resolved, Some(at("10:20")), "offered for closing");
    let closed = story.marks("10:25", &[(EYES, &["ana"]), (DONE, &["ana"])]);
    assert_eq!(closed.seen_at("10:26").resolved, None);
}

#[test]
fn what_fires_again_is_no_longer_offered_for_closing() {
    let story = fired()
        .marks("10:10", &[(EYES, &["ana"])])
        .hears(&over("2", "10:20", "queue"), "10:20")
        .hears(&fires("3", "11:00", "queue"), "11:00");
    let judged = story.seen_at("11:01");
    assert_eq!(judged.resolved, None);
    assert_eq!(judged.deadline.unwrap().due, at("11:30"));
}

#[test]
fn an_alert_whose_post_is_edited_to_resolved_is_over() {
    let mut edit = over("1", "10:00", "queue");
    if let crate::Event::Post { post } = &mut edit.event {
        post.edited = Some(at("10:20"));
    }
    let story = fired().hears(&edit, "10:20");
    assert_eq!(
        story.seen_at("10:21").life,
        Life::Closed { at: at("10:20"), by: None }
    );
}

#[test]
fn over_after_a_claim_that_holds_here_it_is_offered_for_closing() {
    let story = fired()
        .does("10:05", What::Claim { by: key("ana") })
        .hears(&over("2", "10:20", "queue"), "10:20");
    let judged = story.seen_at("10:21");
    assert_eq!(judged.life, Life::Open);
    assert_eq!(judged.resolved, Some(at("10:20")));
}

#[test]
fn fired_again_it_is_back_with_its_target_from_that_post() {
    let story = fired()
        .hears(&over("2", "10:20", "queue"), "10:20")
        .hears(&fires("3", "11:00", "queue"), "11:00");
    let judged = story.seen_at("11:01");
    assert_eq!(judged.life, Life::Open);
    assert_eq!(judged.deadline.unwrap().due, at("11:30"));
    assert_eq!(judged.news.unwrap().kind, NewsKind::Reopened);
    assert_eq!(judged.verdict, None);
}

#[test]
fn fired_again_after_we_talked_about_it_it_is_promised_anew() {
    let story = fired()
        .says("10:10", "ana", "Cleaning it.")
        .hears(&over("2", "10:20", "queue"), "10:20")
        .says("10:25", "ana", "Done.")
        .hears(&fires("3", "11:00", "queue"), "11:00");
    assert_eq!(story.due_at("11:01"), Some(at("11:30")));
    let claim = marked("3", at("11:05"), &[(EYES, &["mika"])]);
    let answered = story.hears(&claim, "11:05");
    let verdict = answered.seen_at("11:06").verdict.unwrap();
    assert_eq!((verdict.started, verdict.by), (at("11:00"), Some(key("mika"))));
}

#[test]
fn fired_again_after_a_colleague_closed_it_it_is_back() {
    let story = fired()
        .marks("10:10", &[(DONE, &["ana"])])
        .hears(&fires("2", "11:00", "queue"), "11:00");
    assert_eq!(story.seen_at("11:01").life, Life::Open);
    assert_eq!(story.due_at("11:01"), Some(at("11:30")));
}

#[test]
fn fired_again_while_it_burns_it_still_counts_from_the_start() {
    let story = fired().hears(&fires("2", "10:20", "queue"), "10:20");
    assert_eq!(story.due_at("10:21"), Some(at("10:30")));
}

#[test]
fn a_burst_is_one_row_until_all_of_it_is_over() {
    let ids: Vec<String> = (1..=40).map(|n| n.to_string()).collect();
    let mut story = fired();
    for id in &ids[1..] {
        story = story.hears(&fires(id, "10:01", id), "10:01");
    }
    assert_eq!(story.seen_at("10:02").gist, "40 alerts, Bugsnag");
    let last = story.clone().hears(&over("x", "10:05", "40"), "10:05");
    assert_eq!(last.seen_at("10:06").life, Life::Open, "39 still burn");
    for id in ids[1..].iter().map(String::as_str).chain(["queue"]) {
        story = story.hears(&over(&format!("o{id}"), "10:10", id), "10:10");
    }
    assert!(matches!(story.seen_at("10:11").life, Life::Closed { .. }));
}

#[test]
fn a_claim_on_one_root_of_a_burst_owns_the_row() {
    let mut story = fired();
    for id in ["2", "3", "4", "5", "6"] {
        story = story.hears(&fires(id, "10:01", id), "10:01");
    }
    let claim = marked("4", at("10:02"), &[(EYES, &["ana"])]);
    let story = story.hears(&claim, "10:02");
    assert_eq!(story.owners_at("10:03"), ["ana"]);
}

#[test]
fn a_deleted_alert_is_withdrawn() {
    let story = fired().deletes("10:05", "1");
    assert_eq!(
        story.seen_at("10:06").life,
        Life::Withdrawn { at: at("10:05") }
    );
}

/// Forty alerts of as many keys, two a second.
fn storm() -> Story {
    let mut story = fired();
    for n in 2..=40 {
        let (id, time) = (n.to_string(), format!("10:00:{:02}", n / 2));
        story = story.hears(&fires(&id, &time, &id), &time);
    }
    story
}

#[test]
fn all_the_roots_of_a_burst_are_to_be_marked() {
    let judged = storm().seen_at("10:01");
    assert!(judged.burst);
    assert_eq!(judged.root, Some(crate::ExternalId::new("1")));
    assert_eq!(judged.joined.len(), 39);
}

#[test]
fn further_posts_of_one_alert_are_no_burst() {
    let judged = fired().hears(&fires("2", "10:20", "queue"), "10:20");
    let judged = judged.seen_at("10:21");
    assert!(!judged.burst && judged.joined.is_empty());
}

#[test]
fn what_fired_again_is_marked_at_the_post_with_which_it_did() {
    let again = fired()
        .hears(&over("2", "10:20", "queue"), "10:20")
        .hears(&fires("3", "11:00", "queue"), "11:00");
    let root = again.seen_at("11:01").root;
    assert_eq!(root, Some(crate::ExternalId::new("3")));
}
