//! The end of a request: by when, and whether it came in time.

use chrono::TimeDelta;

use super::levels::{applied, level};
use super::response::{Answer, word};
use super::running::Scene;
use super::sides::Cast;
use super::{ball, priority};
use crate::{
    Ball, Deadline, DueKind, ExternalId, Level, Life, Paused, Step, Verdict,
};

/// By when it is to be done; what the other side took is not counted.
pub(super) fn deadline(
    scene: &Scene<'_>,
    theirs: &[Paused],
) -> Option<Deadline> {
    let Scene { cast, raised, .. } = scene;
    let link = raised.chain.last()?;
    let target = level(cast, link)?.resolution.as_ref()?;
    let since = cast.opening()?.at;
    let calendar = cast.rules.calendar_of(target);
    let applied = applied(cast, (DueKind::Resolution, link), (target, since));
    let mut deadline = applied?;
    for paused in theirs {
        if paused.from < deadline.due {
            let took = target.elapsed(paused.from, paused.to, calendar);
            deadline = deadline.later(took, calendar);
            deadline.pauses.push(paused.clone());
        }
    }
    Some(deadline)
}

/// The word on it, once it is closed. What comes back and is closed once more
/// gets another.
pub(super) fn verdict(cast: &Cast<'_>, life: &Life) -> Option<Verdict> {
    let Life::Closed { at, by } = life else { return None };
    let promised = |level: &Level| level.resolution.is_some();
    if !cast.rules.levels.iter().any(promised) {
        return None;
    }
    let before = cast.thread.before(*at, &ExternalId::new(""));
    let mut then = Cast::new(&before, cast.rules, *at);
    then.happened = false;
    let turn = ball::turn(&then);
    // What ends without an answer is cancelled.
    if turn.answered.is_none() && !cast.is_alert() {
        return None;
    }
    // What was closed before the place was first read is history.
    if before.history && !turn.lived_since_first_read(&then) {
        return None;
    }
    let raised = priority::of(&then);
    let (verdict, reopened) = (None, None);
    let scene =
        Scene { cast: &then, turn: &turn, raised: &raised, verdict, reopened };
    let mut theirs = turn.theirs.clone();
    if turn.ball == Ball::Theirs {
        let (from, to) = (turn.since, (*at).max(turn.since));
        let asked = turn.asked_back.clone();
        theirs.push(Paused { from, to, asked, answered: None });
    }
    let counted = deadline(&scene, &theirs)?;
    // A time that was agreed stands in its place.
    let judged = super::of(&then);
    let agreed = judged
        .running()
        .find(|due| due.kind == DueKind::Resolution && due.named.is_some());
    let marks = cast.thread.marks.iter();
    let seen = marks.filter(|it| cast.counted(it) == *at).map(|it| it.seen);
    let answer = Answer {
        at: *at,
        seen: seen.min().unwrap_or(*at),
        by: by.as_ref(),
        message: None,
        unseen: None,
    };
    let word = word(cast, agreed.unwrap_or(&counted), &answer);
    if agreed.is_some() {
        return Some(word);
    }
    let waited = waited(cast, &counted, &theirs);
    let took = TimeDelta::milliseconds(word.took_ms) - waited;
    let took_ms = took.max(TimeDelta::zero()).num_milliseconds();
    Some(Verdict { took_ms, ..word })
}

/// How much of the target's own time was theirs.
fn waited(cast: &Cast<'_>, due: &Deadline, theirs: &[Paused]) -> TimeDelta {
    let Some(target) = &due.target else { return TimeDelta::zero() };
    let calendar = cast.rules.calendar_of(target);
    let took = |it: &Paused| target.elapsed(it.from, it.to, calendar);
    theirs.iter().map(took).sum()
}

/// Its part of the explanation.
pub(super) fn step(cast: &Cast<'_>, verdict: &Verdict, how: &str) -> Step {
    let words = match &verdict.by {
        Some(by) => format!("{} closed it, {how}.", cast.rules.name(by)),
        None => format!("It was closed, {how}."),
    };
    Step { at: verdict.answered, message: None, words }
}
