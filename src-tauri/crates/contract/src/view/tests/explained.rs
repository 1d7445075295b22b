//! An explanation is complete: every deadline can be counted again from its
//! JSON alone.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use domain::calendar::{
    AfterClosing, BusinessHoursDescription, Calendar, CalendarDescription, Week,
};
use domain::target::TargetKind;
use domain::{Level, Outcome, Priority, What};
use serde_json::Value;

use super::desk::{Desk, at};
use super::recounted::{self, instant};
use crate::view::explanation;

/// The explanation of the last request as somebody else reads it.
fn told(desk: &Desk) -> Value {
    let explanation = explanation(&desk.picture(), &desk.close());
    let text = serde_json::to_string(&explanation).expect("JSON");
    serde_json::from_str(&text).expect("JSON")
}

fn assert_counts(desk: &Desk) {
    recounted::assert_counts(&told(desk));
}

fn n(n: u32) -> NonZeroU32 {
    NonZeroU32::new(n).expect("a number")
}

fn kinds() -> Vec<TargetKind> {
    let next = |after_closing| TargetKind::NextBusinessDay { after_closing };
    vec![
        TargetKind::Minutes(n(5)),
        TargetKind::Minutes(n(3000)),
        TargetKind::BusinessMinutes(n(30)),
        TargetKind::BusinessMinutes(n(1500)),
        next(AfterClosing::SameDay),
        next(AfterClosing::NextDay),
        TargetKind::CalendarDays(n(3)),
    ]
}

fn calendars() -> Vec<Calendar> {
    let of = |zone: &str, hours: &[&str]| {
        let hours: Vec<_> =
            hours.iter().map(|it| it.parse().expect("hours")).collect();
        Calendar::new(CalendarDescription::BusinessHours(
            BusinessHoursDescription {
                name: "other".to_owned(),
                zone: zone.parse().expect("a zone"),
                week: Week::workdays(&hours),
                exceptions: Vec::new(),
            },
        ))
        .expect("a calendar")
    };
    vec![
        of("Europe/Berlin", &["09:00-12:30", "13:30-18:00"]),
        of("America/New_York", &["22:00-06:00"]),
        of("Pacific/Apia", &["00:00-24:00"]),
        Calendar::always("always", "Asia/Kolkata".parse().expect("a zone")),
    ]
}

/// The desk of a team whose one level promises this in that calendar.
fn promising(kind: TargetKind, calendar: &Calendar) -> Desk {
    let mut desk = Desk::at("19 16:00:00");
    let mut target: domain::target::Target = kind.into();
    target.calendar = Some("other".to_owned());
    desk.rules.calendars =
        BTreeMap::from([("other".to_owned(), calendar.clone())]);
    desk.rules.levels = vec![Level {
        name: "only".to_owned(),
        first_response: Some(target.clone()),
        next_response: Some(target.clone()),
        resolution: Some(target),
        ..Level::default()
    }];
    desk
}

#[test]
fn every_kind_of_target_in_every_calendar_is_counted_again() {
    for calendar in calendars() {
        for kind in kinds() {
            for asked in ["13 17:50:00", "14 03:00:00", "16 08:59:59"] {
                let mut desk = promising(kind, &calendar);
                desk.ask("#support", asked, "Dirk Vos", "Labels do not print");
                assert!(!told(&desk)["deadlines"][0].is_null());
                assert_counts(&desk);
                desk.says("17 10:00:00", "Ana Ruiz", "Which printer is it?");
                assert_counts(&desk);
                desk.says("17 15:30:00", "Dirk Vos", "The one at gate 4.");
                desk.says("17 15:40:00", "Ana Ruiz", "Which model?");
                desk.says("18 11:00:00", "Dirk Vos", "A Zebra.");
                assert_counts(&desk);
            }
        }
    }
}

/// The running deadline of a kind.
fn one<'t>(told: &'t Value, kind: &str) -> &'t Value {
    let all = told["deadlines"].as_array().expect("deadlines");
    all.iter().find(|it| it["kind"] == kind).expect("it runs")
}

#[test]
fn what_a_promise_holds_is_counted_from_the_promise() {
    let office = &calendars()[0];
    let mut desk = promising(TargetKind::BusinessMinutes(n(30)), office);
    desk.ask("#support", "16 10:00:00", "Dirk Vos", "Labels do not print");
    desk.says("16 10:10:00", "Ana Ruiz", "I'll be back at 15:00.");
    desk.says("16 10:20:00", "Dirk Vos", "Gate 4 as well.");
    let said = told(&desk);
    let next = one(&said, "next_response");
    assert_eq!(instant(&next["held_until"]), at("16 15:00:00"));
    assert_eq!(instant(&next["due"]), at("16 15:00:00"));
    let promise = one(&said, "promise");
    assert_eq!(promise["activity"], "1-2");
    assert_eq!(instant(&promise["named"]["said"]), at("16 10:10:00"));
    assert_counts(&desk);
    desk.says("16 14:00:00", "Ana Ruiz", "It prints again.");
    assert_eq!(told(&desk)["replies"][0]["outcome"], "met");
    assert_counts(&desk);
}

#[test]
fn an_agreed_time_says_who_named_it_when_and_why() {
    let office = &calendars()[0];
    let mut desk = promising(TargetKind::BusinessMinutes(n(30)), office);
    desk.ask("#support", "16 10:00:00", "Dirk Vos", "Labels do not print");
    let why = "he is in a meeting".to_owned();
    desk.did("16 10:05:00", What::DueSet { at: at("17 12:00:00"), why });
    let said = told(&desk);
    let first = one(&said, "first_response");
    assert_eq!(instant(&first["named"]["said"]), at("16 10:05:00"));
    assert_eq!(first["named"]["why"], "he is in a meeting");
    assert_eq!(instant(&first["due"]), at("17 12:00:00"));
    assert_counts(&desk);
    desk.says("17 12:01:00", "Ana Ruiz", "It prints again.");
    assert_eq!(told(&desk)["verdict"]["outcome"], "missed");
    assert_counts(&desk);
}

#[test]
fn the_bands_are_told_and_the_one_into_which_the_answer_fell() {
    let office = &calendars()[0];
    let mut desk = promising(TargetKind::BusinessMinutes(n(60)), office);
    let band = |name: &str, minutes| domain::Band {
        name: name.to_owned(),
        within: domain::target::Target {
            calendar: Some("other".to_owned()),
            ..TargetKind::BusinessMinutes(n(minutes)).into()
        },
    };
    desk.rules.levels[0].bands = vec![band("great", 15), band("late", 60)];
    desk.ask("#support", "16 12:25:00", "Dirk Vos", "Labels do not print");
    let said = told(&desk);
    let ends = &said["deadlines"][0]["bands"];
    assert_eq!(instant(&ends[0]["until"]), at("16 13:40:00"));
    assert_eq!(ends[1]["until"], said["deadlines"][0]["due"]);
    desk.says("16 13:35:00", "Ana Ruiz", "It prints again.");
    assert_eq!(told(&desk)["verdict"]["band"], "great");
    assert_counts(&desk);
}

#[test]
fn what_was_not_counted_names_the_messages_it_lies_between() {
    let office = &calendars()[0];
    let mut desk = promising(TargetKind::BusinessMinutes(n(1500)), office);
    desk.ask("#support", "16 10:00:00", "Dirk Vos", "Labels do not print");
    desk.says("16 11:00:00", "Ana Ruiz", "Which printer is it?");
    desk.says("17 11:00:00", "Dirk Vos", "The one at gate 4.");
    let told = told(&desk);
    let deadlines = told["deadlines"].as_array().expect("deadlines");
    let resolution =
        deadlines.iter().find(|it| it["kind"] == "resolution").expect("one");
    assert_eq!(resolution["pauses"][0]["began"], "1-2");
    assert_eq!(resolution["pauses"][0]["ended"], "1-3");
    assert_eq!(resolution["activity"], "1-1");
    assert_counts(&desk);
}

#[test]
fn the_word_on_the_end_is_counted_without_what_was_theirs() {
    let office = &calendars()[0];
    let mut desk = promising(TargetKind::BusinessMinutes(n(300)), office);
    desk.ask("#support", "16 10:00:00", "Dirk Vos", "Labels do not print");
    desk.says("16 11:00:00", "Ana Ruiz", "Which printer is it?");
    desk.says("17 11:00:00", "Dirk Vos", "The one at gate 4.");
    desk.says("17 11:30:00", "Ana Ruiz", "It prints again. Does it?");
    let by = desk.rules.close_mark.clone().expect("a mark");
    desk.marks("18 17:00:00", &by, &["Ana Ruiz"]);
    let told = told(&desk);
    let replies = told["replies"].as_array().expect("words");
    let end = replies.iter().find(|it| it["kind"] == "resolution");
    let end = end.expect("a word");
    assert_eq!(end["outcome"], "met");
    assert_eq!(end["deadline"]["pauses"][0]["ended"], "1-3");
    assert_eq!(end["deadline"]["pauses"][1]["began"], "1-4");
    assert!(end["deadline"]["pauses"][1]["ended"].is_null(), "it was closed");
    assert_counts(&desk);
}

#[test]
fn the_level_says_which_condition_matched() {
    let mut desk = Desk::at("16:40:00");
    desk.ask("#support", "16:00:00", "Dirk Vos", "Labels do not print");
    desk.says("16:10:00", "Dirk Vos", "@oncall please");
    let told = told(&desk);
    assert_eq!(told["level"]["name"], "urgent");
    let matched = &told["level"]["matched"][0];
    assert_eq!(
        (&matched["condition"], &matched["by"]),
        (&"priority".into(), &"urgent".into())
    );
    assert_eq!(told["rules"], "one");
    let deadline = &told["deadlines"][0];
    assert_eq!(deadline["level"]["name"], "urgent");
    assert_eq!(deadline["activity"], "1-2", "the mention");
    assert_counts(&desk);
}

#[test]
fn what_is_set_by_hand_or_agreed_is_counted_too() {
    let mut desk = Desk::at("17:30:00");
    desk.ask("#support", "16:00:00", "Dirk Vos", "Labels do not print");
    let priority = Priority::Emergency;
    desk.did("17:20:00", What::Priority { priority });
    assert_eq!(instant(&told(&desk)["deadlines"][0]["due"]), at("17:21:00"));
    assert_counts(&desk);
    let why = "agreed on the phone".to_owned();
    desk.did("17:25:00", What::DueSet { at: at("20 12:00:00"), why });
    assert_counts(&desk);
}

#[test]
fn a_settled_word_keeps_the_deciding_activity_and_how_it_was_counted() {
    let mut desk = Desk::at("17:30:00");
    desk.ask("#tours", "16:00:00", "Dirk Vos", "Labels do not print");
    desk.says("16:20:00", "Ana Ruiz", "Turn it off and on.");
    let verdict = desk.close().entry.judged.verdict.clone();
    desk.thread().verdict = verdict;
    desk.rules.version = "two".to_owned();
    desk.rules.levels.clear();
    let told = told(&desk);
    assert_eq!(told["verdict"]["activity"], "1-2");
    assert_eq!(told["verdict"]["rules"], "one", "and not the rules of today");
    assert_eq!(told["verdict"]["deadline"]["level"]["name"], "urgent");
    assert_counts(&desk);
}

#[test]
fn a_word_that_was_judged_anew_keeps_both() {
    let mut desk = Desk::at("19 17:30:00");
    desk.ask("#tours", "16:00:00", "Dirk Vos", "Labels do not print");
    desk.says("16:20:00", "Ana Ruiz", "Turn it off and on.");
    let verdict = desk.close().entry.judged.verdict.clone();
    desk.thread().verdict = verdict;
    desk.rules.version = "two".to_owned();
    desk.rules.levels[1].first_response =
        Some(TargetKind::Minutes(n(5)).into());
    let (rules, now) = (desk.rules.clone(), desk.now);
    assert!(desk.thread().rejudge(&rules, now));
    assert!(!desk.thread().rejudge(&rules, now), "once is enough");
    let judged = desk.close().entry.judged;
    let outcome = |it: &domain::Verdict| it.outcome;
    assert_eq!(judged.verdict.as_ref().map(outcome), Some(Outcome::Missed));
    assert_eq!(judged.earlier.first().map(outcome), Some(Outcome::Met));
    let told = told(&desk);
    assert_eq!(told["verdict"]["rules"], "two");
    assert_eq!(told["earlier"][0]["rules"], "one");
    assert_counts(&desk);
}

#[test]
fn an_answer_that_was_deleted_since_is_not_lost_by_judging_anew() {
    let mut desk = Desk::at("19 17:30:00");
    desk.ask("#tours", "16:00:00", "Dirk Vos", "Labels do not print");
    desk.says("16:20:00", "Ana Ruiz", "Turn it off and on.");
    let verdict = desk.close().entry.judged.verdict.clone();
    desk.thread().verdict = verdict.clone();
    desk.gone("17:00:00", "1-2");
    desk.rules.levels[1].first_response =
        Some(TargetKind::Minutes(n(5)).into());
    let (rules, now) = (desk.rules.clone(), desk.now);
    assert!(!desk.thread().rejudge(&rules, now));
    assert_eq!(desk.thread().verdict, verdict);
}
