//! What the answers look like in a terminal.

mod narrowed;
mod records;
mod thread;

use std::fmt::Write;

use chrono::{DateTime, Utc};
use contract::{
    Clock, ClockState, Duty, Fold, Priority, Row, Select, Snapshot, SourceLine,
    SourceState,
};
use domain::Clock as _;
use domain::when::{clock_time, duration};

use self::narrowed::narrowed;
pub(super) use self::records::{
    alerts, checks, done, history, preflight, rebuilt, receipts, rejudged,
    sources,
};
pub(super) use self::thread::detail;
use crate::boot;

/// The queue, a request a line.
pub(super) fn list(snapshot: &Snapshot, select: &Select) -> String {
    let mut out = String::new();
    if snapshot.demo {
        out.push_str("Demo. Nothing here is real.\n");
    }
    let _ = writeln!(
        out,
        "{}{}. {}",
        snapshot.count.words,
        snapshot
            .count
            .others
            .iter()
            .fold(String::new(), |all, with| all + ", " + with),
        on_support(&snapshot.duty),
    );
    if let Some(hint) = &snapshot.duty.hint {
        let _ = writeln!(out, "{hint}");
    }
    for warning in &snapshot.warnings {
        let _ = writeln!(out, "{warning}");
    }
    for source in &snapshot.sources {
        if !matches!(
            source.state,
            SourceState::Live | SourceState::Reading | SourceState::CatchingUp
        ) {
            let _ = writeln!(out, "{}", unwell(source, snapshot.now));
        }
    }
    if let Some(only) = narrowed(&select.filter, snapshot.hidden) {
        let _ = writeln!(out, "{only}");
    }
    for row in &snapshot.rows {
        let _ = writeln!(out, "{}", line(row, snapshot.now));
    }
    if snapshot.rows.is_empty() {
        out.push_str(match select.fold {
            _ if snapshot.hidden.requests > 0 => "Nothing fits.\n",
            Fold::Queue if !is_seen(snapshot) => {
                "Nothing that is known waits.\n"
            }
            Fold::Queue => "All clear. No first reply is due.\n",
            Fold::Waiting => "You owe everyone the next move.\n",
            Fold::Snoozed => "Nothing sleeps.\n",
            Fold::Answered => "Nothing answered yet.\n",
            Fold::Sweep => "Nothing was left lying.\n",
        });
    }
    if snapshot.more > 0 {
        let _ = writeln!(out, "{} more.", snapshot.more);
    }
    out
}

/// "On support: You and Ana." What is a sentence already stays one.
fn on_support(duty: &Duty) -> String {
    let words = format!("{}{}", duty.lead, duty.rest);
    if words.contains("support") {
        format!("{words}.")
    } else {
        format!("On support: {words}.")
    }
}

/// Whether the calm is proven: everything is read, and somebody watches.
fn is_seen(snapshot: &Snapshot) -> bool {
    snapshot.warnings.is_empty()
        && snapshot.sources.iter().all(|source| {
            matches!(source.state, SourceState::Live | SourceState::Reading)
        })
}

fn line(row: &Row, now: DateTime<Utc>) -> String {
    let clock = clock(&row.clock, now);
    let mark = row.sending.as_deref().map(|s| format!(" ({s})"));
    format!(
        "{:>5}  {:<15} {:<9} {:<12} {}  [{}, {}{}]",
        row.id,
        clock,
        priority(row.priority),
        row.owner.label,
        row.gist,
        row.requester,
        row.place,
        mark.unwrap_or_default(),
    )
}

fn clock(clock: &Clock, now: DateTime<Utc>) -> String {
    let at = |at: Option<DateTime<Utc>>| {
        at.map_or_else(String::new, |at| time(at, now))
    };
    let left = clock.left_ms.unwrap_or_default();
    let span = duration(chrono::TimeDelta::milliseconds(left.abs()));
    match clock.state {
        ClockState::Pending | ClockState::Imminent if clock.by_day => {
            at(clock.due)
        }
        ClockState::Pending | ClockState::Imminent if !clock.running => {
            format!("starts {}", at(clock.starts))
        }
        ClockState::Pending | ClockState::Imminent => {
            let what = clock.word.as_ref().map(|word| format!(", {word}"));
            format!("{span} left{}", what.unwrap_or_default())
        }
        ClockState::Passed => {
            let what = clock.word.as_deref().unwrap_or("due");
            format!("{what} {}", at(clock.due))
        }
        ClockState::Overdue => format!("{span} over"),
        ClockState::Met => "answered".to_owned(),
        ClockState::Missed => "answered late".to_owned(),
        ClockState::InDoubt => format!("met or late, seen {}", at(clock.seen)),
        ClockState::Paused => "waiting".to_owned(),
        ClockState::Cancelled => {
            clock.word.clone().unwrap_or_else(|| "closed".to_owned())
        }
        ClockState::None => "no target".to_owned(),
    }
}

fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Emergency => "emergency",
        Priority::Urgent => "urgent",
        Priority::Normal => "normal",
    }
}

fn unwell(source: &SourceLine, now: DateTime<Utc>) -> String {
    if let (SourceState::Degraded, Some(reason)) =
        (source.state, &source.reason)
    {
        return format!("{}: {reason}", source.name);
    }
    let since = source.blind_since.or(source.read).map_or_else(
        || format!("{} has not been read", source.name),
        |at| format!("{} not read since {}", source.name, time(at, now)),
    );
    match &source.reason {
        Some(reason) => format!("{since}: {reason}"),
        None => format!("{since}."),
    }
}

fn time(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    clock_time(at, now, boot::zone(chrono_tz::UTC))
}

fn now() -> DateTime<Utc> {
    engine::SystemClock::new().now()
}
