//! What the place of settings tells of a team and of its sources.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::{
    Calendar, CalendarDescription, DatedException, DatedHours,
};
use domain::{Counts, Probe, Role, SourceId, Way};

use super::desk::{Desk, at};
use super::team::author;
use crate::view;
use crate::{DateSetting, LevelSetting, SourceSetting};

fn desk() -> Desk {
    Desk::at("16:41:25")
}

fn account() -> Probe {
    Probe {
        me: author("Mika\u{202e} Berg"),
        may: vec!["read".to_owned()],
        may_not: vec!["the scope reactions:write is missing".to_owned()],
        offset_ms: None,
        ends: Some(at("30 23:30:00")),
    }
}

/// Slack with that account, Teams without any.
fn sources(desk: &Desk) -> [SourceSetting; 2] {
    let accounts = BTreeMap::from([(SourceId::new("slack"), account())]);
    let all = view::source_settings(&desk.picture(), &accounts);
    all.try_into().expect("two sources")
}

fn level(desk: &Desk, name: &str) -> LevelSetting {
    let mut levels = view::levels(&desk.picture()).into_iter();
    levels.find(|level| level.name == name).expect("the level")
}

#[test]
fn a_source_tells_who_we_are_there_what_we_lack_and_until_when() {
    let [slack, teams] = sources(&desk());
    assert_eq!(slack.signed_in_as.as_deref(), Some("Mika Berg"));
    assert_eq!(slack.lacks, ["The scope reactions:write is missing."]);
    assert_eq!(
        slack.ends.as_deref(),
        Some("Mon 30 Nov 2026, unless it is renewed before")
    );
    assert_eq!(teams.signed_in_as, None, "it has not answered yet");
    assert_eq!((teams.lacks, teams.ends), (Vec::new(), None));
}

#[test]
fn a_source_tells_how_it_is_read_what_is_written_and_where() {
    let mut desk = desk();
    desk.sources[1].way = Way::Push;
    let [slack, teams] = sources(&desk);
    assert_eq!(slack.way, "every 10 s");
    assert_eq!(teams.way, "as it happens");
    assert_eq!(slack.writes, "👀, ✅, replies");
    let names: Vec<_> = slack.places.iter().map(|it| &it.name).collect();
    assert_eq!(names, ["#support", "#tours"]);

    desk.rules.claim_mark = "on-it".to_owned();
    desk.rules.close_mark = None;
    assert_eq!(sources(&desk)[0].writes, ":on-it:, replies");
}

#[test]
fn a_level_tells_its_target_its_time_and_its_warnings() {
    let desk = desk();
    let down = level(&desk, "down");
    assert_eq!(down.target.as_deref(), Some("5 min"));
    assert_eq!(down.counted, "round the clock");
    assert_eq!(down.over, "again every 60 s");
    let urgent = level(&desk, "urgent");
    assert_eq!(urgent.target.as_deref(), Some("1 business hour"));
    assert_eq!(urgent.counted, "in business hours");
    let normal = level(&desk, "normal");
    assert_eq!(normal.target.as_deref(), Some("next business day"));
    assert_eq!(normal.over, "once");
    assert_eq!([down.index, urgent.index, normal.index], [0, 1, 2]);
}

#[test]
fn the_warnings_of_a_level_are_those_that_ring() {
    let mut desk = desk();
    let told = level(&desk, "down").warns.expect("warnings");
    desk.ask("#backend", "16:41:00", "Dirk Vos", "All tours are gone");
    let rings = view::row(&desk.picture(), &desk.close().entry).clock;
    let after = |at: Option<_>| {
        let asked = super::desk::at("16:41:00");
        domain::when::duration(at.expect("a warning") - asked)
    };
    let [first, second] =
        [rings.first_warning, rings.second_warning].map(after);
    assert_eq!(told, format!("after {first} and {second}"));
}

#[test]
fn a_level_without_a_target_promises_nothing() {
    let mut desk = desk();
    desk.rules.levels[0].first_response = None;
    desk.rules.levels[0].counts = Counts::Claim;
    let down = level(&desk, "down");
    assert_eq!((down.target, down.warns), (None, None));
    assert_eq!(down.over, "nothing is due");
    assert!(down.claim_counts);
}

#[test]
fn a_team_that_is_always_open_counts_round_the_clock() {
    let mut desk = desk();
    desk.rules.calendar = Calendar::always("always", desk.rules.zone);
    assert_eq!(level(&desk, "urgent").counted, "round the clock");
    let calendar = view::calendar(&desk.picture());
    assert!(calendar.always && calendar.week.is_empty());
    assert_eq!(calendar.zone, "Europe/Berlin");
}

#[test]
fn a_week_is_told_in_runs_of_equal_days() {
    let calendar = view::calendar(&desk().picture());
    let told = ("Mon to Fri".to_owned(), "09:00-18:00".to_owned());
    assert_eq!(calendar.week, [told]);
}

#[test]
fn of_the_dates_those_that_come_are_told_in_their_order() {
    let mut desk = desk();
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
    let closed = |date: Option<NaiveDate>, reason: &str| DatedException {
        date: date.expect("a date"),
        hours: DatedHours::Closed,
        reason: reason.to_owned(),
    };
    desk.rules.calendar = with_dates(
        &desk.rules.calendar,
        vec![
            closed(day(12, 25), "Christ\u{200b}mas"),
            closed(day(11, 18), "yesterday"),
            closed(day(11, 19), "today"),
        ],
    );
    let calendar = view::calendar(&desk.picture());
    assert_eq!(calendar.passed, 1);
    let reasons: Vec<_> = calendar.dates.iter().map(|it| &it.reason).collect();
    assert_eq!(reasons, ["today", "Christmas"]);
    assert_eq!(
        calendar.dates.last(),
        Some(&DateSetting {
            date: day(12, 25).expect("a date"),
            words: "Fri 25 Dec 2026".to_owned(),
            hours: "closed".to_owned(),
            reason: "Christmas".to_owned(),
        })
    );
}

fn with_dates(office: &Calendar, dates: Vec<DatedException>) -> Calendar {
    let mut all = CalendarDescription::from(office.clone());
    if let CalendarDescription::BusinessHours(hours) = &mut all {
        hours.exceptions = dates;
    }
    Calendar::new(all).expect("hours")
}

#[test]
fn people_tell_what_they_are_now_and_which_is_this_user() {
    let mut desk = desk();
    desk.rules.roster[1].name = "Ana\u{202e}\nRuiz".to_owned();
    let people = view::people(&desk.picture());
    let told: Vec<_> =
        people.iter().map(|it| (it.name.as_str(), it.role, it.me)).collect();
    assert_eq!(
        told,
        [
            ("Mika Berg", crate::Role::Responder, true),
            ("Ana Ruiz", crate::Role::Responder, false),
            ("Kofi Addo", crate::Role::OffDuty, false),
            ("Noor Haddad", crate::Role::OffDuty, false),
        ]
    );
    assert_eq!(people[0].known_at, ["slack", "teams"]);
    desk.sits(None, Role::Observer);
    let people = view::people(&desk.picture());
    assert!(people.iter().all(|person| !person.me), "the roster knows nobody");
}
