//! What times as they are said come to.

use chrono::Weekday;
use chrono_tz::Europe::Berlin;

use crate::calendar::samples::berlin;
use crate::promise::{Day, Hour, Point, Time};

fn point(day: Option<Day>, hour: Option<Hour>) -> Time {
    Time::Point(Point { day, hour, zone: None })
}

fn said(time: Time, written: &str) -> Option<String> {
    let at = time.at(berlin(written), Berlin)?;
    let there = at.with_timezone(&Berlin);
    Some(there.format("%a %d %H:%M %Z").to_string())
}

fn is(time: Time, written: &str, at: &str) {
    assert_eq!(said(time, written).as_deref(), Some(at), "{time:?}");
}

#[test]
fn an_hour_of_twelve_is_the_next_that_comes() {
    let four = point(None, Some(Hour::Dial(4, None)));
    is(four, "2026-11-24 14:10", "Tue 24 16:00 CET");
    is(four, "2026-11-24 23:50", "Wed 25 04:00 CET");
    is(four, "2026-11-24 16:00", "Wed 25 04:00 CET");
    let noon = point(None, Some(Hour::Dial(12, None)));
    is(noon, "2026-11-24 09:00", "Tue 24 12:00 CET");
}

#[test]
fn a_clock_time_that_has_passed_is_tomorrows_if_that_is_near() {
    let nine = point(None, Some(Hour::Clock(9, 0)));
    is(nine, "2026-11-24 18:30", "Wed 25 09:00 CET");
    let three = point(None, Some(Hour::Clock(15, 0)));
    assert_eq!(said(three, "2026-11-24 15:30"), None);
}

#[test]
fn the_end_of_a_day_that_is_over_is_midnight() {
    let end = point(None, Some(Hour::EndOfDay));
    is(end, "2026-11-24 14:10", "Tue 24 17:00 CET");
    is(end, "2026-11-24 18:10", "Wed 25 00:00 CET");
    is(point(Some(Day::In(0)), None), "2026-11-24 18:10", "Wed 25 00:00 CET");
}

#[test]
fn a_weekday_is_the_next_one() {
    let day = |hour| point(Some(Day::Weekday(Weekday::Tue)), hour);
    is(day(None), "2026-11-24 09:00", "Tue 01 17:00 CET");
    let four = Some(Hour::Clock(16, 0));
    is(day(four), "2026-11-24 14:10", "Tue 24 16:00 CET");
    is(day(four), "2026-11-24 16:10", "Tue 01 16:00 CET");
}

#[test]
fn a_week_ends_on_friday() {
    is(
        point(Some(Day::EndOfWeek), None),
        "2026-11-24 09:00",
        "Fri 27 17:00 CET",
    );
    is(
        point(Some(Day::NextWeek), None),
        "2026-11-24 09:00",
        "Fri 04 17:00 CET",
    );
    is(
        point(Some(Day::NextWeek), None),
        "2026-11-29 09:00",
        "Fri 04 17:00 CET",
    );
}

#[test]
fn a_date_is_the_next_of_that_name() {
    let date = point(Some(Day::Date(1, 5)), None);
    is(date, "2026-11-24 09:00", "Tue 05 17:00 CET");
    let today = point(Some(Day::Date(11, 24)), None);
    is(today, "2026-11-24 09:00", "Tue 24 17:00 CET");
}

#[test]
fn a_clock_change_moves_what_is_read_off_the_wall() {
    let gap = point(Some(Day::In(1)), Some(Hour::Clock(2, 30)));
    is(gap, "2026-03-28 21:00", "Sun 29 03:00 CEST");
    let fold = point(Some(Day::In(1)), Some(Hour::Clock(2, 30)));
    is(fold, "2026-10-24 21:00", "Sun 25 02:30 CEST");
    is(Time::Span(240), "2026-10-24 23:30", "Sun 25 02:30 CET");
}

#[test]
fn what_lies_too_far_is_no_time() {
    assert_eq!(said(Time::Span(u32::MAX), "2026-11-24 09:00"), None);
    assert_eq!(said(Time::Span(0), "2026-11-24 09:00"), None);
    let far = point(Some(Day::In(u16::MAX)), None);
    assert_eq!(said(far, "2026-11-24 09:00"), None);
}
