//! Lets somebody of the roster read along for a week, or for longer.

use chrono::NaiveDate;
use contract::{Code, Command, Failure, Role, Select, Snapshot};
use domain::Clock;
use engine::SystemClock;
use serde_json::json;

use super::standing;
use crate::cli::args::{Cli, Observe};
use crate::cli::nudge::nudge;
use crate::cli::{Outcome, Said, ask, talk};
use crate::teamfile;

/// Shows the change, and writes it if it is agreed to.
pub(super) fn observe(cli: &Cli, args: &Observe) -> Outcome {
    let paths = talk::paths(cli)?;
    let (text, rules) = standing(&paths.team)?;
    let runtime = talk::runtime()?;
    let all = Command::Snapshot { select: Select::default() };
    if let Some(answer) = talk::running(&runtime, &paths, &all)? {
        let seen: Snapshot = crate::cli::verbs::read(&answer?)?;
        if seen.duty.role == Role::Observer && seen.duty.me.is_some() {
            let words = "You are observing, so the team file can only be read.";
            return Err(Failure::new(Code::Refused, words)
                .hint("Somebody on duty makes your week longer."));
        }
    }
    let name = paths.team.display().to_string();
    let known = rules.roster.iter().find(|mate| {
        mate.key.as_str() == args.person || mate.name == args.person
    });
    let key = known.map_or(args.person.as_str(), |mate| mate.key.as_str());
    let today = || SystemClock::new().now().with_timezone(&rules.zone);
    let begun = known.and_then(|mate| mate.observes);
    let begun: Option<NaiveDate> = begun
        .filter(|_| args.until.is_some())
        .map(|week| week.from.with_timezone(&rules.zone).date_naive());
    let first = args.from.or(begun).unwrap_or_else(|| today().date_naive());
    let edit = team::observe(&text, &name, key, (first, args.until))
        .map_err(|flaw| Failure::new(Code::Refused, flaw.to_string()))?;
    if !args.yes {
        ask::say(&edit.diff);
        if !ask::agreed(&format!("Write this to {name}?"))? {
            let words = "It was not agreed to; nothing was written.";
            return Err(Failure::new(Code::Refused, words)
                .hint("--yes agrees beforehand."));
        }
    }
    teamfile::over(&paths.team, &edit.text, &edit.replaces)?;
    let engine = nudge(&runtime, &paths, &Command::Reload);
    let until = match args.until {
        Some(last) => format!("until the end of {last}"),
        None => "for five working days, within a week".to_owned(),
    };
    let mut lines = vec![format!("{key} observes from {first}, {until}.")];
    lines.extend(engine.words("The Hotseat that is running looks at it now."));
    let data = json!({
        "file": name,
        "person": key,
        "diff": edit.diff,
        "engine_told": engine.is_told(),
    });
    Ok(Said::new(data, lines.join("\n")))
}
