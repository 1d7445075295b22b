//! What rings at a time for which nobody can be late.

use chrono::{DateTime, TimeDelta, Utc};

use super::desk::{Desk, Said, loud, soft};
use crate::alert::{AlertKind, Hush};
use crate::target::Target;
use crate::world::*;
use crate::{Role, What};

/// Ana holds it, urgent: an update is due after a business hour, at 11:05.
fn held() -> Story {
    Story::asks("10:00", "dirk", "help @oncall").says(
        "10:05",
        "ana",
        "Looking into it.",
    )
}

/// Ana has promised something for noon.
fn promised() -> Story {
    Story::asks("10:00", "dirk", "help @oncall").says(
        "10:05",
        "ana",
        "I'll fix it by 12:00.",
    )
}

fn ana() -> Desk {
    Desk::of("ana", Role::Responder)
}

/// What is told of it from minute to minute, apart from what had come before.
fn told(
    desk: &mut Desk,
    story: &Story,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Vec<(String, Said)> {
    let mut said = Vec::new();
    let mut now = from;
    while now < to {
        for alert in desk.decides(story, now) {
            let there = now.with_timezone(&chrono_tz::Europe::Berlin);
            let sounds = alert.hushed.is_none() && alert.sounds();
            let short = (alert.kind, sounds, alert.hushed);
            said.push((there.format("%H:%M").to_string(), short));
        }
        now += TimeDelta::minutes(1);
    }
    said.retain(|(_, (kind, ..))| {
        !matches!(kind, AlertKind::Arrival | AlertKind::Message)
    });
    said
}

fn today(desk: &mut Desk, story: &Story) -> Vec<(String, Said)> {
    told(desk, story, (at("10:06"), at("17:00")))
}

fn then(time: &str, said: Said) -> (String, Said) {
    (time.to_owned(), said)
}

#[test]
fn who_holds_it_hears_of_the_update_at_half_time_and_at_its_time() {
    assert_eq!(
        today(&mut ana(), &held()),
        [
            then("10:35", soft(AlertKind::HalfTime)),
            then("11:05", loud(AlertKind::Update)),
        ]
    );
}

#[test]
fn a_teammates_update_is_told_once_five_minutes_after() {
    let said = today(&mut Desk::yours(), &held());
    assert_eq!(said, [then("11:10", soft(AlertKind::Update))]);
}

#[test]
fn an_update_that_nobody_has_is_everybodys_on_duty() {
    let story = held().does("10:06", What::Release { by: key("ana") });
    let said = today(&mut Desk::yours(), &story);
    assert_eq!(
        said,
        [
            then("10:35", soft(AlertKind::HalfTime)),
            then("11:05", loud(AlertKind::Update)),
        ]
    );
    let ben = today(&mut Desk::of("ben", Role::Fallback), &story);
    let not_mine = (AlertKind::Update, false, Some(Hush::NotMine));
    assert_eq!(ben[1], then("11:05", not_mine));
}

#[test]
fn outside_the_hours_an_update_waits_for_the_opening() {
    let story = held();
    let mut desk = ana();
    let night = (on("2026-11-17", "20:00"), on("2026-11-17", "20:01"));
    let said = told(&mut desk, &story, night);
    let closed = (AlertKind::Update, false, Some(Hush::Closed));
    assert_eq!(said, [then("20:00", closed)], "told in one digest");
}

#[test]
fn a_promise_rings_its_author_and_those_on_duty_five_minutes_after() {
    let said = today(&mut ana(), &promised());
    let promise: Vec<_> =
        said.iter().filter(|(_, s)| s.0 == AlertKind::Promise).collect();
    assert_eq!(promise, [&then("12:00", loud(AlertKind::Promise))]);
    assert_eq!(said[0], then("11:03", soft(AlertKind::HalfTime)));
    let yours = today(&mut Desk::yours(), &promised());
    assert_eq!(yours[0], then("12:05", soft(AlertKind::Promise)));
}

#[test]
fn a_promise_rings_its_author_at_any_hour_whatever_their_seat() {
    let story = Story::asks("10:00", "dirk", "help @oncall").says(
        "10:05",
        "noor",
        "I'll fix it by 22:00.",
    );
    let night = (at("21:55"), at("22:30"));
    let mut noor = Desk::of("noor", Role::OffDuty);
    noor.decides(&story, at("10:06"));
    let said = told(&mut noor, &story, night);
    assert_eq!(said, [then("22:00", loud(AlertKind::Promise))]);
    let mut you = Desk::yours();
    you.decides(&story, at("10:06"));
    let closed = (AlertKind::Promise, false, Some(Hush::Closed));
    assert_eq!(told(&mut you, &story, night), [then("22:05", closed)]);
}

#[test]
fn nobody_is_woken_for_half_of_a_promise() {
    let story = Story::asks("17:00", "dirk", "help @oncall").says(
        "17:05",
        "ana",
        "I'll fix it by 23:00.",
    );
    let mut desk = ana();
    let night = (at("18:30"), at("22:59"));
    assert_eq!(told(&mut desk, &story, night), []);
}

#[test]
fn what_a_promise_held_rings_from_its_next_repeat() {
    let story = Story::asks("10:00", "dirk", "help @oncall")
        .ruled(|rules| {
            let target = Target::from(business(60));
            rules.levels[1].next_response = Some(target);
        })
        .says("10:05", "ana", "I'll fix it by 12:00.")
        .says("10:10", "dirk", "it is the one in Kiel");
    let said = told(&mut ana(), &story, (at("10:11"), at("12:11")));
    assert_eq!(
        said,
        [
            then("11:03", soft(AlertKind::HalfTime)),
            then("12:00", loud(AlertKind::Promise)),
            then("12:05", loud(AlertKind::Overdue)),
            then("12:10", loud(AlertKind::Overdue)),
        ]
    );
}

#[test]
fn a_reminder_comes_at_the_end_of_each_business_day_until_an_answer() {
    let story =
        Story::asks("10:00", "dirk", "where is the export?").ruled(|rules| {
            rules.levels[2].first_response = None;
            rules.levels[2].remind = Some(Target::from(next_day()));
        });
    let mut desk = Desk::yours();
    desk.decides(&story, at("10:00:05"));
    for day in ["2026-11-18", "2026-11-19", "2026-11-20"] {
        let evening = (on(day, "17:30"), on(day, "18:30"));
        let said = told(&mut desk, &story, evening);
        assert_eq!(said, [then("18:00", loud(AlertKind::Reminder))], "{day}");
    }
    let saturday = (on("2026-11-21", "17:30"), on("2026-11-21", "18:30"));
    assert_eq!(told(&mut desk, &story, saturday), []);
}

#[test]
fn a_promise_that_passed_before_its_place_was_read_rings_nobody() {
    let mut story = promised();
    story.thread.history = true;
    story.thread.seen = at("13:00");
    for message in &mut story.thread.messages {
        message.seen = at("13:00");
    }
    let said = told(&mut ana(), &story, (at("13:00"), at("13:30")));
    assert!(said.iter().all(|(_, (_, loud, _))| !loud), "{said:?}");
}
