//! What rings when a deadline has passed, and how often.

use chrono::{DateTime, TimeDelta, Utc};

use super::decide::{Whose, loudness, stamp, whose};
use super::hush::{Ring, hush};
use super::timely::promise_key;
use super::words::{self, Scene};
use super::{Alert, AlertKind, Hush, Moment, Told};
use crate::{Deadline, Judged, Priority, Repeats, Role, Rules};

/// Overdue and unowned rings again after this long.
const AGAIN: TimeDelta = TimeDelta::seconds(60);
/// Overdue and mine rings again after this long.
const AGAIN_MINE: TimeDelta = TimeDelta::minutes(5);
/// A fallback rings after so many repeats that no responder heeded.
const FALLBACK_AFTER: usize = 3;
/// What the keys of all overdue alerts begin with.
const OVERDUE: &str = "overdue:";
/// An instant before another.
const INSTANT: TimeDelta = TimeDelta::milliseconds(1);

/// How long after an overdue alert the next one comes.
fn interval(scene: &Scene<'_>, whose: Whose, told: &Told) -> Option<TimeDelta> {
    let Scene { judged, rules, .. } = scene;
    let repeats = rules.level_of(judged).and_then(|level| level.repeats);
    match (whose, repeats) {
        (Whose::Teammates, _) | (_, Some(Repeats::Never)) => None,
        (_, Some(Repeats::Every { minutes, times })) => {
            let more = times.is_none_or(|times| told.repeats <= times.get());
            more.then(|| TimeDelta::minutes(i64::from(minutes.get())))
        }
        (Whose::Nobodys, None) => {
            (judged.priority < Priority::Normal).then_some(AGAIN)
        }
        (Whose::Mine, None) => Some(AGAIN_MINE),
    }
}

/// From when the next repeat is due. Who has just claimed it knows that it is
/// late.
fn repeat_at(scene: &Scene<'_>, told: &Told) -> Option<DateTime<Utc>> {
    let Scene { judged, moment, .. } = scene;
    let mine = judged
        .owners
        .iter()
        .find(|owner| moment.me == Some(&owner.person))
        .map(|owner| owner.since);
    let last = told.repeated?.max(mine.unwrap_or(DateTime::<Utc>::MIN_UTC));
    Some(last + interval(scene, whose(judged, moment), told)?)
}

/// When an overdue request is to be looked at again. A repeat that is hushed
/// now is looked at every minute: it rings when the hours begin.
pub(super) fn again(
    scene: &Scene<'_>,
    deadline: &Deadline,
    told: &Told,
) -> Option<DateTime<Utc>> {
    let now = scene.moment.now;
    let late = deadline.kind.is_target() && now >= deadline.due;
    let at = repeat_at(scene, told).filter(|_| late)?;
    Some(if at > now { at } else { now + AGAIN })
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
    let key = format!("{}:{}", stem(deadline), side(whose));
    // The promise that held it has rung for it.
    let holds = deadline.held.filter(|held| deadline.due <= *held);
    let rung = holds.is_some_and(|held| told.knows(&promise_key(held)));
    if holds.is_some() && !rung {
        return None;
    }
    let rang = match whose {
        Whose::Nobodys => rung || told.knows(&key),
        Whose::Mine => rung || told.knows_any(&stem(deadline)),
        Whose::Teammates => {
            // Once, and not to somebody who was rung for it before.
            if rung || told.knows_any(&stem(deadline)) {
                return None;
            }
            false
        }
    };
    if rang && moment.now + moment.slack < repeat_at(scene, told)? {
        return None;
    }
    let hushed = silence(scene, deadline, (whose, rang, told));
    let key = if rang {
        // A repeat that nobody hears is none; but a fallback counts those
        // that the responders hear.
        let counts =
            moment.role == Role::Fallback && hushed == Some(Hush::NotMine);
        if hushed.is_some() && !counts {
            return None;
        }
        format!("{key}:{}", told.repeats)
    } else {
        key
    };
    Some(Alert {
        key,
        kind: AlertKind::Overdue,
        request: Some(judged.id),
        due: deadline.due,
        notice: words::overdue(
            scene,
            deadline,
            loudness(scene, whose != Whose::Teammates),
        ),
        hushed,
        repeat: rang,
    })
}

/// The alert of what new rules have made late: it was told with the change,
/// and rings from its next repeat. What never repeats rings as usual.
#[must_use]
pub fn late_by_rules(
    judged: &Judged,
    rules: &Rules,
    moment: &Moment<'_>,
    told: &Told,
) -> Option<Alert> {
    let scene = Scene { judged, rules, moment };
    let deadline = judged.late(moment.now)?;
    let alert = overdue(&scene, deadline, told)?;
    interval(&scene, whose(judged, moment), told)?;
    let rings = alert.hushed.is_none() && !alert.repeat;
    rings.then_some(Alert { hushed: Some(Hush::Ruled), ..alert })
}

/// What the keys of a deadline's overdue alerts begin with.
fn stem(deadline: &Deadline) -> String {
    format!("{OVERDUE}{}", stamp(deadline))
}

/// The word for whose it was, in the key of an overdue alert.
fn side(whose: Whose) -> &'static str {
    match whose {
        Whose::Nobodys => "nobody",
        Whose::Mine => "me",
        Whose::Teammates => "teammate",
    }
}

/// Whose a late request was when it rang again, as the key of that decision
/// tells; nothing for every other decision.
#[must_use]
pub fn rang_again(key: &str) -> Option<Whose> {
    let (first, nth) = key.strip_prefix(OVERDUE)?.rsplit_once(':')?;
    nth.parse::<usize>().ok()?;
    let (_, word) = first.rsplit_once(':')?;
    [Whose::Nobodys, Whose::Mine].into_iter().find(|it| side(*it) == word)
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
    let unheeded = format!("{}:{}", stem(deadline), side(Whose::Nobodys));
    ring.heed = told.knows_so_many(&unheeded, FALLBACK_AFTER);
    hush(scene, &ring)
}

/// A deadline that passes while nobody can see whether it was answered rings
/// once.
fn cannot_see(
    scene: &Scene<'_>,
    deadline: &Deadline,
    told: &Told,
) -> Option<Alert> {
    let key = format!("cannot see:{}", stamp(deadline));
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
