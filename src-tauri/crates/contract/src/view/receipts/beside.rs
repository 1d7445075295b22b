//! What explains a request beside the steps that were judged and its clocks.

use chrono::{DateTime, Utc};
use domain::picture::{Close, Picture};
use domain::{
    DueKind, Judged, Life, Outcome, Priority, PriorityFrom, Promised, Verdict,
};

use super::exactly;
use crate::Receipt;
use crate::view::explanation::promise_words;
use crate::view::priority::priority_words;
use crate::view::words::line;

/// All of it.
pub(super) fn all(picture: &Picture, close: &Close) -> Vec<Receipt> {
    let judged = &*close.entry.judged;
    let mut receipts = Vec::new();
    receipts.extend(of_the_place(picture, judged));
    receipts.extend(unpromised(judged));
    receipts.extend(unanswered(judged));
    receipts.extend(promised(picture, close));
    receipts.extend(kept(picture, close));
    receipts.extend(needed(picture, close));
    receipts.extend(ended(picture, judged));
    receipts.extend(judged.earlier.iter().map(earlier));
    receipts
}

fn receipt(at: DateTime<Utc>, words: impl Into<String>) -> Receipt {
    Receipt { at, words: words.into() }
}

/// The priority of everything in a channel.
fn of_the_place(picture: &Picture, judged: &Judged) -> Option<Receipt> {
    let from = &judged.priority_from;
    let place = matches!(from, PriorityFrom::Place);
    let words = match judged.priority {
        Priority::Normal => "Normal, as no group was called".to_owned(),
        Priority::Emergency | Priority::Urgent => {
            priority_words(picture, judged)
        }
    };
    place.then(|| receipt(judged.asked, format!("{words}.")))
}

/// Why no clock runs for a first response.
fn unpromised(judged: &Judged) -> Option<Receipt> {
    let first = |kind| kind == DueKind::FirstResponse;
    let runs = judged.running().any(|it| first(it.kind));
    if runs || judged.verdict.is_some() || !judged.life.lives() {
        return None;
    }
    let words = match &judged.level {
        Some(level) => {
            let level = line(level);
            format!("Service level {level} promises no first response.")
        }
        None if judged.internal => "A teammate asks, and no service level is \
                                    for that: no clock runs."
            .to_owned(),
        None => "No service level is for it: no clock runs.".to_owned(),
    };
    Some(receipt(judged.asked, words))
}

/// Why no clock runs for what they wrote after an answer.
fn unanswered(judged: &Judged) -> Option<Receipt> {
    let since = judged.unanswered?;
    let mut running = judged.running();
    let waits = judged.verdict.as_ref().filter(|it| it.answered < since);
    let runs = running.any(|it| it.kind == DueKind::NextResponse);
    let words = "They wrote again: it is our turn. No next response is \
                 promised, so no clock runs for it.";
    waits.filter(|_| !runs).map(|_| receipt(since, words))
}

/// A promise in its own words.
fn promised(picture: &Picture, close: &Close) -> Option<Receipt> {
    let promise = close.entry.judged.promise.as_ref()?;
    let words = promise_words(picture, &close.thread, promise)?;
    let due = exactly::at(picture, promise.due);
    let words = match promise.due <= picture.now {
        true => format!("{words}, was {due}: nobody has written since."),
        false => format!("{words}, is {due}."),
    };
    Some(receipt(promise.at, words))
}

/// The promises that our answers kept, or came too late for.
fn kept<'a>(
    picture: &'a Picture,
    close: &'a Close,
) -> impl Iterator<Item = Receipt> + 'a {
    let held = |word: &'a Verdict| Some((word, word.grounds.as_ref()?.held?));
    let words = close.entry.judged.replies.iter().filter_map(held);
    words.flat_map(|(word, until)| {
        let promise = made_before(picture, close, (word.answered, until));
        let said = promise.and_then(|it| {
            let words = promise_words(picture, &close.thread, &it)?;
            let name = line(picture.rules.name(&it.by));
            let due = exactly::at(picture, until);
            let words = format!("{name} promised {due}: {words}.");
            Some(receipt(it.at, words))
        });
        let kept = match word.answered <= until {
            true => "That kept the promise.",
            false => "The promise had run out before that.",
        };
        let kept = said.is_some().then(|| receipt(word.answered, kept));
        said.into_iter().chain(kept)
    })
}

/// The last message of ours before an answer, if it promised that time.
fn made_before(
    picture: &Picture,
    close: &Close,
    (answered, due): (DateTime<Utc>, DateTime<Utc>),
) -> Option<Promised> {
    let thread = &close.thread;
    let ours = thread.messages.iter().filter_map(|it| {
        let mate = picture.rules.teammate(&thread.source, it.speaker())?;
        (it.at < answered && it.human()).then_some((it, mate))
    });
    let (message, mate) = ours.max_by_key(|(it, _)| it.at)?;
    let by = mate.key.clone();
    let (message, at) = (message.external.clone(), message.at);
    Some(Promised { by, message, at, due })
}

/// By when they need it.
fn needed(picture: &Picture, close: &Close) -> Option<Receipt> {
    let needed = close.entry.judged.needed_by.as_ref()?;
    let at = close.thread.message(&needed.message)?.at;
    let due = exactly::at(picture, needed.due);
    let words = format!(
        "They need it by {due}. That moves nothing until it is agreed on."
    );
    Some(receipt(at, words))
}

/// How it ended, where no word on its end says so.
fn ended(picture: &Picture, judged: &Judged) -> Option<Receipt> {
    let resolved = judged.resolved.map(|at| {
        receipt(at, "It resolved by itself; somebody has it, so it stays.")
    });
    match &judged.life {
        Life::Closed { at, by } => {
            let cancelled = judged
                .verdict
                .as_ref()
                .filter(|it| it.outcome == Outcome::Cancelled);
            let closed = match by {
                Some(by) => {
                    let name = line(picture.rules.name(by));
                    format!("{name} closed it")
                }
                None => "It was closed".to_owned(),
            };
            let then = match cancelled {
                Some(_) => "without an answer: cancelled, outside averages",
                None => "nothing runs any more",
            };
            Some(receipt(*at, format!("{closed}, {then}.")))
        }
        Life::Dismissed { at } => {
            Some(receipt(*at, "It was dismissed: it counts nowhere."))
        }
        Life::Withdrawn { at } => {
            let words = "They took it back before anybody answered.";
            Some(receipt(*at, words))
        }
        Life::History => Some(receipt(
            judged.seen,
            "It was settled before its place was first read: no clock runs.",
        )),
        Life::Open | Life::Waiting { .. } | Life::Answered { .. } => resolved,
    }
}

/// What was said before it was judged anew.
fn earlier(verdict: &Verdict) -> Receipt {
    let (what, outcome) = (
        verdict.kind.words(),
        match verdict.outcome {
            Outcome::Met => "in time",
            Outcome::Missed => "late",
            Outcome::Unsure => "in doubt",
            Outcome::Cancelled => "cancelled",
        },
    );
    let version: String = verdict.rules.chars().take(7).collect();
    let words = format!("By rules {version} the {what} was {outcome}.");
    receipt(verdict.answered, words)
}
