//! The clock of a request in one or two sentences.

use chrono::{DateTime, TimeDelta, Utc};
use domain::picture::{Close, Picture};
use domain::when::duration;
use domain::{
    Deadline, DueKind, Judged, Life, OUTSIDE, Outcome, PersonKey, Verdict,
};

use super::clock::settled_now;
use super::words::{self, capital, exact, time};
use super::{bands, owner};
use crate::{ClockState, OwnerKind, Row};

/// What is seen later than this after it happened says so.
const LATE: TimeDelta = TimeDelta::seconds(60);

/// The bold part and the rest.
pub(super) type Sentence = (String, String);

/// What the clock of a request says: the bold part and the rest.
pub(super) fn clock(picture: &Picture, close: &Close, row: &Row) -> Sentence {
    let judged = &*close.entry.judged;
    if let Some(as_of) = row.clock.as_of {
        return unsure(picture, row, as_of);
    }
    match (judged.stands_by(picture.now), judged.resolved) {
        (Some(deadline), _) => running(picture, judged, row, deadline),
        (None, Some(at)) => {
            let at = time(picture, at);
            let lead = format!("Resolved by itself {at}, close it?");
            (lead, has(picture, judged, row))
        }
        (None, None) => standing(picture, close),
    }
}

fn unsure(picture: &Picture, row: &Row, as_of: DateTime<Utc>) -> Sentence {
    let lead = match row.clock.due {
        Some(due) => format!(
            "Due {}, unless somebody has answered.",
            exact(picture, due)
        ),
        None => "Not sure whether it was answered.".to_owned(),
    };
    let since = time(picture, as_of);
    (lead, format!("{} not read since {since}.", row.source))
}

fn running(
    picture: &Picture,
    judged: &Judged,
    row: &Row,
    deadline: &Deadline,
) -> Sentence {
    let due = if row.clock.by_day {
        time(picture, deadline.due)
    } else {
        exact(picture, deadline.due)
    };
    let mut target = capital(&deadline.full_words()) + ".";
    if let Some(bands) = bands::ahead(picture, &deadline.bands) {
        target = format!("{target} {bands}");
    }
    let promised = promised(picture, judged);
    if deadline.kind == DueKind::Promise {
        return (promised.unwrap_or_default(), has(picture, judged, row));
    }
    let what = capital(deadline.kind.words());
    match row.clock.state {
        ClockState::Overdue => {
            (format!("Overdue since {due}."), has(picture, judged, row))
        }
        ClockState::Passed => {
            let rest = promised.unwrap_or_else(|| has(picture, judged, row));
            (format!("{what} due since {due}."), rest)
        }
        ClockState::Imminent => {
            let rest = if judged.seen > judged.asked {
                "The clock counts from the message, not from when we saw it."
                    .to_owned()
            } else {
                target
            };
            (format!("{what} due {due}."), rest)
        }
        _ => {
            let starts = row
                .clock
                .starts
                .map(|at| format!(" The clock starts {}.", time(picture, at)));
            let lead = match deadline.kind {
                DueKind::FirstResponse => format!("Due {due}."),
                _ => format!("{what} due {due}."),
            };
            (lead, target + &starts.unwrap_or_default())
        }
    }
}

/// "Ana promised 22:00." Also once that has passed.
fn promised(picture: &Picture, judged: &Judged) -> Option<String> {
    let promise = judged.promise.as_ref()?;
    let who = words::name(picture, &promise.by);
    Some(format!("{who} promised {}.", time(picture, promise.due)))
}

/// "Ana has it since 16:02."
fn has(picture: &Picture, judged: &Judged, row: &Row) -> String {
    let owner = &row.owner;
    let since = owner
        .since
        .map(|at| format!(" since {}", time(picture, at)))
        .unwrap_or_default();
    match owner.kind {
        OwnerKind::Nobody => unaccepted(picture, judged)
            .unwrap_or_else(|| "Nobody has it.".to_owned()),
        OwnerKind::You => format!("You have it{since}."),
        OwnerKind::Teammate => format!("{} has it{since}.", owner.label),
        OwnerKind::Together => format!("{} have it.", owner.label),
    }
}

/// "Ana handed it over, and nobody has accepted it."
fn unaccepted(picture: &Picture, judged: &Judged) -> Option<String> {
    let passing = judged.passing.as_ref()?;
    let from = words::name(picture, &passing.from);
    owner::unaccepted(judged, picture.now)
        .then(|| format!("{from} handed it over, and nobody has accepted it."))
}

fn standing(picture: &Picture, close: &Close) -> Sentence {
    let judged = &*close.entry.judged;
    match &judged.life {
        Life::Open => match settled_now(judged) {
            Some(verdict) => stopped(picture, close, &verdict),
            None => open(picture, judged),
        },
        Life::Waiting { since } => waiting(picture, judged, *since),
        Life::Answered { at } => match &judged.verdict {
            Some(verdict) => stopped(picture, close, verdict),
            None => (
                "No clock.".to_owned(),
                format!("Answered {}, nothing runs.", time(picture, *at)),
            ),
        },
        Life::Closed { at, by } => match judged.answered() {
            Some(verdict) => stopped(picture, close, &verdict),
            None => no_clock(closed(picture, judged, by.as_ref(), *at)),
        },
        Life::Dismissed { at } => no_clock(format!(
            "It was put aside {} as not a request.",
            time(picture, *at)
        )),
        Life::Withdrawn { at } => no_clock(format!(
            "{} took it back {} before anybody answered.",
            words::line(&judged.requester),
            time(picture, *at)
        )),
        Life::History => no_clock(
            "It was settled before this place was first read.".to_owned(),
        ),
    }
}

fn no_clock(why: String) -> Sentence {
    ("No clock.".to_owned(), why)
}

fn closed(
    picture: &Picture,
    judged: &Judged,
    by: Option<&PersonKey>,
    at: DateTime<Utc>,
) -> String {
    let at = time(picture, at);
    match by {
        Some(by) => format!(
            "{} closed it {at} without an answer.",
            words::name(picture, by)
        ),
        None if judged.only_here.is_some() => {
            format!("You closed it {at} without an answer, only here.")
        }
        None => format!("It resolved by itself {at}."),
    }
}

/// The ball is ours and nothing was promised for it.
fn open(picture: &Picture, judged: &Judged) -> Sentence {
    if let Some(verdict) = judged.answered() {
        let again = judged.unanswered.map_or_else(String::new, |at| {
            format!(" They wrote again {}: it is our turn.", time(picture, at))
        });
        let first = time(picture, verdict.answered);
        return no_clock(format!("Answered first {first}.{again}"));
    }
    let why = if judged.internal {
        "A teammate asks, and the team file promises teammates no time."
    } else if judged.level.is_none() {
        "No service level of the team file fits it."
    } else {
        "Its service level promises no first answer by a time."
    };
    ("No target.".to_owned(), why.to_owned())
}

fn waiting(
    picture: &Picture,
    judged: &Judged,
    since: DateTime<Utc>,
) -> Sentence {
    let requester = words::line(&judged.requester);
    let name = match requester.ends_with(OUTSIDE) {
        true => requester.as_str(),
        false => requester.split(' ').next().unwrap_or_default(),
    };
    let turn = if name.is_empty() {
        "their turn".to_owned()
    } else {
        format!("{name}'s turn")
    };
    let lead = format!("Paused since {}, it is {turn}.", time(picture, since));
    let here = judged.only_here.as_deref() == Some("waiting on them");
    let rest = if here { "You said so, only here." } else { "" };
    (lead, rest.to_owned())
}

/// "Clock stopped by Ana's reply 10:42, 3 min 12 s."
fn stopped(picture: &Picture, close: &Close, verdict: &Verdict) -> Sentence {
    let span = |ms| duration(TimeDelta::milliseconds(ms));
    let what = if verdict.message.is_some() { "reply" } else { "claim" };
    let whose = match &verdict.by {
        Some(key) if picture.who.person.as_ref() == Some(key) => {
            format!("your {what}")
        }
        Some(key) => {
            format!("{}'s {what}", words::first_name(&picture.rules, key))
        }
        None => format!("a {what}"),
    };
    let at = time(picture, verdict.answered);
    let took = span(verdict.took_ms);
    let late = match verdict.outcome {
        Outcome::Missed => format!(", {} late", span(verdict.late_ms)),
        Outcome::Unsure => ", in time or late".to_owned(),
        Outcome::Met | Outcome::Cancelled => String::new(),
    };
    let lead = format!("Clock stopped by {whose} {at}, {took}{late}.");
    (lead, asides(picture, close, verdict).join(" "))
}

fn asides(picture: &Picture, close: &Close, verdict: &Verdict) -> Vec<String> {
    let mut asides = vec![format!("Target {}.", verdict.target)];
    asides.extend(verdict.band().map(|band| {
        let name = words::line(&band.name);
        format!("An answer until {} is {name}.", time(picture, band.until))
    }));
    if verdict.outcome == Outcome::Unsure {
        let seen = time(picture, verdict.seen);
        asides
            .push(format!("A mark does not say when it was set; seen {seen}."));
    }
    if verdict.off_duty {
        asides.push("Given by somebody not on duty.".to_owned());
    }
    if verdict.outcome != Outcome::Unsure
        && !close.thread.history
        && verdict.seen - verdict.answered > LATE
    {
        asides.push(format!("Seen {}.", time(picture, verdict.seen)));
    }
    let message =
        verdict.message.as_ref().and_then(|id| close.thread.message(id));
    if message.is_some_and(|m| m.deleted.is_some()) {
        asides.push("The answer was deleted since.".to_owned());
    }
    if matches!(close.entry.judged.life, Life::Open) {
        asides.push("It is still our turn.".to_owned());
    }
    asides
}
