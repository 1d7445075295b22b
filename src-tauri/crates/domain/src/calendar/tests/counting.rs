//! Open time, counted in situations one can check by hand.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Africa::Cairo;
use chrono_tz::America::Sao_Paulo;
use chrono_tz::Antarctica::Troll;
use chrono_tz::Australia::Lord_Howe;
use chrono_tz::Europe::Berlin;
use chrono_tz::Pacific::Apia;

use crate::calendar::samples::{
    berlin, every_day, office, shown_once, utc, workdays,
};
use crate::calendar::{Calendar, Opening};

fn minutes(count: i64) -> TimeDelta {
    TimeDelta::minutes(count)
}

#[test]
fn three_business_hours_run_over_night() {
    let deadline =
        office().add_open_time(berlin("2026-11-23 16:30"), minutes(180));
    assert_eq!(deadline, Some(berlin("2026-11-24 10:30")));
}

#[test]
fn three_business_hours_run_over_the_weekend() {
    let deadline =
        office().add_open_time(berlin("2026-11-27 17:50"), minutes(180));
    assert_eq!(deadline, Some(berlin("2026-11-30 11:50")));
}

#[test]
fn a_budget_used_up_at_closing_ends_there() {
    let deadline =
        office().add_open_time(berlin("2026-11-23 17:00"), minutes(60));
    assert_eq!(deadline, Some(berlin("2026-11-23 18:00")));
}

#[test]
fn a_clock_outside_hours_begins_at_the_opening() {
    let calendar = office();
    let saturday = berlin("2026-11-28 12:00");
    assert_eq!(calendar.open_from(saturday), Some(berlin("2026-11-30 09:00")));
    let deadline = calendar.add_open_time(saturday, minutes(30));
    assert_eq!(deadline, Some(berlin("2026-11-30 09:30")));
}

#[test]
fn counting_back_crosses_the_night_as_counting_on_does() {
    let calendar = office();
    let end = berlin("2026-11-24 09:10");
    let early = calendar.subtract_open_time(end, minutes(30));
    assert_eq!(early, Some(berlin("2026-11-23 17:40")));
    let opening = calendar.subtract_open_time(end, minutes(10));
    assert_eq!(opening, Some(berlin("2026-11-24 09:00")));
}

#[test]
fn a_lunch_break_is_not_counted() {
    let calendar = workdays("09:00-12:00 13:00-18:00").checked();
    let counted = calendar.open_time_between(
        berlin("2026-11-23 11:30"),
        berlin("2026-11-23 13:15"),
    );
    assert_eq!(counted, minutes(45));
}

#[test]
fn the_last_minute_before_24_00_counts() {
    let calendar = every_day("00:00-24:00").checked();
    let counted = calendar.open_time_between(
        berlin("2026-11-23 23:00"),
        berlin("2026-11-24 01:00"),
    );
    assert_eq!(counted, minutes(120));
    assert!(calendar.is_open(berlin("2026-11-23 23:59")));
}

#[test]
fn days_that_touch_are_one_opening() {
    let calendar = every_day("00:00-24:00").closed_on("2026-12-25").checked();
    let monday = berlin("2026-11-23 10:00");
    assert_eq!(calendar.next_closing(monday), Some(berlin("2026-12-25 00:00")));
    assert_eq!(calendar.next_opening(monday), Some(berlin("2026-12-26 00:00")));
}

#[test]
fn what_never_closes_has_no_next_closing_or_opening() {
    let all_week = every_day("00:00-24:00").checked();
    let always = Calendar::always("always", Berlin);
    for calendar in [all_week, always] {
        let now = berlin("2026-11-23 10:00");
        assert_eq!(calendar.next_closing(now), None);
        assert_eq!(calendar.next_opening(now), None);
        assert_eq!(calendar.open_from(now), Some(now));
    }
}

#[test]
fn openings_and_closings_are_those_after_the_moment_itself() {
    let calendar = office();
    let opens = berlin("2026-11-23 09:00");
    let closes = berlin("2026-11-23 18:00");
    assert_eq!(calendar.next_opening(opens), Some(berlin("2026-11-24 09:00")));
    assert_eq!(calendar.next_closing(opens), Some(closes));
    assert_eq!(calendar.next_closing(closes), Some(berlin("2026-11-24 18:00")));
    assert!(calendar.is_open(opens), "an interval includes its start");
    assert!(!calendar.is_open(closes), "an interval excludes its end");
}

#[test]
fn a_night_shift_is_open_on_both_sides_of_midnight() {
    let calendar = workdays("22:00-06:00").checked();
    assert!(calendar.is_open(berlin("2026-11-23 23:30")));
    assert!(calendar.is_open(berlin("2026-11-28 05:59")), "Friday's night");
    assert!(!calendar.is_open(berlin("2026-11-23 05:59")), "no Sunday night");
    assert!(!calendar.is_open(berlin("2026-11-28 23:00")));
}

#[test]
fn a_holiday_lets_the_night_before_run_to_its_end() {
    let calendar = workdays("22:00-06:00").closed_on("2026-12-24").checked();
    assert!(calendar.is_open(berlin("2026-12-24 05:00")));
    assert!(!calendar.is_open(berlin("2026-12-24 23:00")));
    assert!(!calendar.is_open(berlin("2026-12-25 05:00")));
}

#[test]
fn an_extra_opening_joins_the_hours_of_its_day() {
    let calendar =
        workdays("09:00-18:00").extra_on("2026-11-23", "07:00-10:00").checked();
    let counted = calendar.open_time_between(
        berlin("2026-11-23 00:00"),
        berlin("2026-11-24 00:00"),
    );
    assert_eq!(counted, minutes(11 * 60));
}

#[test]
fn an_extra_opening_within_the_hours_of_its_day_adds_nothing() {
    let calendar =
        workdays("09:00-18:00").extra_on("2026-11-23", "10:00-12:00").checked();
    let counted = calendar.open_time_between(
        berlin("2026-11-23 00:00"),
        berlin("2026-11-24 00:00"),
    );
    assert_eq!(counted, minutes(9 * 60));
}

#[test]
fn an_extra_night_does_not_count_the_next_morning_twice() {
    let calendar =
        workdays("09:00-18:00").extra_on("2026-11-23", "20:00-10:00").checked();
    let counted = calendar.open_time_between(
        berlin("2026-11-23 00:00"),
        berlin("2026-11-25 00:00"),
    );
    assert_eq!(counted, minutes((9 + 4 + 18) * 60));
}

#[test]
fn a_replaced_date_forgets_its_weekday() {
    let calendar = workdays("09:00-18:00")
        .replaced_on("2026-12-24", "09:00-12:00")
        .checked();
    let counted = calendar.open_time_between(
        berlin("2026-12-24 00:00"),
        berlin("2026-12-25 00:00"),
    );
    assert_eq!(counted, minutes(180));
}

#[test]
fn a_calendar_that_does_not_open_enough_has_no_deadline() {
    let calendar =
        every_day("09:00-18:00").replaced_on("2026-11-28", "10:00-12:00");
    let only_that_saturday = crate::calendar::BusinessHoursDescription {
        week: crate::calendar::Week::default(),
        ..calendar
    }
    .checked();
    let friday = berlin("2026-11-27 12:00");
    let add = |count| only_that_saturday.add_open_time(friday, minutes(count));
    assert_eq!(add(120), Some(berlin("2026-11-28 12:00")));
    assert_eq!(add(121), None);
}

#[test]
fn round_the_clock_counts_every_instant_at_once() {
    let always = Calendar::always("always", Berlin);
    let start = utc("2026-10-25T00:30:00Z");
    let deadline = always.add_open_time(start, minutes(180));
    assert_eq!(deadline, Some(utc("2026-10-25T03:30:00Z")));
    assert_eq!(
        always.open_time_between(start, deadline.unwrap()),
        minutes(180)
    );
    let back = always.subtract_open_time(deadline.unwrap(), minutes(180));
    assert_eq!(back, Some(start));
}

fn open_on(calendar: &Calendar, from: &str, until: &str) -> TimeDelta {
    let zone = calendar.zone();
    calendar.open_time_between(shown_once(zone, from), shown_once(zone, until))
}

fn openings(calendar: &Calendar, from: DateTime<Utc>) -> Vec<Opening> {
    calendar.openings(from).take(2).collect()
}

#[test]
fn a_night_is_an_hour_shorter_when_clocks_jump_and_longer_when_they_go_back() {
    let calendar = every_day("00:00-06:00").checked();
    let night = |from, until| open_on(&calendar, from, until);
    let spring = night("2026-03-29 00:00", "2026-03-29 12:00");
    let autumn = night("2026-10-25 00:00", "2026-10-25 12:00");
    assert_eq!((spring, autumn), (minutes(300), minutes(420)));
}

#[test]
fn lord_howe_moves_its_clock_by_half_an_hour() {
    let calendar = every_day("00:00-06:00").in_zone(Lord_Howe).checked();
    let night = |from, until| open_on(&calendar, from, until);
    let spring = night("2026-10-04 00:00", "2026-10-04 12:00");
    let autumn = night("2026-04-05 00:00", "2026-04-05 12:00");
    assert_eq!((spring, autumn), (minutes(330), minutes(390)));
}

#[test]
fn troll_moves_its_clock_by_two_hours() {
    let calendar = every_day("00:00-06:00").in_zone(Troll).checked();
    let night = |from, until| open_on(&calendar, from, until);
    let spring = night("2026-03-29 00:00", "2026-03-29 12:00");
    let autumn = night("2026-10-25 00:00", "2026-10-25 12:00");
    assert_eq!((spring, autumn), (minutes(240), minutes(480)));
}

#[test]
fn a_day_whose_midnight_is_missing_opens_after_the_gap() {
    let cairo = every_day("00:00-02:00").in_zone(Cairo).checked();
    let found = openings(&cairo, utc("2026-04-23T12:00:00Z"));
    assert_eq!(found[0].opens, utc("2026-04-23T22:00:00Z"));
    assert_eq!(found[0].closes, utc("2026-04-23T23:00:00Z"));
    let sao_paulo = every_day("00:30-02:00").in_zone(Sao_Paulo).checked();
    let found = openings(&sao_paulo, utc("2018-11-03T12:00:00Z"));
    assert_eq!(found[0].opens, utc("2018-11-04T03:00:00Z"));
    assert_eq!(found[0].closes, utc("2018-11-04T04:00:00Z"));
}

#[test]
fn an_edge_that_occurs_twice_is_its_first_occurrence() {
    let calendar = every_day("02:15-02:45").checked();
    let found = openings(&calendar, utc("2026-10-24T12:00:00Z"));
    assert_eq!(found[0].opens, utc("2026-10-25T00:15:00Z"));
    assert_eq!(found[0].closes, utc("2026-10-25T00:45:00Z"));
    assert!(!calendar.is_open(utc("2026-10-25T01:30:00Z")), "second 02:30");
}

#[test]
fn an_interval_inside_a_gap_never_opens() {
    let calendar = every_day("02:15-02:45").checked();
    let found = openings(&calendar, berlin("2026-03-28 12:00"));
    assert_eq!(found[0].opens, berlin("2026-03-30 02:15"));
}

#[test]
fn the_friday_that_apia_skipped_has_no_open_time() {
    let calendar = workdays("09:00-17:00").in_zone(Apia).checked();
    let thursday = shown_once(Apia, "2011-12-29 16:00");
    let deadline = calendar.add_open_time(thursday, minutes(120));
    assert_eq!(deadline, Some(shown_once(Apia, "2012-01-02 10:00")));
}
