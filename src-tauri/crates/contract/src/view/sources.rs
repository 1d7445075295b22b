//! The sources, each with how well it is read.

use chrono::{DateTime, TimeDelta, Utc};
use domain::picture::{Backlog, Picture, Sight, Watched};
use domain::{Fault, Way};

use super::words::line;
use crate::{SourceLine, SourceState};

/// So long before its end a sign-in is spoken of. One that renews itself
/// never comes near its end.
const SOON: TimeDelta = TimeDelta::days(5);

/// The sources, in the order of the team file.
#[must_use]
pub fn sources(picture: &Picture) -> Vec<SourceLine> {
    picture.sources.iter().map(|source| source_line(picture, source)).collect()
}

/// One source.
pub(super) fn source_line(picture: &Picture, source: &Watched) -> SourceLine {
    let blind = source.sight >= Sight::Blind;
    SourceLine {
        id: source.id.to_string(),
        kind: source.kind.clone(),
        name: line(&source.name),
        places: places(picture, source),
        state: state(source),
        read: source.read,
        blind_since: source.blind_since.filter(|_| blind),
        reason: reason(source),
        remedy: signed_out(source).then(|| "Sign in again".to_owned()),
        ends: ends_soon(picture, source),
        last_request: source.last_request,
        backlog: source.backlog.map(backlog),
        pace_s: source.pace.num_seconds(),
    }
}

/// How far a history is read.
fn backlog(Backlog { read, about }: Backlog) -> String {
    let read = thousands(read);
    match about {
        Some(about) => format!("{read} of about {} read", thousands(about)),
        None => format!("{read} read"),
    }
}

/// "12,400"
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

fn ends_soon(picture: &Picture, source: &Watched) -> Option<DateTime<Utc>> {
    let now = picture.now;
    source.ends.filter(|at| now < *at && *at - now < SOON)
}

fn state(source: &Watched) -> SourceState {
    match (source.sight, source.way) {
        (Sight::Seeing, Way::Push) => SourceState::Live,
        (Sight::Seeing, Way::Poll) => SourceState::Reading,
        (Sight::CatchingUp, _) => SourceState::CatchingUp,
        (Sight::Degraded, _) => SourceState::Degraded,
        (Sight::Blind, _) => SourceState::Blind,
        (Sight::SignedOut, _) => SourceState::SignedOut,
    }
}

/// "#support", "#support and 2 more".
pub(super) fn places(picture: &Picture, source: &Watched) -> String {
    let rules = picture.rules.source(&source.id);
    let places = rules.map_or(&[][..], |rules| &rules.places);
    match places {
        [] => String::new(),
        [one] => line(&one.name),
        [one, more @ ..] => {
            format!("{} and {} more", line(&one.name), more.len())
        }
    }
}

fn signed_out(source: &Watched) -> bool {
    let unauthorized = matches!(source.fault, Some(Fault::Unauthorized { .. }));
    source.sight == Sight::SignedOut
        || source.sight == Sight::Blind && unauthorized
}

/// Why push cannot be relied on, and what is done meanwhile.
fn degraded(source: &Watched) -> String {
    let why = source.degraded.as_deref().map_or_else(
        || "Push does not bring everything.".to_owned(),
        |why| super::words::sentence(&line(why)),
    );
    let pace = source.pace.num_seconds();
    format!("{why} Until then it is read every {pace} s instead.")
}

/// What is wrong, in sentences.
fn reason(source: &Watched) -> Option<String> {
    let fault = source.fault.as_ref().map(|fault| line(&fault.to_string()));
    match source.sight {
        Sight::Seeing => None,
        Sight::CatchingUp => Some(match (fault, source.backlog) {
            (Some(why), _) => super::words::sentence(&why),
            (None, Some(far)) => {
                format!("Reading its history: {}.", backlog(far))
            }
            (None, None) => "Reading what was missed.".to_owned(),
        }),
        Sight::Degraded => Some(degraded(source)),
        Sight::Blind | Sight::SignedOut => {
            let why = fault.map(|why| super::words::sentence(&why) + " ");
            let why = why.unwrap_or_default();
            Some(format!("{why}Requests may be waiting there."))
        }
    }
}
