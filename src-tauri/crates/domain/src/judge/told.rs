//! How the first response is explained.

use chrono::TimeDelta;

use super::ball::Turn;
use super::priority::Raised;
use super::response::candidates;
use super::sides::{Cast, Side};
use crate::when::exact_duration;
use crate::wording::capital;
use crate::{Deadline, Outcome, Step, Verdict};

/// The deadline's part of the explanation.
pub(crate) fn step(due: &Deadline, raised: &Raised) -> Step {
    let target = due.full_words();
    let held = if due.runs_from > due.started {
        " The clock waits for the opening."
    } else {
        ""
    };
    let from = if raised.chain.iter().any(|l| l.since == Some(due.started)) {
        "the mention"
    } else {
        "the message"
    };
    Step {
        at: due.started,
        message: None,
        words: format!("First response: {target} from {from}.{held}"),
    }
}

/// "In time, after 10 min"; both in the target's own time.
pub(super) fn how(verdict: &Verdict) -> String {
    let said = |ms| exact_duration(TimeDelta::milliseconds(ms));
    match verdict.outcome {
        Outcome::Met => format!("in time, after {}", said(verdict.took_ms)),
        Outcome::Missed => format!("{} late", said(verdict.late_ms)),
        Outcome::Unsure => {
            "in time or late, a mark does not say when".to_owned()
        }
        Outcome::Cancelled => "without an answer".to_owned(),
    }
}

/// Where a call for a group changed what is promised, the deadlines that lose
/// against the earliest.
pub(crate) fn later<'a>(
    cast: &'a Cast<'_>,
    raised: &'a Raised,
    due: &'a Deadline,
) -> impl Iterator<Item = Step> + 'a {
    let asked = cast.opening().map(|message| message.at);
    let all = asked.map(|asked| candidates(cast, raised, asked));
    let loses = |it: &Deadline| it.started != due.started;
    all.into_iter().flatten().filter(loses).map(|it| Step {
        at: it.started,
        message: None,
        words: format!(
            "{} from here would end later, so it does not count.",
            capital(&it.full_words())
        ),
    })
}

/// An answer where nothing was promised.
pub(crate) fn untimed(
    cast: &Cast<'_>,
    turn: &Turn,
    verdict: Option<&Verdict>,
) -> Option<Step> {
    if verdict.is_some() {
        return None;
    }
    let asked = cast.opening()?.at;
    let first = cast.messages(Side::Team).find(|m| m.at >= asked)?;
    let who = cast.rules.name(&cast.teammate(first.speaker())?.key);
    turn.answered.map(|_| Step {
        at: first.at,
        message: Some(first.external.clone()),
        words: format!("{who} answered. No time was promised for that."),
    })
}

/// The verdict's part of the explanation.
pub(crate) fn verdict_step(cast: &Cast<'_>, verdict: &Verdict) -> Step {
    let who = verdict
        .by
        .as_ref()
        .map_or_else(|| "Nobody".to_owned(), |k| cast.rules.name(k).to_owned());
    let how = match (verdict.outcome, verdict.band()) {
        (Outcome::Met, Some(band)) => {
            format!("{}, {}", how(verdict), band.name)
        }
        (_, _) => how(verdict),
    };
    let did = match &verdict.message {
        Some(_) => "answered",
        None => "claimed it, which is an answer here",
    };
    let gone = verdict
        .message
        .as_ref()
        .and_then(|external| cast.thread.message(external))
        .is_some_and(|m| m.deleted.is_some());
    let aside = match (verdict.off_duty, gone) {
        (_, true) => " The answer was deleted since.",
        (true, false) => " They were not on duty.",
        (false, false) => "",
    };
    Step {
        at: verdict.answered,
        message: verdict.message.clone(),
        words: format!("{who} {did}, {how}: the clock stopped.{aside}"),
    }
}
