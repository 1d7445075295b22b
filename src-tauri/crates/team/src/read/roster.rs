//! Who answers: the roster.

use std::collections::BTreeMap;

use domain::{PersonKey, SourceId, Teammate, UserId};

use super::calendar::Hours;
use super::is_key;
use super::observing::{OBSERVES, observes};
use super::sources::Declared;
use super::working::{WORKING, working};
use crate::findings::Findings;
use crate::kinds::KINDS;
use crate::section::Section;
use crate::value::Value;
use crate::words::quoted;

/// The people of the roster, in the order of the file.
pub(crate) fn roster(
    top: &Section<'_>,
    (sources, team): (&[Declared<'_>], &Hours),
    found: &mut Findings<'_>,
) -> Vec<Teammate> {
    let people: Vec<_> = match top.get("roster") {
        Some(value) => value
            .section(found)
            .map(|roster| roster.entries().collect())
            .unwrap_or_default(),
        None => Vec::new(),
    };
    if people.is_empty() {
        found.hint(
            &top.spot_of("roster"),
            "the roster is empty, so everybody reads along and nobody answers",
            "Write [roster.ana] with an e-mail address, or run `hotseat team \
             add-me`.",
        );
    }
    let roster: Vec<(Value<'_>, Teammate)> = people
        .into_iter()
        .filter_map(|(key, value)| {
            let mut mate = teammate(key, &value, sources, found)?;
            let section = value.as_section()?;
            (mate.zone, mate.hours) = working(&section, key, team, found);
            mate.observes = observes(&section, team, found);
            Some((value, mate))
        })
        .collect();
    tell_doubles(&roster, found);
    roster.into_iter().map(|(_, mate)| mate).collect()
}

fn teammate(
    key: &str,
    value: &Value<'_>,
    sources: &[Declared<'_>],
    found: &mut Findings<'_>,
) -> Option<Teammate> {
    let section = value.section(found)?;
    if !is_key(key) {
        found.fault(
            &value.key_spot(),
            format!("{} cannot be typed as a name", quoted(key)),
            "Write letters, digits, \"-\" and \"_\": [roster.ana].",
        );
    }
    let name = section.get("name").and_then(|it| it.text(found, "Ana"));
    let email = section.get("email").and_then(|it| email(&it, found));
    let ids = ids(&section, sources, found);
    let says_who =
        |key: &str| key != "name" && key != OBSERVES && !WORKING.contains(&key);
    let none_written = !section.entries().any(|(key, _)| says_who(key));
    if none_written {
        found.hint(
            &section.spot,
            "no source can recognise this person",
            "Add their e-mail address or an id, such as slack = \
             \"U0123456789\".",
        );
    }
    Some(Teammate {
        key: PersonKey::new(key),
        name: name.unwrap_or(key).to_owned(),
        email: email.map(str::to_owned),
        ids,
        zone: None,
        hours: None,
        observes: None,
    })
}

fn email<'a>(value: &Value<'a>, found: &mut Findings<'_>) -> Option<&'a str> {
    let example = "ana@example.com";
    let email = value.text(found, example)?;
    let sound = email.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && !host.is_empty()
            && !host.contains('@')
            && !email.contains(char::is_whitespace)
    });
    if !sound {
        value.not(found, "an e-mail address", &format!("\"{example}\""));
    }
    sound.then_some(email)
}

/// The ids of a person. A key is that of a source, or a kind: then the id
/// holds for every source of that kind.
fn ids(
    section: &Section<'_>,
    sources: &[Declared<'_>],
    found: &mut Findings<'_>,
) -> Vec<(SourceId, UserId)> {
    let kind_of = |source: &Declared<'_>| source.kind.map(|kind| kind.name);
    let mut known = vec!["name", "email", OBSERVES];
    known.extend(WORKING);
    known.extend(sources.iter().map(|source| source.key));
    known.extend(sources.iter().filter_map(kind_of));
    known.dedup();
    let mut ids = Vec::new();
    for (key, value) in section.entries() {
        let own = matches!(key, "name" | "email" | OBSERVES);
        if own || WORKING.contains(&key) {
            continue;
        }
        let named: Vec<_> = sources.iter().filter(|s| s.key == key).collect();
        let meant = if named.is_empty() {
            sources.iter().filter(|s| kind_of(s) == Some(key)).collect()
        } else {
            named
        };
        if meant.is_empty() {
            no_such_source(section, (key, &value), &known, found);
        }
        for id in value.list() {
            for source in &meant {
                let Some(user) = user_id(&id, source, found) else { break };
                ids.push((SourceId::new(source.key), user));
            }
        }
    }
    ids
}

fn no_such_source(
    section: &Section<'_>,
    (key, value): (&str, &Value<'_>),
    known: &[&str],
    found: &mut Findings<'_>,
) {
    if KINDS.iter().any(|kind| kind.name == key) {
        found.fault(
            &value.key_spot(),
            format!("there is no source of the kind {}", quoted(key)),
            format!("Add [sources.{key}], or take this line out."),
        );
    } else {
        section.unknown(key, value, known, found);
    }
}

fn user_id(
    value: &Value<'_>,
    source: &Declared<'_>,
    found: &mut Findings<'_>,
) -> Option<UserId> {
    let Some(kind) = source.kind else {
        return value.text(found, "U0123456789").map(UserId::new);
    };
    let id = value.text(found, kind.person_id.example)?;
    if !kind.person_id.fits(id) {
        found.fault(
            &value.spot,
            format!("{} is not the id of a person", quoted(id)),
            kind.person_id.remedy,
        );
        return None;
    }
    Some(UserId::new(id))
}

/// Two entries for one person would make two owners of one claim.
fn tell_doubles(roster: &[(Value<'_>, Teammate)], found: &mut Findings<'_>) {
    let mut mails: BTreeMap<String, &str> = BTreeMap::new();
    let mut ids: BTreeMap<&(SourceId, UserId), &str> = BTreeMap::new();
    for (value, mate) in roster {
        let mail = mate.email.as_ref().map(|mail| mail.to_lowercase());
        let by_mail = mail
            .and_then(|mail| mails.insert(mail, mate.key.as_str()))
            .map(|other| (other, "e-mail address"));
        let by_id = mate
            .ids
            .iter()
            .filter_map(|id| ids.insert(id, mate.key.as_str()))
            .next()
            .map(|other| (other, "id"));
        if let Some((other, what)) = by_mail.or(by_id) {
            found.fault(
                &value.key_spot(),
                format!("this has the same {what} as {}", quoted(other)),
                "Every person stands in the roster once; a person may have \
                 several ids: slack = [\"U1\", \"U2\"].",
            );
        }
    }
}
