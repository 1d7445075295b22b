//! How it ended, and whether it came back.

use chrono::{DateTime, Utc};

use super::ball::{Asked, Turn, last_act};
use super::ownership::claimed_here;
use super::sides::{Cast, Side};
use crate::{CLOSED, PersonKey, Step, What};

/// What the explanation says of a request that came back.
pub(crate) const CAME_BACK: &str = "It came back after it was closed.";

/// One way in which it was closed.
struct Closing {
    at: DateTime<Utc>,
    by: Option<PersonKey>,
    /// What was asked until then is covered in any case; what was asked since
    /// only if we answered it.
    covers: DateTime<Utc>,
    /// Only what had been seen is covered: the act is this user's alone.
    here: bool,
}

impl Closing {
    /// The first thing they wrote that it does not cover.
    fn left_open<'t>(&self, turn: &'t Turn) -> Option<&'t Asked> {
        turn.asked.iter().find(|asked| {
            let unanswered =
                turn.unanswered.is_some_and(|since| asked.at >= since);
            asked.at > self.at
                || asked.at > self.covers && unanswered
                || self.here && asked.seen > self.at
        })
    }
}

/// When it was closed and by whom: by a teammate's mark, at its source by
/// anybody, by this user where the team has no mark, or by an alert that is
/// over and nobody's.
///
/// A message of the asking side after the mark puts it back, and it stays
/// back until a mark appears that did not stand then.
pub(crate) fn closed(
    cast: &Cast<'_>,
    turn: &Turn,
) -> Option<(DateTime<Utc>, Option<PersonKey>)> {
    closings(cast)
        .filter(|closing| closing.left_open(turn).is_none())
        .max_by_key(|closing| closing.at)
        .map(|closing| (closing.at, closing.by))
        .or_else(|| resolved(cast).map(|at| (at, None)))
}

/// The message that put it back after it was closed last.
pub(crate) fn reopened<'t>(
    cast: &Cast<'_>,
    turn: &'t Turn,
) -> Option<&'t Asked> {
    if let Some(firing) = &cast.firing {
        let began = &firing.began.external;
        let fired = turn.asked.iter().find(|asked| asked.message == *began);
        return fired.filter(|_| firing.again);
    }
    closings(cast)
        .filter_map(|closing| closing.left_open(turn))
        .max_by_key(|asked| asked.at)
}

fn closings(cast: &Cast<'_>) -> impl Iterator<Item = Closing> {
    let name = cast.rules.close_mark.as_deref().unwrap_or_default();
    let marks = cast.thread.standing(name).filter_map(move |mark| {
        // On the asking side the same mark reads as thanks.
        let mate = cast.helper(&mark.by)?;
        let at = cast.counted(mark);
        // A mark first seen by asking again was set at the earliest after
        // the last read that did not show it; a message in between was
        // written by somebody who may not have seen it.
        let covers = mark.unseen.map_or(at, |unseen| unseen.min(at));
        Some(Closing { at, by: Some(mate.key.clone()), covers, here: false })
    });
    let by_hand = last_act(cast, &What::Close).map(|at| Closing {
        at,
        by: None,
        covers: at,
        here: true,
    });
    marks.chain(there(cast)).chain(by_hand)
}

/// Whoever asked may close it at its source as well as a teammate.
fn there(cast: &Cast<'_>) -> impl Iterator<Item = Closing> {
    cast.thread.standing(CLOSED).map(|mark| {
        let at = cast.counted(mark);
        let by = cast.helper(&mark.by).map(|mate| mate.key.clone());
        let covers = mark.unseen.map_or(at, |unseen| unseen.min(at));
        Closing { at, by, covers, here: false }
    })
}

/// An alert that resolved by itself before anybody claimed or answered it.
fn resolved(cast: &Cast<'_>) -> Option<DateTime<Utc>> {
    let firing = cast.firing.as_ref()?;
    let over = firing.over?;
    let since = firing.began.at;
    let claimed = cast
        .thread
        .standing(&cast.rules.claim_mark)
        .filter(|mark| cast.counted(mark) >= since)
        .any(|mark| cast.helper(&mark.by).is_some())
        || claimed_here(cast).is_some_and(|claim| claim.counted >= since);
    let answered = cast.messages(Side::Team).any(|m| m.at >= since);
    (!claimed && !answered).then_some(over)
}

/// An alert that resolved by itself and is not closed with it, because
/// somebody has it or wrote about it. What is asked afterwards keeps it.
pub(crate) fn left_over(cast: &Cast<'_>, turn: &Turn) -> Option<DateTime<Utc>> {
    let over = cast.firing.as_ref()?.over?;
    let asked_since = turn.unanswered.is_some_and(|at| at > over);
    (!asked_since && resolved(cast).is_none()).then_some(over)
}

/// The ending's part of the explanation: that it was closed, and what put it
/// back.
pub(crate) fn steps(cast: &Cast<'_>, turn: &Turn) -> Vec<Step> {
    let Some(back) = reopened(cast, turn) else { return Vec::new() };
    let left = |it: &Closing| {
        it.left_open(turn).is_some_and(|asked| asked.message == back.message)
    };
    let closed = closings(cast).filter(left).max_by_key(|it| it.at);
    let closed = closed.map(|closing| {
        let who = closing.by.as_ref().map(|by| cast.rules.name(by));
        let words = match who {
            Some(who) => format!("{who} closed it."),
            None if closing.here => "You closed it. Only here.".to_owned(),
            None => "It was closed at its source.".to_owned(),
        };
        Step { at: closing.at, message: None, words }
    });
    let words = CAME_BACK.to_owned();
    let message = Some(back.message.clone());
    let came = Step { at: back.at, message, words };
    closed.into_iter().chain([came]).collect()
}
