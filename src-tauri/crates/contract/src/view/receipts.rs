//! Why everything about a request is as it is, step by step.

use chrono::{DateTime, Utc};
use domain::picture::{Close, Picture};
use domain::target::{Reckoning, Step, TargetKind};
use domain::when::duration;
use domain::{BandEnd, Deadline, Judged, Origin};

use super::bands;
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

/// The level that promises it, and what of the request it fitted.
fn promised_by(origin: &Origin, at: DateTime<Utc>) -> Receipt {
    let name = line(&origin.level);
    let fitted: Vec<String> = origin
        .fitted
        .iter()
        .map(|it| format!("{} {}", it.condition, line(&it.by)))
        .collect();
    let words = if fitted.is_empty() {
        format!("Service level {name}, which is for everything.")
    } else {
        format!("Service level {name}: {}.", fitted.join(", "))
    };
    Receipt { at, words }
}

/// Every deadline as a person would count it: that of the first response,
/// which stays although it was met, and those that run.
fn counted(picture: &Picture, judged: &Judged) -> Vec<Receipt> {
    let mut receipts = settled(picture, judged);
    for deadline in judged.running() {
        receipts.extend(running(picture, deadline));
    }
    receipts
}

/// It is told by the rules of its time, whatever they are now.
fn settled(picture: &Picture, judged: &Judged) -> Vec<Receipt> {
    let Some(verdict) = judged.answered() else { return Vec::new() };
    let Some(grounds) = verdict.grounds else { return Vec::new() };
    let from = grounds.reckoning.from;
    let origin = grounds.origin.iter().map(|it| promised_by(it, from));
    let mut receipts: Vec<Receipt> = origin.collect();
    receipts.extend(stretches(picture, &grounds.reckoning));
    let due = verdict.due.unwrap_or(grounds.reckoning.deadline);
    let words = match grounds.least {
        Some(_) => "Set by hand later than that would leave, so",
        None => "So",
    };
    let due = exact(picture, due);
    let words = format!("{words} the first response was due {due}.");
    receipts.push(Receipt { at: from, words });
    receipts.extend(banded(picture, (from, &verdict.bands)));
    receipts
}

fn running(picture: &Picture, deadline: &Deadline) -> Vec<Receipt> {
    let (from, due) = (deadline.started, deadline.due);
    let what = deadline.kind.words();
    let so = |at, why: &str| {
        let due = exact(picture, due);
        Receipt { at, words: format!("{why} the {what} is due {due}.") }
    };
    let Some(target) = &deadline.target else {
        let said = deadline.named.as_ref().map_or(from, |named| named.said);
        return vec![so(said, "So")];
    };
    let origin = deadline.origin.iter().map(|it| promised_by(it, from));
    let mut receipts: Vec<Receipt> = origin.collect();
    let reckoning = target.reckon(from, picture.rules.calendar_of(target));
    let counted = reckoning.as_ref().map(|it| it.deadline);
    receipts.extend(reckoning.iter().flat_map(|it| stretches(picture, it)));
    receipts.extend(deadline.pauses.iter().map(|pause| {
        let (from, to) = (time(picture, pause.from), time(picture, pause.to));
        let words = format!("It was their turn {from} to {to}: not counted.");
        Receipt { at: deadline.started, words }
    }));
    let why = if counted == Some(due) {
        "So"
    } else if deadline.held.is_some() {
        "A promise holds it for longer, so"
    } else if deadline.least.is_some() {
        "Set by hand later than that would leave, so"
    } else {
        "That time is added, so"
    };
    receipts.push(so(from, why));
    receipts.extend(banded(picture, (from, &deadline.bands)));
    receipts
}

fn banded(
    picture: &Picture,
    (at, bands): (DateTime<Utc>, &[BandEnd]),
) -> Option<Receipt> {
    let words = bands::told(picture, bands)?;
    Some(Receipt { at, words })
}

/// Every stretch that counted.
fn stretches(picture: &Picture, reckoning: &Reckoning) -> Vec<Receipt> {
    let open = matches!(
        reckoning.kind,
        TargetKind::BusinessMinutes(_) | TargetKind::NextBusinessDay { .. }
    );
    let steps: &[Step] =
        if open && !reckoning.round_the_clock { &reckoning.steps } else { &[] };
    let stretch = |step: &Step| {
        let from = step.opens.max(reckoning.from);
        let to = step.closes.min(reckoning.deadline);
        let (from, to) = (time(picture, from), time(picture, to));
        let words =
            format!("Counted {from} to {to}, {}.", duration(step.counted));
        Receipt { at: reckoning.from, words }
    };
    steps.iter().map(stretch).collect()
}
