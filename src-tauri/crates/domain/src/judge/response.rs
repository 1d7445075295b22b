//! The first response: by when, and whether it came in time.

use chrono::{DateTime, TimeDelta, Utc};

use super::ball::Asked;
use super::levels::{applied, grounds, level};
use super::ownership::Ownership;
use super::priority::{Link, Raised};
use super::sides::{Cast, Side};
use crate::thread::Standing;
use crate::{
    Counts, Deadline, DueKind, ExternalId, Level, Outcome, PersonKey, Verdict,
};

/// News about an answer that arrives within this time of the answer that
/// decided may still decide; afterwards the verdict is settled.
pub(super) const SETTLING: TimeDelta = TimeDelta::minutes(2);

/// A priority set by hand leaves at least this long.
pub(super) const LEAST: TimeDelta = TimeDelta::minutes(1);

/// The deadline of the first response: the earliest of what its priority gave
/// from the start and of what each raise gave from the mention.
pub(crate) fn deadline(
    cast: &Cast<'_>,
    raised: &Raised,
    asked: DateTime<Utc>,
) -> Option<Deadline> {
    candidates(cast, raised, asked).min_by_key(|due| due.due)
}

/// What the start gives, and what each raise gives.
pub(super) fn candidates<'a>(
    cast: &'a Cast<'_>,
    raised: &'a Raised,
    asked: DateTime<Utc>,
) -> impl Iterator<Item = Deadline> + 'a {
    let start = raised.chain.iter().rev().filter(|link| link.since.is_none());
    let start = start
        .filter_map(|link| promised(cast, link, asked))
        .next()
        .map(|due| match raised.by_hand {
            Some(at) => at_least(due, at + LEAST),
            None => due,
        });
    let raises = raised
        .chain
        .iter()
        .filter_map(|link| promised(cast, link, link.since?));
    start.into_iter().chain(raises)
}

fn promised(
    cast: &Cast<'_>,
    link: &Link,
    since: DateTime<Utc>,
) -> Option<Deadline> {
    let level = level(cast, link)?;
    let target = level.first_response.as_ref()?;
    applied(cast, (DueKind::FirstResponse, link), (target, since))
}

pub(super) fn at_least(
    mut deadline: Deadline,
    least: DateTime<Utc>,
) -> Deadline {
    if deadline.due < least {
        deadline.due = least;
        deadline.least = Some(least);
        if let Some(last) = deadline.bands.last_mut() {
            last.until = least;
        }
    }
    deadline
}

/// The same while it is owed: what was closed without an answer and came back
/// asks for the next one instead.
pub(crate) fn owed(
    cast: &Cast<'_>,
    due: Option<Deadline>,
    reopened: Option<&Asked>,
) -> Option<Deadline> {
    let Some(back) = reopened.filter(|_| !cast.is_alert()) else { return due };
    let asked = cast.opening()?.at;
    let replied = cast
        .messages(Side::Team)
        .any(|message| asked <= message.at && message.at < back.at);
    let claimed = cast
        .thread
        .standing(&cast.rules.claim_mark)
        .any(|mark| cast.counted(mark) < back.at);
    due.filter(|_| replied || claimed)
}

/// An answer that decides.
pub(super) struct Answer<'a> {
    pub(super) at: DateTime<Utc>,
    pub(super) seen: DateTime<Utc>,
    pub(super) by: Option<&'a PersonKey>,
    pub(super) message: Option<&'a ExternalId>,
    pub(super) unseen: Option<DateTime<Utc>>,
}

/// The word on the first response, once somebody has answered.
///
/// A settled word stays, whatever is learnt later about priorities, rules or
/// texts. For a short while it is open: an earlier answer may still come to
/// light, and an answer taken back at once is none.
pub(crate) fn verdict(
    cast: &Cast<'_>,
    level: Option<&Level>,
    due: Option<&Deadline>,
    ownership: &Ownership,
) -> Option<Verdict> {
    let asked = cast.opening()?.at;
    let answer = answer(cast, (level, asked), ownership);
    // An alert that fires again after an answer is promised one anew.
    let again =
        |settled: &&Verdict| cast.firing.is_some() && settled.answered < asked;
    let settled = cast.thread.verdict.as_ref().filter(|s| !again(s));
    if let Some(settled) = settled {
        // Judged by now and not by when the answer was seen: an edit makes an
        // answer of what was known before and was none. Where nothing has
        // happened there is nothing to be learnt either.
        let open = cast.happened && cast.now - settled.seen <= SETTLING;
        let earlier =
            open && answer.as_ref().is_some_and(|a| a.at < settled.answered);
        if !(earlier || cast.happened && taken_back(cast, settled)) {
            return Some(settled.clone());
        }
    }
    Some(word(cast, due?, &answer?))
}

/// The word on an answer to what was due.
pub(super) fn word(
    cast: &Cast<'_>,
    due: &Deadline,
    answer: &Answer<'_>,
) -> Verdict {
    let elapsed = |from| match &due.target {
        Some(target) => {
            let calendar = cast.rules.calendar_of(target);
            target.elapsed(from, answer.at, calendar)
        }
        None => (answer.at - from).max(TimeDelta::zero()),
    };
    let (took, late) = (elapsed(due.started), elapsed(due.due));
    let in_doubt = answer
        .unseen
        .is_some_and(|unseen| unseen <= due.due && due.due < answer.at);
    let outcome = match (in_doubt, answer.at <= due.due) {
        (true, _) => Outcome::Unsure,
        (false, true) => Outcome::Met,
        (false, false) => Outcome::Missed,
    };
    Verdict {
        kind: due.kind,
        outcome,
        started: due.started,
        due: Some(due.due),
        answered: answer.at,
        by: answer.by.cloned(),
        off_duty: answer
            .by
            .is_some_and(|by| !cast.rules.on_duty(by, answer.at)),
        message: answer.message.cloned(),
        seen: answer.seen,
        took_ms: took.num_milliseconds(),
        late_ms: if outcome == Outcome::Missed {
            late.num_milliseconds()
        } else {
            0
        },
        target: due.full_words(),
        rules: cast.rules.version.clone(),
        grounds: grounds(cast, due),
        bands: due.bands.clone(),
        named: due.named.clone(),
    }
}

/// Whether the deciding answer was taken back while its word was still open.
fn taken_back(cast: &Cast<'_>, settled: &Verdict) -> bool {
    match &settled.message {
        // What is no part of the request any more decides nothing: it was
        // split off, or is called an answer no more.
        Some(message) => cast.thread.message(message).is_none_or(|message| {
            message.deleted.is_some_and(|gone| gone - settled.seen <= SETTLING)
        }),
        // The mark decides: a seat that is given up takes no answer back.
        None => {
            let by = |mark: &Standing| {
                let mate = cast.helper(&mark.by);
                mate.is_some_and(|mate| Some(&mate.key) == settled.by.as_ref())
            };
            cast.now - settled.seen <= SETTLING
                && !cast.thread.standing(&cast.rules.claim_mark).any(by)
        }
    }
}

/// The earliest public message of a teammate after the request; where there
/// is nobody to reply to, or the level says so, also the earliest claim.
fn answer<'a>(
    cast: &Cast<'a>,
    (level, asked): (Option<&Level>, DateTime<Utc>),
    ownership: &'a Ownership,
) -> Option<Answer<'a>> {
    let reply =
        cast.messages(Side::Team).find(|m| m.at >= asked).and_then(|m| {
            Some(Answer {
                at: m.at,
                seen: m.seen,
                by: Some(&cast.teammate(m.speaker())?.key),
                message: Some(&m.external),
                unseen: None,
            })
        });
    let counts =
        cast.is_alert() || level.is_some_and(|l| l.counts == Counts::Claim);
    let claim = ownership
        .claims
        .iter()
        .filter(|claim| counts && claim.counted >= asked)
        .min_by_key(|claim| claim.counted)
        .map(|claim| Answer {
            at: claim.counted,
            seen: claim.seen,
            by: Some(&claim.person),
            message: None,
            unseen: claim.unseen,
        });
    [reply, claim].into_iter().flatten().min_by_key(|answer| answer.at)
}
