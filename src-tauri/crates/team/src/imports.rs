//! Calendar files that a team file names become part of its text.
//!
//! Rules follow from one text alone, today and when the ledger is folded anew.
//! What other files say is therefore written out below the text of the team
//! file, and read from there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::RangeInclusive;
use std::str::FromStr as _;

use chrono_tz::Tz;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::ical;

/// The key of the table below which everything is written out.
pub(crate) const IMPORTED: &str = "imported";
/// The keys of a calendar that name files.
pub(crate) const FROM: &[&str] = &["holidays_from", "extra_from"];
/// Before and after this year, so many are looked at.
const BEFORE: i32 = 1;
const AFTER: i32 = 3;
/// More files than any team has.
const MOST: usize = 20;

/// Why a calendar file says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It cannot be used.
    Unusable(String),
    /// It comes from an address, and has not come yet.
    NotYet(String),
}

/// The calendar files that a team file names, each once; nothing of a text
/// that cannot be read.
#[must_use]
pub fn named_files(text: &str) -> Vec<String> {
    named(text).into_keys().collect()
}

/// Whether a text is a calendar, as far as one is read.
///
/// # Errors
/// Why it is none.
pub fn is_calendar(text: &str) -> Result<(), String> {
    ical::read(text, &(0..=0), Tz::UTC).map(drop)
}

/// The files with the zones of the calendars that take hours from them.
fn named(text: &str) -> BTreeMap<String, BTreeSet<&'static str>> {
    let (table, _) = DeTable::parse_recoverable(text);
    let top = table.get_ref();
    let team = zone(top).unwrap_or(Tz::UTC);
    let mut names: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    let one = top.get("calendar").map(Spanned::get_ref);
    let several = top.get("calendars").and_then(|it| it.get_ref().as_table());
    let several = several.into_iter().flat_map(|it| it.values());
    let peaks = top.get("peaks").and_then(|it| it.get_ref().as_array());
    let peaks = peaks.into_iter().flatten();
    let others = several.chain(peaks).map(Spanned::get_ref);
    for calendar in one.into_iter().chain(others) {
        let Some(calendar) = calendar.as_table() else { continue };
        let zone = zone(calendar).unwrap_or(team).name();
        for key in FROM {
            let Some(value) = calendar.get(*key) else { continue };
            for name in texts(value.get_ref()) {
                if names.len() < MOST || names.contains_key(name) {
                    names.entry(name.to_owned()).or_default().insert(zone);
                }
            }
        }
    }
    names
}

fn texts<'v>(value: &'v DeValue<'_>) -> Vec<&'v str> {
    match value {
        DeValue::String(name) => vec![name.as_ref()],
        DeValue::Array(list) => {
            list.iter().filter_map(|it| it.get_ref().as_str()).collect()
        }
        _ => Vec::new(),
    }
}

/// The text with everything that its calendar files say about the years around
/// this one; `read` gives the text of a file, or why there is none.
#[must_use]
pub fn with_calendars(
    text: &str,
    this_year: i32,
    read: impl Fn(&str) -> Result<String, Unread>,
) -> String {
    let names = named(text);
    if names.is_empty() {
        return text.to_owned();
    }
    let years = this_year - BEFORE..=this_year + AFTER;
    let mut whole = text.trim_end().to_owned();
    for (name, zones) in names {
        let said = read(&name).and_then(|file| {
            in_zones(&file, &years, &zones).map_err(Unread::Unusable)
        });
        whole.push_str(&written(&name, &said, &years));
    }
    whole
}

/// What a file says, in each of the zones.
type Zoned = Vec<(&'static str, ical::Said)>;

fn in_zones(
    file: &str,
    years: &RangeInclusive<i32>,
    zones: &BTreeSet<&'static str>,
) -> Result<Zoned, String> {
    let zones = zones.iter().map(|name| {
        let zone = Tz::from_str(name).unwrap_or(Tz::UTC);
        Ok((*name, ical::read(file, years, zone)?))
    });
    zones.collect()
}

fn zone(table: &DeTable<'_>) -> Option<Tz> {
    let name = table.get("zone")?.get_ref().as_str()?;
    Tz::from_str(name).ok()
}

/// What a file says, as a table of the team file.
fn written(
    name: &str,
    said: &Result<Zoned, Unread>,
    years: &RangeInclusive<i32>,
) -> String {
    let mut out = format!(
        "\n\n# Read from a calendar file, {} to {}.\n[{IMPORTED}.{}]\n",
        years.start(),
        years.end(),
        quote(name)
    );
    match said {
        Err(Unread::Unusable(why)) => {
            _ = writeln!(out, "failed = {}", quote(why));
        }
        Err(Unread::NotYet(why)) => {
            _ = writeln!(out, "not_yet = {}", quote(why));
        }
        Ok(zoned) => {
            // An all-day event is a date, which is the same everywhere.
            let days = zoned.iter().flat_map(|(_, said)| &said.days);
            let days: BTreeMap<_, _> = days.collect();
            let days = days.iter();
            let days: Vec<String> = days
                .map(|(date, title)| format!("{date} = {}", quote(title)))
                .collect();
            let unread = zoned.iter().flat_map(|(_, said)| &said.unread);
            let unread: BTreeSet<String> = unread.map(|it| quote(it)).collect();
            let unread: Vec<String> = unread.into_iter().collect();
            let _ = writeln!(out, "days = {{ {} }}", days.join(", "));
            let _ = writeln!(out, "unread = [{}]", unread.join(", "));
            for (zone, said) in zoned {
                let (zone, hours) = (quote(zone), hours(said));
                let _ = writeln!(out, "hours.{zone} = {{ {hours} }}");
            }
        }
    }
    out
}

fn hours(said: &ical::Said) -> String {
    let dates = said.hours.iter().map(|(date, hours)| {
        let all: Vec<String> = hours.iter().map(|it| quote(it)).collect();
        format!("{date} = [{}]", all.join(", "))
    });
    dates.collect::<Vec<String>>().join(", ")
}

fn quote(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}
