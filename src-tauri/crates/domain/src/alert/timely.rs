//! What rings at a time for which nobody can be late: an update, a promise, a
//! reminder.

use chrono::{DateTime, TimeDelta, Utc};

use super::decide::{Whose, loudness, whose};
use super::hush::{Ring, hush, outside_hours};
use super::words::{self, Scene};
use super::{Alert, AlertKind, Hush, Told};
use crate::{Deadline, DueKind, Judged, Loudness, Rules};

/// Those on duty hear of a teammate's promise or update this much later.
const AFTER: TimeDelta = TimeDelta::minutes(5);
/// What is due at the closing rings there for so long.
const FRESH: TimeDelta = TimeDelta::seconds(60);
/// An instant before another.
const INSTANT: TimeDelta = TimeDelta::milliseconds(1);
/// A reminder is repeated no more often than this.
const MOST: usize = 1000;

/// The alert of a time that has come, if it was not decided before.
pub(super) fn timely(
    scene: &Scene<'_>,
    deadline: &Deadline,
    told: &Told,
) -> Option<Alert> {
    if scene.moment.now < deadline.due {
        return half(scene, deadline, told);
    }
    let whose = whose(scene.judged, scene.moment);
    let mine = whose == Whose::Mine || is_author(scene, deadline);
    let due = last_due(deadline, scene.rules, scene.moment.now);
    let waits = !mine
        && (whose == Whose::Teammates || deadline.kind == DueKind::Promise);
    let at = if waits { due + AFTER } else { due };
    let kind = kind(deadline.kind)?;
    let key = key(kind, due);
    if scene.moment.now < at || deadline.silenced(due) || told.knows(&key) {
        return None;
    }
    let sound = mine || whose == Whose::Nobodys;
    Some(Alert {
        key,
        kind,
        request: Some(scene.judged.id),
        due: at,
        notice: words::timely(scene, deadline, loudness(scene, sound)),
        hushed: silence(scene, deadline, (whose, due)),
        repeat: false,
    })
}

/// The first of the two rings: whoever has it hears at half of the time.
fn half(scene: &Scene<'_>, deadline: &Deadline, told: &Told) -> Option<Alert> {
    let at = deadline.first_warning;
    let whose = whose(scene.judged, scene.moment);
    let heard = match deadline.kind {
        DueKind::Update => whose != Whose::Teammates,
        // Nobody is woken up for half of a promise.
        DueKind::Promise => {
            is_author(scene, deadline)
                && !outside_hours(scene.judged, scene.rules, scene.moment.now)
        }
        DueKind::Reminder
        | DueKind::FirstResponse
        | DueKind::NextResponse
        | DueKind::Resolution => false,
    };
    let due = deadline.due.timestamp_millis();
    let key = format!("half time:{}:{due}", deadline.kind.words());
    if !heard
        || scene.moment.now < at
        || deadline.silenced(at)
        || told.knows(&key)
    {
        return None;
    }
    let mut ring = Ring::now(scene, whose);
    ring.author = is_author(scene, deadline);
    Some(Alert {
        key,
        kind: AlertKind::HalfTime,
        request: Some(scene.judged.id),
        due: at,
        notice: words::timely(scene, deadline, Loudness::Bubble),
        hushed: hush(scene, &ring),
        repeat: false,
    })
}

fn silence(
    scene: &Scene<'_>,
    deadline: &Deadline,
    (whose, due): (Whose, DateTime<Utc>),
) -> Option<Hush> {
    let mut ring = Ring::now(scene, whose);
    ring.author = is_author(scene, deadline);
    if scene.moment.now - due < FRESH {
        ring.at = due - INSTANT;
    }
    if scene.judged.history && due <= scene.judged.seen {
        ring.old = Some(Hush::History);
    }
    hush(scene, &ring)
}

fn kind(kind: DueKind) -> Option<AlertKind> {
    match kind {
        DueKind::Update => Some(AlertKind::Update),
        DueKind::Promise => Some(AlertKind::Promise),
        DueKind::Reminder => Some(AlertKind::Reminder),
        DueKind::FirstResponse
        | DueKind::NextResponse
        | DueKind::Resolution => None,
    }
}

fn key(kind: AlertKind, due: DateTime<Utc>) -> String {
    format!("{}:{}", kind.word(), due.timestamp_millis())
}

/// By what the ring of a promise is known.
pub(super) fn promise_key(due: DateTime<Utc>) -> String {
    key(AlertKind::Promise, due)
}

/// Whether this user has promised it.
fn is_author(scene: &Scene<'_>, deadline: &Deadline) -> bool {
    let by = scene.judged.promise.as_ref().map(|promise| &promise.by);
    deadline.kind == DueKind::Promise && by.is_some() && by == scene.moment.me
}

/// When it was due last: a reminder comes again until somebody answers.
fn last_due(
    deadline: &Deadline,
    rules: &Rules,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let all = dues(deadline, rules).take_while(|at| *at <= now);
    all.last().unwrap_or(deadline.due)
}

/// When it is due, one after the other.
fn dues(
    deadline: &Deadline,
    rules: &Rules,
) -> impl Iterator<Item = DateTime<Utc>> {
    let again =
        deadline.target.as_ref().filter(|_| deadline.kind == DueKind::Reminder);
    std::iter::successors(Some(deadline.due), move |last| {
        let target = again?;
        let next = target.deadline(*last, rules.calendar_of(target))?;
        (next > *last).then_some(next)
    })
    .take(MOST)
}

/// The next instant at which something of it may ring.
pub(super) fn next(
    judged: &Judged,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let next = |deadline| {
        // What comes behind the first that lies ahead lies further ahead.
        let mut ahead = false;
        dues(deadline, rules)
            .take_while(|due| !std::mem::replace(&mut ahead, *due > now))
            .flat_map(|due| [due, due + AFTER])
            .filter(|at| *at > now)
            .min()
    };
    let others = judged.running().filter(|it| !it.kind.is_target());
    others.filter_map(next).min()
}
