//! Runs the long measurements of the house's tests, which `test` leaves short.

use std::process::Command;

use crate::{
    command::{cargo, run},
    display::Display,
    node::{self, SERVERS, WINDOW},
    trouble::Trouble,
};

/// What is shipped.
const RELEASE: &str = "--release";

/// Measures the product as it is shipped and prints what it found.
pub(crate) fn bench(more: &[String]) -> Result<u8, Trouble> {
    // One at a time, since two measurements disturb each other.
    let alone = ["--ignored", "--nocapture", "--test-threads", "1"];
    // The shell embeds the page, so it is built before any Rust.
    node::provide(&[WINDOW, SERVERS])?;
    node::build_window()?;
    run(cargo(&["build", "--workspace", "--locked"])
        .arg(RELEASE)
        .args(["--example", "empty"]))?;
    let mut engine = cargo(&["test", "--workspace", "--test", "bench"]);
    engine.arg(RELEASE).args(["--locked", "--"]).args(alone);
    run(engine.args(more))?;
    let mut command = house(&[RELEASE], "bench::");
    measure(command.args(alone).args(more))
}

/// Kills a running Hotseat as often as asked.
pub(crate) fn crash(times: u32) -> Result<u8, Trouble> {
    node::provide(&[WINDOW, SERVERS])?;
    node::build_window()?;
    let mut command = house(&[], "crash::");
    measure(
        command.env("HOTSEAT_CRASH_N", times.to_string()).arg("--nocapture"),
    )
}

/// The test binary of the whole product, with the features that a build of
/// the workspace has, so that nothing is compiled twice.
fn house(profile: &[&str], filter: &str) -> Command {
    let mut command = cargo(&["test", "--workspace", "--test", "house"]);
    command.args(profile).args(["--locked", "--", filter]);
    command
}

fn measure(command: &mut Command) -> Result<u8, Trouble> {
    let display = Display::start()?;
    display.lend(command);
    run(command)?;
    Ok(0)
}
