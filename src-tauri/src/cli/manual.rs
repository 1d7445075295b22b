//! What describes the command line itself: completions and the manual page.

use clap::CommandFactory;
use clap_complete::Shell;
use serde_json::json;

use super::args::Cli;
use super::{Outcome, Said, failed};

/// Prints what completes the verbs in a shell.
pub(super) fn completions(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    let mut command = Cli::command();
    clap_complete::generate(shell, &mut command, "hotseat", &mut script);
    let script = String::from_utf8(script).map_err(failed)?;
    let data = json!({ "shell": shell.to_string(), "script": script });
    Ok(Said::new(data, script))
}

/// Prints the manual page.
pub(super) fn page() -> Outcome {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page).map_err(failed)?;
    let page = String::from_utf8(page).map_err(failed)?;
    Ok(Said::new(json!({ "page": page }), page))
}
