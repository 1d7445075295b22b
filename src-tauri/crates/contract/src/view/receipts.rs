//! Why everything about a request is as it is, step by step.

mod beside;
mod counted;
mod exactly;

use chrono::{DateTime, Utc};
use domain::picture::{Close, Picture};
use domain::{Judged, Thread, Verdict};

use super::explanation::{of_its_time, running};
use super::words::line;
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
    receipts.extend(beside::all(picture, close));
    receipts.extend(deadlines(picture, (judged, &close.thread)));
    // What happened and how it counts stand together: the order is stable.
    receipts.sort_by_key(|receipt| receipt.at);
    receipts
}

/// Every deadline as a person would count it: those that were met or missed,
/// by the rules of their time, and those that run.
fn deadlines(
    picture: &Picture,
    (judged, thread): (&Judged, &Thread),
) -> Vec<Receipt> {
    let first = judged.answered();
    let words = first.iter().chain(&judged.replies);
    let mut receipts: Vec<Receipt> =
        words.flat_map(|word| settled(picture, thread, word)).collect();
    for deadline in judged.running() {
        let told = running(picture, (judged, thread), deadline);
        let rules = &picture.rules.version;
        let past = deadline.due <= picture.now;
        receipts.extend(counted::lines(picture, &told, (rules, past)));
    }
    receipts
}

/// The deadline of a settled word.
fn settled(
    picture: &Picture,
    thread: &Thread,
    verdict: &Verdict,
) -> Vec<Receipt> {
    if let Some(grounds) = &verdict.grounds {
        let told = of_its_time(picture, (thread, verdict), grounds);
        return counted::lines(picture, &told, (&verdict.rules, true));
    }
    let named = verdict.named.as_ref().map(|named| named.said);
    let agreed = named.zip(verdict.due);
    let receipt = |(at, due): (DateTime<Utc>, DateTime<Utc>)| {
        let (what, due) = (verdict.kind.words(), exactly::at(picture, due));
        Receipt { at, words: format!("So the {what} was due {due}.") }
    };
    agreed.map(receipt).into_iter().collect()
}
