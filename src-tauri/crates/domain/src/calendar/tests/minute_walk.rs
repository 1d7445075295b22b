//! The arithmetic agrees with somebody who watches the clock on the wall.
//!
//! The walk looks at the wall clock once a minute and never at a table of
//! clock changes. It notes the latest time shown so far: an edge has come when
//! that time reaches it. A time shown twice is thereby its first showing, and
//! one that is never shown has come with the first time after it.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use chrono::{TimeDelta, Utc};
use chrono_tz::Tz;

use crate::calendar::samples::{every_day, hours, workdays};
use crate::calendar::{
    BusinessHoursDescription, Calendar, CivilInterval, DatedHours,
};

/// Zones with dates near which their clocks change, or a day is missing.
pub(crate) const CHANGES: [(&str, &str); 19] = [
    ("Europe/Berlin", "2026-03-29"),
    ("Europe/Berlin", "2026-10-25"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Asia/Kolkata", "2026-03-29"),
    ("Africa/Cairo", "2026-04-24"),
    ("Africa/Cairo", "2026-10-30"),
    ("America/Sao_Paulo", "2018-02-18"),
    ("America/Sao_Paulo", "2018-11-04"),
    ("America/Sao_Paulo", "2019-02-17"),
    ("Pacific/Apia", "2011-12-30"),
    ("Pacific/Apia", "2012-04-01"),
    ("Pacific/Apia", "2020-09-27"),
    ("Antarctica/Troll", "2026-03-29"),
    ("Antarctica/Troll", "2026-10-25"),
    // Here the clock once went back over midnight, from 00:01 to 23:01.
    ("America/St_Johns", "2010-11-07"),
    ("America/St_Johns", "2010-03-14"),
];

/// The first two days of a walk only make sure that it has seen every edge.
pub(crate) const TRUSTED: usize = 2 * 24 * 60;

/// One week of minutes, each with the latest time the wall clock has shown.
pub(crate) struct Week {
    pub(crate) zone: Tz,
    pub(crate) change: NaiveDate,
    begins: DateTime<Utc>,
    pub(crate) shown: Vec<NaiveDateTime>,
}

impl Week {
    pub(crate) fn around((zone, change): (&str, &str)) -> Self {
        let zone: Tz = zone.parse().unwrap();
        let change: NaiveDate = change.parse().unwrap();
        let midnight = change.and_time(NaiveTime::MIN).and_utc();
        let begins = midnight - TimeDelta::days(4);
        let mut latest = NaiveDateTime::MIN;
        let shown = (0..8 * 24 * 60)
            .map(|minute| {
                let now = begins + TimeDelta::minutes(minute);
                latest = latest.max(now.with_timezone(&zone).naive_local());
                latest
            })
            .collect();
        Self { zone, change, begins, shown }
    }

    pub(crate) fn instant(&self, minute: usize) -> DateTime<Utc> {
        self.begins + TimeDelta::minutes(i64::try_from(minute).unwrap())
    }

    /// Every kind of hours, some with exceptions around the change.
    pub(crate) fn descriptions(&self) -> Vec<BusinessHoursDescription> {
        let on = self.change.to_string();
        let day_before = self.change.pred_opt().unwrap().to_string();
        [
            workdays("09:00-18:00"),
            every_day("09:00-12:00 13:00-17:30"),
            every_day("00:00-24:00"),
            every_day("22:00-06:00"),
            every_day("00:00-00:45 01:15-02:20 02:20-02:50 23:30-24:00"),
            workdays("08:00-20:00").closed_on(&on),
            every_day("22:30-03:15").closed_on(&day_before),
            workdays("09:00-18:00").extra_on(&day_before, "20:00-10:30"),
            every_day("07:00-19:00").replaced_on(&on, "02:10-04:00"),
        ]
        .map(|description| description.in_zone(self.zone))
        .to_vec()
    }
}

/// The dates whose intervals, as they are written down, include a shown time.
pub(crate) fn written_open(
    hours: &BusinessHoursDescription,
    shown: NaiveDateTime,
) -> impl Iterator<Item = NaiveDate> {
    let includes = move |date: NaiveDate, interval: &CivilInterval| {
        let midnight = date.and_time(NaiveTime::MIN);
        let after = (shown - midnight).num_minutes();
        i64::from(interval.start()) <= after
            && after < i64::from(interval.end())
    };
    let days = [shown.date().pred_opt().unwrap(), shown.date()];
    days.into_iter().filter(move |date| {
        let exception = hours.exceptions.iter().find(|it| it.date == *date);
        let weekday = hours.week.on(date.weekday());
        let (weekday, dated) = match exception.map(|it| &it.hours) {
            None => (weekday, &[][..]),
            Some(DatedHours::Extra(extra)) => (weekday, &extra[..]),
            Some(other) => (&[][..], other.intervals()),
        };
        weekday.iter().chain(dated).any(|interval| includes(*date, interval))
    })
}

/// What the walk through one week found out about one calendar.
struct Walk<'a> {
    week: &'a Week,
    calendar: Calendar,
    open: Vec<bool>,
    /// Open minutes before each minute of the week.
    before: Vec<usize>,
    about: String,
}

impl<'a> Walk<'a> {
    fn through(week: &'a Week, hours: BusinessHoursDescription) -> Self {
        let about = format!("{} {} {hours:?}", week.zone, week.change);
        let is_open = |it| written_open(&hours, it).next().is_some();
        let open: Vec<bool> =
            week.shown.iter().map(|it| is_open(*it)).collect();
        let mut before = vec![0];
        for open in &open {
            before.push(before.last().unwrap() + usize::from(*open));
        }
        Self { week, calendar: hours.checked(), open, before, about }
    }

    /// The minutes from which things are tried.
    fn starts(&self) -> impl Iterator<Item = usize> + use<> {
        (TRUSTED..self.open.len()).step_by(83)
    }

    fn assert_same_openings(&self) {
        let begins = self.week.instant(0);
        let ends = self.week.instant(self.open.len());
        let mut open = vec![false; self.open.len()];
        for opening in
            self.calendar.openings(begins).take_while(|it| it.opens < ends)
        {
            let minute = |at: DateTime<Utc>| {
                let minute = (at.clamp(begins, ends) - begins).num_minutes();
                usize::try_from(minute).unwrap()
            };
            let covered = minute(opening.opens)..minute(opening.closes);
            for minute in covered {
                assert!(!open[minute], "openings overlap: {}", self.about);
                open[minute] = true;
            }
        }
        let first =
            (TRUSTED..open.len()).find(|at| open[*at] != self.open[*at]);
        let shown = first.map(|at| self.week.shown[at]);
        assert_eq!(shown, None, "differs: {}", self.about);
    }

    fn assert_same_deadlines(&self) {
        for start in self.starts() {
            for budget in [1, 30, 90, 180, 700] {
                let reached = self.before[start] + budget;
                let end = self.before.partition_point(|it| *it < reached);
                if end < self.before.len() {
                    let budget = i64::try_from(budget).unwrap();
                    let deadline = self.calendar.add_open_time(
                        self.week.instant(start),
                        TimeDelta::minutes(budget),
                    );
                    let walked = Some(self.week.instant(end));
                    assert_eq!(deadline, walked, "{start} {}", self.about);
                }
            }
        }
    }

    fn assert_same_when_counted_back(&self) {
        for end in self.starts() {
            for budget in [1, 30, 90, 180, 700] {
                let Some(left) = self.before[end].checked_sub(budget) else {
                    continue;
                };
                let early = self.before.partition_point(|it| *it <= left) - 1;
                if early >= TRUSTED {
                    let budget = i64::try_from(budget).unwrap();
                    let counted = self.calendar.subtract_open_time(
                        self.week.instant(end),
                        TimeDelta::minutes(budget),
                    );
                    let walked = Some(self.week.instant(early));
                    assert_eq!(counted, walked, "{end} {}", self.about);
                }
            }
        }
    }

    fn assert_same_counts(&self) {
        for start in self.starts() {
            let end = (start + 1999).min(self.open.len());
            let walked = self.before[end] - self.before[start];
            let counted = self.calendar.open_time_between(
                self.week.instant(start),
                self.week.instant(end),
            );
            let counted = usize::try_from(counted.num_minutes()).unwrap();
            assert_eq!(counted, walked, "{start} {}", self.about);
        }
    }

    fn assert_same_changes(&self) {
        for start in self.starts() {
            let now = self.week.instant(start);
            assert_eq!(self.calendar.is_open(now), self.open[start]);
            let turns = |to: bool| {
                (start + 1..self.open.len())
                    .find(|at| self.open[*at] == to && self.open[at - 1] != to)
                    .map(|at| self.week.instant(at))
            };
            if let Some(opens) = turns(true) {
                let next = self.calendar.next_opening(now);
                assert_eq!(next, Some(opens), "{start} {}", self.about);
            }
            if let Some(closes) = turns(false) {
                let next = self.calendar.next_closing(now);
                assert_eq!(next, Some(closes), "{start} {}", self.about);
            }
        }
    }
}

fn each_walk(assert: impl Fn(&Walk<'_>)) {
    for change in CHANGES {
        let week = Week::around(change);
        for hours in week.descriptions() {
            assert(&Walk::through(&week, hours));
        }
    }
}

#[test]
fn every_week_really_has_its_change() {
    let still = |change: &&(&str, &str)| {
        let week = Week::around(**change);
        week.shown.windows(2).all(|it| it[1] - it[0] == TimeDelta::minutes(1))
    };
    let unchanged: Vec<_> = CHANGES.iter().filter(still).collect();
    assert_eq!(unchanged, [&("Asia/Kolkata", "2026-03-29")]);
}

#[test]
fn the_walk_knows_a_week_without_a_change() {
    let week = Week::around(("Asia/Kolkata", "2026-03-29"));
    let mut description = workdays("09:00-18:00").in_zone(week.zone);
    description.week.sat = hours("10:00-10:30");
    let walk = Walk::through(&week, description);
    let minutes = walk.before.last().copied();
    assert_eq!(minutes, Some(6 * 9 * 60 + 30), "Wed to Wed, and a Saturday");
}

#[test]
fn openings_are_those_of_the_wall_clock() {
    each_walk(|walk| walk.assert_same_openings());
}

#[test]
fn deadlines_are_those_of_the_wall_clock() {
    each_walk(|walk| walk.assert_same_deadlines());
}

#[test]
fn times_counted_back_are_those_of_the_wall_clock() {
    each_walk(|walk| walk.assert_same_when_counted_back());
}

#[test]
fn counted_time_is_that_of_the_wall_clock() {
    each_walk(|walk| walk.assert_same_counts());
}

#[test]
fn opening_and_closing_times_are_those_of_the_wall_clock() {
    each_walk(|walk| walk.assert_same_changes());
}
