//! Lets a team file live through a week before its team does.

mod words;

use std::path::Path;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use contract::{Code, Failure};
use domain::calendar::instant_of;
use domain::{Clock, Rules};
use engine::simulation::{
    Happening, Report, Simulation, invent, next_monday, play, read,
};
use tokio::runtime::Builder;

use super::args::{Cli, Simulate};
use super::{Outcome, Said, failed, talk};
use crate::wiring;

/// A longer week is no week.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Plays it and reports who would have been told what, and when.
pub(super) fn simulate(cli: &Cli, asked: &Simulate) -> Outcome {
    let mut paths = talk::paths(cli)?;
    if let Some(file) = &asked.file {
        paths.team.clone_from(file);
    }
    let text = wiring::team_text(&paths.team)
        .map_err(|e| Failure { code: Code::NotFound, ..failed(e) })?;
    wiring::fetch_calendars(&text, &paths).map_err(failed)?;
    let rules = wiring::rules_of(&text, &paths)
        .map_err(|e| Failure { code: Code::Usage, ..failed(e) })?;
    let (from, to) = span(asked, &rules)?;
    let happenings = match &asked.events {
        Some(events) => written(events, &rules)?,
        None => {
            let requests = usize::try_from(asked.requests).map_err(failed)?;
            invent(&rules, (from, to), requests, asked.seed)
        }
    };
    let simulation = Simulation { rules, from, to, happenings };
    // One thread: nothing here waits for anything but itself.
    let runtime =
        Builder::new_current_thread().enable_all().build().map_err(failed)?;
    let report: Report = runtime.block_on(play(simulation)).map_err(failed)?;
    let data = serde_json::to_value(&report).map_err(failed)?;
    Ok(Said::new(data, words::lines(&report)))
}

fn span(
    asked: &Simulate,
    rules: &Rules,
) -> Result<(DateTime<Utc>, DateTime<Utc>), Failure> {
    let midnight = |date: chrono::NaiveDate| {
        instant_of(rules.zone, date.and_time(NaiveTime::MIN))
            .ok_or_else(|| failed("that date cannot be reckoned with"))
    };
    let from = match asked.from {
        Some(date) => midnight(date)?,
        None => next_monday(rules, engine::SystemClock::new().now()),
    };
    let first = from.with_timezone(&rules.zone).date_naive();
    let last = first
        .checked_add_signed(TimeDelta::days(i64::from(asked.days)))
        .ok_or_else(|| failed("that date cannot be reckoned with"))?;
    Ok((from, midnight(last)?))
}

/// What somebody has written down.
fn written(file: &Path, rules: &Rules) -> Result<Vec<Happening>, Failure> {
    let name = file.display();
    let unread = |error: std::io::Error| {
        Failure::new(Code::NotFound, format!("{name} cannot be read: {error}."))
    };
    if std::fs::metadata(file).map_err(unread)?.len() > LONGEST {
        let what = format!("{name} is longer than 64 MB.");
        return Err(Failure::new(Code::Usage, what));
    }
    let text = std::fs::read_to_string(file).map_err(unread)?;
    read(&text, rules).map_err(|faults| {
        let lines: Vec<String> =
            faults.iter().map(|fault| format!("{name}, {fault}")).collect();
        Failure::new(Code::Usage, format!("{name} has lines that say nothing."))
            .hint(lines.join("\n"))
    })
}
