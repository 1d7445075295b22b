//! Deadlines, and the time up to them, in situations one can check by hand.

use chrono::TimeDelta;
use chrono_tz::Europe::Berlin;
use chrono_tz::Pacific::Apia;

use super::{
    business_minutes, calendar_days, minutes, next_business_day, target,
};
use crate::calendar::samples::{berlin, office, shown_once, utc};
use crate::calendar::{AfterClosing, Calendar};
use crate::target::{Target, TargetKind};

fn due(target: &Target, from: &str) -> chrono::DateTime<chrono::Utc> {
    target.deadline(berlin(from), &office()).unwrap()
}

#[test]
fn minutes_run_round_the_clock_whatever_the_calendar_says() {
    let saturday = due(&minutes(30), "2026-11-28 23:45");
    assert_eq!(saturday, berlin("2026-11-29 00:15"));
}

#[test]
fn business_minutes_wait_for_the_opening() {
    let due = due(&business_minutes(60), "2026-11-27 17:50");
    assert_eq!(due, berlin("2026-11-30 09:50"));
}

#[test]
fn the_next_business_day_ends_at_its_closing() {
    for (from, expected) in [
        ("23 06:00", "24"),
        ("23 10:00", "24"),
        ("23 20:00", "24"),
        ("27 10:00", "30"),
        ("28 10:00", "30"),
        ("29 10:00", "30"),
    ] {
        let due = due(&next_business_day(), &format!("2026-11-{from}"));
        assert_eq!(due, berlin(&format!("2026-11-{expected} 18:00")));
    }
}

#[test]
fn the_switch_moves_an_evening_to_the_day_after() {
    let after_closing = AfterClosing::NextDay;
    let switched = target(TargetKind::NextBusinessDay { after_closing });
    let due = due(&switched, "2026-11-23 20:00");
    assert_eq!(due, berlin("2026-11-25 18:00"));
}

#[test]
fn calendar_days_keep_the_wall_time_over_a_clock_change() {
    let due = due(&calendar_days(2), "2026-10-24 15:30");
    assert_eq!(due, berlin("2026-10-26 15:30"));
    assert_eq!(due - berlin("2026-10-24 15:30"), TimeDelta::hours(49));
}

#[test]
fn a_wall_time_that_does_not_exist_is_the_first_after_the_gap() {
    let due = due(&calendar_days(1), "2026-03-28 02:30");
    assert_eq!(due, berlin("2026-03-29 03:00"));
}

#[test]
fn a_calendar_day_that_does_not_exist_ends_with_the_gap() {
    let calendar = Calendar::always("always", Apia);
    let thursday = shown_once(Apia, "2011-12-29 10:00");
    let due = calendar_days(1).deadline(thursday, &calendar);
    assert_eq!(due, Some(shown_once(Apia, "2011-12-31 00:00")));
}

#[test]
fn outside_hours_a_clock_starts_at_the_opening() {
    let office = office();
    let saturday = berlin("2026-11-28 12:00");
    let opening = Some(berlin("2026-11-30 09:00"));
    assert_eq!(business_minutes(30).runs_from(saturday, &office), opening);
    assert_eq!(next_business_day().runs_from(saturday, &office), opening);
    assert_eq!(minutes(30).runs_from(saturday, &office), Some(saturday));
    let monday = berlin("2026-11-23 10:00");
    assert_eq!(business_minutes(30).runs_from(monday, &office), Some(monday));
}

#[test]
fn an_answer_before_the_opening_is_met_at_0() {
    let asked = berlin("2026-11-28 12:00");
    let answered = berlin("2026-11-30 08:59");
    let elapsed = business_minutes(30).elapsed(asked, answered, &office());
    assert_eq!(elapsed, TimeDelta::zero());
    let elapsed = minutes(30).elapsed(asked, answered, &office());
    assert!(elapsed > TimeDelta::hours(44), "its clock never stands still");
}

#[test]
fn an_answer_dated_before_its_question_took_no_time() {
    let (asked, answered) =
        (utc("2026-11-23T10:00:01Z"), utc("2026-11-23T10:00:00Z"));
    let elapsed = minutes(5).elapsed(asked, answered, &office());
    assert_eq!(elapsed, TimeDelta::zero());
}

#[test]
fn what_is_left_counts_in_the_targets_own_time() {
    let (evening, morning) =
        (berlin("2026-11-23 17:30"), berlin("2026-11-24 09:30"));
    let left = business_minutes(60).left(evening, morning, &office());
    assert_eq!(left, TimeDelta::hours(1));
    let left = minutes(60).left(evening, morning, &office());
    assert_eq!(left, TimeDelta::hours(16));
}

#[test]
fn what_is_over_is_negative_in_the_targets_own_time() {
    let (closing, night) =
        (berlin("2026-11-23 17:45"), berlin("2026-11-23 23:00"));
    let left = business_minutes(60).left(night, closing, &office());
    assert_eq!(left, TimeDelta::minutes(-15));
    let left = minutes(60).left(night, closing, &office());
    assert_eq!(left, TimeDelta::minutes(-315));
}

#[test]
fn a_target_beyond_all_calendars_has_no_deadline() {
    let from = berlin("2026-11-23 10:00");
    let calendar = Calendar::always("always", Berlin);
    let century = business_minutes(u32::MAX);
    assert_eq!(century.deadline(from, &office()), None);
    assert!(century.deadline(from, &calendar).is_some());
}
