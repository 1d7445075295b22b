//! Runs the long measurements of the house's tests, which `test` leaves short.

use std::process::Command;

use crate::{
    command::{cargo, run},
    display::Display,
    node::{self, SERVERS, WINDOW},
    trouble::Trouble,
};

/// Measures the optimised product and prints what it found.
pub(crate) fn bench(more: &[String]) -> Result<u8, Trouble> {
    let mut command = house(&["--release"], "bench::");
    // One at a time, since two measurements disturb each other.
    command.args(["--ignored", "--nocapture", "--test-threads", "1"]);
    measure(command.args(more))
}

/// Kills a running Hotseat as often as asked.
pub(crate) fn crash(times: u32) -> Result<u8, Trouble> {
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
    node::provide(&[WINDOW, SERVERS])?;
    node::build_window()?;
    let display = Display::start()?;
    display.lend(command);
    run(command)?;
    Ok(0)
}
