//! Checks that the Rust tools the tests call are installed.

use crate::{command::cargo, trouble::Trouble};

/// What rustup calls the components, by the cargo command they bring.
const COMPONENTS: &[(&str, &str)] = &[("fmt", "rustfmt"), ("clippy", "clippy")];

/// Names every component that does not answer.
pub(crate) fn check() -> Result<String, Trouble> {
    let absent: Vec<&str> = COMPONENTS
        .iter()
        .filter(|(command, _)| !answers(command))
        .map(|(_, component)| *component)
        .collect();
    if absent.is_empty() {
        return Ok("rustfmt and clippy are here".into());
    }
    let names = absent.join(" ");
    Err(Trouble::missing(
        format!("Not installed with this Rust: {names}."),
        format!("Run `rustup component add {names}`, then this again."),
    ))
}

fn answers(command: &str) -> bool {
    let output = cargo(&[command, "--version"]).output();
    output.is_ok_and(|output| output.status.success())
}
