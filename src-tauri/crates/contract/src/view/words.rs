//! Names, times and sentences as people say them.

use chrono::{DateTime, Utc};
use domain::picture::Picture;
use domain::text::clean_line;
use domain::when::clock_time;
pub(super) use domain::wording::{capital, joined, sentence};
use domain::{PersonKey, Rules};

/// Foreign text as a label: on one line, without disguise.
pub(super) fn line(text: &str) -> String {
    clean_line(text)
}

/// An instant: "16:43", "Fri 18:00".
pub(super) fn time(picture: &Picture, at: DateTime<Utc>) -> String {
    clock_time(at, picture.now, picture.zone)
}

/// The same to the second where it is today: "16:43:12".
pub(super) fn exact(picture: &Picture, at: DateTime<Utc>) -> String {
    let there = at.with_timezone(&picture.zone);
    let here = picture.now.with_timezone(&picture.zone);
    if there.date_naive() == here.date_naive() {
        there.format("%H:%M:%S").to_string()
    } else {
        time(picture, at)
    }
}

/// A teammate's first name; the whole one where two share the first.
pub(super) fn first_name(rules: &Rules, key: &PersonKey) -> String {
    let whole = line(rules.name(key));
    let first = |name: &str| -> String {
        name.split_whitespace().next().unwrap_or_default().to_owned()
    };
    let short = first(&whole);
    let twice = rules
        .roster
        .iter()
        .any(|mate| mate.key != *key && first(&mate.name) == short);
    if twice || short.is_empty() { whole } else { short }
}

/// The short name of somebody who is known by their whole name.
pub(super) fn first_of(rules: &Rules, name: &str) -> String {
    let mate = rules.roster.iter().find(|mate| mate.name == name);
    mate.map_or_else(|| line(name), |mate| first_name(rules, &mate.key))
}

/// What this user is called in a sentence, or a teammate.
pub(super) fn name(picture: &Picture, key: &PersonKey) -> String {
    if picture.who.person.as_ref() == Some(key) {
        "You".to_owned()
    } else {
        first_name(&picture.rules, key)
    }
}

/// A target without the words around it: "5 min", "3 h", "next day".
///
/// It reads the words of a verdict as well, which are all that is kept of a
/// target that rules of long ago gave.
pub(super) fn short_target(words: &str) -> String {
    let words = words.strip_prefix("of ").unwrap_or(words);
    match words.split_once(' ') {
        Some((n, "business hour" | "business hours")) => format!("{n} h"),
        Some((n, "business minute" | "business minutes")) => {
            format!("{n} min")
        }
        Some((n, "calendar day")) => format!("{n} day"),
        Some((n, "calendar days")) => format!("{n} days"),
        Some(("next", "business day")) => "next day".to_owned(),
        Some(_) | None => words.to_owned(),
    }
}
