//! What rings when a deadline has passed.

use super::desk::{Desk, Said, loud, soft};
use crate::alert::{AlertKind, Hush, Whose, rang_again};
use crate::world::*;
use crate::{Button, Role};

fn urgent() -> Story {
    Story::asks("10:00", "dirk", "help @oncall")
}

/// Yours, shortly before the deadline of half past ten.
fn before(story: &Story) -> Desk {
    let mut desk = Desk::yours();
    desk.between(story, ("10:00", "10:30"));
    desk
}

fn times(said: &[(chrono::DateTime<chrono::Utc>, Said)]) -> Vec<String> {
    said.iter()
        .map(|(at, _)| {
            at.with_timezone(&chrono_tz::Europe::Berlin)
                .format("%H:%M:%S")
                .to_string()
        })
        .collect()
}

#[test]
fn unowned_and_urgent_it_rings_every_minute() {
    let story = urgent();
    let said = before(&story).between(&story, ("10:30", "10:33"));
    assert_eq!(times(&said), ["10:30:00", "10:31:00", "10:32:00"]);
    assert!(said.iter().all(|(_, s)| *s == loud(AlertKind::Overdue)));
}

#[test]
fn unowned_and_normal_it_rings_once_at_the_closing_where_it_is_due() {
    let story = Story::asks("10:00", "dirk", "a question").ruled(|rules| {
        let hours = business(8 * 60);
        rules.levels[2] = level(crate::Priority::Normal, hours);
    });
    let mut desk = Desk::yours();
    desk.at(&story, "10:00:05");
    desk.at(&story, "17:50");
    let said = desk.between(&story, ("17:59", "18:10"));
    assert_eq!(said, [(at("18:00"), loud(AlertKind::Overdue))]);
}

#[test]
fn repeats_stop_when_it_is_claimed_and_the_claimer_is_left_to_work() {
    let story = urgent();
    let mut desk = before(&story);
    desk.between(&story, ("10:30", "10:32"));
    let mine = story.clone().marks("10:32", &[(EYES, &["you"])]);
    let said = desk.clone().between(&mine, ("10:32", "10:43"));
    assert_eq!(times(&said), ["10:37:00", "10:42:00"]);
    let hers = story.marks("10:32", &[(EYES, &["ana"])]);
    let said = desk.between(&hers, ("10:32", "10:43"));
    assert_eq!(said, [(at("10:32"), soft(AlertKind::Taken))]);
}

#[test]
fn the_record_tells_a_repeat_and_whose_the_request_was_then() {
    let story = urgent();
    let mut desk = before(&story);
    let mine = story.clone().marks("10:32", &[(EYES, &["you"])]);
    let again: Vec<_> = [
        (&story, "10:30"),
        (&story, "10:31"),
        (&mine, "10:37"),
        (&mine, "10:42"),
    ]
    .into_iter()
    .flat_map(|(story, when)| desk.decides(story, at(when)))
    .map(|alert| (alert.repeat, rang_again(&alert.key)))
    .collect();
    assert_eq!(
        again,
        [
            (false, None),
            (true, Some(Whose::Nobodys)),
            (true, Some(Whose::Mine)),
            (true, Some(Whose::Mine)),
        ]
    );
}

#[test]
fn repeats_stop_when_it_is_answered() {
    let story = urgent();
    let mut desk = before(&story);
    desk.at(&story, "10:30");
    let story = story.says("10:30:30", "mika", "Fixed.");
    assert_eq!(desk.between(&story, ("10:30:30", "10:35")), []);
}

#[test]
fn mine_rings_once_and_then_every_five_minutes() {
    let story = urgent().marks("10:05", &[(EYES, &["you"])]);
    let said = before(&story).between(&story, ("10:30", "10:41"));
    assert_eq!(times(&said), ["10:30:00", "10:35:00", "10:40:00"]);
}

#[test]
fn a_teammates_rings_those_on_duty_once() {
    let story = urgent().marks("10:05", &[(EYES, &["ana"])]);
    let mut desk = before(&story);
    let alerts = desk.decides(&story, at("10:30"));
    assert_eq!(
        alerts[0].notice.title,
        "Ana has it since 10:05, nobody has answered"
    );
    let helps = alerts[0].notice.buttons.first();
    assert_eq!(helps, Some(&(Button::Together, "Together".to_owned())));
    assert_eq!(desk.between(&story, ("10:30", "10:45")), []);
    let released = story.marks("10:45", &[]);
    assert_eq!(desk.at(&released, "10:45"), [loud(AlertKind::Overdue)]);
}

#[test]
fn the_fallback_rings_after_three_repeats() {
    let story = urgent();
    let mut desk = Desk::of("ben", Role::Fallback);
    let said = desk.between(&story, ("10:00", "10:35"));
    let rang: Vec<_> = said.into_iter().filter(|s| s.1.2.is_none()).collect();
    assert_eq!(times(&rang), ["10:33:00", "10:34:00"]);
}

#[test]
fn the_fallback_rings_at_once_where_no_responder_has_a_seat() {
    let mut desk = Desk::of("ben", Role::Fallback);
    desk.responder_seated = false;
    assert_eq!(desk.at(&urgent(), "10:00:05"), [loud(AlertKind::Arrival)]);
}

#[test]
fn secondaries_observers_and_those_off_duty_are_never_rung() {
    for role in [Role::Secondary, Role::Observer, Role::OffDuty] {
        let story = urgent();
        let mut desk = Desk::of("you", role);
        let said = desk.between(&story, ("10:00", "10:40"));
        let hushed = |(_, said): &(_, Said)| said.2 == Some(Hush::NotMine);
        assert!(said.iter().all(hushed), "{said:?}");
        assert_eq!(said.len(), 4, "no repeats are written down: {said:?}");
    }
}

#[test]
fn while_its_source_is_blind_it_rings_once_as_unseen() {
    let story = urgent();
    let mut desk = before(&story);
    desk.blind_since = Some(at("10:29"));
    let said = desk.between(&story, ("10:30", "10:40"));
    assert_eq!(said, [(at("10:30"), loud(AlertKind::CannotSee))]);
    desk.blind_since = None;
    assert_eq!(desk.at(&story, "10:40"), [loud(AlertKind::Overdue)]);
}

#[test]
fn what_rang_before_the_source_went_blind_is_not_told_as_unseen() {
    let story = urgent();
    let mut desk = before(&story);
    desk.at(&story, "10:30");
    desk.blind_since = Some(at("10:30:30"));
    assert_eq!(desk.between(&story, ("10:31", "10:40")), []);
}

#[test]
fn a_raise_gives_a_deadline_that_rings_of_its_own() {
    let story = urgent();
    let mut desk = before(&story);
    desk.at(&story, "10:30");
    let answered = story
        .says("10:31", "mika", "Fixed.")
        .marks("10:31", &[(EYES, &["you"])])
        .says("11:00", "dirk", "@dev911 again");
    desk.at(&answered, "11:00");
    let said = desk.between(&answered, ("11:09:30", "11:11"));
    assert_eq!(times(&said), ["11:09:30", "11:10:00"]);
    assert_eq!(said[1].1, loud(AlertKind::Overdue));
}
