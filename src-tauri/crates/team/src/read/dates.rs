//! The dates that differ from their weekday.

use chrono::NaiveDate;
use domain::calendar::{CivilInterval, DatedException, DatedHours};
use domain::wording::sentence;

use crate::findings::Findings;
use crate::moment::{date, date_of_key};
use crate::section::Section;
use crate::spot::Spot;
use crate::value::Value;
use crate::words::quoted;

/// An exception and where it stands.
pub(crate) type Dated = (Spot, DatedException);

/// Holidays, extra hours and other hours.
pub(crate) fn dates(
    section: &Section<'_>,
    found: &mut Findings<'_>,
) -> Vec<Dated> {
    let mut dates = holidays(section, found);
    dates.extend(with_hours(section, "extra", DatedHours::Extra, found));
    dates.extend(with_hours(section, "instead", DatedHours::Replaced, found));
    dates
}

/// A list of dates, or a table of dates and what is celebrated.
fn holidays(section: &Section<'_>, found: &mut Findings<'_>) -> Vec<Dated> {
    let Some(value) = section.get("holidays") else { return Vec::new() };
    if let Some(named) = value.as_section() {
        return named
            .entries()
            .filter_map(|(key, value)| {
                let date = key_date(key, &value, found)?;
                let reason = value.text(found, "Christmas")?;
                Some((value.key_spot(), closed(date, reason)))
            })
            .collect();
    }
    value
        .list()
        .iter()
        .filter_map(|value| {
            Some((value.spot.clone(), closed(date(value, found)?, "")))
        })
        .collect()
}

fn closed(date: NaiveDate, reason: &str) -> DatedException {
    DatedException {
        date,
        hours: DatedHours::Closed,
        reason: reason.to_owned(),
    }
}

fn with_hours(
    section: &Section<'_>,
    key: &str,
    how: fn(Vec<CivilInterval>) -> DatedHours,
    found: &mut Findings<'_>,
) -> Vec<Dated> {
    let Some(table) = section.get(key).and_then(|it| it.section(found)) else {
        return Vec::new();
    };
    table
        .entries()
        .filter_map(|(key, value)| {
            let date = key_date(key, &value, found);
            let hours = how(intervals(&value, found)?);
            let reason = String::new();
            let exception = DatedException { date: date?, hours, reason };
            Some((value.key_spot(), exception))
        })
        .collect()
}

fn key_date(
    key: &str,
    value: &Value<'_>,
    found: &mut Findings<'_>,
) -> Option<NaiveDate> {
    let date = date_of_key(key);
    if date.is_none() {
        found.fault(
            &value.key_spot(),
            format!("{} is not a date", quoted(key)),
            "Write a date like 2026-12-27.",
        );
    }
    date
}

/// Hours such as "09:00-18:00", one or a list of them; nothing if one of
/// them is unreadable.
pub(crate) fn intervals(
    value: &Value<'_>,
    found: &mut Findings<'_>,
) -> Option<Vec<CivilInterval>> {
    let read: Vec<Option<CivilInterval>> = value
        .list()
        .iter()
        .map(|value| {
            let text = value.text(found, "09:00-18:00")?;
            let interval = text.parse::<CivilInterval>();
            if let Err(fault) = &interval {
                found.fault(
                    &value.spot,
                    format!("{} are not opening hours", quoted(text)),
                    sentence(&fault.to_string()),
                );
            }
            interval.ok()
        })
        .collect();
    read.into_iter().collect()
}
