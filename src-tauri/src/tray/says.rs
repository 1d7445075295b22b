//! The sentences of the tray, made of clock times and counts.

use std::fmt;

use contract::{Row, Snapshot, SourceLine, SourceState};
use domain::wording::capital;

use super::face::Face;
use super::icon::{Icon, Seat, is_blind};
use super::request::{is_ours, is_waiting, who_where};

/// What the icon says: "4 for you, next due 17:19, Slack".
pub(super) fn says(icon: Icon, snapshot: &Snapshot) -> String {
    let face = Face::of(snapshot);
    let first = snapshot.rows.iter().find(|row| is_ours(row));
    let due = first.and_then(|row| Some((row, face.time(row.clock.due?))));
    match (icon.seat, due) {
        (Seat::Overdue, Some((row, due))) => {
            format!("overdue since {due}, {}", who_where(row))
        }
        (Seat::Imminent, Some((row, due))) => {
            format!("due {due}, {}", who_where(row))
        }
        (Seat::Observer, _) => briefly(&observing(snapshot)),
        (Seat::Off, _) => small(&on_duty(snapshot)),
        (Seat::Empty, _) => match snapshot.sources.iter().find(|s| is_blind(s))
        {
            Some(source) => not_read(source, face),
            None => all_clear(snapshot),
        },
        (_, Some((row, due))) => {
            let words = &snapshot.count.words;
            format!("{words}, next due {due}, {}", row.source)
        }
        (_, None) => snapshot.count.words.clone(),
    }
}

/// "7 for you, 1 with Ana, next due 16:43".
pub(super) fn counts(icon: Icon, snapshot: &Snapshot) -> String {
    let face = Face::of(snapshot);
    let count = &snapshot.count;
    let calm = icon.seat == Seat::Empty && count.others.is_empty();
    if calm && !icon.blind {
        let oldest = snapshot.sources.iter().map(|source| source.read).min();
        return match oldest.flatten() {
            Some(read) => format!("All clear, read at {}", face.second(read)),
            None => capital(&all_clear(snapshot)),
        };
    }
    let mut parts = vec![count.words.clone()];
    parts.extend(count.others.iter().cloned());
    let due = |row: &Row| row.clock.due.filter(|due| *due > face.now);
    let next = snapshot.rows.iter().filter(|row| is_waiting(row));
    if let Some(next) = next.filter_map(due).min() {
        parts.push(format!("next due {}", face.time(next)));
    }
    parts.join(", ")
}

/// How old the oldest read of all sources is.
pub(super) enum Freshness {
    NoSource,
    NotYet,
    Fresh,
    Since(String),
}

impl fmt::Display for Freshness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Freshness::NoSource => f.write_str("none"),
            Freshness::NotYet => f.write_str("not all read yet"),
            Freshness::Fresh => f.write_str("all read within a minute"),
            Freshness::Since(at) => write!(f, "all read since {at}"),
        }
    }
}

pub(super) fn freshness(snapshot: &Snapshot) -> Freshness {
    let face = Face::of(snapshot);
    let reads: Option<Vec<_>> =
        snapshot.sources.iter().map(|source| source.read).collect();
    let Some(reads) = reads else { return Freshness::NotYet };
    match reads.into_iter().min() {
        None => Freshness::NoSource,
        Some(oldest) if face.is_fresh(oldest) => Freshness::Fresh,
        Some(oldest) => Freshness::Since(face.second(oldest)),
    }
}

/// Silence is calm only where everything was read.
fn all_clear(snapshot: &Snapshot) -> String {
    match freshness(snapshot) {
        Freshness::NoSource => "no source to read".to_owned(),
        Freshness::NotYet => "not all sources are read yet".to_owned(),
        Freshness::Fresh => {
            "all clear, sources read within a minute".to_owned()
        }
        Freshness::Since(at) => format!("all clear, sources read since {at}"),
    }
}

pub(super) fn not_read(source: &SourceLine, face: Face) -> String {
    let name = &source.name;
    match (source.state, source.blind_since.or(source.read)) {
        (SourceState::SignedOut, _) => format!("{name} is signed out"),
        (_, Some(since)) => {
            format!("{name} not read since {}", face.time(since))
        }
        (_, None) => format!("{name} not read yet"),
    }
}

/// "observing Ana and Mika until Wed 09:00".
pub(super) fn observing(snapshot: &Snapshot) -> String {
    let duty = on_duty(snapshot);
    match duty.ends_with("on support") {
        true => format!("observing, {}", small(&duty)),
        false => format!("observing {duty}"),
    }
}

/// The same without until when.
fn briefly(words: &str) -> String {
    words.split(" until ").next().unwrap_or(words).to_owned()
}

/// Who is on duty, with what that means where no time says it.
pub(super) fn seated(snapshot: &Snapshot) -> String {
    let duty = on_duty(snapshot);
    match duty.contains(" until ") || duty.ends_with("on support") {
        true => duty,
        false => format!("On support: {duty}"),
    }
}

/// Who is on duty, in the snapshot's words.
pub(super) fn on_duty(snapshot: &Snapshot) -> String {
    format!("{}{}", snapshot.duty.lead, snapshot.duty.rest)
}

fn small(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// "Teams, read 16:41:07", "Slack, live".
pub(super) fn age(source: &SourceLine, face: Face) -> String {
    let read = source
        .read
        .map(|at| format!("read {}", face.second(at)))
        .unwrap_or_else(|| "not read yet".to_owned());
    let name = &source.name;
    match source.state {
        SourceState::Live => format!("{name}, live"),
        SourceState::Reading => format!("{name}, {read}"),
        SourceState::CatchingUp => format!("{name}, catching up, {read}"),
        SourceState::Degraded => format!("{name}, without push, {read}"),
        SourceState::Blind | SourceState::SignedOut => not_read(source, face),
    }
}
