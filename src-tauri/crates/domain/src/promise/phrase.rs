//! The phrases in which people say a time.

use super::cursor::Cursor;
use super::day::{self, AFTER_LUNCH, DAYS, HOURS};
use super::lead::{FOLLOWS, HEDGES, LEADS, Lead, TAILS, UNDOES};
use super::number;
use super::time::{Day, Hour, Point, Time};
use super::words::Word;

/// A time with what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) lead: Lead,
    pub(super) time: Time,
    /// "Another 10 min", "15 min more".
    pub(super) more: bool,
    /// How many words it takes.
    pub(super) len: usize,
}

/// How sure it is that a phrase says by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It says so by itself.
    Sure,
    /// It does where a time is asked for: "10 min", "15:00", "until 3".
    Bare,
    /// It does not.
    Astray,
}

impl Phrase {
    /// How sure it is that it says by when.
    pub(super) fn fit(&self) -> Fit {
        match (self.time, self.lead) {
            (Time::Span(_), Lead::In) => Fit::Sure,
            (Time::Span(_), Lead::Bare | Lead::At) => Fit::Bare,
            (Time::Span(_), _) => Fit::Astray,
            (Time::Point(_), Lead::By | Lead::At) => Fit::Sure,
            (Time::Point(point), Lead::In | Lead::Bare)
                if !is_of_the_clock(point) =>
            {
                Fit::Sure
            }
            (Time::Point(_), Lead::Bare | Lead::Until) => Fit::Bare,
            (Time::Point(_), Lead::In | Lead::Astray) => Fit::Astray,
        }
    }

    /// "At 15:00", which may be a time of anything.
    pub(super) fn is_only_a_time(&self) -> bool {
        self.lead == Lead::At
            && matches!(self.time, Time::Point(it) if is_of_the_clock(it))
    }
}

/// An hour of the clock without a day.
fn is_of_the_clock(point: Point) -> bool {
    point.day.is_none()
        && matches!(point.hour, Some(Hour::Clock(..) | Hour::Dial(..)))
}

/// The time that stands here, if one does.
pub(super) fn phrase(words: &[Word]) -> Option<Phrase> {
    let start = Cursor::new(words);
    let mut at = start;
    if at.eat_any(&["right after lunch", "after lunch"]) {
        let point = Point { hour: Some(AFTER_LUNCH), ..Point::default() };
        let len = at.since(start);
        let (lead, time) = (Lead::At, Time::Point(point));
        return Some(Phrase { lead, time, more: false, len });
    }
    let mut lead = at.look_up(LEADS).unwrap_or(Lead::Bare);
    let (time, more) = match span(&mut at, lead) {
        Some(span) => span,
        None => (Time::Point(point(&mut at, lead)?), false),
    };
    let mut said = start.words.iter().take(at.since(start));
    if lead == Lead::Bare
        && said.next_back().is_some_and(|it| it.low == "latest")
    {
        lead = Lead::By;
    }
    Some(Phrase { lead, time, more, len: at.since(start) })
}

/// "About 30 minutes", "another hour", "an hour and a half".
fn span(at: &mut Cursor<'_>, lead: Lead) -> Option<(Time, bool)> {
    let mut here = *at;
    while here.eat_any(HEDGES) {}
    let (minutes, more) = number::length(&mut here).or_else(|| {
        let minutes = number::bare(&mut here)?;
        (lead == Lead::In && alone(here)).then_some((minutes, false))
    })?;
    while here.eat_any(TAILS) {}
    let undone = UNDOES.iter().any(|word| {
        let mut after = here;
        after.eat(word)
    });
    if undone {
        return None;
    }
    *at = here;
    if minutes < number::DAY {
        return Some((Time::Span(minutes), more));
    }
    let days = u16::try_from(minutes / number::DAY).ok()?;
    let day = Some(Day::In(days));
    Some((Time::Point(Point { day, ..Point::default() }), more))
}

/// Nothing follows in the clause.
fn alone(at: Cursor<'_>) -> bool {
    at.peek().is_none_or(Word::breaks)
}

/// "15:00", "tomorrow at 9", "end of day", "Monday morning".
fn point(at: &mut Cursor<'_>, mut lead: Lead) -> Option<Point> {
    let mut point = Point::default();
    let mut here = *at;
    while step(&mut here, &mut point, lead) {
        *at = here;
        // What stands between the parts says nothing.
        lead = here.look_up(LEADS).unwrap_or(Lead::Bare);
    }
    while at.eat_any(TAILS) {}
    (point.day.is_some() || point.hour.is_some()).then_some(point)
}

/// Reads one part of a point into the place it has.
fn step(here: &mut Cursor<'_>, point: &mut Point, lead: Lead) -> bool {
    let mut at = *here;
    while at.eat_any(HEDGES) {}
    let mut read = *point;
    if point.hour.is_none()
        && let Some((day, hour)) = at.look_up(HOURS)
        && (day.is_none() || point.day.is_none())
    {
        read.hour = Some(hour);
        read.day = point.day.or(day);
    } else if point.day.is_none()
        && let Some(day) = at.look_up(DAYS).or_else(|| day::date(&mut at))
    {
        read.day = Some(day);
    } else if point.hour.is_none()
        && let Some(hour) = clock(&mut at, lead, point.day.is_some())
    {
        read.hour = Some(hour);
        while at.eat_any(TAILS) {}
        match day::zone(&mut at) {
            // A name that several zones have says no time.
            Some(None) => return false,
            zone => read.zone = zone.flatten(),
        }
    } else {
        return false;
    }
    *here = at;
    *point = read;
    true
}

/// A time of the clock; a bare figure only where a time is announced and
/// nothing is counted by it.
fn clock(at: &mut Cursor<'_>, lead: Lead, day: bool) -> Option<Hour> {
    let mut here = *at;
    let hour = day::clock(&mut here)?;
    let figure = at.peek()?.low.bytes().all(|byte| byte.is_ascii_digit());
    let dial = matches!(hour, Hour::Dial(_, None));
    if dial || figure && here.since(*at) == 1 {
        let announced = matches!(lead, Lead::By | Lead::At | Lead::Until);
        let mut after = here;
        let counts = !alone(here) && !after.eat_any(FOLLOWS);
        if !announced && !day || counts {
            return None;
        }
    }
    *at = here;
    Some(hour)
}
