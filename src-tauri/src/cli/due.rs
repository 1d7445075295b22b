//! When a target would be due.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use contract::{Code, Failure};
use domain::calendar::{Calendar, instant_of};
use domain::target::Target;
use domain::when::{clock_time, duration};
use domain::{Clock, Level, Rules};

use super::args::{Cli, Due, Instant};
use super::{Outcome, Said, failed, talk, verbs};
use crate::{boot, wiring};

/// Says when the first response to a request would be due, and why.
pub(super) fn due(cli: &Cli, due: &Due) -> Outcome {
    let paths = talk::paths(cli)?;
    let text = wiring::team_text(&paths.team)
        .map_err(|e| Failure { code: Code::NotFound, ..failed(e) })?;
    let rules = wiring::rules(&text, &paths.team)
        .map_err(|e| Failure { code: Code::Usage, ..failed(e) })?;
    let now = engine::SystemClock::new().now();
    let from = from(due, &rules, now)?;
    let level = level(due, &rules)?;
    let Some(target) = &level.first_response else {
        return Ok(Said::new(
            serde_json::json!({ "level": level.name, "due": null }),
            format!("{} promises no time for a first response.", level.name),
        ));
    };
    reckoned(level, target, &rules.calendar, from)
}

fn from(
    due: &Due,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, Failure> {
    match due.from {
        None => Ok(now),
        Some(Instant::Fixed(at)) => Ok(at),
        Some(Instant::Local(wall)) => instant_of(rules.zone, wall)
            .ok_or_else(|| failed("that time cannot be reckoned with")),
    }
}

fn level<'r>(due: &Due, rules: &'r Rules) -> Result<&'r Level, Failure> {
    let found = match &due.level {
        Some(name) => rules
            .levels
            .iter()
            .find(|level| level.name.eq_ignore_ascii_case(name)),
        None => {
            let priority = verbs::priority(due.priority).into();
            rules.level(priority, false)
        }
    };
    found.ok_or_else(|| {
        let names: Vec<&str> =
            rules.levels.iter().map(|l| l.name.as_str()).collect();
        Failure::new(Code::NotFound, "The team file has no such service level.")
            .hint(format!("It has: {}.", names.join(", ")))
    })
}

fn reckoned(
    level: &Level,
    target: &Target,
    calendar: &Calendar,
    from: DateTime<Utc>,
) -> Outcome {
    let Some(reckoning) = target.reckon(from, calendar) else {
        return Err(Failure::new(
            Code::Failed,
            "The calendar does not open long enough within five years.",
        )
        .hint("Look at the hours of the team file."));
    };
    let warnings = target.warnings(from, reckoning.deadline, calendar);
    let zone = boot::zone(calendar.zone());
    let say = |at| clock_time(at, from, zone);
    let mut lines = format!(
        "{}: first response due {}.\n{} from {}.\n",
        level.name,
        say(reckoning.deadline),
        reckoning.target,
        say(from),
    );
    for step in &reckoning.steps {
        let _ = writeln!(
            lines,
            "  {} to {}: {} count.",
            say(step.opens),
            say(step.closes),
            duration(step.counted)
        );
    }
    let _ = write!(
        lines,
        "Warnings at {} and {}.",
        say(warnings.first),
        say(warnings.second)
    );
    let steps: Vec<serde_json::Value> = reckoning
        .steps
        .iter()
        .map(|step| {
            serde_json::json!({
                "opens": step.opens,
                "closes": step.closes,
                "counted_s": step.counted.num_seconds(),
            })
        })
        .collect();
    let data = serde_json::json!({
        "level": level.name,
        "target": reckoning.target,
        "calendar": reckoning.calendar,
        "zone": reckoning.zone.name(),
        "from": reckoning.from,
        "runs_from": reckoning.runs_from,
        "steps": steps,
        "first_warning": warnings.first,
        "second_warning": warnings.second,
        "due": reckoning.deadline,
    });
    Ok(Said::new(data, lines))
}
