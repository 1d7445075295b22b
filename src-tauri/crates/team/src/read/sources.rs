//! What is read: the sources and their places.

use std::collections::BTreeMap;

use domain::{Bots, PlaceId, PlaceRules, Priority, SourceId, SourceRules};

use super::{PRIORITIES, is_key};
use crate::findings::Findings;
use crate::kinds::{Form, KINDS, Kind, MAIN, Setting, kind};
use crate::section::Section;
use crate::words::{any_of, nearest, quoted};

pub(crate) const BOTS: &[(&str, Bots)] = &[
    ("ignore", Bots::Ignore),
    ("alerts", Bots::Alerts),
    ("mirror", Bots::Mirror),
];

pub(crate) const PLACE: &[&str] = &["id", "name", "priority", "bots", "public"];

/// A source as far as other parts of the file refer to it, sound or not.
pub(crate) struct Declared<'a> {
    /// Its key.
    pub(crate) key: &'a str,
    /// Its kind, if there is such a kind.
    pub(crate) kind: Option<&'static Kind>,
    /// Where it stands.
    pub(crate) section: Section<'a>,
}

/// Every source that the file names.
pub(crate) fn declared<'a>(
    top: &Section<'a>,
    found: &mut Findings<'_>,
) -> Vec<Declared<'a>> {
    let Some(value) = top.get("sources") else {
        found.hint(
            &top.spot_of("sources"),
            "there is no source, so nothing is read",
            "Write [sources.slack] and its channels, or let `hotseat \
             accounts add slack` write them.",
        );
        return Vec::new();
    };
    let Some(sources) = value.section(found) else { return Vec::new() };
    sources
        .entries()
        .filter_map(|(key, value)| {
            let section = value.section(found)?;
            if !is_key(key) {
                found.fault(
                    &value.key_spot(),
                    format!("{} cannot be typed as a name", quoted(key)),
                    "Write letters, digits, \"-\" and \"_\": \
                     [sources.slack].",
                );
            }
            let kind = kind_of(key, &section, found);
            Some(Declared { key, kind, section })
        })
        .collect()
}

/// The kind that is written down, or the one that the key names.
fn kind_of(
    key: &str,
    section: &Section<'_>,
    found: &mut Findings<'_>,
) -> Option<&'static Kind> {
    let names = || KINDS.iter().map(|kind| kind.name);
    let Some(value) = section.get("kind") else {
        if let Some(kind) = kind(key) {
            return Some(kind);
        }
        section.need("kind", found, "kind = \"slack\"");
        return None;
    };
    let name = value.text(found, "slack")?;
    let kind = kind(name);
    if kind.is_none() {
        let remedy = match nearest(name, names()) {
            Some(meant) => format!("Did you mean \"{meant}\"?"),
            None => format!("What can be read is {}.", any_of(names())),
        };
        let what = format!("{} is no kind of source", quoted(name));
        found.fault(&value.spot, what, remedy);
    }
    kind
}

/// The sources with their places.
pub(crate) fn sources(
    declared: &[Declared<'_>],
    found: &mut Findings<'_>,
) -> Vec<SourceRules> {
    declared.iter().filter_map(|it| source(it, it.kind?, found)).collect()
}

fn source(
    declared: &Declared<'_>,
    kind: &Kind,
    found: &mut Findings<'_>,
) -> Option<SourceRules> {
    let section = &declared.section;
    let mut known = vec!["kind", "name", kind.places, "mentions"];
    known.extend(kind.settings.iter().map(|setting| setting.key));
    section.only(&known, found);
    let name = match section.get("name") {
        Some(name) => name.text(found, kind.title)?.to_owned(),
        None => kind.title.to_owned(),
    };
    Some(SourceRules {
        id: SourceId::new(declared.key),
        kind: kind.name.to_owned(),
        name,
        places: places(section, kind, found),
        options: options(section, kind.settings, found),
    })
}

fn options(
    section: &Section<'_>,
    settings: &[Setting],
    found: &mut Findings<'_>,
) -> BTreeMap<String, String> {
    settings
        .iter()
        .filter_map(|setting| {
            let value = section.get(setting.key)?;
            let text = match setting.form {
                Form::Text(example) => value.text(found, example)?.to_owned(),
                Form::Flag => value.flag(found)?.to_string(),
            };
            Some((setting.key.to_owned(), text))
        })
        .collect()
}

fn places(
    section: &Section<'_>,
    kind: &Kind,
    found: &mut Findings<'_>,
) -> Vec<PlaceRules> {
    let entries =
        section.get(kind.places).map(|it| it.tables(found)).unwrap_or_default();
    if section.get(kind.places).is_none() {
        found.hint(
            &section.spot,
            format!("nothing is read here: there are no {}", kind.places),
            format!("Write [[{}]] with an id.", section.path(kind.places)),
        );
    }
    let mut places: Vec<PlaceRules> = Vec::new();
    for entry in entries {
        let Some(place) = place(&entry, kind, found) else { continue };
        if places.iter().any(|other| other.id == place.id) {
            found.fault(
                &entry.spot,
                format!("{} is listed twice", quoted(place.id.as_str())),
                "Keep one of the two.",
            );
        } else {
            places.push(place);
        }
    }
    places
}

fn place(
    section: &Section<'_>,
    kind: &Kind,
    found: &mut Findings<'_>,
) -> Option<PlaceRules> {
    section.only(&kind.place_keys(PLACE), found);
    let example = kind.place_id.example;
    let id = section
        .need("id", found, &format!("id = \"{example}\""))
        .and_then(|value| {
            let id = value.text(found, example)?;
            if !kind.place_id.fits(id) {
                found.fault(
                    &value.spot,
                    format!("{} is not the id of a place", quoted(id)),
                    kind.place_id.remedy,
                );
            }
            Some(id)
        });
    let name = section.get("name").map_or(id, |it| it.text(found, "#support"));
    let priority = section
        .get("priority")
        .map_or(Some(Priority::Normal), |it| it.choice(found, PRIORITIES));
    let bots = section
        .get("bots")
        .map_or(Some(kind.bots), |it| it.choice(found, BOTS));
    // Careful where nothing is said: an answer in public needs a second key.
    let public = section.get("public").map_or(Some(true), |it| it.flag(found));
    let options = options(section, kind.of_place, found);
    let main = options.get(MAIN).is_some_and(|main| main == "true");
    let name = match main {
        true => format!("{} (main)", name?),
        false => name?.to_owned(),
    };
    Some(PlaceRules {
        id: PlaceId::new(id?),
        name,
        priority: priority?,
        bots: bots?,
        public: public?,
        options,
    })
}
