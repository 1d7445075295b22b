//! What is wrong with the team file, and what in it will surprise.

use contract::{Code, Failure};
use domain::Clock;
use engine::SystemClock;
use serde_json::{Value, json};
use team::Flaw;

use crate::boot::Paths;
use crate::cli::args::Cli;
use crate::cli::start::unready;
use crate::cli::{Outcome, Said, failed, talk};
use crate::wiring;

/// Tells every fault with its place and remedy, or else every hint.
pub(super) fn check(cli: &Cli) -> Outcome {
    let paths = talk::paths(cli)?;
    let text = wiring::team_text(&paths.team).map_err(unready)?;
    wiring::fetch_calendars(&text, &paths).map_err(failed)?;
    let Paths { team: file, data: kept, .. } = paths;
    let name = file.display().to_string();
    let now = engine::system().now();
    let whole = engine::whole_text(&text, &file, Some(&kept), now);
    match team::parse(&whole, &name) {
        Ok(team) => {
            let now = SystemClock::new().now();
            let mut hints = team.hints.clone();
            hints.extend(team.outlook(now));
            let mut lines = list(&hints);
            lines.push_str(&match hints.len() {
                0 => format!("{name} is sound."),
                1 => format!("{name} is sound, with one hint."),
                n => format!("{name} is sound, with {n} hints."),
            });
            Ok(Said::new(data(&hints, true), lines))
        }
        Err(faults) => {
            let what = match faults.len() {
                1 => "The team file has a fault.".to_owned(),
                n => format!("The team file has {n} faults."),
            };
            let wrong = Failure::new(Code::Usage, what)
                .hint("A Hotseat that is running goes by the last sound one.");
            let said = Said::new(data(&faults, false), list(&faults));
            Ok(Said { wrong: Some(wrong), ..said })
        }
    }
}

fn list(flaws: &[Flaw]) -> String {
    flaws.iter().map(|flaw| format!("{flaw}\n")).collect()
}

fn data(flaws: &[Flaw], hint: bool) -> Value {
    flaws
        .iter()
        .map(|flaw| {
            json!({
                "file": flaw.file,
                "line": flaw.line,
                "column": flaw.column,
                "key": flaw.key,
                "what": flaw.what,
                "remedy": flaw.remedy,
                "hint": hint,
            })
        })
        .collect()
}
