//! Calendars that proptest makes up.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use super::{
    BusinessHoursDescription, Calendar, CivilInterval, DatedException,
    DatedHours, Part, Union, Week,
};

const ZONES: [&str; 8] = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Cairo",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Antarctica/Troll",
];

/// Quarters of an hour after midnight, in pairs: openings and closings.
fn intervals(quarters: &BTreeSet<u16>) -> Vec<CivilInterval> {
    let quarters: Vec<u16> = quarters.iter().copied().collect();
    let written =
        |quarter: u16| format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15);
    quarters
        .chunks_exact(2)
        .map(|pair| format!("{}-{}", written(pair[0]), written(pair[1])))
        .map(|text| text.parse().unwrap())
        .collect()
}

fn a_day() -> impl Strategy<Value = Vec<CivilInterval>> {
    btree_set(0..=96_u16, 0..=6).prop_map(|quarters| intervals(&quarters))
}

fn an_open_day() -> impl Strategy<Value = Vec<CivilInterval>> {
    btree_set(0..=96_u16, 2..=6).prop_map(|quarters| intervals(&quarters))
}

/// A day that reaches into the next one, for dates that tolerate it.
fn a_long_day() -> impl Strategy<Value = Vec<CivilInterval>> {
    (40..96_u16, 1..40_u16).prop_map(|(start, end)| {
        let text = format!(
            "{:02}:{:02}-{:02}:{:02}",
            start / 4,
            start % 4 * 15,
            end / 4,
            end % 4 * 15
        );
        vec![text.parse().unwrap()]
    })
}

fn a_week() -> impl Strategy<Value = Week> {
    let days = (a_day(), a_day(), a_day(), a_day(), a_day(), a_day());
    (an_open_day(), days).prop_map(|(mon, (tue, wed, thu, fri, sat, sun))| {
        Week { mon, tue, wed, thu, fri, sat, sun }
    })
}

fn dated_hours() -> impl Strategy<Value = DatedHours> {
    prop_oneof![
        Just(DatedHours::Closed),
        an_open_day().prop_map(DatedHours::Extra),
        a_long_day().prop_map(DatedHours::Extra),
        an_open_day().prop_map(DatedHours::Replaced),
        a_long_day().prop_map(DatedHours::Replaced),
    ]
}

/// Up to 20 exceptions within the 40 days after `from`.
fn exceptions(from: NaiveDate) -> impl Strategy<Value = Vec<DatedException>> {
    let days = btree_set(0..40_u64, 0..20);
    (days, vec(dated_hours(), 20)).prop_map(move |(days, hours)| {
        days.into_iter()
            .zip(hours)
            .map(|(day, hours)| DatedException {
                date: from.checked_add_days(Days::new(day)).unwrap(),
                hours,
                reason: String::new(),
            })
            .collect()
    })
}

fn an_instant() -> impl Strategy<Value = DateTime<Utc>> {
    // 2010 to 2035, to the millisecond.
    (1_262_304_000_000..2_051_222_400_000_i64)
        .prop_map(|ms| DateTime::from_timestamp_millis(ms).unwrap())
}

/// A calendar, or the union of two, with an instant near its exceptions.
pub(crate) fn a_situation() -> impl Strategy<Value = (Calendar, DateTime<Utc>)>
{
    let two = (hours_of_one(), hours_of_one());
    prop_oneof![3 => hours_of_one(), 1 => two.prop_map(both)]
}

fn both(
    ((one, now), (other, _)): (
        (Calendar, DateTime<Utc>),
        (Calendar, DateTime<Utc>),
    ),
) -> (Calendar, DateTime<Utc>) {
    let (name, zone) = ("both".to_owned(), other.zone());
    let part = |calendar| Part { from: None, to: None, calendar };
    let parts = vec![part(one), part(other)];
    (Calendar::Union(Box::new(Union { name, zone, parts })), now)
}

/// Business hours of any zone.
pub(crate) fn hours_of_one() -> impl Strategy<Value = (Calendar, DateTime<Utc>)>
{
    let zone = prop::sample::select(ZONES.to_vec());
    an_instant().prop_flat_map(move |now| {
        let exceptions = exceptions(now.date_naive());
        (zone.clone(), a_week(), exceptions).prop_map(
            move |(zone, week, exceptions)| {
                let name = "any".to_owned();
                let zone: Tz = zone.parse().unwrap();
                let hours =
                    BusinessHoursDescription { name, zone, week, exceptions };
                (hours.checked(), now)
            },
        )
    })
}
