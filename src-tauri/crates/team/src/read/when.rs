//! Which requests a service level is for.

use std::collections::BTreeSet;

use domain::{GroupId, Internal, PlaceId, Priority, SourceId, When};

use super::PRIORITIES;
use super::levels::Said;
use crate::findings::Findings;
use crate::section::Section;
use crate::value::Value;
use crate::words::{any_of, nearest, quoted};

pub(crate) const WHEN: &[&str] = &[
    "source",
    "place",
    "channel",
    "mention",
    "priority",
    "tier",
    "category",
    "requester",
    "hours",
    "internal",
];

/// The conditions of a level: those below `when`, and the two that may stand
/// beside its targets.
pub(crate) fn when(
    level: &Section<'_>,
    said: &Said<'_>,
    found: &mut Findings<'_>,
) -> Option<When> {
    let mut when = match level.get("when") {
        Some(value) => conditions(&value.section(found)?, said, found)?,
        None => When::default(),
    };
    if let Some(value) = level.get("priority") {
        let priorities = priorities(&value, found)?;
        if when.priorities.is_empty() {
            when.priorities = priorities;
        } else {
            tell_twice(&value, found);
        }
    }
    if let Some(value) = level.get("internal") {
        let clocked = value.flag(found)?;
        if when.internal == Internal::Only {
            tell_twice(&value, found);
        } else if clocked {
            when.internal = Internal::Also;
        }
    }
    Some(when)
}

fn tell_twice(value: &Value<'_>, found: &mut Findings<'_>) {
    found.fault(
        &value.key_spot(),
        "this is said here and below “when”",
        "Keep one of the two.",
    );
}

fn conditions(
    section: &Section<'_>,
    said: &Said<'_>,
    found: &mut Findings<'_>,
) -> Option<When> {
    let known = section.only(WHEN, found);
    let mut all = |key: &str| {
        let value = section.get(key)?;
        let texts = texts(&value, found);
        Some((value, texts))
    };
    let tiers = all("tier").map(|(_, texts)| texts).unwrap_or_default();
    let categories = all("category").map(|(_, it)| it).unwrap_or_default();
    let requesters = all("requester").map(|(_, it)| it).unwrap_or_default();
    let priorities = match section.get("priority") {
        Some(value) => priorities(&value, found)?,
        None => Vec::new(),
    };
    let internal = match section.get("internal") {
        Some(value) if value.flag(found)? => Internal::Only,
        Some(_) | None => Internal::Never,
    };
    let when = When {
        sources: each(section, "source", found, |value, found| {
            source(value, said, found)
        }),
        places: ["place", "channel"]
            .into_iter()
            .flat_map(|key| {
                each(section, key, found, |it, found| places(it, said, found))
            })
            .flatten()
            .collect(),
        mentions: each(section, "mention", found, |value, found| {
            group(value, said, found)
        }),
        priorities,
        tiers,
        categories,
        requesters,
        hours: each(section, "hours", found, |value, found| {
            said.calendars.named(value, found).map(|(name, _)| name)
        }),
        internal,
    };
    tell_impossible(&when, section, found);
    known.then_some(when)
}

/// The entries of a list; what cannot be read has been told.
fn each<T>(
    section: &Section<'_>,
    key: &str,
    found: &mut Findings<'_>,
    read: impl Fn(&Value<'_>, &mut Findings<'_>) -> Option<T>,
) -> Vec<T> {
    let Some(value) = section.get(key) else { return Vec::new() };
    let list = value.list();
    if list.is_empty() {
        tell_empty(&value, found);
    }
    list.iter().filter_map(|value| read(value, found)).collect()
}

/// An empty list would fit everything, where the reader expects nothing.
fn tell_empty(value: &Value<'_>, found: &mut Findings<'_>) {
    found.fault(
        &value.spot,
        "there is nothing in this list",
        "Name at least one, or take the condition out: then it fits all.",
    );
}

pub(super) fn texts(
    value: &Value<'_>,
    found: &mut Findings<'_>,
) -> Vec<String> {
    let list = value.list();
    if list.is_empty() {
        tell_empty(value, found);
    }
    list.iter()
        .filter_map(|it| Some(it.text(found, "priority customer")?.to_owned()))
        .collect()
}

fn priorities(
    value: &Value<'_>,
    found: &mut Findings<'_>,
) -> Option<Vec<Priority>> {
    let list = value.list();
    if list.is_empty() {
        tell_empty(value, found);
    }
    list.iter().map(|value| value.choice(found, PRIORITIES)).collect()
}

fn source(
    value: &Value<'_>,
    said: &Said<'_>,
    found: &mut Findings<'_>,
) -> Option<SourceId> {
    let name = value.text(found, "slack")?;
    let known = said.sources.iter().find(|it| it.id.as_str() == name);
    if known.is_none() {
        let names = || said.sources.iter().map(|it| it.id.as_str());
        tell_unknown(value, (name, "is no source of this file"), names, found);
    }
    known.map(|source| source.id.clone())
}

/// The places of a name or an id, in whichever sources it is one.
fn places(
    value: &Value<'_>,
    said: &Said<'_>,
    found: &mut Findings<'_>,
) -> Option<Vec<(SourceId, PlaceId)>> {
    let name = value.text(found, "#support")?;
    let all = || {
        said.sources.iter().flat_map(|source| {
            source.places.iter().map(move |place| (source, place))
        })
    };
    let meant: Vec<_> = all()
        .filter(|(_, place)| place.id.as_str() == name || place.name == name)
        .map(|(source, place)| (source.id.clone(), place.id.clone()))
        .collect();
    if meant.is_empty() {
        let names = || all().map(|(_, place)| place.name.as_str());
        tell_unknown(value, (name, "is not read by this file"), names, found);
        return None;
    }
    Some(meant)
}

/// Only a group that means something is heard at all.
fn group(
    value: &Value<'_>,
    said: &Said<'_>,
    found: &mut Findings<'_>,
) -> Option<GroupId> {
    let name = value.text(found, "@oncall")?;
    let known = said.raises.iter().find(|it| it.group.as_str() == name);
    if known.is_none() {
        let names = || said.raises.iter().map(|it| it.group.as_str());
        let what = "does not stand in [mentions], so nobody listens for it";
        tell_unknown(value, (name, what), names, found);
    }
    known.map(|raise| raise.group.clone())
}

fn tell_unknown<'n, N: Iterator<Item = &'n str>>(
    value: &Value<'_>,
    (name, what): (&str, &str),
    names: impl Fn() -> N,
    found: &mut Findings<'_>,
) {
    let remedy = match nearest(name, names()) {
        Some(meant) => format!("Did you mean \"{meant}\"?"),
        None if names().next().is_none() => {
            "There is none in this file yet; write it first.".to_owned()
        }
        None => {
            let names: BTreeSet<&str> = names().collect();
            format!("What there is: {}.", any_of(names.into_iter().take(12)))
        }
    };
    found.fault(&value.spot, format!("{} {what}", quoted(name)), remedy);
}

/// A place outside of the sources that are asked for, or a teammate's request
/// that is asked for and excluded.
fn tell_impossible(
    when: &When,
    section: &Section<'_>,
    found: &mut Findings<'_>,
) {
    let outside = !when.sources.is_empty()
        && !when.places.is_empty()
        && when.places.iter().all(|(source, _)| !when.sources.contains(source));
    if outside {
        found.hint(
            &section.spot,
            "no place that is named here belongs to a source that is named \
             here, so this level never applies",
            "Take the source out; a place belongs to one source anyway.",
        );
    }
}
