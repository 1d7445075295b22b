//! When a target would be due.

mod batch;
mod reckoned;

use std::fmt::Write;

use chrono::{DateTime, Utc};
use contract::{Code, Failure};
use domain::calendar::instant_of;
use domain::when::{clock_time, duration};
use domain::{Asking, Clock, Level, Priority, Rules};

pub(super) use self::batch::batch;
use self::reckoned::Reckoned;
use super::args::{Cli, Due, Instant};
use super::{Outcome, Said, failed, talk, verbs};
use crate::{boot, wiring};

/// Says when the first response to a request would be due, and why.
pub(super) fn due(cli: &Cli, due: &Due) -> Outcome {
    let rules = rules(cli)?;
    let now = engine::SystemClock::new().now();
    let from = due.from.map_or(Ok(now), |typed| instant(typed, &rules))?;
    let priority = verbs::priority(due.priority).into();
    let level = level(&rules, due.level.as_deref(), (priority, from))?;
    let Some(reckoned) = Reckoned::of(&rules, level, from)? else {
        return Ok(Said::new(
            serde_json::json!({ "level": level.name, "due": null }),
            format!("{} promises no time for a first response.", level.name),
        ));
    };
    let data = serde_json::to_value(&reckoned).map_err(failed)?;
    Ok(Said::new(data, lines(&reckoned)))
}

fn rules(cli: &Cli) -> Result<Rules, Failure> {
    let paths = talk::paths(cli)?;
    let text = wiring::team_text(&paths.team)
        .map_err(|e| Failure { code: Code::NotFound, ..failed(e) })?;
    wiring::rules_of(&text, &paths)
        .map_err(|e| Failure { code: Code::Usage, ..failed(e) })
}

/// An instant as it was typed, in the team's zone.
fn instant(typed: Instant, rules: &Rules) -> Result<DateTime<Utc>, Failure> {
    match typed {
        Instant::Fixed(at) => Ok(at),
        Instant::Local(wall) => instant_of(rules.zone, wall)
            .ok_or_else(|| failed("that time cannot be reckoned with")),
    }
}

/// The level of that name, or the one for a priority at an instant.
fn level<'r>(
    rules: &'r Rules,
    named: Option<&str>,
    (priority, from): (Priority, DateTime<Utc>),
) -> Result<&'r Level, Failure> {
    let found = match named {
        Some(name) => rules
            .levels
            .iter()
            .find(|level| level.name.eq_ignore_ascii_case(name)),
        None => rules.level(&Asking::of(priority, from)),
    };
    found.ok_or_else(|| {
        let names: Vec<&str> =
            rules.levels.iter().map(|l| l.name.as_str()).collect();
        Failure::new(Code::NotFound, "The team file has no such service level.")
            .hint(format!("It has: {}.", names.join(", ")))
    })
}

fn lines(reckoned: &Reckoned<'_>) -> String {
    let zone = boot::zone(reckoned.zone);
    let say = |at| clock_time(at, reckoned.from, zone);
    let mut lines = format!(
        "{}: first response due {}.\n{} from {}.\n",
        reckoned.level,
        say(reckoned.due),
        reckoned.target,
        say(reckoned.from),
    );
    for step in &reckoned.steps {
        let _ = writeln!(
            lines,
            "  {} to {}: {} count.",
            say(step.opens),
            say(step.closes),
            duration(chrono::TimeDelta::seconds(step.counted_s))
        );
    }
    let _ = write!(
        lines,
        "Warnings at {} and {}.",
        say(reckoned.first_warning),
        say(reckoned.second_warning)
    );
    lines
}
