//! An explanation is complete: every deadline can be counted again from its
//! JSON alone.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use domain::calendar::{
    AfterClosing, BusinessHoursDescription, Calendar, CalendarDescription, Week,
};
use domain::target::TargetKind;
use domain::{Level, Outcome, Priority, What};
use serde_json::Value;

use super::desk::{Desk, at};
use crate::view::explanation;

/// The explanation of the last request as somebody else reads it.
fn told(desk: &Desk) -> Value {
    let explanation = explanation(&desk.picture(), &desk.close());
    let text = serde_json::to_string(&explanation).expect("JSON");
    serde_json::from_str(&text).expect("JSON")
}

fn instant(value: &Value) -> DateTime<Utc> {
    value.as_str().expect("a time").parse().expect("a time")
}

fn maybe(value: &Value) -> Option<DateTime<Utc>> {
    (!value.is_null()).then(|| instant(value))
}

/// A stretch of open time.
type Stretch = (DateTime<Utc>, DateTime<Utc>);

fn stretches(deadline: &Value) -> Vec<Stretch> {
    let all = deadline["intervals"].as_array().expect("intervals");
    let read = |it: &Value| (instant(&it["opens"]), instant(&it["closes"]));
    all.iter().map(read).collect()
}

fn walked(
    stretches: &[Stretch],
    from: DateTime<Utc>,
    mut left: TimeDelta,
) -> DateTime<Utc> {
    for (opens, closes) in stretches {
        let opens = (*opens).max(from);
        if opens < *closes {
            if left <= *closes - opens {
                return opens + left;
            }
            left -= *closes - opens;
        }
    }
    panic!("the intervals do not hold the target")
}

fn overlap(
    stretches: &[Stretch],
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> TimeDelta {
    let one = |(opens, closes): &Stretch| {
        (to.min(*closes) - from.max(*opens)).max(TimeDelta::zero())
    };
    stretches.iter().map(one).sum()
}

fn midnight(zone: Tz, date: NaiveDate) -> DateTime<Utc> {
    let civil = date.and_hms_opt(0, 0, 0).expect("a midnight");
    zone.from_local_datetime(&civil).earliest().expect("a midnight").to_utc()
}

/// The deadline as anybody would count it who has nothing but this.
fn recounted(deadline: &Value) -> DateTime<Utc> {
    let started = instant(&deadline["started"]);
    if deadline["measured"].is_null() {
        return instant(&deadline["due"]);
    }
    let kind: TargetKind =
        serde_json::from_value(deadline["measured"].clone()).expect("a kind");
    let zone: Tz = deadline["calendar"]["zone"]
        .as_str()
        .and_then(|name| name.parse().ok())
        .expect("a zone");
    let always = deadline["calendar"]["round_the_clock"] == true;
    let stretches = stretches(deadline);
    let minutes = |n: NonZeroU32| TimeDelta::minutes(i64::from(n.get()));
    let arrival = || -> NaiveDate {
        deadline["arrival_day"].as_str().and_then(|it| it.parse().ok()).unwrap()
    };
    let mut due = match kind {
        TargetKind::Minutes(n) => started + minutes(n),
        TargetKind::BusinessMinutes(n) if always => started + minutes(n),
        TargetKind::BusinessMinutes(n) => {
            walked(&stretches, started, minutes(n))
        }
        TargetKind::NextBusinessDay { .. } if always => {
            midnight(zone, arrival() + Days::new(2))
        }
        TargetKind::NextBusinessDay { .. } => {
            let date = |it: &Stretch| it.0.with_timezone(&zone).date_naive();
            let after = stretches.iter().filter(|it| date(it) > arrival());
            let day = after.clone().map(date).min().expect("a business day");
            let of_day = after.filter(|it| date(it) == day);
            of_day.map(|it| it.1).max().expect("a closing")
        }
        TargetKind::CalendarDays(n) => {
            let civil = started.with_timezone(&zone).naive_local();
            let civil = civil + Days::new(u64::from(n.get()));
            zone.from_local_datetime(&civil).earliest().unwrap().to_utc()
        }
    };
    let open = matches!(
        kind,
        TargetKind::BusinessMinutes(_) | TargetKind::NextBusinessDay { .. }
    ) && !always;
    for pause in deadline["pauses"].as_array().expect("pauses") {
        let (from, to) = (instant(&pause["from"]), instant(&pause["to"]));
        due = if open {
            walked(&stretches, due, overlap(&stretches, from, to))
        } else {
            due + (to - from)
        };
    }
    let later = [&deadline["at_least"], &deadline["held_until"]];
    later.into_iter().filter_map(maybe).fold(due, DateTime::max)
}

/// Every deadline of an explanation is what it says.
fn assert_counts(desk: &Desk) {
    let told = told(desk);
    let running = told["deadlines"].as_array().expect("deadlines");
    let settled = &told["verdict"]["deadline"];
    for deadline in running.iter().chain([settled]) {
        if !deadline.is_null() {
            let due = instant(&deadline["due"]);
            assert_eq!(recounted(deadline), due, "{deadline:#}");
        }
    }
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
