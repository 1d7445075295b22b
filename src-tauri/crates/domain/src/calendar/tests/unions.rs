//! Several calendars as one are open while one of them is, minute by minute.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use crate::calendar::made_up::hours_of_one;
use crate::calendar::samples::{berlin, every_day, utc, workdays};
use crate::calendar::{AfterClosing, Calendar, Part, Union};

fn zone(name: &str) -> Tz {
    name.parse().unwrap()
}

fn always(calendar: Calendar) -> Part {
    Part { from: None, to: None, calendar }
}

fn union(zone: Tz, parts: Vec<Part>) -> Calendar {
    let name = "on-duty".to_owned();
    Calendar::Union(Box::new(Union { name, zone, parts }))
}

/// Two who follow the sun: nine to six in Berlin and in New York.
fn two_coasts() -> Calendar {
    let office = |name| workdays("09:00-18:00").in_zone(zone(name)).checked();
    let parts = ["Europe/Berlin", "America/New_York"];
    union(zone("Europe/Berlin"), parts.map(office).map(always).to_vec())
}

#[test]
fn the_day_of_two_coasts_lasts_from_one_opening_to_the_other_closing() {
    let day = two_coasts().business_day("2026-11-17".parse().unwrap()).unwrap();
    assert_eq!(day.opens, berlin("2026-11-17 09:00"));
    assert_eq!(day.closes, berlin("2026-11-18 00:00"));
}

#[test]
fn a_shift_counts_from_its_beginning_to_its_end() {
    let calendar = every_day("00:00-24:00").checked();
    let (from, to) = (berlin("2026-11-17 10:00"), berlin("2026-11-18 12:00"));
    let part = Part { from: Some(from), to: Some(to), calendar };
    let shift = union(zone("Europe/Berlin"), vec![part]);
    assert_eq!(shift.open_from(berlin("2026-11-01 00:00")), Some(from));
    assert_eq!(shift.next_closing(from), Some(to));
    assert_eq!(shift.open_from(to), None, "nobody follows");
    let all = shift.open_time_between(from, to + TimeDelta::days(9));
    assert_eq!(all, TimeDelta::hours(26));
}

#[test]
fn nobody_on_shift_is_never_open() {
    let nobody = union(zone("UTC"), Vec::new());
    assert_eq!(nobody.open_from(utc("2026-11-17T10:00:00Z")), None);
    assert!(!nobody.is_open(utc("2026-11-17T10:00:00Z")));
}

#[test]
fn a_union_is_written_and_read_like_any_other_calendar() {
    let written = serde_json::to_string(&two_coasts()).unwrap();
    let read: Calendar = serde_json::from_str(&written).unwrap();
    assert_eq!(read, two_coasts());
}

/// One to three calendars in zones of their own, some for a while.
fn a_roster() -> impl Strategy<Value = (Calendar, Vec<Part>, DateTime<Utc>)> {
    let zones = prop::sample::select(vec![
        "Europe/Berlin",
        "Pacific/Apia",
        "America/New_York",
        "Pacific/Niue",
    ]);
    let whiles = prop::collection::vec((0..9_i64, 1..9_i64, any::<bool>()), 3);
    let others = prop::collection::vec(hours_of_one(), 0..3);
    (hours_of_one(), others, whiles, zones).prop_map(
        |((first, now), others, whiles, name)| {
            let others = others.into_iter().map(|(calendar, _)| calendar);
            let parts: Vec<Part> = std::iter::once(first)
                .chain(others)
                .zip(whiles)
                .map(|(calendar, (from, days, ends))| {
                    let from = now + TimeDelta::hours(from * 7);
                    let to = from + TimeDelta::hours(days * 11);
                    let (from, to) = (ends.then_some(from), ends.then_some(to));
                    Part { from, to, calendar }
                })
                .collect();
            (union(zone(name), parts.clone()), parts, now)
        },
    )
}

fn open_in_any(parts: &[Part], at: DateTime<Utc>) -> bool {
    parts.iter().any(|part| {
        part.from.is_none_or(|from| from <= at)
            && part.to.is_none_or(|to| at < to)
            && part.calendar.is_open(at)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn it_is_open_while_one_of_its_parts_is(
        (union, parts, now) in a_roster(),
    ) {
        let mut openings = union.openings(now).peekable();
        for minute in (0..4 * 24 * 60_i64).step_by(4) {
            let at = now + TimeDelta::minutes(minute);
            while openings.next_if(|it| it.closes <= at).is_some() {}
            let open = openings.peek().is_some_and(|it| it.contains(at));
            prop_assert_eq!(open, open_in_any(&parts, at), "{}", at);
            if minute % 40 == 0 {
                prop_assert_eq!(union.is_open(at), open, "{}", at);
            }
        }
    }

    #[test]
    fn its_openings_come_in_order_and_never_overlap(
        (union, _, now) in a_roster(),
    ) {
        let openings: Vec<_> = union.openings(now).take(40).collect();
        for pair in openings.windows(2) {
            prop_assert!(pair[0].closes <= pair[1].opens);
        }
        prop_assert!(openings.iter().all(|it| it.opens < it.closes));
    }

    #[test]
    fn what_is_counted_forth_is_counted_back(
        (union, _, now) in a_roster(),
        budget in 1..3_000_i64,
    ) {
        let budget = TimeDelta::minutes(budget);
        if let Some(due) = union.add_open_time(now, budget) {
            prop_assert_eq!(union.open_time_between(now, due), budget);
            let back = union.subtract_open_time(due, budget).unwrap();
            prop_assert_eq!(union.open_from(now), Some(back));
        }
    }

    #[test]
    fn the_next_business_day_comes_after_the_day_of_arrival(
        (union, _, now) in a_roster(),
    ) {
        if let Some(day) = union.business_day_after(now, AfterClosing::SameDay) {
            prop_assert!(day.closes > now);
            prop_assert!(day.date > union.day_of(now));
        }
    }
}
