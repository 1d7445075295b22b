//! What the window shows of a source that cannot be read.

use chrono::{DateTime, TimeDelta, Utc};
use domain::picture::{Entry, Pending, PendingVerb, Picture, Stage, Watched};
use domain::target::{Target, TargetKind};
use domain::text::shorten;
use domain::{Asking, PlaceRules, Raise, SourceId, SourceRules};

use super::clock::unread;
use super::sources::{places, source_line};
use super::words;
use crate::{BlindPage, Held, HistoryLine};

/// The most characters of a reply that is named.
const WORDS: usize = 80;

/// The first source that cannot be read, with what follows from it.
pub(super) fn page(picture: &Picture) -> Option<BlindPage> {
    let source = picture.sources.iter().find(|source| unread(source))?;
    let promise = shortest(picture, source);
    Some(BlindPage {
        source: source_line(picture, source),
        consequence: consequence(picture, source, promise.as_ref()),
        target: match &promise {
            Some((label, target)) => {
                format!(
                    "{label}, first response within {}",
                    target.full_words()
                )
            }
            None => {
                format!("{}, no target in minutes", places(picture, source))
            }
        },
        history: source
            .history
            .iter()
            .map(|(at, what)| HistoryLine { at: *at, words: words::line(what) })
            .collect(),
        held: held(picture, source),
        next_try: source.next_try,
        others: others(picture, source),
    })
}

/// What a team is told of a source that this desktop cannot read.
#[must_use]
pub fn note(picture: &Picture, source: &SourceId) -> Option<String> {
    let source = picture.source(source).filter(|source| unread(source))?;
    let told = source_line(picture, source);
    let what = match told.blind_since.or(told.read) {
        Some(at) => {
            let since = words::time(picture, at);
            format!("has not read {} since {since}", told.name)
        }
        None => format!("could never read {}", told.name),
    };
    let promise = shortest(picture, source);
    let follows = consequence(picture, source, promise.as_ref());
    Some(format!(
        "Hotseat {what}. {} {follows}. Please keep {} open in {} itself.",
        told.reason.unwrap_or_default(),
        told.places,
        told.name,
    ))
}

/// The shortest promise in minutes to anything that may come there, and to
/// what it is made.
fn shortest<'a>(
    picture: &'a Picture,
    source: &Watched,
) -> Option<(String, &'a Target)> {
    let rules = picture.rules.source(&source.id)?;
    reachable(picture, rules)
        .into_iter()
        .filter_map(|(label, asking)| {
            let level = picture.rules.level(&asking)?;
            let target = level.first_response.as_ref()?;
            Some((minutes(target)?, label, target))
        })
        .min_by_key(|(minutes, _, _)| *minutes)
        .map(|(_, label, target)| (label, target))
}

/// What a request there may be, by its place or by whom it names.
fn reachable<'a>(
    picture: &'a Picture,
    source: &'a SourceRules,
) -> Vec<(String, Asking<'a>)> {
    let asked = move |place: &'a PlaceRules, priority| Asking {
        place: Some((&source.id, &place.id)),
        ..Asking::of(priority, picture.now)
    };
    let by_place = source.places.iter().map(move |place| {
        (words::line(&place.name), asked(place, place.priority))
    });
    let here = |raise: &&Raise| raise.source == source.id;
    let raises = picture.rules.raises.iter().filter(here);
    let by_mention = raises.flat_map(|raise| {
        source.places.iter().map(move |place| {
            let asking = Asking {
                mentions: std::slice::from_ref(&raise.group),
                ..asked(place, raise.priority.min(place.priority))
            };
            (words::line(raise.group.as_str()), asking)
        })
    });
    by_place.chain(by_mention).collect()
}

fn minutes(target: &Target) -> Option<u32> {
    match target.kind {
        TargetKind::Minutes(n) | TargetKind::BusinessMinutes(n) => {
            Some(n.get())
        }
        TargetKind::NextBusinessDay { .. } | TargetKind::CalendarDays(_) => {
            None
        }
    }
}

/// "Anything posted before 14:14 is already late".
fn consequence(
    picture: &Picture,
    source: &Watched,
    promise: Option<&(String, &Target)>,
) -> String {
    let vague = || "Requests may be waiting there".to_owned();
    let Some((_, target)) = promise else { return vague() };
    let since = source.read.or(source.blind_since);
    let late = late_before(picture, target);
    match (since, late) {
        (None, Some(late)) => already_late(picture, late),
        (Some(since), Some(late)) if late > since => {
            already_late(picture, late)
        }
        (Some(since), _) => {
            let due = target.deadline(since, picture.rules.calendar_of(target));
            due.map_or_else(vague, |due| {
                format!(
                    "What was posted there is due from {} on",
                    words::time(picture, due)
                )
            })
        }
        (None, None) => vague(),
    }
}

fn already_late(picture: &Picture, before: DateTime<Utc>) -> String {
    format!(
        "Anything posted before {} is already late",
        words::time(picture, before)
    )
}

/// The instant whose deadline is now.
fn late_before(picture: &Picture, target: &Target) -> Option<DateTime<Utc>> {
    let span = TimeDelta::minutes(i64::from(minutes(target)?));
    if target.counts_open_time() {
        picture.rules.calendar_of(target).subtract_open_time(picture.now, span)
    } else {
        picture.now.checked_sub_signed(span)
    }
}

/// This user's acts that wait until the source can be written again.
fn held(picture: &Picture, source: &Watched) -> Vec<Held> {
    let there = |e: &&Entry| e.judged.source == source.id;
    let mut held: Vec<Held> = picture
        .entries
        .iter()
        .filter(there)
        .flat_map(|entry| {
            entry.pending.iter().map(move |pending| waits(entry, pending))
        })
        .collect();
    held.sort_by_key(|held| held.at);
    held
}

fn waits(entry: &Entry, pending: &Pending) -> Held {
    let said = pending.text.as_deref().map(words::line);
    let gist = match (pending.verb, said) {
        (
            PendingVerb::Reply | PendingVerb::OpenIssue | PendingVerb::Direct,
            Some(said),
        ) => {
            format!("\u{201c}{}\u{201d}", shorten(&said, WORDS))
        }
        _ => words::line(&entry.judged.gist),
    };
    Held {
        id: pending.id.clone(),
        request: entry.judged.id.0,
        verb: verb(pending.verb).to_owned(),
        gist,
        at: pending.asked,
        seen_by_others: seen_by_others(entry, pending).to_owned(),
    }
}

fn verb(verb: PendingVerb) -> &'static str {
    match verb {
        PendingVerb::Claim => "Claim",
        PendingVerb::Release => "Release",
        PendingVerb::Reply => "Reply",
        PendingVerb::Close => "Done",
        PendingVerb::Dismiss => "Not a request",
        PendingVerb::Unmark => "Take back",
        PendingVerb::CloseIssue => "Close the issue",
        PendingVerb::ReopenIssue => "Open the issue again",
        PendingVerb::Label => "Label",
        PendingVerb::Unlabel => "Take the label off",
        PendingVerb::OpenIssue => "New issue",
        PendingVerb::Direct => "Direct message",
    }
}

fn seen_by_others(entry: &Entry, pending: &Pending) -> &'static str {
    if pending.stage == Stage::Unknown {
        return "it may be there";
    }
    match pending.verb {
        PendingVerb::Claim => "nobody else can see it yet",
        PendingVerb::Reply if entry.judged.deadline.is_some() => {
            "the clock is not stopped"
        }
        PendingVerb::Reply => "nobody else can read it yet",
        PendingVerb::Release => "for others it is still yours",
        PendingVerb::OpenIssue => "there is no issue yet",
        PendingVerb::Direct => "they cannot read it yet",
        PendingVerb::ReopenIssue => "for others it is still closed",
        PendingVerb::Label => "nobody else can see the label yet",
        PendingVerb::Unlabel => "others still see the label",
        PendingVerb::Close | PendingVerb::Dismiss | PendingVerb::CloseIssue => {
            "for others it is still open"
        }
        PendingVerb::Unmark => "others still see your mark",
    }
}

/// "Slack, GitHub and e-mail are read as usual."
fn others(picture: &Picture, source: &Watched) -> String {
    let names = |blind: bool| -> Vec<String> {
        picture
            .sources
            .iter()
            .filter(|other| other.id != source.id && unread(other) == blind)
            .map(|other| words::line(&other.name))
            .collect()
    };
    let say = |names: Vec<String>, end: &str| {
        let verb = if names.len() == 1 { "is" } else { "are" };
        (!names.is_empty())
            .then(|| format!("{} {verb} {end}", words::joined(&names)))
    };
    let well = say(names(false), "read as usual.");
    let badly = say(names(true), "not read either.");
    [badly, well].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
