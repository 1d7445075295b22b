//! Who works on it.

use chrono::{DateTime, TimeDelta, Utc};

use super::ball::{Turn, last_act};
use super::passing;
use super::sides::{Cast, Side};
use crate::did::holding;
use crate::thread::Standing;
use crate::{Ball, Deadline, Holder, PersonKey, Step, What};

/// Marks of two people on duty that stand this long mean together.
const RACE: TimeDelta = TimeDelta::seconds(30);

/// An owner silent for this long loses to a newer claim.
const STALE: TimeDelta = TimeDelta::minutes(30);

/// A claim by somebody on duty.
pub(crate) struct Claimed {
    pub(crate) person: PersonKey,
    pub(crate) counted: DateTime<Utc>,
    pub(crate) seen: DateTime<Utc>,
    pub(crate) unseen: Option<DateTime<Utc>>,
}

/// Who works on it and who looks at it.
pub(crate) struct Ownership {
    pub(crate) owners: Vec<Holder>,
    pub(crate) looking: Vec<PersonKey>,
    /// Every claim of somebody on duty that stands.
    pub(crate) claims: Vec<Claimed>,
    pub(crate) stale_at: Option<DateTime<Utc>>,
    /// When the first of the owners was last heard of.
    pub(crate) heard: Option<DateTime<Utc>>,
}

/// The owner is the first on duty whose mark stands, in the order of the
/// source; a mark that stands beside it for long enough owns it too. Without
/// a mark it is the one on duty who answered first, until they give it back.
pub(crate) fn of(
    cast: &Cast<'_>,
    turn: &Turn,
    due: Option<&Deadline>,
) -> Ownership {
    let mut owners: Vec<Holder> = Vec::new();
    let mut looking = Vec::new();
    let mut all = Vec::new();
    for (mark, person) in claims(cast) {
        if !cast.rules.on_duty(person, cast.now) {
            if !looking.contains(person) {
                looking.push(person.clone());
            }
            continue;
        }
        let counted = cast.counted(mark);
        all.push(Claimed {
            person: person.clone(),
            counted,
            seen: mark.seen,
            unseen: mark.unseen,
        });
        match owners.iter_mut().find(|owner| owner.person == *person) {
            Some(owner) => owner.since = owner.since.min(counted),
            None => {
                owners.push(Holder { person: person.clone(), since: counted });
            }
        }
    }
    takes_over(cast, &mut owners, &mut all);
    settle(&mut owners, cast, (turn, due));
    if let Some(here) = claimed_here(cast) {
        if owners.is_empty() {
            let (person, since) = (here.person.clone(), here.counted);
            owners.push(Holder { person, since });
        }
        all.push(here);
    }
    if owners.is_empty() {
        owners.extend(first_to_answer(cast).filter(|o| !released(cast, o)));
    }
    let stale_at = stale_at(cast, &owners, (turn, due));
    let heard = owners.first().map(|owner| heard(cast, owner, None));
    Ownership { owners, looking, claims: all, stale_at, heard }
}

/// Who accepts what is handed over has it in the place of those who had it.
fn takes_over(
    cast: &Cast<'_>,
    owners: &mut Vec<Holder>,
    all: &mut Vec<Claimed>,
) {
    let taker = passing::taker(cast).filter(|it| !released(cast, it));
    let Some(taker) = taker else { return };
    owners.retain(|it| it.since > taker.since && it.person != taker.person);
    all.push(Claimed {
        person: taker.person.clone(),
        counted: taker.since,
        seen: taker.since,
        unseen: None,
    });
    owners.insert(0, taker);
}

/// While two claims race, the first in the order of the source has it. An
/// owner who fell silent before a newer claim has lost, whatever they write
/// afterwards.
fn settle(
    owners: &mut Vec<Holder>,
    cast: &Cast<'_>,
    (turn, due): (&Turn, Option<&Deadline>),
) {
    let newest = owners.iter().map(|o| o.since).max();
    if let Some(newest) = newest
        && owners.len() > 1
    {
        let silent = |owner: &Holder| {
            let until = Some(newest);
            newest >= silent_from(cast, (owner, until), (turn, due))
        };
        if turn.ball == Ball::Ours {
            owners.retain(|owner| owner.since == newest || !silent(owner));
        }
        if cast.now - newest < RACE {
            owners.truncate(1);
        }
    }
}

fn claims<'a>(
    cast: &Cast<'a>,
) -> impl Iterator<Item = (&'a Standing, &'a PersonKey)> {
    cast.thread
        .standing(&cast.rules.claim_mark)
        // The asking side's own mark says nothing.
        .filter_map(|mark| Some((mark, &cast.helper(&mark.by)?.key)))
}

/// Who claimed it here, because its source has no place for a mark.
pub(crate) fn claimed_here(cast: &Cast<'_>) -> Option<Claimed> {
    let (person, at) = holding(&cast.thread.acts).rev().find_map(|did| {
        let What::Claim { by } = &did.what else { return None };
        Some((by, did.at))
    })?;
    let owner = Holder { person: person.clone(), since: at };
    let stands =
        cast.rules.on_duty(person, cast.now) && !released(cast, &owner);
    stands.then_some(Claimed {
        person: owner.person,
        counted: at,
        seen: at,
        unseen: None,
    })
}

/// Duty is judged now; and who answered without a seat did not take it then.
fn first_to_answer(cast: &Cast<'_>) -> Option<Holder> {
    let since = cast.opening()?.at;
    let first = cast.messages(Side::Team).find(|m| m.at >= since)?;
    let mate = cast.teammate(first.speaker())?;
    let seated = |at| cast.rules.on_duty(&mate.key, at);
    (seated(first.at) && seated(cast.now))
        .then(|| Holder { person: mate.key.clone(), since: first.at })
}

/// Whether somebody took their claim off after they had answered, or said here
/// that they have it no more.
fn released(cast: &Cast<'_>, owner: &Holder) -> bool {
    let is =
        |author| cast.teammate(author).is_some_and(|m| m.key == owner.person);
    let off = cast.thread.taken_off.iter().any(|off| {
        off.name == cast.rules.claim_mark && off.at > owner.since && is(&off.by)
    });
    let by = What::Release { by: owner.person.clone() };
    off || last_act(cast, &by).is_some_and(|at| at > owner.since)
}

/// When an owner was last heard of: the claim itself is a sign.
fn heard(
    cast: &Cast<'_>,
    owner: &Holder,
    until: Option<DateTime<Utc>>,
) -> DateTime<Utc> {
    let last = last_sign(cast, &owner.person, until);
    last.map_or(owner.since, |last| last.max(owner.since))
}

/// When somebody last wrote or marked anything in the thread.
fn last_sign(
    cast: &Cast<'_>,
    person: &PersonKey,
    until: Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    let is = |author| cast.teammate(author).is_some_and(|m| m.key == *person);
    let wrote =
        cast.messages(Side::Team).filter(|m| is(m.speaker())).map(|m| m.at);
    let marked = cast
        .thread
        .marks
        .iter()
        .filter(|mark| is(&mark.by))
        .map(|mark| cast.counted(mark));
    wrote.chain(marked).filter(|at| until.is_none_or(|until| *at < until)).max()
}

/// From when an owner counts as silent: half an hour after their last word or
/// mark, or when the first response is due without an answer, whichever is
/// earlier.
fn silent_from(
    cast: &Cast<'_>,
    (owner, until): (&Holder, Option<DateTime<Utc>>),
    (turn, due): (&Turn, Option<&Deadline>),
) -> DateTime<Utc> {
    let quiet = heard(cast, owner, until) + STALE;
    let missed = due.filter(|due| {
        owner.since < due.due
            && turn.unanswered.is_some()
            && !cast
                .messages(Side::Team)
                .any(|m| due.started <= m.at && m.at <= due.due)
    });
    missed.map_or(quiet, |missed| missed.due.min(quiet))
}

fn stale_at(
    cast: &Cast<'_>,
    owners: &[Holder],
    (turn, due): (&Turn, Option<&Deadline>),
) -> Option<DateTime<Utc>> {
    let [owner] = owners else { return None };
    // After an answer nothing runs, unless it only said that somebody is on
    // it.
    let waits = turn.unanswered.is_some() || turn.holds;
    if turn.ball == Ball::Theirs || !waits {
        return None;
    }
    Some(silent_from(cast, (owner, None), (turn, due)))
}

/// The claims' part of the explanation.
pub(crate) fn steps(cast: &Cast<'_>) -> Vec<Step> {
    claims(cast)
        .map(|(mark, person)| Step {
            at: cast.counted(mark),
            message: Some(mark.root.clone()),
            words: format!("{} has claimed it.", cast.rules.name(person)),
        })
        .collect()
}
