//! Calendar files as people and programs write them.

use chrono_tz::Europe::Berlin;
use proptest::prelude::*;

use super::{Said, read};

fn said(events: &[&str]) -> Said {
    let events: String = events
        .iter()
        .map(|lines| format!("BEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\n"))
        .collect();
    let text = format!("BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n");
    read(&text, &(2026..=2028), Berlin).expect("a calendar")
}

fn days(events: &[&str]) -> Vec<String> {
    let days = said(events).days;
    days.iter().map(|(date, name)| format!("{date} {name}")).collect()
}

#[test]
fn an_all_day_event_is_its_days_and_its_end_is_not_one_of_them() {
    let event = "SUMMARY:Christmas\\, both days\r\n\
                 DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227";
    assert_eq!(
        days(&[event]),
        ["2026-12-25 Christmas, both days", "2026-12-26 Christmas, both days"]
    );
    let lasts = "SUMMARY:Fair\r\nDTSTART;VALUE=DATE:20260301\r\nDURATION:P2D";
    assert_eq!(days(&[lasts]).len(), 2);
}

#[test]
fn a_yearly_event_comes_in_every_year_that_is_looked_at() {
    let event = "SUMMARY:Unity\r\nDTSTART;VALUE=DATE:19901003\r\n\
                 RRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20271003";
    assert_eq!(days(&[event]), ["2026-10-03 Unity", "2028-10-03 Unity"]);
    let thanks = "SUMMARY:Thanks\r\nDTSTART;VALUE=DATE:20001123\r\n\
                  RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH";
    assert_eq!(
        days(&[thanks]),
        ["2026-11-26 Thanks", "2027-11-25 Thanks", "2028-11-23 Thanks"]
    );
    let memorial = "SUMMARY:May\r\nDTSTART;VALUE=DATE:20260525\r\n\
                    RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2";
    assert_eq!(days(&[memorial]), ["2026-05-25 May", "2027-05-31 May"]);
    let leap = "SUMMARY:Leap\r\nDTSTART;VALUE=DATE:20240229\r\n\
                RRULE:FREQ=YEARLY;UNTIL=20281231T000000Z";
    assert_eq!(days(&[leap]), ["2028-02-29 Leap"]);
}

#[test]
fn lines_are_unfolded_and_alarms_are_passed_over() {
    let event = "SUMMARY:Whit\r\n Monday\r\n\
                 DTSTART;VALUE=DATE:20260525\r\n\
                 BEGIN:VALARM\r\nDTSTART;VALUE=DATE:20270101\r\nEND:VALARM";
    assert_eq!(days(&[event]), ["2026-05-25 WhitMonday"]);
}

#[test]
fn other_events_are_hours_in_the_zone_of_the_calendar() {
    let hours = |event: &str| -> Vec<String> {
        let all = said(&[event]).hours;
        all.iter().map(|(date, it)| format!("{date} {}", it[0])).collect()
    };
    assert_eq!(
        hours(
            "DTSTART;TZID=\"America/New_York\":20261227T040000\r\n\
             DTEND;TZID=America/New_York:20261227T080000"
        ),
        ["2026-12-27 10:00-14:00"]
    );
    assert_eq!(
        hours("DTSTART:20261227T210000Z\r\nDTEND:20261227T230000Z"),
        ["2026-12-27 22:00-24:00"]
    );
    assert_eq!(
        hours("DTSTART:20261227T220000\r\nDURATION:PT8H"),
        ["2026-12-27 22:00-06:00"]
    );
}

#[test]
fn what_is_cancelled_is_none_and_what_is_not_read_is_told() {
    let told = said(&[
        "SUMMARY:Off\r\nDTSTART;VALUE=DATE:20260101\r\nSTATUS:CANCELLED",
        "SUMMARY:Often\r\nDTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=WEEKLY",
        "SUMMARY:Never",
        "SUMMARY:Odd\r\nDTSTART;VALUE=DATE:20260230",
        "SUMMARY:Far\r\nDTSTART;TZID=Mars/Olympus:20260105T100000",
        "SUMMARY:Long\r\nDTSTART:20260105T100000\r\nDTEND:20260107T100000",
    ]);
    let days: Vec<String> = told.days.values().cloned().collect();
    assert_eq!(days, ["Often"]);
    insta::assert_snapshot!(told.unread.join("\n"));
}

#[test]
fn what_is_no_calendar_is_refused() {
    let none =
        |text: &str| read(text, &(2026..=2028), Berlin).expect_err("none");
    assert_eq!(none("<html>"), "it is no iCalendar file");
    let long = format!("BEGIN:VCALENDAR\n{}", "X".repeat(1 << 20));
    assert_eq!(none(&long), "it is longer than 1024 kB");
}

proptest! {
    #[test]
    fn any_text_is_read_to_its_end(text in any::<String>()) {
        let _ = read(&format!("BEGIN:VCALENDAR\n{text}"), &(2026..=2028), Berlin);
    }

    #[test]
    fn any_event_is_read_to_its_end(
        lines in prop::collection::vec(
            (
                prop::sample::select(vec![
                    "DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE",
                    "SUMMARY", "STATUS", "DTSTART;VALUE=DATE",
                    "DTSTART;TZID=Europe/Berlin", "BEGIN", "END",
                ]),
                prop_oneof![
                    "[0-9]{8}", "[0-9]{8}T[0-9]{6}Z?", "P[0-9]{1,9}[DWHM]",
                    "FREQ=YEARLY;(BYMONTH|INTERVAL|COUNT|BYMONTHDAY)=-?[0-9]{1,10}",
                    "FREQ=YEARLY;BYMONTH=[0-9]{1,2};BYDAY=-?[0-9](MO|SU)",
                    any::<String>(),
                ],
            ),
            0..8,
        ),
    ) {
        let lines: String = lines
            .iter()
            .map(|(name, value)| format!("{name}:{value}\n"))
            .collect();
        let text = format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}END:VEVENT\nEND:VCALENDAR"
        );
        if let Ok(said) = read(&text, &(2026..=2028), Berlin) {
            prop_assert!(said.days.len() <= 700);
        }
    }
}
