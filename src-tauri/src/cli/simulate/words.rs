//! A simulated week in lines for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use domain::Loudness;
use engine::simulation::{Bubble, LevelReport, Report, Rung};

/// As many lines tell who was told what.
const TOLD: usize = 60;

pub(super) fn lines(report: &Report) -> String {
    let day = |at: DateTime<Utc>| {
        at.with_timezone(&report.zone).format("%a %-d %b %Y").to_string()
    };
    let last = report.to - TimeDelta::seconds(1);
    let mut lines = format!(
        "{} from {} to {}, times in {}.\n",
        requests(report.requests),
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
    format!("{name}: {}, {}", requests(level.requests), parts.join(", "))
}

fn requests(count: usize) -> String {
    format!("{count} request{}", if count == 1 { "" } else { "s" })
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
    let mut lines = String::from("\n");
    for person in &report.people {
        let _ = writeln!(lines, "{}", of_person(person));
    }
    if report.people.iter().any(|person| person.again > 0) {
        lines.push_str(
            "What is late rings again until somebody claims or answers it; \
             `repeats` in a level says how often.\n",
        );
    }
    lines.push('\n');
    let runs = runs(report);
    for run in runs.iter().take(TOLD) {
        lines.push_str(&told(report, run));
    }
    let more: usize = runs.iter().skip(TOLD).map(|run| run.len()).sum();
    if more > 0 {
        let _ = writeln!(lines, "  and {more} more; --json tells them all.");
    }
    lines
}

/// "Ana would have been told 31 times, 20 with sound, and rung again 12 times
/// for 2 late requests that nobody had claimed."
fn of_person(person: &Rung) -> String {
    let Rung { who, told, sounded, again, unclaimed, unanswered } = person;
    let late = |count: &usize, which: &str| {
        let plural = if *count == 1 { "" } else { "s" };
        (*count > 0).then(|| format!("{count} late request{plural} {which}"))
    };
    let which: Vec<String> = [
        late(unclaimed, "that nobody had claimed"),
        late(unanswered, "of their own without an answer"),
    ]
    .into_iter()
    .flatten()
    .collect();
    // What a digest took in rang with what was new.
    let rung = match which.is_empty() || *again == 0 {
        true => String::new(),
        false => {
            let which = which.join(" and ");
            format!(", and rung again {} for {which}", times(*again))
        }
    };
    match told + again {
        0 => format!("{who} would have heard nothing."),
        _ => format!(
            "{who} would have been told {}, {sounded} with sound{rung}.",
            times(*told)
        ),
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}

/// What rings again, whatever is told to whom in between.
fn runs(report: &Report) -> Vec<Vec<&Bubble>> {
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut runs: Vec<Vec<&Bubble>> = Vec::new();
    for bubble in &report.bubbles {
        let words = (bubble.who.as_str(), bubble.title.as_str());
        let place = *places.entry(words).or_insert(runs.len());
        match runs.get_mut(place) {
            Some(run) => run.push(bubble),
            None => runs.push(vec![bubble]),
        }
    }
    runs
}

/// The same words to the same person are one line.
fn told(report: &Report, run: &[&Bubble]) -> String {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return String::new();
    };
    let at = |it: &Bubble| it.at.with_timezone(&report.zone);
    let sounds = run.iter().any(|it| it.loudness >= Loudness::Sound);
    let mark = if sounds { "♪" } else { " " };
    let Bubble { who, title, .. } = first;
    let begun = at(first).format("%a %H:%M:%S");
    let again = match run.len() {
        1 => String::new(),
        n => format!(", {n} times until {}", at(last).format("%a %H:%M:%S")),
    };
    format!("  {begun} {mark} {who}: {title}{again}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_stands_apart_from_what_rang_again() {
        let quiet = Rung {
            who: "Ana".to_owned(),
            told: 31,
            sounded: 20,
            again: 0,
            unclaimed: 0,
            unanswered: 0,
        };
        let loud =
            Rung { again: 516, unclaimed: 3, unanswered: 1, ..quiet.clone() };
        let nothing = Rung { told: 0, sounded: 0, ..quiet.clone() };
        assert_eq!(
            of_person(&quiet),
            "Ana would have been told 31 times, 20 with sound."
        );
        assert_eq!(
            of_person(&loud),
            "Ana would have been told 31 times, 20 with sound, and rung again \
             516 times for 3 late requests that nobody had claimed and 1 late \
             request of their own without an answer."
        );
        assert_eq!(of_person(&nothing), "Ana would have heard nothing.");
    }
}
