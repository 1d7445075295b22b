//! Calendar files give a calendar its holidays and openings.

use std::collections::BTreeMap;

use insta::assert_snapshot;

use super::LEAST;
use crate::{Flaw, Team, Unread, named_files, parse, with_calendars};

const HOLIDAYS: &str = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Christmas\n\
    DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY\nEND:VEVENT\n\
    BEGIN:VEVENT\nSUMMARY:Boxing Day\nDTSTART;VALUE=DATE:20201226\n\
    RRULE:FREQ=YEARLY\nEND:VEVENT\n\
    BEGIN:VEVENT\nSUMMARY:Team day\nDTSTART;VALUE=DATE:20260105\n\
    RRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR\n";

const EXTRA: &str = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Stock-taking\n\
    DTSTART:20261226T100000Z\nDTEND:20261226T140000Z\nEND:VEVENT\n\
    BEGIN:VEVENT\nSUMMARY:Saturday\n\
    DTSTART:20261205T100000Z\nDTEND:20261205T120000Z\nEND:VEVENT\n\
    END:VCALENDAR\n";

const OFFICE: &str = "[calendar]\ndays = \"mon-sat\"\nhours = \"09:00-18:00\"\n\
                      holidays_from = \"holidays.ics\"\n\
                      extra_from = [\"extra.ics\"]\n";

fn whole(text: &str) -> String {
    let files = BTreeMap::from([
        ("holidays.ics", HOLIDAYS),
        ("extra.ics", EXTRA),
        ("page.html", "<html>"),
    ]);
    with_calendars(text, 2026, |name| {
        let file = files.get(name).map(|file| (*file).to_owned());
        file.ok_or_else(|| match name.contains("://") {
            true => Unread::NotYet("it was never fetched".to_owned()),
            false => Unread::Unusable("there is no such file".to_owned()),
        })
    })
}

fn read(text: &str) -> Result<Team, Vec<Flaw>> {
    parse(&whole(&format!("{LEAST}{text}")), "team.toml")
}

#[test]
fn holidays_close_and_openings_open() {
    let calendar = read(OFFICE).expect("a sound file").rules.calendar;
    let open = |text: &str| calendar.is_open(text.parse().expect("a time"));
    assert!(!open("2026-12-25T10:00:00Z"), "Christmas");
    assert!(!open("2027-12-25T10:00:00Z"), "and the next one");
    assert!(open("2026-12-26T11:00:00Z"), "a holiday on which we open");
    assert!(!open("2026-12-26T09:30:00Z"), "and only then");
    assert!(open("2026-12-05T10:30:00Z"));
}

#[test]
fn openings_are_told_in_the_zone_of_the_calendar_that_takes_them() {
    let text = format!(
        "{OFFICE}[calendars.harbour]\nzone = \"Asia/Kolkata\"\n\
         days = \"mon-fri\"\nhours = \"09:00-18:00\"\n\
         extra_from = \"extra.ics\"\n\
         [[levels]]\npriority = \"normal\"\ncalendar = \"harbour\"\n\
         first_response = \"1 business hour\"\n"
    );
    let rules = read(&text).expect("a sound file").rules;
    for calendar in [&rules.calendar, &rules.calendars["harbour"]] {
        let open = |text: &str| calendar.is_open(text.parse().expect("a time"));
        assert!(open("2026-12-05T10:00:00Z"), "{}", calendar.name());
        assert!(open("2026-12-05T11:59:00Z"), "{}", calendar.name());
    }
    let harbour = &rules.calendars["harbour"];
    let after = "2026-12-05T12:00:00Z".parse().expect("a time");
    assert!(!harbour.is_open(after), "and only then");
}

#[test]
fn what_the_team_file_says_of_a_day_goes_before() {
    let text =
        format!("{OFFICE}instead = {{ 2026-12-25 = \"10:00-12:00\" }}\n");
    let calendar = read(&text).expect("a sound file").rules.calendar;
    let open = |text: &str| calendar.is_open(text.parse().expect("a time"));
    assert!(open("2026-12-25T10:30:00Z"));
    assert!(!open("2026-12-25T13:00:00Z"));
}

#[test]
fn the_rules_follow_from_one_text_with_a_version_of_its_own() {
    let text = format!("{LEAST}{OFFICE}");
    let alone = parse(&text, "team.toml").expect("a sound file").rules.version;
    let with = whole(&text);
    let once = parse(&with, "team.toml").expect("a sound file").rules;
    let again = parse(&with, "the ledger").expect("a sound file").rules;
    assert_eq!(once, again);
    assert_ne!(once.version, alone, "another holiday is another version");
    assert_snapshot!(with.replace(&text, ""));
}

#[test]
fn every_file_is_named_once_and_nothing_is_added_where_there_is_none() {
    let text = "[calendar]\nholidays_from = [\"b.ics\", \"a.ics\"]\n\
                [calendars.night]\nextra_from = \"a.ics\"\n";
    assert_eq!(named_files(text), ["a.ics", "b.ics"]);
    assert_eq!(whole(LEAST), LEAST);
    assert_eq!(named_files("calendar = \"round the clock\""), [""; 0]);
    assert_eq!(named_files("no = toml ="), [""; 0]);
}

#[test]
fn what_cannot_be_used_is_told_at_the_line_that_names_it() {
    let told = |text: &str| -> String {
        let flaws = match read(text) {
            Ok(team) => team.hints,
            Err(flaws) => flaws,
        };
        let here = flaws.iter().filter(|it| it.key.contains("_from"));
        here.map(|flaw| format!("{flaw}\n")).collect()
    };
    let file = |name: &str| {
        told(&format!(
            "[calendar]\nmon = \"09:00-18:00\"\nholidays_from = {name}"
        ))
    };
    let alone = format!("{LEAST}{OFFICE}");
    let hints = parse(&alone, "team.toml").expect("a sound file").hints;
    let unread = hints.iter().find(|it| it.key.contains("_from"));
    assert_snapshot!(
        [
            file("\"missing.ics\""),
            file("\"page.html\""),
            file("7"),
            told(OFFICE),
            file("\"https://example.com/days.ics\""),
            unread.map(ToString::to_string).unwrap_or_default(),
        ]
        .join("\n")
    );
}
