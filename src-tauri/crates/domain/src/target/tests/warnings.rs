//! Warnings before the end, in situations one can check by hand.

use chrono::{DateTime, TimeDelta, Utc};

use super::{business_minutes, calendar_days, minutes, next_business_day};
use crate::calendar::samples::{berlin, every_day, office, workdays};
use crate::calendar::{BusinessHoursDescription, Calendar};
use crate::target::{Target, Warnings};

fn warned(target: &Target, from: &str, calendar: &Calendar) -> Warnings {
    let from = berlin(from);
    let deadline = target.deadline(from, calendar).unwrap();
    target.warnings(from, deadline, calendar)
}

fn both(first: &str, second: &str) -> Warnings {
    Warnings { first: berlin(first), second: berlin(second) }
}

/// Seconds from the start to both warnings of a target round the clock.
fn seconds_after_start(count: u32) -> (i64, i64) {
    let from = berlin("2026-11-23 10:00");
    let target = minutes(count);
    let deadline = target.deadline(from, &office()).unwrap();
    let warnings = target.warnings(from, deadline, &office());
    let after = |at: DateTime<Utc>| (at - from).num_seconds();
    (after(warnings.first), after(warnings.second))
}

#[test]
fn warnings_come_at_40_and_20_percent_before_the_end() {
    assert_eq!(seconds_after_start(5), (3 * 60, 4 * 60));
    assert_eq!(seconds_after_start(30), (18 * 60, 24 * 60));
    assert_eq!(seconds_after_start(60), (36 * 60, 48 * 60));
}

#[test]
fn warnings_of_long_targets_come_30_and_15_minutes_before_the_end() {
    assert_eq!(seconds_after_start(180), (150 * 60, 165 * 60));
    assert_eq!(
        seconds_after_start(u32::MAX).1 + 15 * 60,
        i64::from(u32::MAX) * 60
    );
}

#[test]
fn warnings_of_short_targets_come_a_minute_before_the_end() {
    assert_eq!(seconds_after_start(2), (60, 60));
    assert_eq!(seconds_after_start(1), (0, 0));
    assert_eq!(seconds_after_start(3), (108, 120));
}

#[test]
fn warnings_of_business_minutes_are_counted_back_over_the_night() {
    let warnings =
        warned(&business_minutes(180), "2026-11-23 15:10", &office());
    assert_eq!(warnings, both("2026-11-23 17:40", "2026-11-23 17:55"));
}

#[test]
fn a_warning_never_comes_while_the_calendar_is_closed() {
    let warnings = warned(&business_minutes(60), "2026-11-23 17:36", &office());
    assert_eq!(warnings, both("2026-11-24 09:12", "2026-11-24 09:24"));
    let warnings = warned(&business_minutes(60), "2026-11-23 17:24", &office());
    assert_eq!(warnings, both("2026-11-24 09:00", "2026-11-24 09:12"));
}

#[test]
fn the_next_business_day_warns_at_its_opening_and_an_hour_before_its_end() {
    let warnings = warned(&next_business_day(), "2026-11-27 10:00", &office());
    assert_eq!(warnings, both("2026-11-30 09:00", "2026-11-30 17:00"));
}

#[test]
fn the_last_hour_of_a_business_day_is_an_open_hour() {
    let calendar = workdays("09:00-12:00 17:30-18:00").checked();
    let warnings = warned(&next_business_day(), "2026-11-23 10:00", &calendar);
    assert_eq!(warnings, both("2026-11-24 09:00", "2026-11-24 11:30"));
}

#[test]
fn a_business_day_shorter_than_an_hour_warns_twice_at_its_opening() {
    let calendar = workdays("09:00-09:30").checked();
    let warnings = warned(&next_business_day(), "2026-11-23 10:00", &calendar);
    assert_eq!(warnings, both("2026-11-24 09:00", "2026-11-24 09:00"));
}

#[test]
fn days_that_touch_at_midnight_warn_at_the_due_days_own_opening() {
    let calendar = every_day("00:00-24:00").checked();
    let warnings = warned(&next_business_day(), "2026-11-23 10:00", &calendar);
    assert_eq!(warnings, both("2026-11-24 00:00", "2026-11-24 23:00"));
}

#[test]
fn calendar_days_warn_at_the_due_days_opening_and_an_hour_before_the_end() {
    let warnings = warned(&calendar_days(3), "2026-11-23 15:30", &office());
    assert_eq!(warnings, both("2026-11-26 09:00", "2026-11-26 14:30"));
}

#[test]
fn calendar_days_that_end_before_anybody_is_there_warn_the_day_before() {
    let early = warned(&calendar_days(1), "2026-11-23 07:00", &office());
    assert_eq!(early, both("2026-11-23 09:00", "2026-11-24 06:00"));
    let just_open = warned(&calendar_days(2), "2026-11-23 09:30", &office());
    assert_eq!(just_open, both("2026-11-24 09:00", "2026-11-25 08:30"));
    let opening = warned(&calendar_days(1), "2026-11-23 10:00", &office());
    assert_eq!(opening, both("2026-11-24 09:00", "2026-11-24 09:00"));
    let sunday = warned(&calendar_days(5), "2026-11-24 12:00", &office());
    assert_eq!(sunday, both("2026-11-27 09:00", "2026-11-29 11:00"));
}

#[test]
fn warnings_keep_their_order_when_a_day_opens_right_after_the_last() {
    let calendar = every_day("00:10-00:40 23:50-24:00")
        .replaced_on("2026-11-23", "23:50-24:00")
        .checked();
    let warnings = warned(&calendar_days(1), "2026-11-23 00:30", &calendar);
    assert_eq!(warnings, both("2026-11-23 23:30", "2026-11-23 23:30"));
}

#[test]
fn a_deadline_that_was_moved_before_the_start_warns_no_later_than_itself() {
    let from = berlin("2026-11-23 10:00");
    let moved = from - TimeDelta::minutes(10);
    let warnings = minutes(5).warnings(from, moved, &office());
    assert_eq!(warnings, Warnings { first: moved, second: moved });
}

#[test]
fn a_deadline_that_was_moved_forward_warns_no_earlier_than_the_start() {
    let from = berlin("2026-11-23 10:00");
    let moved = from + TimeDelta::minutes(10);
    let warnings = minutes(180).warnings(from, moved, &office());
    assert_eq!(warnings, Warnings { first: from, second: from });
}

fn imminent(
    target: &Target,
    from: &str,
    calendar: BusinessHoursDescription,
) -> DateTime<Utc> {
    let (from, calendar) = (berlin(from), calendar.checked());
    let deadline = target.deadline(from, &calendar).unwrap();
    target.imminent_from(target.warnings(from, deadline, &calendar))
}

#[test]
fn minutes_are_imminent_from_the_first_warning() {
    let at = imminent(&minutes(5), "2026-11-23 10:00", workdays("09:00-18:00"));
    assert_eq!(at, berlin("2026-11-23 10:03"));
}

#[test]
fn days_are_imminent_from_the_second_warning() {
    for target in [next_business_day(), calendar_days(1)] {
        let at = imminent(&target, "2026-11-23 18:00", workdays("09:00-18:00"));
        assert_eq!(at, berlin("2026-11-24 17:00"));
    }
}
