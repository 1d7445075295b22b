//! What is not said by itself, and why.

use super::desk::{Desk, Said, loud};
use crate::alert::{AlertKind, Hush};
use crate::world::*;
use crate::{Priority, What};

fn urgent() -> Story {
    Story::asks("10:00", "dirk", "help @oncall")
}

fn emergency(time: &str) -> Story {
    Story::asks(time, "dirk", "help @dev911")
}

fn hushed(kind: AlertKind, why: Hush) -> Said {
    (kind, false, Some(why))
}

#[test]
fn outside_the_hours_nothing_rings_and_nothing_repeats() {
    let story = Story::asks("06:00", "dirk", "help @oncall");
    let mut desk = Desk::yours();
    let said = desk.between(&story, ("06:00", "06:10"));
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].1, hushed(AlertKind::Arrival, Hush::Closed));
    assert!(Hush::Closed.told_later(), "in the digest of the opening");
}

#[test]
fn the_repeats_stop_at_the_closing_and_go_on_at_the_opening() {
    let story = Story::asks("17:20", "dirk", "help @oncall");
    let mut desk = Desk::yours();
    desk.between(&story, ("17:20", "17:58"));
    let evening = desk.between(&story, ("17:58", "18:30"));
    assert_eq!(evening.len(), 2, "{evening:?}");
    let morning = desk.decides(&story, on("2026-11-18", "09:00"));
    assert!(morning[0].repeat && morning[0].hushed.is_none());
}

#[test]
fn round_the_clock_levels_ring_at_any_hour() {
    let story = emergency("03:00");
    let mut desk = Desk::yours();
    assert_eq!(desk.at(&story, "03:00:05"), [loud(AlertKind::Arrival)]);
    assert_eq!(desk.at(&story, "03:10").len(), 1);
}

#[test]
fn without_a_level_the_hours_are_the_teams() {
    let bare = |time| {
        Story::asks(time, "dirk", "hello").ruled(|rules| rules.levels.clear())
    };
    let night = Desk::yours().at(&bare("20:00"), "20:00:05");
    assert_eq!(night, [hushed(AlertKind::Arrival, Hush::Closed)]);
    let day = Desk::yours().at(&bare("10:00"), "10:00:05");
    assert_eq!(day, [loud(AlertKind::Arrival)]);
}

#[test]
fn quiet_stops_everything_but_emergencies() {
    let mut desk = Desk::yours();
    desk.quiet_until = Some(at("11:00"));
    let said = desk.at(&urgent(), "10:00:05");
    assert_eq!(said, [hushed(AlertKind::Arrival, Hush::Quiet)]);
    let mut desk = Desk { told: crate::alert::Told::default(), ..desk };
    let said = desk.at(&emergency("10:00"), "10:00:05");
    assert_eq!(said, [loud(AlertKind::Arrival)]);
}

#[test]
fn what_the_switch_silences_is_told_later() {
    let mut desk = Desk::yours();
    desk.rings = false;
    let said = desk.at(&urgent(), "10:00:05");
    assert_eq!(said, [hushed(AlertKind::Arrival, Hush::Switched)]);
    assert!(Hush::Switched.told_later(), "once it is on again");
}

#[test]
fn outside_the_hours_the_switch_changes_nothing() {
    let story = Story::asks("06:00", "dirk", "help @oncall");
    let mut desk = Desk::yours();
    desk.rings = false;
    let said = desk.at(&story, "06:00:05");
    assert_eq!(said, [hushed(AlertKind::Arrival, Hush::Closed)]);
}

#[test]
fn a_call_that_is_edited_into_a_snoozed_request_rings() {
    let snooze = What::Snooze { until: Some(at("12:00")), regardless: false };
    let story = Story::asks("10:00", "dirk", "help").does("10:01", snooze);
    let mut desk = Desk::yours();
    desk.at(&story, "10:02");
    let called = story.edits("10:05", ("1", "dirk"), "help @dev911");
    assert_eq!(desk.at(&called, "10:05:05"), [loud(AlertKind::Raised)]);
}

#[test]
fn repeats_rest_while_it_is_quiet_and_ring_on_afterwards() {
    let story = urgent();
    let mut desk = Desk::yours();
    desk.between(&story, ("10:00", "10:32"));
    desk.quiet_until = Some(at("10:40"));
    let said = desk.between(&story, ("10:32", "10:41"));
    assert_eq!(said, [(at("10:40"), loud(AlertKind::Overdue))]);
}

#[test]
fn a_computer_that_is_switched_not_to_ring_does_not() {
    let mut desk = Desk::yours();
    desk.rings = false;
    let said = desk.at(&emergency("10:00"), "10:00:05");
    assert_eq!(said, [hushed(AlertKind::Arrival, Hush::Switched)]);
}

#[test]
fn what_is_read_long_after_it_was_written_goes_into_the_digest() {
    let mut story = urgent();
    story.thread.messages[0].seen = at("10:01:01");
    let said = Desk::yours().at(&story, "10:01:01");
    assert_eq!(said, [hushed(AlertKind::Arrival, Hush::Late)]);
    story.thread.messages[0].seen = at("10:01");
    let said = Desk::yours().at(&story, "10:01");
    assert_eq!(said, [loud(AlertKind::Arrival)]);
}

#[test]
fn while_a_source_catches_up_nothing_rings_by_itself() {
    let story = urgent();
    let mut desk = Desk::yours();
    desk.catching_up = true;
    let said = desk.at(&story, "10:31");
    assert_eq!(
        said,
        [
            hushed(AlertKind::Arrival, Hush::Late),
            hushed(AlertKind::Overdue, Hush::Late)
        ]
    );
    desk.catching_up = false;
    assert_eq!(desk.at(&story, "10:31:30"), [], "the digest tells of it");
    assert_eq!(desk.at(&story, "10:32"), [loud(AlertKind::Overdue)]);
}

#[test]
fn a_source_that_catches_up_is_not_called_blind() {
    let story = urgent();
    let mut desk = Desk::yours();
    desk.between(&story, ("10:00", "10:29"));
    desk.catching_up = true;
    desk.blind_since = Some(at("10:20"));
    assert_eq!(desk.at(&story, "10:31"), []);
}

#[test]
fn history_rings_nobody_and_writes_no_repeats() {
    let story =
        Story::asks("09:00", "dirk", "help @oncall").of_history("12:00");
    let said = Desk::yours().between(&story, ("12:00", "12:10"));
    let kinds: Vec<Said> = said.into_iter().map(|(_, said)| said).collect();
    assert_eq!(
        kinds,
        [
            hushed(AlertKind::Arrival, Hush::History),
            hushed(AlertKind::Overdue, Hush::History)
        ]
    );
}

#[test]
fn a_deadline_that_history_has_yet_to_miss_rings() {
    let story =
        Story::asks("11:50", "dirk", "help @oncall").of_history("12:00");
    let mut desk = Desk::yours();
    desk.at(&story, "12:00");
    desk.at(&story, "12:14");
    assert_eq!(desk.at(&story, "12:20"), [loud(AlertKind::Overdue)]);
}

#[test]
fn an_observer_is_owed_nothing_by_a_digest() {
    let mut story = urgent();
    story.thread.messages[0].seen = at("10:20");
    let mut desk = Desk::of("lena", crate::Role::Observer);
    let said = desk.at(&story, "10:20");
    assert!(!said.is_empty());
    assert!(said.iter().all(|s| s.2 == Some(Hush::NotMine)), "{said:?}");
}

#[test]
fn a_snooze_silences_until_its_end_and_writes_no_repeats() {
    let until = Some(at("10:50"));
    let story = urgent();
    let mut desk = Desk::yours();
    desk.between(&story, ("10:00", "10:40"));
    let story = story.does("10:40", What::Snooze { until, regardless: false });
    let said = desk.between(&story, ("10:40", "10:51"));
    assert_eq!(said, [(at("10:50"), loud(AlertKind::Overdue))]);
}

#[test]
fn a_snooze_is_broken_by_the_first_warning() {
    let until = Some(at("12:00"));
    let story = urgent();
    let mut desk = Desk::yours();
    desk.at(&story, "10:00:05");
    let story = story.does("10:01", What::Snooze { until, regardless: false });
    let said = desk.between(&story, ("10:01", "10:20"));
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].0, at("10:18"));
    assert_eq!(said[0].1.2, None);
}

#[test]
fn a_message_that_does_not_wake_the_snooze_is_silent() {
    let story = urgent();
    let mut desk = Desk::yours();
    desk.at(&story, "10:00:05");
    let story = story
        .does("10:01", What::Snooze { until: None, regardless: true })
        .says("10:05", "dirk", "hello");
    let said = desk.at(&story, "10:05");
    assert_eq!(said, [hushed(AlertKind::Message, Hush::Snoozed)]);
}

#[test]
fn a_priority_that_was_lowered_by_hand_keeps_the_hours() {
    let story = emergency("20:00")
        .does("20:01", What::Priority { priority: Priority::Normal });
    let said = Desk::yours().at(&story, "20:01");
    assert_eq!(said, [hushed(AlertKind::Arrival, Hush::Closed)]);
}
