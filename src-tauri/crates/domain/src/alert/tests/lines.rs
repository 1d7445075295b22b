//! The table of alerts, line by line.

use super::desk::{Desk, loud, soft};
use crate::alert::{AlertKind, Hush, arrivals_notice, blind_notice};
use crate::calendar::samples::every_day;
use crate::world::*;
use crate::{Chime, Fault, Loudness, Priority, Role, Tones};

fn urgent() -> Story {
    Story::asks("10:00", "dirk", "help @oncall")
}

/// Yours, after it has told you of the arrival.
fn told_of(story: &Story) -> Desk {
    let mut desk = Desk::yours();
    assert_eq!(desk.at(story, "10:00:05"), [loud(AlertKind::Arrival)]);
    desk
}

#[test]
fn an_arrival_rings_once() {
    let story = urgent();
    let mut desk = Desk::yours();
    let alerts = desk.decides(&story, at("10:00:05"));
    assert_eq!(alerts[0].notice.title, "New, due 10:30: help @oncall");
    assert!(desk.decides(&story, at("10:00:06")).is_empty());
}

#[test]
fn an_emergency_is_critical() {
    let story = Story::asks("10:00", "dirk", "help @dev911");
    let alerts = Desk::yours().decides(&story, at("10:00:05"));
    assert_eq!(alerts[0].notice.loudness, Loudness::Critical);
}

#[test]
fn while_most_requests_come_everything_is_one_step_louder() {
    let at_peak = |story: Story| {
        let peak = every_day("10:00-12:00").checked();
        story.ruled(|rules| rules.peaks.push(peak))
    };
    let first = |desk: &mut Desk, story: &Story, time| {
        desk.decides(story, at(time))[0].notice.loudness
    };
    let mut desk = Desk::yours();
    let story = at_peak(urgent());
    assert_eq!(first(&mut desk, &story, "10:00:05"), Loudness::Critical);
    let story = story.says("10:01", "dirk", "hello");
    assert_eq!(first(&mut desk, &story, "10:01"), Loudness::Sound);
    let later = at_peak(Story::asks("12:00", "dirk", "help @oncall"));
    let desk = &mut Desk::yours();
    assert_eq!(first(desk, &later, "12:00:05"), Loudness::Sound, "it is over");
}

#[test]
fn a_peak_changes_how_loud_it_is_and_nothing_else() {
    let calm = urgent().says("10:10", "dirk", "still broken");
    let peak = every_day("10:00-12:00").checked();
    let busy = calm.clone().ruled(|rules| rules.peaks.push(peak));
    assert_eq!(calm.seen_at("10:11"), busy.seen_at("10:11"));
    let (mut one, mut other) = (Desk::yours(), Desk::yours());
    for time in ["10:11", "10:18", "10:24", "10:30", "10:31", "10:32"] {
        let mut alerts = one.decides(&calm, at(time));
        let louder = other.decides(&busy, at(time));
        assert!(!alerts.is_empty(), "{time}");
        for (alert, louder) in alerts.iter_mut().zip(&louder) {
            assert!(alert.notice.loudness < louder.notice.loudness, "{time}");
            alert.notice.loudness = louder.notice.loudness;
        }
        assert_eq!(alerts, louder, "{time}");
    }
}

#[test]
fn an_arrival_has_one_tone_a_warning_two_and_a_late_request_three() {
    let story = urgent();
    let mut desk = Desk::yours();
    let priority = Priority::Urgent;
    for (time, tones) in [
        ("10:00:05", Tones::One),
        ("10:18", Tones::Two),
        ("10:24", Tones::Two),
        ("10:30", Tones::Three),
    ] {
        let alerts = desk.decides(&story, at(time));
        let chime = alerts[0].notice.chime;
        assert_eq!(chime, Chime { priority, tones }, "{time}");
    }
}

#[test]
fn a_further_message_updates_the_bubble_and_sounds_at_most_every_two_minutes() {
    let story = urgent();
    let mut desk = told_of(&story);
    let story = story.says("10:01", "dirk", "hello");
    assert_eq!(desk.at(&story, "10:01"), [soft(AlertKind::Message)]);
    let story = story.says("10:03", "dirk", "anybody");
    assert_eq!(desk.at(&story, "10:03"), [loud(AlertKind::Message)]);
}

#[test]
fn several_messages_read_in_one_go_arrive_together() {
    let story = urgent().says("10:00:20", "dirk", "hello");
    let mut desk = Desk::yours();
    assert_eq!(desk.at(&story, "10:00:25"), [loud(AlertKind::Arrival)]);
    assert_eq!(desk.at(&story, "10:00:26"), []);
}

#[test]
fn thanks_ring_nobody() {
    let story = urgent().says("10:05", "ana", "Fixed.");
    let mut desk = Desk::yours();
    desk.at(&story, "10:05");
    let thanked = story.says("10:06", "dirk", "thanks!");
    assert_eq!(desk.at(&thanked, "10:06"), []);
}

#[test]
fn what_was_answered_before_we_saw_it_is_only_recorded() {
    let story = urgent().says("10:00:10", "ana", "Fixed.");
    let said = Desk::yours().at(&story, "10:00:15");
    assert_eq!(said, [(AlertKind::Arrival, false, Some(Hush::Answered))]);
}

#[test]
fn a_raise_rings_as_an_arrival_also_behind_a_later_message() {
    let story = Story::asks("10:00", "dirk", "the tour is gone");
    let mut desk = told_of(&story);
    let story = story
        .says("10:00:30", "dirk", "@dev911")
        .says("10:00:40", "dirk", "hello?");
    assert_eq!(
        desk.at(&story, "10:00:45"),
        [soft(AlertKind::Message), loud(AlertKind::Raised)]
    );
}

#[test]
fn a_message_that_is_edited_twice_raises_twice() {
    let story = Story::asks("10:00", "dirk", "the tour is gone");
    let mut desk = told_of(&story);
    let story = story.edits("10:01", ("1", "dirk"), "gone @oncall");
    assert_eq!(desk.at(&story, "10:01"), [loud(AlertKind::Raised)]);
    let story = story.edits("10:02", ("1", "dirk"), "gone @oncall @dev911");
    assert_eq!(desk.at(&story, "10:02"), [loud(AlertKind::Raised)]);
}

#[test]
fn what_was_closed_and_comes_back_rings_as_an_arrival() {
    let story = urgent()
        .says("10:05", "mika", "Fixed.")
        .marks("10:06", &[(DONE, &["mika"])])
        .marks("10:07", &[(DONE, &["mika"]), (EYES, &[])]);
    let mut desk = Desk::yours();
    desk.at(&story, "10:08");
    let story = story.says("10:20", "dirk", "no").ruled(|rules| {
        rules.duty = crate::Duty::Always {
            seats: vec![crate::Seat {
                person: key("you"),
                role: Role::Responder,
            }],
        };
    });
    assert_eq!(desk.at(&story, "10:20"), [loud(AlertKind::Reopened)]);
}

#[test]
fn unowned_both_warnings_ring_and_the_second_with_sound() {
    let story = urgent();
    let mut desk = told_of(&story);
    let said = desk.between(&story, ("10:01", "10:30"));
    assert_eq!(
        said,
        [
            (at("10:18"), soft(AlertKind::FirstWarning)),
            (at("10:24"), loud(AlertKind::SecondWarning)),
        ]
    );
}

#[test]
fn a_warning_that_is_looked_at_late_is_the_second_alone() {
    let story = urgent();
    let mut desk = told_of(&story);
    assert_eq!(desk.at(&story, "10:25"), [loud(AlertKind::SecondWarning)]);
    assert_eq!(desk.at(&story, "10:26"), []);
}

#[test]
fn mine_arrives_silently_and_rings_for_their_next_message() {
    let story = urgent().marks("10:00:03", &[(EYES, &["you"])]);
    let mut desk = Desk::yours();
    assert_eq!(
        desk.at(&story, "10:00:05"),
        [(AlertKind::Arrival, false, Some(Hush::Owned))]
    );
    let story = story.says("10:00:30", "dirk", "hello");
    assert_eq!(desk.at(&story, "10:00:31"), [loud(AlertKind::Message)]);
    let story = story.says("10:00:40", "dirk", "hello?");
    assert_eq!(desk.at(&story, "10:00:41"), [loud(AlertKind::Message)]);
}

#[test]
fn mine_is_warned_of_whatever_my_seat() {
    let story = urgent().marks("10:00:03", &[(EYES, &["ben"])]);
    let mut desk = Desk::of("ben", Role::Fallback);
    desk.at(&story, "10:00:05");
    assert_eq!(desk.at(&story, "10:18"), [soft(AlertKind::FirstWarning)]);
}

#[test]
fn a_teammates_is_told_to_those_who_were_alerted_before() {
    let story = urgent();
    let mut desk = told_of(&story);
    let story = story.marks("10:02", &[(EYES, &["ana"])]);
    assert_eq!(desk.at(&story, "10:02"), [soft(AlertKind::Taken)]);
    let warnings = desk.between(&story, ("10:03", "10:30"));
    assert!(
        warnings.iter().all(|(_, said)| said.2 == Some(Hush::Owned)),
        "{warnings:?}"
    );
}

#[test]
fn a_teammates_from_the_start_is_told_to_nobody() {
    let story = urgent().marks("10:00:03", &[(EYES, &["ana"])]);
    let mut desk = Desk::yours();
    assert_eq!(
        desk.at(&story, "10:00:30"),
        [(AlertKind::Arrival, false, Some(Hush::Owned))]
    );
    let story = story.says("10:10", "dirk", "hello");
    assert_eq!(
        desk.at(&story, "10:10"),
        [(AlertKind::Message, false, Some(Hush::Owned))]
    );
}

#[test]
fn a_teammates_that_becomes_an_emergency_rings_as_an_arrival() {
    let story = urgent().marks("10:00:03", &[(EYES, &["ana"])]);
    let mut desk = Desk::yours();
    desk.at(&story, "10:00:30");
    let story = story.says("10:05", "dirk", "@dev911");
    assert_eq!(desk.at(&story, "10:05"), [loud(AlertKind::Raised)]);
    assert_eq!(desk.at(&story, "10:05:01"), [], "and not that she has it");
}

#[test]
fn a_lost_claim_is_not_told_twice() {
    let story = urgent();
    let mut desk = told_of(&story);
    let key = format!("{}1", crate::alert::LOST);
    desk.told.decided.insert(key, at("10:02"));
    let story = story.marks("10:02", &[(EYES, &["ana"])]);
    assert_eq!(desk.at(&story, "10:02"), []);
}

#[test]
fn their_message_on_yours_says_what_they_wrote() {
    let story = urgent().marks("10:00:30", &[(EYES, &["you"])]);
    let mut desk = Desk::yours();
    desk.at(&story, "10:01");
    let story = story.says("10:02", "dirk", "It prints again.\nBut twice.");
    let alerts = desk.decides(&story, at("10:02"));
    let notice = &alerts[0].notice;
    assert_eq!(notice.title, "Dirk answered: help @oncall");
    assert_eq!(notice.body, "It prints again.");
}

#[test]
fn arrivals_together_say_when_the_first_is_due_and_where_they_came_from() {
    let alerts = Desk::yours().decides(&urgent(), at("10:00:05"));
    let from = [("Teams".to_owned(), 2), ("Slack".to_owned(), 1)];
    let notice =
        arrivals_notice(&[&alerts[0]], Some("16:43"), &from, Loudness::Sound);
    assert_eq!(notice.title, "3 new, first due 16:43");
    assert_eq!(notice.body, "Teams 2, Slack 1.");
}

#[test]
fn the_bubble_of_a_blind_source_leads_back_in_and_to_the_source_itself() {
    let out = Fault::Unauthorized { words: "signed out".to_owned() };
    let notice = blind_notice("slack", "Slack", "14:02", Some(&out));
    let labels: Vec<_> =
        notice.buttons.iter().map(|(_, label)| label.as_str()).collect();
    assert_eq!(labels, ["Sign in again", "Open Slack"]);
    assert_eq!(notice.body, "Signed out. Requests may be waiting there.");
}
