//! Explanations, sources and checks in a terminal.

use std::fmt::Write;

use contract::{
    AlertLine, Check, Done, Health, Receipt, SourceLine, SourceState,
};
use domain::when::duration;
use serde_json::Value;

use super::{now, time, unwell};

/// Why a deadline is what it is.
pub(crate) fn receipts(receipts: &[Receipt]) -> String {
    let now = now();
    receipts
        .iter()
        .map(|step| format!("{}  {}", time(step.at, now), step.words))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Why the user was, or was not, told.
pub(crate) fn alerts(alerts: &[AlertLine]) -> String {
    if alerts.is_empty() {
        return "Nothing was due to be told yet.".to_owned();
    }
    let now = now();
    alerts
        .iter()
        .map(|alert| {
            let sent = if alert.sent { "told" } else { "not told" };
            format!(
                "{}  {}: {sent}, {}. {}",
                time(alert.at, now),
                alert.kind,
                alert.loud,
                alert.why
            )
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The sources with pace and age.
pub(crate) fn sources(sources: &[SourceLine]) -> String {
    let now = now();
    if sources.is_empty() {
        return "The team file names no source.".to_owned();
    }
    sources
        .iter()
        .map(|source| match source.state {
            SourceState::Live => format!(
                "{}, {}: live, checked every {} s",
                source.name, source.places, source.pace_s
            ),
            SourceState::Reading | SourceState::CatchingUp => format!(
                "{}, {}: read {}, every {} s",
                source.name,
                source.places,
                source.read.map_or_else(
                    || "not yet".to_owned(),
                    |at| format!("{} ago", duration(now - at))
                ),
                source.pace_s
            ),
            SourceState::Degraded
            | SourceState::Blind
            | SourceState::SignedOut => unwell(source, now),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// What works and what does not.
pub(crate) fn checks(checks: &[Check]) -> String {
    let mut out = String::new();
    for check in checks {
        let mark = match check.health {
            Health::Well => "ok",
            Health::Limited => "note",
            Health::Broken => "BAD",
        };
        let _ = writeln!(out, "{mark:<5} {}: {}", check.part, check.words);
        if let Some(remedy) = &check.remedy {
            let _ = writeln!(out, "      {remedy}");
        }
    }
    out
}

/// What folding the ledger anew has found.
pub(crate) fn rebuilt(data: &Value) -> String {
    let number = |key: &str| data.get(key).and_then(Value::as_u64);
    let mended =
        data.get("mended").and_then(Value::as_array).map_or(0, Vec::len);
    let (facts, requests) = (number("facts"), number("requests"));
    format!(
        "{} facts make {} requests. {}",
        facts.unwrap_or_default(),
        requests.unwrap_or_default(),
        match mended {
            0 => "They are what they were.".to_owned(),
            n => format!("{n} were not what the ledger says, and are now."),
        }
    )
}

/// What an act did.
pub(crate) fn done(done: &Done) -> String {
    if done.queued {
        format!("{} It has not reached the source yet.", done.words)
    } else {
        done.words.clone()
    }
}
