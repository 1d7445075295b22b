//! A simulated week in lines for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use domain::Loudness;
use engine::simulation::{Bubble, LevelReport, Report};

/// As many lines tell who was told what.
const TOLD: usize = 60;

pub(super) fn lines(report: &Report) -> String {
    let day = |at: DateTime<Utc>| {
        at.with_timezone(&report.zone).format("%a %-d %b %Y").to_string()
    };
    let last = report.to - TimeDelta::seconds(1);
    let mut lines = format!(
        "{} requests from {} to {}, times in {}.\n",
        report.requests,
        day(report.from),
        day(last),
        report.zone,
    );
    for level in &report.levels {
        let _ = writeln!(lines, "  {}", of_level(level));
    }
    lines.push_str(
        "\nWaiting, at each full hour that changes it, with those that were \
         late:\n",
    );
    for (date, hours) in hours(report) {
        let _ = writeln!(lines, "  {}  {hours}", date.format("%a %-d"));
    }
    lines.push_str(&heard(report));
    lines
}

fn of_level(level: &LevelReport) -> String {
    let name = level.level.as_deref().unwrap_or("No level");
    let parts = [
        (level.met, "in time"),
        (level.missed, "late"),
        (level.overdue, "overdue and not answered"),
        (level.waiting, "not due yet"),
        (level.other, "ended without an answer"),
        (level.unpromised, "without a promise"),
        (level.next_met, "next answers in time"),
        (level.next_missed, "next answers late"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    format!("{name}: {} requests, {}", level.requests, parts.join(", "))
}

/// Hours at which as many wait as an hour before are left out.
fn hours(report: &Report) -> BTreeMap<NaiveDate, String> {
    let mut days: BTreeMap<NaiveDate, String> = BTreeMap::new();
    let mut before = (0, 0);
    for queue in &report.queue {
        let now = (queue.waiting, queue.overdue);
        if std::mem::replace(&mut before, now) == now {
            continue;
        }
        let there = queue.at.with_timezone(&report.zone);
        let hours = days.entry(there.date_naive()).or_default();
        let _ = write!(hours, "{:02}:00 {}", there.hour(), queue.waiting);
        if queue.overdue > 0 {
            let _ = write!(hours, " ({} late)", queue.overdue);
        }
        hours.push_str("  ");
    }
    days
}

fn heard(report: &Report) -> String {
    let mut lines = String::new();
    let mut people: BTreeMap<&str, Vec<&Bubble>> = BTreeMap::new();
    for bubble in &report.bubbles {
        people.entry(&bubble.who).or_default().push(bubble);
    }
    for (who, bubbles) in &people {
        let sounds =
            bubbles.iter().filter(|it| it.loudness >= Loudness::Sound).count();
        let _ = writeln!(
            lines,
            "\n{who} would have been told {} times, {sounds} with sound.",
            bubbles.len()
        );
    }
    let again =
        |a: &Bubble, b: &Bubble| (&a.who, &a.title) == (&b.who, &b.title);
    let runs: Vec<&[Bubble]> = report.bubbles.chunk_by(again).collect();
    for run in runs.iter().take(TOLD) {
        lines.push_str(&told(report, run));
    }
    let more: usize = runs.iter().skip(TOLD).map(|run| run.len()).sum();
    if more > 0 {
        let _ = writeln!(lines, "  and {more} more; --json tells them all.");
    }
    lines
}

/// The same words to the same person are one line.
fn told(report: &Report, run: &[Bubble]) -> String {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return String::new();
    };
    let at = |it: &Bubble| it.at.with_timezone(&report.zone);
    let mark = match first.loudness >= Loudness::Sound {
        true => "♪",
        false => " ",
    };
    let Bubble { who, title, .. } = first;
    let begun = at(first).format("%a %H:%M:%S");
    let again = match run.len() {
        1 => String::new(),
        n => format!(", {n} times until {}", at(last).format("%a %H:%M:%S")),
    };
    format!("  {begun} {mark} {who}: {title}{again}\n")
}
