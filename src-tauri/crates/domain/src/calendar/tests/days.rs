//! Business days, told apart in situations one can check by hand.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Berlin;
use chrono_tz::Pacific::Apia;

use crate::calendar::samples::{
    berlin, date, every_day, office, shown_once, workdays,
};
use crate::calendar::{AfterClosing, Calendar};

fn due(
    calendar: &Calendar,
    arrival: &str,
    after_closing: AfterClosing,
) -> DateTime<Utc> {
    let arrival = berlin(arrival);
    calendar.business_day_after(arrival, after_closing).unwrap().closes
}

#[test]
fn whatever_comes_on_monday_is_due_when_tuesday_closes() {
    for arrival in ["06:00", "10:00", "20:00"] {
        let arrival = format!("2026-11-23 {arrival}");
        let due = due(&office(), &arrival, AfterClosing::SameDay);
        assert_eq!(due, berlin("2026-11-24 18:00"), "{arrival}");
    }
}

#[test]
fn whatever_comes_from_friday_to_sunday_is_due_when_monday_closes() {
    for arrival in ["27 06:00", "27 23:59", "28 12:00", "29 23:59"] {
        let arrival = format!("2026-11-{arrival}");
        let due = due(&office(), &arrival, AfterClosing::SameDay);
        assert_eq!(due, berlin("2026-11-30 18:00"), "{arrival}");
    }
}

#[test]
fn with_the_switch_an_evening_counts_as_the_next_business_day() {
    for (arrival, expected) in [
        ("23 06:00", "24"),
        ("23 17:59", "24"),
        ("23 18:00", "25"),
        ("23 20:00", "25"),
    ] {
        let arrival = format!("2026-11-{arrival}");
        let due = due(&office(), &arrival, AfterClosing::NextDay);
        let expected = berlin(&format!("2026-11-{expected} 18:00"));
        assert_eq!(due, expected, "{arrival}");
    }
}

#[test]
fn with_the_switch_friday_evening_and_the_weekend_count_as_monday() {
    for arrival in ["27 20:00", "28 12:00", "30 06:00"] {
        let arrival = format!("2026-11-{arrival}");
        let due = due(&office(), &arrival, AfterClosing::NextDay);
        assert_eq!(due, berlin("2026-12-01 18:00"), "{arrival}");
    }
}

#[test]
fn a_holiday_is_no_business_day() {
    let calendar = workdays("09:00-18:00").closed_on("2026-11-24").checked();
    let due = due(&calendar, "2026-11-23 10:00", AfterClosing::SameDay);
    assert_eq!(due, berlin("2026-11-25 18:00"));
}

#[test]
fn an_extra_saturday_is_a_business_day() {
    let calendar =
        workdays("09:00-18:00").extra_on("2026-11-28", "10:00-14:00").checked();
    let due = due(&calendar, "2026-11-27 10:00", AfterClosing::SameDay);
    assert_eq!(due, berlin("2026-11-28 14:00"));
}

#[test]
fn a_day_with_a_break_ends_with_its_last_interval() {
    let calendar = workdays("09:00-12:00 13:00-18:00").checked();
    let due = due(&calendar, "2026-11-23 12:30", AfterClosing::NextDay);
    assert_eq!(due, berlin("2026-11-24 18:00"), "a break is not closing");
}

#[test]
fn two_in_the_morning_of_a_night_shift_is_still_the_day_before() {
    let calendar = workdays("22:00-06:00").checked();
    let night = berlin("2026-11-24 02:00");
    assert_eq!(calendar.day_of(night), date("2026-11-23"));
    for after_closing in [AfterClosing::SameDay, AfterClosing::NextDay] {
        let due = due(&calendar, "2026-11-24 02:00", after_closing);
        assert_eq!(due, berlin("2026-11-25 06:00"));
    }
    assert_eq!(calendar.tomorrow(night), Some(berlin("2026-11-24 22:00")));
}

#[test]
fn two_in_the_morning_without_a_night_shift_is_a_day_of_its_own() {
    let due = due(&office(), "2026-11-24 02:00", AfterClosing::SameDay);
    assert_eq!(due, berlin("2026-11-25 18:00"));
}

#[test]
fn round_the_clock_every_date_is_a_business_day() {
    let always = Calendar::always("always", Berlin);
    let due = due(&always, "2026-11-28 12:00", AfterClosing::SameDay);
    assert_eq!(due, berlin("2026-11-30 00:00"), "the end of Sunday");
}

#[test]
fn days_that_touch_at_midnight_stay_apart() {
    let calendar = every_day("00:00-24:00").checked();
    let due = due(&calendar, "2026-11-23 23:59", AfterClosing::NextDay);
    assert_eq!(due, berlin("2026-11-25 00:00"));
}

#[test]
fn tomorrow_is_the_next_opening_after_today() {
    for (now, tomorrow) in [
        ("23 06:00", "24 09:00"),
        ("23 10:00", "24 09:00"),
        ("23 20:00", "24 09:00"),
        ("27 10:00", "30 09:00"),
        ("29 10:00", "30 09:00"),
    ] {
        let now = berlin(&format!("2026-11-{now}"));
        let expected = berlin(&format!("2026-11-{tomorrow}"));
        assert_eq!(office().tomorrow(now), Some(expected));
    }
}

#[test]
fn after_thursday_apia_went_straight_to_saturday() {
    let calendar = every_day("09:00-17:00").in_zone(Apia).checked();
    let thursday = shown_once(Apia, "2011-12-29 10:00");
    let saturday = shown_once(Apia, "2011-12-31 09:00");
    assert_eq!(calendar.tomorrow(thursday), Some(saturday));
    assert_eq!(calendar.business_day(date("2011-12-30")), None);
}
