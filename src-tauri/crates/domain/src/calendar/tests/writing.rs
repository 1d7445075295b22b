//! Calendars written down and read back.

use chrono_tz::Europe::Berlin;
use serde_json::{Value, json};

use crate::calendar::samples::{date, hours, workdays};
use crate::calendar::{Calendar, CivilInterval, IntervalFault};

fn read(text: &str) -> Result<CivilInterval, IntervalFault> {
    text.parse()
}

#[test]
fn an_interval_is_shown_as_it_was_written() {
    for text in ["09:00-18:00", "00:00-24:00", "22:00-06:00", "13:30-24:00"] {
        assert_eq!(read(text).unwrap().to_string(), text);
    }
}

#[test]
fn midnight_may_end_a_day_as_00_00() {
    assert_eq!(read("22:00-00:00"), read("22:00-24:00"));
}

#[test]
fn a_person_may_write_9_00_and_spaces_and_a_dash() {
    assert_eq!(read(" 9:00 – 18:00 "), read("09:00-18:00"));
}

#[test]
fn what_is_no_interval_is_refused() {
    for text in [
        "",
        "-",
        "9-18",
        "09:00",
        "09:00-",
        "09:60-10:00",
        "24:00-06:00",
        "09:00-24:01",
        "+9:00-10:00",
        "009:00-10:00",
        "09:0-10:00",
        "99:00-10:00",
        "٠٩:٠٠-10:00",
        "09:00-10:00-11:00",
    ] {
        assert_eq!(read(text), Err(IntervalFault::Unreadable), "{text}");
    }
    for text in ["09:00-09:00", "00:00-00:00"] {
        assert_eq!(read(text), Err(IntervalFault::Empty), "{text}");
    }
}

#[test]
fn a_calendar_reads_back_as_it_was() {
    let office = workdays("09:00-12:00 13:00-18:00")
        .closed_on("2026-12-25")
        .extra_on("2026-12-19", "10:00-14:00")
        .replaced_on("2026-12-24", "09:00-12:00")
        .checked();
    for calendar in [office, Calendar::always("always", Berlin)] {
        let text = serde_json::to_string(&calendar).unwrap();
        let again: Calendar = serde_json::from_str(&text).unwrap();
        assert_eq!(again, calendar);
    }
}

fn written() -> Value {
    json!({
        "kind": "business-hours",
        "name": "office",
        "zone": "Europe/Berlin",
        "week": { "mon": ["13:00-18:00", "09:00-12:00"] },
        "exceptions": [
            { "date": "2026-12-28", "hours": { "extra": ["19:00-20:00"] } },
            { "date": "2026-12-21", "hours": "closed", "reason": "moving" },
        ],
    })
}

#[test]
fn a_calendar_is_written_in_plain_words_and_any_order() {
    let calendar: Calendar = serde_json::from_value(written()).unwrap();
    for (monday, expected) in [
        ("2026-12-14", "09:00-12:00 13:00-18:00"),
        ("2026-12-21", ""),
        ("2026-12-28", "09:00-12:00 13:00-18:00 19:00-20:00"),
    ] {
        assert_eq!(calendar.intervals_on(date(monday)), hours(expected));
    }
}

#[test]
fn a_faulty_calendar_is_refused_when_it_is_read() {
    let mut overlapping = written();
    overlapping["week"]["mon"] = json!(["09:00-12:00", "11:00-18:00"]);
    let mut unknown_day = written();
    unknown_day["week"]["monday"] = json!(["09:00-12:00"]);
    let mut unknown_zone = written();
    unknown_zone["zone"] = json!("Europe/Nowhere");
    for (value, told) in [
        (overlapping, "Mon 09:00-12:00 and Mon 11:00-18:00 overlap"),
        (unknown_day, "monday"),
        (unknown_zone, "Europe/Nowhere"),
    ] {
        let fault = serde_json::from_value::<Calendar>(value).unwrap_err();
        assert!(fault.to_string().contains(told), "{fault}");
    }
}
