//! Dates and times of the team file become those of the calendar.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::calendar::instant_of;
use toml::de::DeValue;
use toml::value::{Date, Datetime, Offset, Time};

use crate::findings::Findings;
use crate::value::Value;
use crate::words::quoted;

/// The years in which a team file can mean something.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2099;

/// A date such as 2026-12-25, with or without quotation marks.
pub(crate) fn date(
    value: &Value<'_>,
    found: &mut Findings<'_>,
) -> Option<NaiveDate> {
    let datetime = datetime_of(value.raw());
    let date = datetime
        .filter(|it| it.time.is_none())
        .and_then(|it| it.date)
        .and_then(civil_date);
    if date.is_none() {
        value.not(found, "a date", "a date like \"2026-12-25\"");
    }
    date
}

/// A date that is a key, as it stands there.
pub(crate) fn date_of_key(key: &str) -> Option<NaiveDate> {
    key.parse::<Datetime>()
        .ok()
        .filter(|it| it.time.is_none())
        .and_then(|it| it.date)
        .and_then(civil_date)
}

/// An instant: a wall-clock time in the team's zone, or one with its offset.
pub(crate) fn instant(
    value: &Value<'_>,
    zone: Tz,
    found: &mut Findings<'_>,
) -> Option<DateTime<Utc>> {
    let example = "a date with a time, like 2026-11-18T09:00, in the zone of \
                   the team";
    let Some(read) = datetime_of(value.raw()) else {
        value.not(found, "a time", example);
        return None;
    };
    let (Some(date), Some(time)) = (read.date, read.time) else {
        found.fault(
            &value.spot,
            format!("{} lacks its date or its time", quoted(&read.to_string())),
            format!("Write {example}."),
        );
        return None;
    };
    let instant = civil(date, time).and_then(|civil| match read.offset {
        None => instant_of(zone, civil),
        Some(offset) => civil
            .checked_sub_signed(chrono::TimeDelta::minutes(match offset {
                Offset::Z => 0,
                Offset::Custom { minutes } => i64::from(minutes),
            }))
            .map(|utc| utc.and_utc()),
    });
    if instant.is_none() {
        value.not(found, "a time of this century", example);
    }
    instant
}

fn datetime_of(value: &DeValue<'_>) -> Option<Datetime> {
    match value {
        DeValue::Datetime(datetime) => Some(*datetime),
        DeValue::String(text) => text.trim().parse().ok(),
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    }
}

fn civil(date: Date, time: Time) -> Option<NaiveDateTime> {
    let time = NaiveTime::from_hms_opt(
        u32::from(time.hour),
        u32::from(time.minute),
        u32::from(time.second.unwrap_or(0)),
    )?;
    Some(civil_date(date)?.and_time(time))
}

fn civil_date(date: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        i32::from(date.year),
        u32::from(date.month),
        u32::from(date.day),
    )
    .filter(|date| YEARS.contains(&date.year()))
}
