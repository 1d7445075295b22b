//! The shifts of the next weeks are looked through for holes.

use chrono::{DateTime, Utc};

use super::LEAST;
use crate::parse;

const OFFICE: &str = "[calendar]\ndays = \"mon-fri\"\nhours = \"09:00-18:00\"";

/// What is told on Wednesday 18 November, at noon.
fn told(shifts: &[(&str, &str)], calendar: &str) -> Vec<String> {
    let shifts: String = shifts
        .iter()
        .map(|(from, to)| {
            format!(
                "[[shifts]]\nfrom = {from}\nto = {to}\npeople = [\"ana\"]\n"
            )
        })
        .collect();
    let text = format!("{LEAST}{shifts}[roster.ana]\n{calendar}");
    let team = parse(&text, "team.toml").expect("a sound file");
    let noon: DateTime<Utc> =
        "2026-11-18T12:00:00Z".parse().expect("a known time");
    team.outlook(noon).iter().map(ToString::to_string).collect()
}

#[test]
fn a_hole_between_two_shifts_is_told_with_its_times() {
    let told = told(
        &[
            ("2026-11-18T09:00", "2026-11-25T09:00"),
            ("2026-11-26T09:00", "2027-11-26T09:00"),
        ],
        OFFICE,
    );
    assert_eq!(
        told,
        ["team.toml:3: shifts[0]: nobody is on duty from Wed 25 Nov 09:00 to \
          Thu 26 Nov 09:00. Add [[shifts]] with from, to and people, or let \
          a shift last longer."]
    );
}

#[test]
fn nights_and_weekends_are_no_hole_where_the_team_is_closed() {
    let shifts = [
        ("2026-11-18T09:00", "2026-11-20T18:00"),
        ("2026-11-23T09:00", "2027-11-26T09:00"),
    ];
    assert_eq!(told(&shifts, OFFICE), Vec::<String>::new());
    assert_eq!(told(&shifts, "").len(), 1, "round the clock it is one");
}

#[test]
fn the_end_of_the_plan_is_told_two_weeks_before() {
    let told = told(&[("2026-11-18T09:00", "2026-12-02T09:00")], OFFICE);
    assert_eq!(told.len(), 1);
    assert!(
        told[0].contains("from Wed 2 Dec 09:00 on, nobody is on duty"),
        "{told:?}"
    );
}

#[test]
fn a_plan_that_has_run_out_is_told_at_its_last_shift() {
    let told = told(
        &[
            ("2026-11-01T09:00", "2026-11-08T09:00"),
            ("2026-11-08T09:00", "2026-11-15T09:00"),
        ],
        OFFICE,
    );
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("team.toml:7: shifts[1]:"), "{told:?}");
    assert!(told[0].contains("from Wed 18 Nov 12:00 on"), "{told:?}");
}

#[test]
fn a_plan_without_holes_says_nothing() {
    let shifts = [
        ("2026-11-20T09:00", "2027-11-26T09:00"),
        ("2026-11-11T09:00", "2026-11-21T09:00"),
    ];
    assert_eq!(told(&shifts, OFFICE), Vec::<String>::new());
}
