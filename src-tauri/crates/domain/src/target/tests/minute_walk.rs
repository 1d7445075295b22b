//! Whatever is promised, its deadline agrees with somebody who watches the
//! clock on the wall.
//!
//! The walk looks at the wall clock once a minute, as that of the calendar
//! does, and counts on its fingers: it knows no arithmetic of time.

use std::num::NonZeroU32;
use std::ops::Range;

use chrono::{Days, NaiveDate};

use crate::calendar::tests::minute_walk::{
    CHANGES, TRUSTED, Week, written_open,
};
use crate::calendar::{AfterClosing, BusinessHoursDescription, Calendar};
use crate::target::{Target, TargetKind};
use crate::{Deadline, DueKind};

/// Everything that may be promised in a target's time.
const DUE: [DueKind; 5] = [
    DueKind::FirstResponse,
    DueKind::NextResponse,
    DueKind::Update,
    DueKind::Resolution,
    DueKind::Reminder,
];

fn n(n: u32) -> NonZeroU32 {
    NonZeroU32::new(n).unwrap()
}

fn kinds() -> Vec<TargetKind> {
    let next = |after_closing| TargetKind::NextBusinessDay { after_closing };
    vec![
        TargetKind::Minutes(n(5)),
        TargetKind::Minutes(n(1500)),
        TargetKind::BusinessMinutes(n(30)),
        TargetKind::BusinessMinutes(n(700)),
        next(AfterClosing::SameDay),
        next(AfterClosing::NextDay),
        TargetKind::CalendarDays(n(1)),
        TargetKind::CalendarDays(n(3)),
    ]
}

/// A week of minutes in which a calendar is walked through.
struct Walk<'a> {
    week: &'a Week,
    calendar: Calendar,
    /// The dates to whose hours each minute belongs, the earliest first.
    dates: Vec<Vec<NaiveDate>>,
    about: String,
}

impl<'a> Walk<'a> {
    fn through(week: &'a Week, hours: BusinessHoursDescription) -> Self {
        let about = format!("{} {} {hours:?}", week.zone, week.change);
        let belongs = |it| written_open(&hours, it).collect();
        let dates = week.shown.iter().map(|it| belongs(*it)).collect();
        Self { week, calendar: hours.checked(), dates, about }
    }

    /// The minute at which so many have gone by that count.
    fn counted(
        &self,
        start: usize,
        budget: NonZeroU32,
        counts: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let counted = (start..self.dates.len()).filter(|at| counts(*at));
        counted.map(|at| at + 1).nth(budget.get() as usize - 1)
    }

    fn open(&self, at: usize) -> bool {
        !self.dates[at].is_empty()
    }

    /// The minute with which the hours of a date are over.
    fn closes(&self, date: NaiveDate) -> Option<usize> {
        self.dates.iter().rposition(|it| it.contains(&date)).map(|at| at + 1)
    }

    /// The dates around the change whose hours the walk has seen whole.
    fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let first = self.week.change - Days::new(3);
        (0..6).map(move |day| first + Days::new(day))
    }

    fn arrival(&self, start: usize, after: AfterClosing) -> Option<NaiveDate> {
        match after {
            AfterClosing::SameDay => {
                let wall = self.week.instant(start);
                let date = wall.with_timezone(&self.week.zone).date_naive();
                Some(self.dates[start].first().copied().unwrap_or(date))
            }
            AfterClosing::NextDay => self
                .days()
                .find(|day| self.closes(*day).is_some_and(|at| at > start)),
        }
    }

    fn due(&self, kind: TargetKind, start: usize) -> Option<usize> {
        match kind {
            TargetKind::Minutes(n) => self.counted(start, n, |_| true),
            TargetKind::BusinessMinutes(n) => {
                self.counted(start, n, |at| self.open(at))
            }
            TargetKind::NextBusinessDay { after_closing } => {
                let arrival = self.arrival(start, after_closing)?;
                let mut after = self.days().filter(|day| *day > arrival);
                after.find_map(|day| self.closes(day))
            }
            TargetKind::CalendarDays(n) => {
                let wall = self.week.instant(start);
                let wall = wall.with_timezone(&self.week.zone).naive_local();
                let then = wall + Days::new(u64::from(n.get()));
                self.week.shown.iter().position(|shown| *shown >= then)
            }
        }
        .filter(|at| *at < self.dates.len())
    }

    fn assert_same(&self, start: usize, target: &Target) {
        let Some(due) = self.due(target.kind, start) else { return };
        let from = self.week.instant(start);
        for kind in DUE {
            let deadline = Deadline::of(kind, target, from, &self.calendar);
            assert_eq!(
                deadline.map(|it| it.due),
                Some(self.week.instant(due)),
                "{kind:?} {target:?} from {from}: {}",
                self.about
            );
        }
    }

    /// What the other side took counts for nothing.
    fn assert_same_with_a_pause(&self, start: usize, target: &Target) {
        let paused: Range<usize> = start + 20..start + 400;
        let open = target.counts_open_time();
        let counts =
            |at: usize| !paused.contains(&at) && (!open || self.open(at));
        let (TargetKind::Minutes(n) | TargetKind::BusinessMinutes(n)) =
            target.kind
        else {
            return;
        };
        let Some(walked) = self.counted(start, n, counts) else { return };
        let at = |minute| self.week.instant(minute);
        let deadline = Deadline::of(
            DueKind::Resolution,
            target,
            at(start),
            &self.calendar,
        );
        let deadline = deadline.unwrap();
        if walked >= self.dates.len() || deadline.due <= at(paused.start) {
            return;
        }
        let (from, to) = (at(paused.start), at(paused.end));
        let took = target.elapsed(from, to, &self.calendar);
        let later = deadline.later(took, &self.calendar);
        assert_eq!(later.due, at(walked), "{target:?} {}", self.about);
    }
}

fn each(zones: Range<usize>, assert: impl Fn(&Walk<'_>, usize, &Target)) {
    for change in &CHANGES[zones] {
        let week = Week::around(*change);
        for hours in week.descriptions() {
            let walk = Walk::through(&week, hours);
            for start in (TRUSTED..walk.dates.len()).step_by(1361) {
                for kind in kinds() {
                    assert(&walk, start, &kind.into());
                }
            }
        }
    }
}

#[test]
fn every_target_is_due_by_the_wall_clock_in_the_first_zones() {
    each(0..10, |walk, start, target| walk.assert_same(start, target));
}

#[test]
fn every_target_is_due_by_the_wall_clock_in_the_other_zones() {
    each(10..CHANGES.len(), |walk, start, target| {
        walk.assert_same(start, target);
    });
}

#[test]
fn what_they_took_is_not_counted_by_the_wall_clock() {
    each(0..CHANGES.len(), |walk, start, target| {
        walk.assert_same_with_a_pause(start, target);
    });
}

#[test]
fn the_walk_finds_most_deadlines() {
    let week = Week::around(CHANGES[0]);
    let found = |hours: BusinessHoursDescription, kind| {
        let walk = Walk::through(&week, hours);
        let starts = (TRUSTED..walk.dates.len()).step_by(677);
        starts.filter(|start| walk.due(kind, *start).is_some()).count()
    };
    for kind in kinds() {
        let all = week.descriptions().into_iter();
        let least = all.map(|hours| found(hours, kind)).min();
        assert!(least >= Some(4), "{kind:?}: {least:?}");
    }
}
