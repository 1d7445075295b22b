//! Explanations, sources and checks in a terminal.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use contract::{
    AlertLine, Check, Done, GapLine, Health, Preflight, Receipt, SourceLine,
    SourceState,
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
            let told = match (alert.sent, alert.shown) {
                (false, _) => "not told".to_owned(),
                (true, None) => "to be told".to_owned(),
                (true, Some(shown)) if (shown - alert.at).num_seconds() < 2 => {
                    "told".to_owned()
                }
                (true, Some(shown)) => {
                    format!("told at {}", time(shown, now))
                }
            };
            let loud = loud(&alert.loud);
            format!(
                "{}  {}: {told}{loud}. {}",
                time(alert.at, now),
                alert.kind,
                alert.why
            )
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// What was heard and seen of an alert.
fn loud(loudness: &str) -> &'static str {
    match loudness {
        "bubble" => ", without a sound",
        "sound" => ", with a sound",
        "critical" => ", with a sound and as critical",
        _ => "",
    }
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
            SourceState::Reading => read(source, now),
            SourceState::CatchingUp => {
                let why = source.reason.as_deref().unwrap_or_default();
                format!("{}. {why}", read(source, now))
            }
            SourceState::Degraded
            | SourceState::Blind
            | SourceState::SignedOut => unwell(source, now),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn read(source: &SourceLine, now: DateTime<Utc>) -> String {
    let ago = source.read.map_or_else(
        || "not yet".to_owned(),
        |at| format!("{} ago", duration(now - at)),
    );
    let SourceLine { name, places, pace_s, .. } = source;
    format!("{name}, {places}: read {ago}, every {pace_s} s")
}

/// When something may have come that nobody saw then.
pub(crate) fn history(gaps: &[GapLine]) -> String {
    if gaps.is_empty() {
        return "Every source was read all the time, as far back as this \
                computer knows."
            .to_owned();
    }
    let now = now();
    gaps.iter()
        .map(|gap| {
            let from = time(gap.from, now);
            let span = match gap.to {
                Some(to) => format!(
                    "{from} to {} ({})",
                    time(to, now),
                    duration(to - gap.from)
                ),
                None => format!("since {from}"),
            };
            match &gap.source {
                Some(name) => format!("{span}  {name} not read. {}", gap.why),
                None => format!("{span}  Nobody was watching. {}", gap.why),
            }
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

/// How everything stands that a shift leans on.
pub(crate) fn preflight(page: &Preflight) -> String {
    let mut out = format!("{}. {}\n", page.title, page.under);
    if let Some(left) = &page.left {
        let _ = writeln!(out, "{left}");
    }
    out + "\n" + &checks(&page.checks)
}

/// What judging anew came to.
pub(crate) fn rejudged(data: &Value) -> String {
    let number = |key: &str| data.get(key).and_then(Value::as_u64);
    let looked = number("looked").unwrap_or_default();
    match number("changed").unwrap_or_default() {
        0 => format!("{looked} settled requests were looked at. None changed."),
        n => format!(
            "{looked} settled requests were looked at. {n} say something else by \
             the team file as it is now; what they said before is kept."
        ),
    }
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
