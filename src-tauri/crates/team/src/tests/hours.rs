//! Whose hours count, and when most requests come.

use domain::Duty;
use insta::assert_snapshot;

use super::levels::team;
use super::told_below;

#[test]
fn a_person_may_work_elsewhere_and_at_other_hours() {
    let people = "[roster.ana]\nzone = \"America/New_York\"\n\
                  [roster.kofi]\ndays = \"mon-thu\"\nhours = \"08:00-12:00\"\n\
                  [roster.lena]\n\
                  [[levels]]\nname = \"L\"\ncalendar = \"on-duty\"";
    let rules = team(people).rules;
    let on_duty = rules.calendar_named("on-duty").unwrap();
    let open = |text: &str| on_duty.is_open(text.parse().unwrap());
    assert_eq!(rules.duty, Duty::Everyone);
    assert!(open("2026-11-17T08:30:00Z"), "Kofi, before the others");
    assert!(open("2026-11-17T17:30:00Z"), "Lena, until the team closes");
    assert!(open("2026-11-17T22:30:00Z"), "Ana, whose afternoon it is");
    assert!(!open("2026-11-17T23:30:00Z"));
    assert!(!open("2026-11-20T08:30:00Z"), "Kofi is off on Friday");
}

#[test]
fn only_those_on_shift_open_the_on_duty_calendar() {
    let rules = team(
        "[roster.ana]\n[roster.kofi]\ndays = \"sat-sun\"\nhours = \
         \"10:00-14:00\"\n[roster.lena]\ndays = \"mon-sun\"\nhours = \
         \"00:00-24:00\"\n\
         [[shifts]]\nfrom = 2026-11-16T00:00\nto = 2026-11-23T00:00\n\
         people = [\"ana\"]\nobserver = \"lena\"\n\
         [[shifts]]\nfrom = 2026-11-23T00:00\nto = 2026-11-30T00:00\n\
         people = [\"ana\", \"kofi\"]\n\
         [[levels]]\nname = \"L\"\ncalendar = \"on-duty\"",
    )
    .rules;
    let on_duty = rules.calendar_named("on-duty").unwrap();
    let open = |text: &str| on_duty.is_open(text.parse().unwrap());
    assert!(!open("2026-11-21T11:00:00Z"), "an observer opens nothing");
    assert!(open("2026-11-28T11:00:00Z"));
    assert!(!open("2026-12-01T11:00:00Z"), "nobody follows");
}

#[test]
fn peaks_are_times_of_the_week() {
    let rules = team(
        "[[peaks]]\ndays = \"mon-fri\"\nhours = \"16:00-18:00\"\n\
         [[levels]]\nname = \"L\"",
    )
    .rules;
    assert!(rules.peak("2026-11-17T16:30:00Z".parse().unwrap()));
    assert!(!rules.peak("2026-11-17T15:30:00Z".parse().unwrap()));
}

#[test]
fn calendars_and_working_hours_are_readable() {
    assert_snapshot!(told_below(&[
        "[calendars.\"my nights\"]\nmon = \"22:00-06:00\"",
        "[calendars.on-duty]\nmon = \"22:00-06:00\"",
        "[calendars.night]\nzone = \"Berlin\"\nmon = \"22:00-06:00\"",
        "[calendars.night]\nmon = [\"22:00-06:00\", \"23:00-24:00\"]",
        "calendars = \"night\"",
        "[roster.ana]\nzone = \"New York\"",
        "[roster.ana]\nhours = \"09:00-17:00\"",
        "[roster.ana]\ndays = \"mon\"\nhours = [\"09:00-17:00\", \
         \"16:00-18:00\"]",
        "[peaks]\nmon = \"16:00-18:00\"",
        "[[peaks]]\nmon = \"16 to 18\"",
    ]));
}
