//! Calendar files that a team file names become part of its text.
//!
//! Rules follow from one text alone, today and when the ledger is folded anew.
//! What other files say is therefore written out below the text of the team
//! file, and read from there.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::RangeInclusive;
use std::str::FromStr as _;

use chrono_tz::Tz;
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

/// The calendar files that a team file names, each once; nothing of a text
/// that cannot be read.
#[must_use]
pub fn named_files(text: &str) -> Vec<String> {
    let (table, _) = DeTable::parse_recoverable(text);
    let top = table.get_ref();
    let mut names = BTreeSet::new();
    let one = top.get("calendar").map(|it| it.get_ref());
    let several = top.get("calendars").and_then(|it| it.get_ref().as_table());
    let several = several.into_iter().flat_map(|it| it.values());
    for calendar in one.into_iter().chain(several.map(|it| it.get_ref())) {
        let Some(calendar) = calendar.as_table() else { continue };
        for key in FROM {
            let Some(value) = calendar.get(*key) else { continue };
            match value.get_ref() {
                DeValue::String(name) => _ = names.insert(name.to_string()),
                DeValue::Array(list) => {
                    let texts = list.iter().map(|it| it.get_ref().as_str());
                    names.extend(texts.flatten().map(str::to_owned));
                }
                _ => {}
            }
        }
    }
    names.into_iter().take(MOST).collect()
}

/// The text with everything that its calendar files say about the years around
/// this one; `read` gives the text of a file, or why there is none.
#[must_use]
pub fn with_calendars(
    text: &str,
    this_year: i32,
    read: impl Fn(&str) -> Result<String, String>,
) -> String {
    let names = named_files(text);
    if names.is_empty() {
        return text.to_owned();
    }
    let years = this_year - BEFORE..=this_year + AFTER;
    let zone = zone(text);
    let mut whole = text.trim_end().to_owned();
    for name in names {
        let said = read(&name);
        let said = said.and_then(|file| ical::read(&file, &years, zone));
        whole.push_str(&written(&name, &said, &years));
    }
    whole
}

fn zone(text: &str) -> Tz {
    let (table, _) = DeTable::parse_recoverable(text);
    let zone = table.get_ref().get("zone").and_then(|it| it.get_ref().as_str());
    zone.and_then(|name| Tz::from_str(name).ok()).unwrap_or(Tz::UTC)
}

/// What a file says, as a table of the team file.
fn written(
    name: &str,
    said: &Result<ical::Said, String>,
    years: &RangeInclusive<i32>,
) -> String {
    let quote = |text: &str| toml_edit::Value::from(text).to_string();
    let mut out = format!(
        "\n\n# Read from a calendar file, {} to {}.\n[{IMPORTED}.{}]\n",
        years.start(),
        years.end(),
        quote(name)
    );
    match said {
        Err(why) => _ = writeln!(out, "failed = {}", quote(why)),
        Ok(said) => {
            let days = said.days.iter();
            let days: Vec<String> = days
                .map(|(date, title)| format!("{date} = {}", quote(title)))
                .collect();
            let hours = said.hours.iter().map(|(date, hours)| {
                let all: Vec<String> =
                    hours.iter().map(|it| quote(it)).collect();
                format!("{date} = [{}]", all.join(", "))
            });
            let hours: Vec<String> = hours.collect();
            let unread: Vec<String> =
                said.unread.iter().map(|it| quote(it)).collect();
            let _ = writeln!(out, "days = {{ {} }}", days.join(", "));
            let _ = writeln!(out, "hours = {{ {} }}", hours.join(", "));
            let _ = writeln!(out, "unread = [{}]", unread.join(", "));
        }
    }
    out
}
