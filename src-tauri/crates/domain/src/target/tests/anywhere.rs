//! Deadlines do not depend on where, or when, the program runs.

use std::process::Command;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Pacific::Apia;

use super::{business_minutes, calendar_days, minutes, next_business_day};
use crate::calendar::samples::{office, workdays};
use crate::calendar::{AfterClosing, Calendar};

/// Runs the examples again as a program started in another zone.
fn examples_hold_in(zone: &str) -> bool {
    let program = std::env::current_exe().unwrap();
    let run = Command::new(program)
        .env("TZ", zone)
        .args(["target::tests::deadlines", "calendar::tests::counting"])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&run.stdout);
    let ran_something = !told.contains("test result: ok. 0 passed");
    run.status.success() && ran_something
}

#[test]
fn the_zone_of_the_process_changes_no_deadline() {
    for zone in ["UTC", "Pacific/Apia", "America/St_Johns", "Asia/Kolkata"] {
        assert!(examples_hold_in(zone), "TZ={zone}");
    }
}

fn calendars() -> [Calendar; 4] {
    [
        office(),
        workdays("22:00-06:00").in_zone(Apia).checked(),
        Calendar::always("always", Apia),
        Calendar::always("always", chrono_tz::America::New_York),
    ]
}

/// The ends of time, and a little inside them.
fn extremes() -> Vec<DateTime<Utc>> {
    let steps = [0, 1, 60, 24 * 60, 400 * 24 * 60].map(TimeDelta::minutes);
    let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    steps.iter().flat_map(|step| [first + *step, last - *step]).collect()
}

#[test]
fn senseless_dates_give_ordered_answers_or_none() {
    let targets = [
        minutes(5),
        business_minutes(180),
        next_business_day(),
        calendar_days(u32::MAX),
        calendar_days(2),
    ];
    for calendar in calendars() {
        for from in extremes() {
            for target in &targets {
                let deadline = target.deadline(from, &calendar);
                let late = deadline.is_none_or(|deadline| deadline > from);
                assert!(late, "{target:?} {from} {calendar:?}");
                let end = deadline.unwrap_or(from);
                let warnings = target.warnings(from, end, &calendar);
                assert!(warnings.first <= warnings.second);
            }
        }
    }
}

#[test]
fn senseless_dates_break_no_question_about_the_calendar() {
    for calendar in calendars() {
        for now in extremes() {
            let later =
                |at: Option<DateTime<Utc>>| at.is_none_or(|at| at > now);
            assert!(later(calendar.next_opening(now)));
            assert!(later(calendar.next_closing(now)));
            assert!(later(calendar.tomorrow(now)));
            for switch in [AfterClosing::SameDay, AfterClosing::NextDay] {
                let due = calendar.business_day_after(now, switch);
                assert!(later(due.map(|day| day.closes)));
            }
            let far = extremes().into_iter().max().unwrap();
            let counted = calendar.open_time_between(now, far);
            assert!(counted <= far - now);
        }
    }
}
