//! Checking and changing the team file.

mod check;
pub(super) mod init;
mod join;
mod observe;
mod presets;

use std::path::Path;

use contract::{Code, Command, Failure};
use domain::Rules;

use super::args::{Cli, Team};
use super::start::unready;
use super::{Outcome, Said, failed, talk};
use crate::wiring;

/// Checks it, changes it, or has it looked at.
pub(super) fn team(cli: &Cli, what: &Team) -> Outcome {
    match what {
        Team::Presets => presets::presets(),
        Team::Init(arguments) => init::init(cli, arguments),
        Team::Check => check::check(cli),
        Team::AddMe(me) => join::join(cli, me),
        Team::Observe(args) => observe::observe(cli, args),
        Team::Reload => reload(cli),
        Team::Schema => schema(),
    }
}

/// The team file as it stands: its text, and what it says.
pub(super) fn standing(file: &Path) -> Result<(String, Rules), Failure> {
    let text = wiring::team_text(file).map_err(unready)?;
    let rules = wiring::rules(&text, file).map_err(unready)?;
    Ok((text, rules))
}

/// What an editor checks a team file by.
fn schema() -> Outcome {
    let schema = team::schema();
    let text = serde_json::to_string_pretty(&schema).map_err(failed)?;
    Ok(Said::new(schema, text))
}

/// Has the engine that runs look at the file now.
fn reload(cli: &Cli) -> Outcome {
    let paths = talk::paths(cli)?;
    let runtime = talk::runtime()?;
    let Some(answer) = talk::running(&runtime, &paths, &Command::Reload)?
    else {
        return Err(Failure::new(Code::Unreachable, "No Hotseat is running.")
            .hint("The file is read whenever one starts."));
    };
    let data = answer?;
    let done: contract::Done =
        serde_json::from_value(data.clone()).map_err(failed)?;
    Ok(Said::new(data, done.words))
}
