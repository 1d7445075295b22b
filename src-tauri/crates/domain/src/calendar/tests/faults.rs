//! Calendars that are refused, each for its reason.

use chrono::Weekday;
use chrono_tz::Europe::Berlin;

use crate::calendar::samples::{date, description, hours, office, workdays};
use crate::calendar::{
    Always, BusinessHoursDescription, Calendar, CalendarDescription,
    CalendarFault, CivilInterval, DatedHours, Week,
};

fn faults(hours: BusinessHoursDescription) -> Vec<CalendarFault> {
    CalendarDescription::BusinessHours(hours).faults()
}

fn interval(text: &str) -> CivilInterval {
    text.parse().unwrap()
}

#[test]
fn a_sound_calendar_has_no_faults() {
    assert_eq!(CalendarDescription::from(office()).faults(), []);
}

#[test]
fn a_calendar_needs_a_name() {
    let nameless = Always { name: " ".to_owned(), zone: Berlin };
    let always = CalendarDescription::Always(nameless);
    assert_eq!(Calendar::new(always), Err(CalendarFault::Unnamed));
    let mut hours = workdays("09:00-18:00");
    hours.name.clear();
    assert_eq!(faults(hours), [CalendarFault::Unnamed]);
}

#[test]
fn a_calendar_must_open_at_least_once() {
    let closed = description(Week::default()).closed_on("2026-12-25");
    assert_eq!(faults(closed), [CalendarFault::NeverOpen]);
    let once =
        description(Week::default()).extra_on("2026-12-24", "09:00-12:00");
    assert_eq!(faults(once), []);
}

#[test]
fn intervals_of_a_day_may_touch_but_not_overlap() {
    assert_eq!(faults(workdays("09:00-12:00 12:00-18:00")), []);
    let wed = hours("12:00-18:00 09:00-12:01");
    let week = Week { wed, ..Week::default() };
    assert_eq!(
        faults(description(week)),
        [CalendarFault::Overlap {
            first: Weekday::Wed,
            earlier: interval("09:00-12:01"),
            second: Weekday::Wed,
            later: interval("12:00-18:00"),
        }]
    );
}

#[test]
fn a_night_may_not_reach_into_the_next_mornings_hours() {
    let (mon, tue) = (hours("22:00-06:00"), hours("05:00-09:00"));
    let week = Week { mon, tue, ..Week::default() };
    let found = faults(description(week));
    assert_eq!(
        found.first().map(ToString::to_string).as_deref(),
        Some("Mon 22:00-06:00 and Tue 05:00-09:00 overlap")
    );
}

#[test]
fn sunday_night_may_not_reach_into_monday_morning() {
    let mut week = Week::workdays(&hours("05:00-09:00"));
    week.sun = hours("22:00-06:00");
    assert_eq!(
        faults(description(week)),
        [CalendarFault::Overlap {
            first: Weekday::Sun,
            earlier: interval("22:00-06:00"),
            second: Weekday::Mon,
            later: interval("05:00-09:00"),
        }]
    );
}

#[test]
fn the_hours_given_for_a_date_may_not_overlap() {
    let hours = workdays("09:00-18:00")
        .extra_on("2026-12-24", "10:00-12:00 08:00-11:00");
    assert_eq!(
        faults(hours),
        [CalendarFault::DatedOverlap {
            date: date("2026-12-24"),
            earlier: interval("08:00-11:00"),
            later: interval("10:00-12:00"),
        }]
    );
}

#[test]
fn a_date_is_listed_once() {
    let hours = workdays("09:00-18:00")
        .closed_on("2026-12-24")
        .extra_on("2026-12-24", "10:00-12:00");
    let date = date("2026-12-24");
    assert_eq!(faults(hours), [CalendarFault::DateTwice { date }]);
}

#[test]
fn a_date_that_opens_needs_hours() {
    let hours = workdays("09:00-18:00")
        .with("2026-12-24", DatedHours::Replaced(Vec::new()));
    let date = date("2026-12-24");
    assert_eq!(faults(hours), [CalendarFault::NoHours { date }]);
}

#[test]
fn all_faults_are_told_at_once() {
    let mut hours = workdays("09:00-12:00 11:00-18:00");
    hours.name.clear();
    assert_eq!(faults(hours).len(), 1 + 5, "no name, and five days");
}
