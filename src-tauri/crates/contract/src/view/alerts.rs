//! Why this user was, or was not, told of a request.

use domain::picture::{Close, Picture, Told};

use super::words::{sentence, time};
use crate::AlertLine;

/// The record of alerts, in order.
#[must_use]
pub fn why(picture: &Picture, close: &Close) -> Vec<AlertLine> {
    let line = |told| {
        let late = answered_already(picture, close, told);
        alert_line(told, reason(told) + &late)
    };
    close.alerts.iter().map(line).collect()
}

fn alert_line(told: &Told, why: String) -> AlertLine {
    let by_itself = told.hushed.is_empty();
    AlertLine {
        at: told.at,
        kind: told.kind.clone(),
        sent: by_itself || told.together,
        loud: if by_itself { told.loudness.clone() } else { String::new() },
        shown: told.shown,
        why,
    }
}

fn reason(told: &Told) -> String {
    let mut why = if told.hushed.is_empty() {
        sentence(cause(&told.kind))
    } else {
        sentence(&told.hushed)
    };
    // Some reasons say already that it is told later.
    if told.together && !told.hushed.contains("told") {
        why.push_str(" Told in a digest.");
    }
    let sent = told.hushed.is_empty() || told.together;
    if sent && told.shown.is_none() {
        why.push_str(" The desktop has not shown it.");
    }
    why
}

/// An alert that went out although the answer had been given at the source
/// stays in the record with both times.
fn answered_already(picture: &Picture, close: &Close, told: &Told) -> String {
    let sent = told.hushed.is_empty() || told.together;
    let waits = matches!(
        told.kind.as_str(),
        "arrival"
            | "first warning"
            | "second warning"
            | "overdue"
            | "cannot see"
    );
    let verdict = close.entry.judged.verdict.as_ref();
    verdict
        .filter(|v| sent && waits && v.answered <= told.at && told.at < v.seen)
        .map(|v| {
            let (answered, seen) =
                (time(picture, v.answered), time(picture, v.seen));
            format!(" Answered {answered}, seen {seen}.")
        })
        .unwrap_or_default()
}

/// What makes an alert of a kind due.
fn cause(kind: &str) -> &'static str {
    match kind {
        "arrival" => "a new request came",
        "their next message" => "they wrote again",
        "raised" => "it became more urgent",
        "reopened" => "they wrote after it was closed",
        "first warning" => "it was unanswered at the first warning",
        "second warning" => "it was unanswered at the second warning",
        "overdue" => "it was unanswered after its deadline",
        "taken" => "a teammate has what you were told of",
        "lost claim" => "your claim came second",
        "not sent" => "what you did was not sent",
        "cannot see" => {
            "its deadline passed while its source could not be read"
        }
        _ => "it was to be told",
    }
}
