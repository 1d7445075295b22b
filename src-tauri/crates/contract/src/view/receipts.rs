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

/// The deadline as a person would count it.
fn counted(picture: &Picture, judged: &Judged) -> Vec<Receipt> {
    if let Some(deadline) = judged.stands_by(picture.now) {
        return running(picture, deadline);
    }
    let Some(verdict) = judged.answered() else { return Vec::new() };
    let Some(grounds) = verdict.grounds else { return Vec::new() };
    // It is told by the rules of its time, whatever they are now.
    let from = grounds.reckoning.from;
    let origin = grounds.origin.iter().map(|it| promised_by(it, from));
    let mut receipts: Vec<Receipt> = origin.collect();
    receipts.extend(reckoned(picture, &grounds.reckoning));
    receipts.extend(banded(picture, (from, &verdict.bands)));
    receipts.extend(grounds.least.map(|due| by_hand(picture, (from, due))));
    receipts
}

fn running(picture: &Picture, deadline: &Deadline) -> Vec<Receipt> {
    let (from, due) = (deadline.started, deadline.due);
    let at = |words| Receipt { at: from, words };
    let Some(target) = &deadline.target else {
        let words = format!("So it is due {}.", exact(picture, due));
        return vec![at(words)];
    };
    let origin = deadline.origin.iter().map(|it| promised_by(it, from));
    let mut receipts: Vec<Receipt> = origin.collect();
    let calendar = picture.rules.calendar_of(target);
    let reckoning = target.reckon(from, calendar);
    receipts.extend(reckoning.iter().flat_map(|it| reckoned(picture, it)));
    receipts.extend(deadline.pauses.iter().map(|pause| {
        let (from, to) = (time(picture, pause.from), time(picture, pause.to));
        at(format!("It was their turn {from} to {to}: not counted."))
    }));
    if let Some(least) = deadline.least {
        receipts.push(by_hand(picture, (from, least)));
    }
    let told = reckoning.is_some_and(|it| it.deadline == due)
        || deadline.least == Some(due);
    if !told {
        let held = if deadline.held.is_some() {
            "A promise holds it"
        } else {
            "That time is added"
        };
        let words = format!("{held}, so it is due {}.", exact(picture, due));
        receipts.push(at(words));
    }
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

fn by_hand(
    picture: &Picture,
    (at, due): (DateTime<Utc>, DateTime<Utc>),
) -> Receipt {
    let words = format!(
        "Set by hand later than that would leave, so it is due {}.",
        exact(picture, due)
    );
    Receipt { at, words }
}

/// Every stretch that counted, and what it comes to.
fn reckoned(picture: &Picture, reckoning: &Reckoning) -> Vec<Receipt> {
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
        format!("Counted {from} to {to}, {}.", duration(step.counted))
    };
    let due = format!("So it is due {}.", exact(picture, reckoning.deadline));
    let words = steps.iter().map(stretch).chain([due]);
    words.map(|words| Receipt { at: reckoning.from, words }).collect()
}
