//! When a team is open: its calendar.

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use domain::calendar::{
    AfterClosing, BusinessHoursDescription, Calendar, CalendarDescription,
    CalendarFault, CivilInterval, Week,
};

use super::dates::{Dated, dates, intervals};
use super::imported::Imported;
use super::zone::zone_of;
use crate::findings::Findings;
use crate::section::Section;
use crate::spot::Spot;
use crate::value::Value;
use crate::words::quoted;

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

pub(crate) const CALENDAR: &[&str] = &[
    "zone",
    "days",
    "hours",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "holidays",
    "extra",
    "instead",
    "holidays_from",
    "extra_from",
    "after_closing",
];

pub(crate) const AFTER_CLOSING: &[(&str, AfterClosing)] =
    &[("same-day", AfterClosing::SameDay), ("next-day", AfterClosing::NextDay)];

/// The calendar of this name is there in every team.
pub(crate) const ROUND_THE_CLOCK: &str = "round the clock";
/// The calendar of the team, as levels and targets may name it.
pub(crate) const BUSINESS_HOURS: &str = "business hours";

/// A calendar and the switch that goes with it.
#[derive(Clone)]
pub(crate) struct Hours {
    /// When the team is open.
    pub(crate) calendar: Calendar,
    /// Which day a message after closing belongs to.
    pub(crate) after_closing: AfterClosing,
}

impl Hours {
    /// Round the clock.
    pub(crate) fn always(zone: Tz) -> Self {
        let calendar = Calendar::always(ROUND_THE_CLOCK, zone);
        Self { calendar, after_closing: AfterClosing::SameDay }
    }
}

/// The calendar of the file; round the clock where it has none, which alarms
/// earlier than any other.
pub(crate) fn hours(
    top: &Section<'_>,
    zone: Tz,
    found: &mut Findings<'_>,
) -> Hours {
    let Some(value) = top.get("calendar") else { return Hours::always(zone) };
    if value.raw().as_str().map(str::trim) == Some(ROUND_THE_CLOCK) {
        return Hours::always(zone);
    }
    let Some(section) = value.as_section() else {
        value.not(
            found,
            "a calendar",
            "[calendar] with days and hours, or calendar = \"round the \
             clock\" at the top",
        );
        return Hours::always(zone);
    };
    let imported = Imported::of(top);
    of_section(&section, (BUSINESS_HOURS, zone), &imported, found)
}

/// The calendar that a section describes; round the clock where it cannot be
/// read.
pub(crate) fn of_section(
    section: &Section<'_>,
    (name, zone): (&str, Tz),
    imported: &Imported<'_>,
    found: &mut Findings<'_>,
) -> Hours {
    let after_closing = section
        .get("after_closing")
        .and_then(|value| value.choice(found, AFTER_CLOSING))
        .unwrap_or_default();
    let zone = section
        .get("zone")
        .and_then(|value| zone_of(&value, found))
        .unwrap_or(zone);
    let calendar = business(section, (name, zone), imported, found);
    let calendar = calendar.unwrap_or(Hours::always(zone).calendar);
    Hours { calendar, after_closing }
}

fn business(
    section: &Section<'_>,
    (name, zone): (&str, Tz),
    imported: &Imported<'_>,
    found: &mut Findings<'_>,
) -> Option<Calendar> {
    let known = section.only(CALENDAR, found);
    let week = week(section, found);
    let mut dates = dates(section, found);
    dates.extend(imported.dates((section, zone), &dates, found));
    // What cannot be read would be told again, as a week that never opens.
    let week = week.filter(|_| known)?;
    let description =
        CalendarDescription::BusinessHours(BusinessHoursDescription {
            name: name.to_owned(),
            zone,
            week,
            exceptions: dates.iter().map(|(_, it)| it.clone()).collect(),
        });
    for fault in description.faults() {
        let at = place_of(&fault, section, &dates);
        let words = fault.to_string();
        let what = words.split_once("; ").map_or(&*words, |(what, _)| what);
        found.fault(&at, what, remedy(&fault));
    }
    Calendar::new(description).ok()
}

/// The week, or nothing if some of its hours are unreadable.
pub(crate) fn week(
    section: &Section<'_>,
    found: &mut Findings<'_>,
) -> Option<Week> {
    let mut week = Week::default();
    let mut readable = true;
    match (section.get("days"), section.get("hours")) {
        (Some(days), Some(hours)) => {
            let days = weekdays(&days, found);
            let hours = intervals(&hours, found);
            readable = days.is_some() && hours.is_some();
            for day in days.unwrap_or_default() {
                *on(&mut week, day) = hours.clone().unwrap_or_default();
            }
        }
        (Some(days), None) => {
            lacks(&days, "hours = [\"09:00-18:00\"]", found);
            readable = false;
        }
        (None, Some(hours)) => {
            lacks(&hours, "days = \"mon-fri\"", found);
            readable = false;
        }
        (None, None) => {}
    }
    for (key, day) in DAYS {
        let Some(value) = section.get(key) else { continue };
        match intervals(&value, found) {
            Some(hours) => *on(&mut week, day) = hours,
            None => readable = false,
        }
    }
    readable.then_some(week)
}

fn lacks(value: &Value<'_>, other: &str, found: &mut Findings<'_>) {
    found.fault(
        &value.key_spot(),
        "“days” and “hours” go together",
        format!("Write {other} beside it."),
    );
}

fn on(week: &mut Week, day: Weekday) -> &mut Vec<CivilInterval> {
    match day {
        Weekday::Mon => &mut week.mon,
        Weekday::Tue => &mut week.tue,
        Weekday::Wed => &mut week.wed,
        Weekday::Thu => &mut week.thu,
        Weekday::Fri => &mut week.fri,
        Weekday::Sat => &mut week.sat,
        Weekday::Sun => &mut week.sun,
    }
}

/// "mon-fri", "mon, wed, fri", or a list of such.
fn weekdays(
    value: &Value<'_>,
    found: &mut Findings<'_>,
) -> Option<Vec<Weekday>> {
    let mut days = Vec::new();
    for value in value.list() {
        let text = value.text(found, "mon-fri")?;
        for part in text.split([',', ' ']).filter(|part| !part.is_empty()) {
            let Some(named) = from_to(part) else {
                let what = format!("{} names no weekdays", quoted(text));
                found.fault(
                    &value.spot,
                    what,
                    "Write \"mon-fri\" or \"mon, wed, fri\".",
                );
                return None;
            };
            days.extend(named);
        }
    }
    Some(days)
}

fn from_to(part: &str) -> Option<Vec<Weekday>> {
    let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
    let first: Weekday = first.parse().ok()?;
    let last: Weekday = last.parse().ok()?;
    let mut days = vec![first];
    let mut day = first;
    while day != last {
        day = day.succ();
        days.push(day);
    }
    Some(days)
}

fn place_of(
    fault: &CalendarFault,
    section: &Section<'_>,
    dates: &[Dated],
) -> Spot {
    let on_date = |date: &NaiveDate| {
        // Of a date listed twice it is the second that is in the way.
        let found = dates.iter().rev().find(|(_, it)| it.date == *date);
        found.map(|(spot, _)| spot.clone())
    };
    let on_day = |day: &Weekday| {
        let key = DAYS.iter().find(|(_, it)| it == day).map(|(key, _)| *key)?;
        let value = section.get(key).or_else(|| section.get("hours"))?;
        Some(value.spot)
    };
    match fault {
        CalendarFault::Unnamed | CalendarFault::NeverOpen => None,
        CalendarFault::Overlap { second, .. } => on_day(second),
        CalendarFault::DatedOverlap { date, .. }
        | CalendarFault::DateTwice { date }
        | CalendarFault::NoHours { date } => on_date(date),
    }
    .unwrap_or_else(|| section.spot.clone())
}

fn remedy(fault: &CalendarFault) -> String {
    match fault {
        CalendarFault::Unnamed => "Give it a name.".to_owned(),
        CalendarFault::NeverOpen => {
            "Write days = \"mon-fri\" and hours = [\"09:00-18:00\"], or \
             calendar = \"round the clock\" at the top."
                .to_owned()
        }
        CalendarFault::Overlap { .. } | CalendarFault::DatedOverlap { .. } => {
            "Let one end before the other begins, or write both as one."
                .to_owned()
        }
        CalendarFault::DateTwice { .. } => {
            "A date stands in holidays, in extra or in instead, and there \
             once."
                .to_owned()
        }
        CalendarFault::NoHours { date } => format!(
            "Write {date} = [\"10:00-14:00\"]; a day that is closed stands \
             in holidays."
        ),
    }
}
