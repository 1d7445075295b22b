//! Calendars and times as tests write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Berlin;
use chrono_tz::Tz;

use super::{
    BusinessHoursDescription, Calendar, CalendarDescription, CivilInterval,
    DatedException, DatedHours, Week,
};

/// `09:00-12:00 13:00-18:00` as intervals.
pub(crate) fn hours(text: &str) -> Vec<CivilInterval> {
    text.split_whitespace().map(|it| it.parse().unwrap()).collect()
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A wall-clock time in Berlin that occurs exactly once.
pub(crate) fn berlin(text: &str) -> DateTime<Utc> {
    shown_once(Berlin, text)
}

/// A wall-clock time that occurs exactly once in `zone`.
pub(crate) fn shown_once(zone: Tz, text: &str) -> DateTime<Utc> {
    let civil = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    zone.from_local_datetime(&civil).single().unwrap().to_utc()
}

pub(crate) fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// An unchecked description in Berlin, without exceptions.
pub(crate) fn description(week: Week) -> BusinessHoursDescription {
    BusinessHoursDescription {
        name: "office".to_owned(),
        zone: Berlin,
        week,
        exceptions: Vec::new(),
    }
}

/// The same hours Monday to Friday, in Berlin.
pub(crate) fn workdays(text: &str) -> BusinessHoursDescription {
    description(Week::workdays(&hours(text)))
}

/// The same hours on all seven days, in Berlin.
pub(crate) fn every_day(text: &str) -> BusinessHoursDescription {
    let mut week = Week::workdays(&hours(text));
    week.sat = hours(text);
    week.sun = hours(text);
    description(week)
}

/// Monday to Friday 09:00 to 18:00 in Berlin.
pub(crate) fn office() -> Calendar {
    workdays("09:00-18:00").checked()
}

impl BusinessHoursDescription {
    pub(crate) fn checked(self) -> Calendar {
        Calendar::new(CalendarDescription::BusinessHours(self)).unwrap()
    }

    pub(crate) fn in_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    pub(crate) fn closed_on(self, on: &str) -> Self {
        self.with(on, DatedHours::Closed)
    }

    pub(crate) fn extra_on(self, on: &str, text: &str) -> Self {
        self.with(on, DatedHours::Extra(hours(text)))
    }

    pub(crate) fn replaced_on(self, on: &str, text: &str) -> Self {
        self.with(on, DatedHours::Replaced(hours(text)))
    }

    pub(crate) fn with(mut self, on: &str, hours: DatedHours) -> Self {
        let reason = String::new();
        self.exceptions.push(DatedException { date: date(on), hours, reason });
        self
    }
}
