//! From the trade's picture of an instant to what the surfaces show.

mod alerts;
mod bands;
mod blind;
mod clock;
mod coming;
mod convert;
mod count;
mod detail;
mod duty;
mod explanation;
mod filter;
mod gaps;
mod handoff;
mod happened;
mod hours;
mod links;
mod markdown;
mod notes;
mod owner;
mod practice;
mod preflight;
mod priority;
mod receipts;
mod row;
mod search;
mod sentence;
mod settings;
mod snoozes;
mod sources;
mod spoken;
#[cfg(test)]
mod tests;
mod thread;
mod verbs;
mod words;

use domain::Role;
use domain::picture::{Close, Entry, Picture};
use domain::sweep::swept;

pub use self::alerts::why;
pub use self::blind::note as blind_note;
pub use self::detail::detail;
pub use self::explanation::explanation;
pub use self::gaps::{blindness, pause};
pub use self::handoff::handoff_page;
pub use self::hours::calendar;
pub use self::links::link;
pub use self::notes::{note_link, notes};
pub use self::practice::{lesson_page, practice_text};
pub use self::preflight::{begun, preflight};
pub use self::receipts::explain;
pub use self::row::row;
pub use self::search::{elsewhere, home, search};
pub use self::settings::{levels, people, source_settings};
pub use self::sources::sources;

use crate::{Fold, Row, Section, Select, Snapshot, Sound, Toast};

/// How many rows a snapshot holds unless more are asked for.
const ROWS: usize = 200;

/// Everything the window and the tray show, at the instant of the picture.
#[must_use]
pub fn snapshot(
    picture: &Picture,
    select: &Select,
    close: Option<&Close>,
) -> Snapshot {
    let most = select
        .rows
        .map_or(ROWS, |rows| usize::try_from(rows).unwrap_or(usize::MAX));
    let front = |e: &Entry| holds(picture, select.fold, e);
    // Whoever reads along learns from what is settled as well.
    let learns = picture.who.role == Role::Observer;
    let calm = learns || !picture.entries.iter().any(front);
    let whole = select.calm && select.fold == Fold::Queue;
    let settled = |e: &Entry| whole && calm && is_settled(e.section);
    let all = picture.entries.iter().filter(|e| front(e) || settled(e));
    let sieve = filter::Sieve::of(&select.filter);
    let (shown, hidden) = sieve.part(picture, all);
    let more = shown.len().saturating_sub(most);
    Snapshot {
        revision: picture.revision,
        now: picture.now,
        team: words::line(&picture.rules.team),
        demo: picture.demo,
        zone: picture.zone.name().to_owned(),
        duty: duty::duty(picture),
        claim_verb: picture.rules.claim_verb().to_owned(),
        rows: shown.iter().take(most).map(|it| row(picture, it)).collect(),
        more: count::figure(more),
        hidden,
        count: count::count(picture),
        sources: sources(picture),
        blind: blind::page(picture),
        selected: close.map(|close| detail(picture, close)),
        coming: coming::coming(picture),
        tomorrow: picture.rules.calendar.tomorrow(picture.now),
        sound: sound(picture),
        quiet_until: picture.quiet_until.filter(|at| *at > picture.now),
        peak_until: picture.rules.peak_ends(picture.now),
        toast: picture.remark.as_ref().map(|remark| Toast {
            id: remark.id,
            words: words::line(&remark.words),
            undo_until: remark.undo_until,
            failed: remark.failed,
        }),
        warnings: picture.warnings.clone(),
        hands_off_until: picture.hands_off_until.filter(|at| *at > picture.now),
        notes: notes(&picture.notes),
    }
}

/// All rows of a part of the list, in its order.
#[must_use]
pub fn list(picture: &Picture, fold: Fold) -> Vec<Row> {
    picture
        .entries
        .iter()
        .filter(|entry| holds(picture, fold, entry))
        .map(|entry| row(picture, entry))
        .collect()
}

/// What was left lying stands in its own part as well.
fn holds(picture: &Picture, fold: Fold, entry: &Entry) -> bool {
    if fold == Fold::Sweep {
        let why = swept(&entry.judged, &picture.rules, picture.now);
        return why.is_some() && !shows(Fold::Snoozed, entry.section);
    }
    shows(fold, entry.section)
}

fn shows(fold: Fold, section: domain::queue::Section) -> bool {
    match Section::from(section) {
        Section::Overdue | Section::Unsure | Section::Hour | Section::Later => {
            fold == Fold::Queue
        }
        Section::Waiting => fold == Fold::Waiting,
        Section::Snoozed => fold == Fold::Snoozed,
        Section::Answered | Section::Closed => fold == Fold::Answered,
    }
}

/// What stands under an empty queue.
fn is_settled(section: domain::queue::Section) -> bool {
    shows(Fold::Waiting, section) || shows(Fold::Answered, section)
}

fn sound(picture: &Picture) -> Sound {
    let quiet = picture.quiet_until.is_some_and(|at| at > picture.now);
    match (picture.rings, quiet) {
        (false, _) => Sound::Off,
        (true, true) => Sound::Quiet,
        (true, false) => Sound::On,
    }
}
