//! What rings when a deadline has passed, and how often.

use chrono::{DateTime, TimeDelta, Utc};

use super::decide::{Whose, loudness, whose};
use super::hush::{Ring, hush};
use super::words::{self, Scene};
use super::{Alert, AlertKind, Hush, Moment, Told};
use crate::{Deadline, Judged, Priority, Role};

/// Overdue and unowned rings again after this long.
const AGAIN: TimeDelta = TimeDelta::seconds(60);
/// Overdue and mine rings again after this long.
const AGAIN_MINE: TimeDelta = TimeDelta::minutes(5);
/// A fallback rings after so many repeats that no responder heeded.
const FALLBACK_AFTER: usize = 3;
/// An instant before another.
const INSTANT: TimeDelta = TimeDelta::milliseconds(1);

/// How long after an overdue alert the next one comes.
fn interval(judged: &Judged, whose: Whose) -> Option<TimeDelta> {
    match whose {
        Whose::Nobodys => (judged.priority < Priority::Normal).then_some(AGAIN),
        Whose::Mine => Some(AGAIN_MINE),
        Whose::Teammates => None,
    }
}

/// From when the next repeat is due. Who has just claimed it knows that it is
/// late.
fn repeat_at(
    judged: &Judged,
    moment: &Moment<'_>,
    told: &Told,
) -> Option<DateTime<Utc>> {
    let mine = judged
        .owners
        .iter()
        .find(|owner| moment.me == Some(&owner.person))
        .map(|owner| owner.since);
    let last = told.repeated?.max(mine.unwrap_or(DateTime::<Utc>::MIN_UTC));
    Some(last + interval(judged, whose(judged, moment))?)
}

/// When an overdue request is to be looked at again. A repeat that is hushed
/// now is looked at every minute: it rings when the hours begin.
pub(super) fn again(
    judged: &Judged,
    deadline: &Deadline,
    (moment, told): (&Moment<'_>, &Told),
) -> Option<DateTime<Utc>> {
    let at = repeat_at(judged, moment, told)
        .filter(|_| moment.now >= deadline.due)?;
    Some(if at > moment.now { at } else { moment.now + AGAIN })
}

pub(super) fn overdue(
    scene: &Scene<'_>,
    deadline: &Deadline,
    told: &Told,
) -> Option<Alert> {
    let (judged, moment) = (scene.judged, scene.moment);
    if moment.now < deadline.due {
        return None;
    }
    if moment.blind_since.is_some() {
        return cannot_see(scene, deadline, told);
    }
    let whose = whose(judged, moment);
    let key = |side| format!("{}:{side}", stem(deadline));
    let (first, rang) = match whose {
        Whose::Nobodys => (key("nobody"), told.knows(&key("nobody"))),
        Whose::Mine => (key("me"), told.knows_any(&stem(deadline))),
        Whose::Teammates => {
            // Once, and not to somebody who was rung for it before.
            if told.knows_any(&stem(deadline)) {
                return None;
            }
            (key("teammate"), false)
        }
    };
    let hushed = silence(scene, deadline, (whose, rang, told));
    let key = if rang {
        if moment.now + moment.slack < repeat_at(judged, moment, told)? {
            return None;
        }
        // A repeat that nobody hears is none; but a fallback counts those
        // that the responders hear.
        let counts =
            moment.role == Role::Fallback && hushed == Some(Hush::NotMine);
        if hushed.is_some() && !counts {
            return None;
        }
        format!("{first}:{}", told.repeats)
    } else {
        first
    };
    Some(Alert {
        key,
        kind: AlertKind::Overdue,
        request: Some(judged.id),
        due: deadline.due,
        notice: words::overdue(
            scene,
            deadline,
            loudness(judged, whose != Whose::Teammates),
        ),
        hushed,
        repeat: rang,
    })
}

/// What the keys of a deadline's overdue alerts begin with.
fn stem(deadline: &Deadline) -> String {
    format!("overdue:{}", deadline.due.timestamp_millis())
}

fn silence(
    scene: &Scene<'_>,
    deadline: &Deadline,
    (whose, rang, told): (Whose, bool, &Told),
) -> Option<Hush> {
    let mut ring = Ring::now(scene, whose);
    // A deadline often lies at the closing: it rings there, and not when the
    // hours begin again.
    if !rang && scene.moment.now - deadline.due < AGAIN {
        ring.at = deadline.due - INSTANT;
    }
    // What was late before this place was ever read rings nobody again.
    if scene.judged.history && deadline.due <= scene.judged.seen {
        ring.old = Some(Hush::History);
    }
    let unheeded = format!("{}:nobody", stem(deadline));
    ring.heed = told.count(&unheeded) >= FALLBACK_AFTER;
    hush(scene, &ring)
}

/// A deadline that passes while nobody can see whether it was answered rings
/// once.
fn cannot_see(
    scene: &Scene<'_>,
    deadline: &Deadline,
    told: &Told,
) -> Option<Alert> {
    let key = format!("cannot see:{}", deadline.due.timestamp_millis());
    let rang = told.knows_any(&stem(deadline)) || told.knows(&key);
    if rang || scene.moment.catching_up {
        return None;
    }
    let whose = whose(scene.judged, scene.moment);
    let hushed = (whose == Whose::Teammates)
        .then_some(Hush::Owned)
        .or_else(|| silence(scene, deadline, (whose, false, told)));
    Some(Alert {
        key,
        kind: AlertKind::CannotSee,
        request: Some(scene.judged.id),
        due: deadline.due,
        notice: words::cannot_see(scene, deadline),
        hushed,
        repeat: false,
    })
}
