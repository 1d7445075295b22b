//! Why everything about a request is as it is, step by step.

use chrono::{DateTime, Utc};
use domain::picture::{Close, Picture};
use domain::target::{Reckoning, Target};
use domain::when::duration;
use domain::{Deadline, Judged};

use super::words::{exact, line, time};
use crate::Receipt;

/// The explanation of a request, in order of time.
#[must_use]
pub fn explain(picture: &Picture, close: &Close) -> Vec<Receipt> {
    let judged = &*close.entry.judged;
    let mut receipts: Vec<Receipt> = judged
        .steps
        .iter()
        .map(|step| Receipt { at: step.at, words: line(&step.words) })
        .collect();
    receipts.extend(counted(picture, judged));
    // What happened and how it counts stand together: the order is stable.
    receipts.sort_by_key(|receipt| receipt.at);
    receipts
}

/// The deadline as a person would count it.
fn counted(picture: &Picture, judged: &Judged) -> Vec<Receipt> {
    let Some((target, from, due)) = held_to(picture, judged) else {
        return Vec::new();
    };
    let calendar = &picture.rules.calendar;
    let Some(reckoning) = target.reckon(from, calendar) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    if target.counts_open_time() && !calendar.is_always() {
        lines.extend(openings(picture, &reckoning));
    }
    lines.push(format!("So it is due {}.", exact(picture, reckoning.deadline)));
    if due != reckoning.deadline {
        lines.push(format!(
            "Set by hand later than that would leave, so it is due {}.",
            exact(picture, due)
        ));
    }
    lines.into_iter().map(|words| Receipt { at: from, words }).collect()
}

fn openings(picture: &Picture, reckoning: &Reckoning) -> Vec<String> {
    reckoning
        .steps
        .iter()
        .map(|step| {
            let from = step.opens.max(reckoning.from);
            let to = step.closes.min(reckoning.deadline);
            let (from, to) = (time(picture, from), time(picture, to));
            format!("Counted {from} to {to}, {}.", duration(step.counted))
        })
        .collect()
}

/// What the request is, or was, held to. Of a settled one the target is known
/// only while the rules still give the deadline it was settled by.
fn held_to<'a>(
    picture: &'a Picture,
    judged: &'a Judged,
) -> Option<(&'a Target, DateTime<Utc>, DateTime<Utc>)> {
    if let Some(Deadline { target, started, due, .. }) = &judged.deadline {
        return Some((target, *started, *due));
    }
    let verdict = judged.answered()?;
    let level = picture.rules.level(judged.priority, judged.internal)?;
    let target = level.first_response.as_ref()?;
    let due = target.deadline(verdict.started, &picture.rules.calendar)?;
    (verdict.due == Some(due)).then_some((target, verdict.started, due))
}
