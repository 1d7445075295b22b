//! A person can recompute a deadline from its steps.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    business_minutes, calendar_days, minutes, next_business_day, target,
};
use crate::calendar::samples::{berlin, date, office, workdays};
use crate::calendar::{AfterClosing, Calendar};
use crate::target::{Reckoning, Step, TargetKind};

fn step(day: &str, open: [&str; 2], counted: i64) -> Step {
    let at = |time: &str| -> DateTime<Utc> { berlin(&format!("{day} {time}")) };
    let [opens, closes] = open.map(at);
    Step { opens, closes, counted: TimeDelta::minutes(counted) }
}

#[test]
fn three_business_hours_are_shown_opening_by_opening() {
    let calendar = workdays("09:00-12:00 13:00-18:00").checked();
    let friday = berlin("2026-11-27 16:30");
    let reckoning = business_minutes(300).reckon(friday, &calendar).unwrap();
    assert_eq!(
        reckoning,
        Reckoning {
            target: "5 business hours".to_owned(),
            kind: business_minutes(300).kind,
            calendar: "office".to_owned(),
            round_the_clock: false,
            zone: calendar.zone(),
            from: friday,
            runs_from: friday,
            arrival_day: None,
            steps: vec![
                step("2026-11-27", ["13:00", "18:00"], 90),
                step("2026-11-30", ["09:00", "12:00"], 180),
                step("2026-11-30", ["13:00", "18:00"], 30),
            ],
            deadline: berlin("2026-11-30 13:30"),
        }
    );
}

#[test]
fn the_steps_begin_when_the_clock_begins_to_run() {
    let saturday = berlin("2026-11-28 12:00");
    let reckoning = business_minutes(60).reckon(saturday, &office()).unwrap();
    assert_eq!(reckoning.runs_from, berlin("2026-11-30 09:00"));
    let only = step("2026-11-30", ["09:00", "18:00"], 60);
    assert_eq!(reckoning.steps, [only]);
}

#[test]
fn a_budget_used_up_at_closing_takes_no_step_into_the_next_day() {
    let monday = berlin("2026-11-23 17:00");
    let reckoning = business_minutes(60).reckon(monday, &office()).unwrap();
    let only = step("2026-11-23", ["09:00", "18:00"], 60);
    assert_eq!(reckoning.steps, [only]);
}

#[test]
fn round_the_clock_is_one_step() {
    let saturday = berlin("2026-11-28 12:00");
    let only = step("2026-11-28", ["12:00", "12:30"], 30);
    let in_office = minutes(30).reckon(saturday, &office()).unwrap();
    assert_eq!(in_office.steps, [only]);
    let always = Calendar::always("always", office().zone());
    let on_call = business_minutes(30).reckon(saturday, &always).unwrap();
    assert_eq!(on_call.steps, [only]);
}

#[test]
fn targets_in_days_name_the_day_as_which_the_arrival_counts() {
    let evening = berlin("2026-11-27 20:00");
    let counts_as = |kind| {
        target(kind).reckon(evening, &office()).unwrap().arrival_day.unwrap()
    };
    let next = |after_closing| TargetKind::NextBusinessDay { after_closing };
    assert_eq!(counts_as(next(AfterClosing::SameDay)), date("2026-11-27"));
    assert_eq!(counts_as(next(AfterClosing::NextDay)), date("2026-11-30"));
    assert_eq!(counts_as(calendar_days(1).kind), date("2026-11-27"));
}

#[test]
fn a_reckoning_reads_back_as_it_was() {
    let friday = berlin("2026-11-27 16:30");
    let reckoning = next_business_day().reckon(friday, &office()).unwrap();
    let text = serde_json::to_string(&reckoning).unwrap();
    let again: Reckoning = serde_json::from_str(&text).unwrap();
    assert_eq!(again, reckoning);
    assert_eq!(reckoning.steps.len(), 2, "the rest of Friday, and Monday");
}
