//! A time as it was said becomes an instant.
//!
//! "In" counts on instants, from when the words were written; everything else
//! is read off the wall of a zone, the author's or the one that is named with
//! it. A wall-clock time in a gap is the first instant after it; one that
//! occurs twice is its first occurrence, as in [`crate::calendar`].
//!
//! A stretch of a day is over when it ends, and so is what was promised
//! within it:
//!
//! | said | is |
//! |---|---|
//! | first thing | 10:00 |
//! | morning; noon, midday, before lunch | 12:00 |
//! | after lunch | 14:00 |
//! | afternoon; end of day, close of business; a day alone | 17:00 |
//! | evening | 20:00 |
//! | tonight | 22:00 |
//! | midnight | 24:00 |
//! | end of week, this week | Friday 17:00 |
//! | next week | Friday of next week, 17:00 |
//!
//! An hour of twelve ("at 4") is the next that comes. With a day it is as
//! written if it has minutes ("tomorrow at 2:30") or is 7 to 12, and of the
//! afternoon otherwise. Without a day a time lies at most 16 hours ahead:
//! what lies further was meant otherwise. "Today" after 17:00 is midnight.

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta,
    Utc, Weekday,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::calendar::{civil_of, instant_of};

/// How far ahead a time lies that no day is said with.
const AHEAD: TimeDelta = TimeDelta::hours(16);

/// Nobody promises a time further ahead than this.
const HORIZON: TimeDelta = TimeDelta::days(60);

/// A time as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Time {
    /// So many minutes from when it was written.
    Span(u32),
    /// A point on the wall.
    Point(Point),
}

/// A point on the wall, as far as it was said.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize,
)]
pub struct Point {
    /// The day.
    pub day: Option<Day>,
    /// The time of that day.
    pub hour: Option<Hour>,
    /// The zone that was named with it.
    pub zone: Option<Tz>,
}

/// A day as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Day {
    /// So many days from now; today is none.
    In(u16),
    /// The next one.
    Weekday(Weekday),
    /// The last working day of this week.
    EndOfWeek,
    /// The last working day of the next week.
    NextWeek,
    /// A date: month and day, this year or next.
    Date(u8, u8),
}

/// A time of day as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hour {
    /// Hour and minute of twenty-four hours.
    Clock(u8, u8),
    /// An hour of twelve, with minutes if they were said.
    Dial(u8, Option<u8>),
    /// A part of the day that is over at this hour.
    Until(u8),
    /// The end of the day's work.
    EndOfDay,
}

impl Time {
    /// When it is, said at `written` by somebody in `zone`; nothing if it has
    /// passed.
    #[must_use]
    pub fn at(self, written: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        let at = match self {
            Time::Span(minutes) => written
                .checked_add_signed(TimeDelta::minutes(i64::from(minutes)))?,
            Time::Point(point) => point.after(written, zone)?,
        };
        (at > written && at - written <= HORIZON).then_some(at)
    }
}

impl Point {
    fn after(self, written: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        let zone = self.zone.unwrap_or(zone);
        let now = civil_of(zone, written);
        match (self.day, self.hour) {
            (Some(day), hour) => {
                let hour = hour.unwrap_or(Hour::EndOfDay);
                let date = day.date(now, hour)?;
                instant_of(zone, hour.on(date, now)?)
            }
            (None, Some(hour)) => hour
                .next(now)
                .filter_map(|civil| instant_of(zone, civil))
                .find(|at| *at > written)
                .filter(|at| *at - written <= AHEAD || hour.is_morning()),
            (None, None) => None,
        }
    }
}

impl Day {
    fn date(self, now: NaiveDateTime, hour: Hour) -> Option<NaiveDate> {
        let today = now.date();
        let ahead =
            |weekday: Weekday| u64::from(weekday.days_since(today.weekday()));
        let days = match self {
            Day::In(days) => u64::from(days),
            Day::Weekday(weekday) => {
                let passed = hour.on(today, now).is_none_or(|at| at <= now);
                let today = ahead(weekday) == 0;
                let said = !matches!(hour, Hour::EndOfDay | Hour::Until(_));
                if today && (passed || !said) { 7 } else { ahead(weekday) }
            }
            Day::EndOfWeek => ahead(Weekday::Fri),
            Day::NextWeek => {
                let to_monday = 7 - today.weekday().num_days_from_monday();
                u64::from(to_monday) + 4
            }
            Day::Date(month, day) => {
                let of = |year| {
                    NaiveDate::from_ymd_opt(year, month.into(), day.into())
                };
                return [now.year(), now.year().checked_add(1)?]
                    .into_iter()
                    .filter_map(of)
                    .find(|date| *date >= today);
            }
        };
        today.checked_add_days(Days::new(days))
    }
}

impl Hour {
    /// On a date that was said.
    fn on(self, date: NaiveDate, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let hours = match self {
            Hour::Clock(hour, minute) => return civil(date, hour, minute),
            Hour::Dial(hour, Some(minute)) => return civil(date, hour, minute),
            Hour::Dial(hour @ 1..=6, None) => hour + 12,
            Hour::Dial(hour, None) => hour,
            Hour::Until(hour) => hour,
            Hour::EndOfDay => 17,
        };
        let at = civil(date, hours, 0)?;
        // Who promises the end of the day after it means the day's own end.
        let over = self == Hour::EndOfDay && date == now.date() && at <= now;
        if over { civil(date, 24, 0) } else { Some(at) }
    }

    /// When it comes next, the nearest first.
    fn next(self, now: NaiveDateTime) -> impl Iterator<Item = NaiveDateTime> {
        let today = now.date();
        let dial = match self {
            Hour::Dial(hour, minute) => {
                Some((hour % 12, minute.unwrap_or_default()))
            }
            Hour::Clock(..) | Hour::Until(_) | Hour::EndOfDay => None,
        };
        [Some(today), today.succ_opt()]
            .into_iter()
            .flatten()
            .flat_map(move |date| match dial {
                Some((hour, minute)) => {
                    [civil(date, hour, minute), civil(date, hour + 12, minute)]
                }
                None => [self.on(date, now), None],
            })
            .flatten()
    }

    /// "In the morning" is the next one, however far.
    fn is_morning(self) -> bool {
        matches!(self, Hour::Until(10 | 12))
    }
}

fn civil(date: NaiveDate, hour: u8, minute: u8) -> Option<NaiveDateTime> {
    let minutes = i64::from(hour) * 60 + i64::from(minute);
    date.and_time(NaiveTime::MIN)
        .checked_add_signed(TimeDelta::minutes(minutes))
}
