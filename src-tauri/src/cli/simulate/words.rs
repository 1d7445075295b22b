//! A simulated week in lines for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use domain::Loudness;
use engine::simulation::{Bubble, LevelReport, Report};

/// As many bubbles as are told one by one.
const TOLD: usize = 40;

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
    let _ = writeln!(
        lines,
        "\nWaiting at the end of each hour, with those that were late:"
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

/// Hours at which nothing waited are left out.
fn hours(report: &Report) -> BTreeMap<NaiveDate, String> {
    let mut days: BTreeMap<NaiveDate, String> = BTreeMap::new();
    for queue in report.queue.iter().filter(|queue| queue.waiting > 0) {
        let there = queue.at.with_timezone(&report.zone);
        let hours = days.entry(there.date_naive()).or_default();
        let _ = write!(hours, "{:02}h {}", there.hour(), queue.waiting);
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
    for bubble in report.bubbles.iter().take(TOLD) {
        let at = bubble.at.with_timezone(&report.zone).format("%a %H:%M:%S");
        let mark = match bubble.loudness >= Loudness::Sound {
            true => "♪",
            false => " ",
        };
        let (who, title) = (&bubble.who, &bubble.title);
        let _ = writeln!(lines, "  {at} {mark} {who}: {title}");
    }
    let more = report.bubbles.len().saturating_sub(TOLD);
    if more > 0 {
        let _ = writeln!(lines, "  and {more} more; --json tells them all.");
    }
    lines
}
