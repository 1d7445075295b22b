//! When a team is open, in words.

use chrono::{NaiveDate, Weekday};
use domain::calendar::{
    BusinessHoursDescription, Calendar, CalendarDescription, CivilInterval,
    DatedException, DatedHours,
};
use domain::picture::Picture;

use super::words::line;
use crate::{CalendarSetting, DateSetting};

/// The team's calendar, with the dates that are still to come.
#[must_use]
pub fn calendar(picture: &Picture) -> CalendarSetting {
    let calendar = &picture.rules.calendar;
    let today = picture.now.with_timezone(&calendar.zone()).date_naive();
    let zone = calendar.zone().name().to_owned();
    match description(calendar) {
        None => CalendarSetting {
            always: true,
            zone,
            week: Vec::new(),
            dates: Vec::new(),
            passed: 0,
        },
        Some(hours) => {
            let (dates, passed) = dates(&hours.exceptions, today);
            let week = week(&hours);
            CalendarSetting { always: false, zone, week, dates, passed }
        }
    }
}

fn description(calendar: &Calendar) -> Option<BusinessHoursDescription> {
    match CalendarDescription::from(calendar.clone()) {
        CalendarDescription::Always(_) | CalendarDescription::Union(_) => None,
        CalendarDescription::BusinessHours(hours) => Some(hours),
    }
}

/// Runs of days with the same hours; closed days are left out.
fn week(hours: &BusinessHoursDescription) -> Vec<(String, String)> {
    let mut runs: Vec<(Weekday, Weekday, String)> = Vec::new();
    for (day, intervals) in hours.week.days() {
        let words = intervals_words(intervals);
        match runs.last_mut() {
            Some((_, last, same)) if *same == words && last.succ() == day => {
                *last = day;
            }
            _ => runs.push((day, day, words)),
        }
    }
    runs.into_iter()
        .filter(|(_, _, words)| !words.is_empty())
        .map(|(first, last, words)| {
            let days = if first == last {
                first.to_string()
            } else {
                format!("{first} to {last}")
            };
            (days, words)
        })
        .collect()
}

fn intervals_words(intervals: &[CivilInterval]) -> String {
    let all: Vec<String> = intervals.iter().map(ToString::to_string).collect();
    all.join(", ")
}

fn dates(
    exceptions: &[DatedException],
    today: NaiveDate,
) -> (Vec<DateSetting>, u32) {
    let (mut coming, passed): (Vec<_>, Vec<_>) =
        exceptions.iter().partition(|it| it.date >= today);
    coming.sort_by_key(|it| it.date);
    let passed = u32::try_from(passed.len()).unwrap_or(u32::MAX);
    let dates = coming
        .into_iter()
        .map(|it| DateSetting {
            date: it.date,
            words: it.date.format("%a %-d %b %Y").to_string(),
            hours: dated(&it.hours),
            reason: line(&it.reason),
        })
        .collect();
    (dates, passed)
}

fn dated(hours: &DatedHours) -> String {
    match hours {
        DatedHours::Closed => "closed".to_owned(),
        DatedHours::Extra(more) => format!("also {}", intervals_words(more)),
        DatedHours::Replaced(other) => {
            format!("only {}", intervals_words(other))
        }
    }
}
