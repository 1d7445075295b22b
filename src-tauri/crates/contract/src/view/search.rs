//! What was found, as it is shown.

use chrono::{DateTime, Utc};
use domain::picture::{Entry, Picture};
use domain::search::{Findings, Hit, Query};
use domain::{Note, SourceId, Thread};

use super::words::{self, line};
use super::{links, markdown, row};
use crate::{Found, Mark, SearchPage};

/// How many characters of what surrounds a word are shown.
const AROUND: usize = 120;
/// How many of them stand before it.
const BEFORE: usize = 24;

/// What was found, as it is shown.
#[must_use]
pub fn search(
    picture: &Picture,
    query: &Query,
    findings: &Findings,
) -> SearchPage {
    let found: Vec<Found> = findings
        .hits
        .iter()
        .map(|hit| match hit {
            Hit::Request { entry, thread, notes } => {
                request(picture, query, (entry, thread, notes))
            }
            Hit::Shift { note } => {
                let text = words_of(note);
                Found {
                    row: None,
                    gist: marks(query, &excerpt(query, &text)),
                    excerpt: Vec::new(),
                    by: "Your note on the shift".to_owned(),
                    at: note.written,
                }
            }
        })
        .collect();
    SearchPage {
        remark: remark(query, found.is_empty()),
        found,
        more: findings.more,
        reach: reach(picture, findings.since),
        elsewhere: elsewhere(picture)
            .map(|(name, _)| format!("Open {} to search there", line(name))),
    }
}

/// Where to go on searching: the home of the first source whose requests tell
/// where they are read.
#[must_use]
pub fn elsewhere(picture: &Picture) -> Option<(&str, String)> {
    picture.sources.iter().find_map(|source| {
        Some((source.name.as_str(), told_home(picture, &source.id)?))
    })
}

/// Where a source is read without us: its home, or where anybody reads
/// sources of its kind.
#[must_use]
pub fn home(picture: &Picture, source: &SourceId) -> Option<String> {
    told_home(picture, source).or_else(|| {
        let kind = &picture.source(source)?.kind;
        (kind == "slack").then(|| "https://app.slack.com/client".to_owned())
    })
}

/// The home of a source, as far as one of its requests tells.
fn told_home(picture: &Picture, source: &SourceId) -> Option<String> {
    let of = |entry: &&Entry| entry.judged.source == *source;
    picture.entries.iter().filter(of).find_map(|entry| {
        let address = entry.judged.link.as_deref()?;
        let host = links::host(address)?;
        let (scheme, _) = address.split_once("://")?;
        Some(format!("{scheme}://{host}/"))
    })
}

fn request(
    picture: &Picture,
    query: &Query,
    (entry, thread, notes): (&Entry, &Thread, &[Note]),
) -> Found {
    let row = row(picture, entry);
    let gist = marks(query, &row.gist);
    let (by, at, text) = told(picture, query, (thread, notes));
    Found {
        gist,
        excerpt: marks(query, &excerpt(query, &text)),
        by: if by.is_empty() { row.requester.clone() } else { by },
        at: at.unwrap_or(row.posted),
        row: Some(row),
    }
}

/// Who says what was searched for, when, and in which words: a message, or
/// else the note that does.
fn told(
    picture: &Picture,
    query: &Query,
    (thread, notes): (&Thread, &[Note]),
) -> (String, Option<DateTime<Utc>>, String) {
    let message = query.best(thread);
    let said = message.map(|m| line(&m.text.words())).unwrap_or_default();
    let noted = notes
        .iter()
        .max_by_key(|note| query.found_in(&note.text))
        .filter(|note| query.found_in(&note.text) > query.found_in(&said));
    if let Some(note) = noted {
        return ("Your note".into(), Some(note.written), words_of(note));
    }
    let by = message.map_or_else(String::new, |message| {
        let rules = &picture.rules;
        let mate = rules.teammate(&thread.source, message.speaker());
        match mate {
            Some(mate) => words::name(picture, &mate.key),
            None => line(&rules.shown(&thread.source, message.speaker())),
        }
    });
    (by, message.map(|m| m.at), said)
}

/// What a note says, without its marks.
fn words_of(note: &Note) -> String {
    line(&markdown::read(&note.text).words())
}

/// The words around the first that was searched for.
fn excerpt(query: &Query, text: &str) -> String {
    let first = query.marks(text).into_iter().next();
    let ahead =
        first.filter(|(_, hit)| !hit).map_or(0, |(t, _)| t.chars().count());
    let skip = ahead.saturating_sub(BEFORE);
    let rest: String = text.chars().skip(skip).collect();
    let rest = domain::text::shorten(&rest, AROUND);
    if skip == 0 { rest } else { format!("…{rest}") }
}

fn marks(query: &Query, text: &str) -> Vec<Mark> {
    let mark = |(text, hit)| Mark { text, hit };
    query.marks(text).into_iter().map(mark).collect()
}

fn remark(query: &Query, nothing: bool) -> Option<String> {
    if !query.flaws.is_empty() {
        return Some(line(&query.flaws.join(" ")));
    }
    if !nothing || query.is_empty() {
        return None;
    }
    let sought: Vec<String> =
        query.terms.iter().map(|term| term.words.join(" ")).collect();
    Some(if sought.is_empty() {
        "No request is like that.".to_owned()
    } else {
        format!("No request says “{}”.", line(&sought.join(" ")))
    })
}

fn reach(picture: &Picture, since: Option<DateTime<Utc>>) -> String {
    match since {
        None => "This computer knows nothing yet.".to_owned(),
        Some(at) => {
            let day = at.with_timezone(&picture.zone).format("%a %-d %b %Y");
            format!("This computer knows what was written since {day}.")
        }
    }
}
