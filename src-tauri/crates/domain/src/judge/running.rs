//! What runs besides the first response, and what holds it.

use chrono::{DateTime, Utc};

use super::ball::{Asked, Turn};
use super::levels::{applied, level};
use super::priority::{Link, Raised};
use super::resolution;
use super::response::{LEAST, at_least};
use super::sides::Cast;
use crate::target::Target;
use crate::{Ball, Deadline, DueKind, Level, Named, Promised, Step, Verdict};

/// How a request stands when its clocks are set.
pub(crate) struct Scene<'a> {
    pub(crate) cast: &'a Cast<'a>,
    pub(crate) turn: &'a Turn,
    pub(crate) raised: &'a Raised,
    pub(crate) verdict: Option<&'a Verdict>,
    pub(crate) reopened: Option<&'a Asked>,
}

/// Everything that runs beside the first response, where that is owed, in
/// order of time.
pub(crate) fn of(scene: &Scene<'_>, first: Option<Deadline>) -> Vec<Deadline> {
    let promise = scene.turn.promise.as_ref();
    let ours = scene.turn.ball == Ball::Ours;
    let waits = scene.turn.unanswered.is_some();
    let mut all: Vec<Deadline> = first.into_iter().collect();
    if ours && waits {
        all.extend(next_response(scene).map(|next| held(scene, next)));
        all.extend(reminder(scene));
    } else if ours {
        all.extend(update(scene));
    }
    all.extend(promise.map(promised));
    all.extend(
        resolution::deadline(scene, &scene.turn.theirs).filter(|_| ours),
    );
    all.sort_by_key(|deadline| (deadline.due, deadline.kind));
    all
}

/// A promise as a deadline.
fn promised(promise: &Promised) -> Deadline {
    let Promised { at, due, .. } = *promise;
    let named = Named { said: at, until: due, why: None };
    Deadline::named(DueKind::Promise, at, named)
}

/// What a promise holds, until somebody calls for more.
fn held(scene: &Scene<'_>, deadline: Deadline) -> Deadline {
    let raised = |at: DateTime<Utc>| {
        scene.raised.chain.iter().any(|l| l.since.is_some_and(|s| s > at))
    };
    match &scene.turn.promise {
        Some(promise) if !raised(promise.at) => deadline.hold(promise.due),
        Some(_) | None => deadline,
    }
}

/// The answer to what they wrote after the first one: from the oldest that
/// nobody has answered, or earlier where a group was called since.
fn next_response(scene: &Scene<'_>) -> Option<Deadline> {
    let Scene { cast, turn, raised, verdict, reopened } = scene;
    if cast.is_alert() {
        return raised_again(scene);
    }
    // A claim that counts as an answer, or an answer that was deleted since,
    // has answered what stood there before.
    let settled = verdict.map(|v| v.answered).max(turn.answered);
    let after = |asked: &&Asked| settled.is_none_or(|at| asked.at > at);
    let asked = match reopened {
        Some(asked) => Some(*asked),
        None => {
            turn.asked.iter().find(|asked| settled.is_some() && after(asked))
        }
    };
    let since = asked?.at.max(turn.unanswered?);
    let before = |link: &&Link| link.since.is_none_or(|at| at <= since);
    let link = raised.chain.iter().rev().find(before)?;
    let target = level(cast, link).and_then(|l| next_target(l, false));
    let start = target.and_then(|target| {
        applied(cast, (DueKind::NextResponse, link), (target, since))
    });
    let start = start.map(|due| match raised.by_hand {
        Some(at) => at_least(due, at + LEAST),
        None => due,
    });
    [start, raised_again(scene)].into_iter().flatten().min_by_key(|d| d.due)
}

/// A call for a group that nobody has answered asks for an answer of its own.
fn raised_again(scene: &Scene<'_>) -> Option<Deadline> {
    let Scene { cast, turn, raised, verdict, .. } = scene;
    let settled = verdict.map(|v| v.answered).max(turn.answered)?;
    let link = raised.chain.last()?;
    let since = link.since.filter(|since| settled < *since)?;
    let target = next_target(level(cast, link)?, true)?;
    applied(cast, (DueKind::NextResponse, link), (target, since))
}

/// The target of a next response; a call for a group is promised at least
/// what a first message is.
fn next_target(level: &Level, raised: bool) -> Option<&Target> {
    let first = level.first_response.as_ref().filter(|_| raised);
    level.next_response.as_ref().or(first)
}

/// Any answer, where no time is promised for the first one.
fn reminder(scene: &Scene<'_>) -> Option<Deadline> {
    let Scene { cast, turn, raised, .. } = scene;
    let link = raised.chain.last()?;
    let level = level(cast, link)?;
    let never = turn.answered.is_none() && scene.verdict.is_none();
    let target = level.remind.as_ref().filter(|_| never)?;
    if level.first_response.is_some() {
        return None;
    }
    let since = cast.opening()?.at;
    applied(cast, (DueKind::Reminder, link), (target, since))
}

/// Some word, after a message of ours that only holds, or after a promise
/// that ran out.
fn update(scene: &Scene<'_>) -> Option<Deadline> {
    let Scene { cast, turn, raised, .. } = scene;
    let since = match (&turn.promise, turn.holds) {
        (_, true) => turn.answered?,
        (Some(promise), false) => promise.due,
        (None, false) => return None,
    };
    let link = raised.chain.last()?;
    let target = match level(cast, link) {
        Some(level) => level.update(raised.priority),
        None if cast.internal() => None,
        None => Level::default().update(raised.priority),
    }?;
    applied(cast, (DueKind::Update, link), (&target, since))
        .map(|update| held(scene, update))
}

/// The explanation of what runs besides the first response.
pub(crate) fn step(deadline: &Deadline) -> Option<Step> {
    let words = deadline.full_words();
    let waits = if deadline.runs_from > deadline.started {
        " The clock waits for the opening."
    } else {
        ""
    };
    let words = match deadline.kind {
        DueKind::FirstResponse | DueKind::Promise => return None,
        DueKind::NextResponse => {
            format!("Next response: {words} from what they wrote.{waits}")
        }
        DueKind::Update => {
            let from = if deadline.held == Some(deadline.started) {
                "the time that was promised"
            } else {
                "the word that holds it"
            };
            format!("Update: {words} from {from}.{waits}")
        }
        DueKind::Reminder => {
            format!(
                "Reminder: {words}, and each business day after it until \
                 somebody answers.{waits}"
            )
        }
        DueKind::Resolution => {
            format!("Resolution: {words}, without the time it was theirs.")
        }
    };
    Some(Step { at: deadline.started, message: None, words })
}
