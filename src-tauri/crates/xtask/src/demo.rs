//! Builds what a newcomer needs and starts the demo.

use std::{
    env,
    path::PathBuf,
    process::{Command, Stdio},
};

use crate::{
    command::{cargo, program, run, status},
    managers::Purpose,
    node::{self, WINDOW},
    packages,
    steps::{self, Step},
    trouble::Trouble,
    wish::Consent,
};

const STEPS: [Step<Consent>; 4] = [
    Step {
        name: "system packages",
        work: |consent| packages::provide(Purpose::Demo, *consent),
    },
    Step { name: "node packages", work: |_| node::provide(&[WINDOW]) },
    Step { name: "build the window", work: |_| node::build_window() },
    Step { name: "build Hotseat", work: |_| build() },
];

/// The whole of `cargo xtask demo`; the exit code is the demo's own.
pub(crate) fn play(consent: Consent, more: &[String]) -> Result<u8, Trouble> {
    let windowless = more.iter().any(|word| word == "--headless");
    if !windowless {
        check_desktop(|name| env::var_os(name).is_some())?;
    }
    let mut consent = consent;
    steps::take(&STEPS, &mut consent)?;
    let mut hotseat = hotseat(more)?;
    eprintln!("\nHotseat plays its demo. Quit it in the tray, or by Ctrl C.");
    let ended = status(&mut hotseat)?;
    Ok(ended.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}

fn build() -> Result<String, Trouble> {
    run(&mut cargo(&["build", "--bin", "hotseat", "--locked"]))?;
    Ok("built".into())
}

/// The demo lives in the tray, so it needs a desktop around it.
fn check_desktop(is_set: impl Fn(&str) -> bool) -> Result<(), Trouble> {
    let linux = cfg!(target_os = "linux");
    if !linux || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") {
        return Ok(());
    }
    Err(Trouble::missing(
        "There is no desktop here: DISPLAY and WAYLAND_DISPLAY are not set.",
        "Run this in a terminal of a desktop session, or without a window: \
         cargo xtask demo -- --headless",
    ))
}

fn hotseat(more: &[String]) -> Result<Command, Trouble> {
    let mut hotseat = program(beside_us()?);
    hotseat.stdin(Stdio::inherit()).arg("demo");
    if !more.iter().any(|word| word == "--headless" || word == "--show") {
        hotseat.arg("--show");
    }
    hotseat.args(more);
    Ok(hotseat)
}

/// Cargo put the app next to this program, whatever the target folder is.
fn beside_us() -> Result<PathBuf, Trouble> {
    let us = env::current_exe().map_err(Trouble::file("xtask"))?;
    Ok(us.with_file_name(format!("hotseat{}", env::consts::EXE_SUFFIX)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::spoken;

    fn told(more: &[&str]) -> String {
        let more: Vec<String> = more.iter().map(|&word| word.into()).collect();
        spoken(&hotseat(&more).unwrap())
    }

    #[test]
    fn the_window_opens_unless_it_is_not_wanted() {
        assert_eq!(told(&["--seed", "7"]), "hotseat demo --show --seed 7");
        assert_eq!(told(&["--headless"]), "hotseat demo --headless");
        assert_eq!(told(&["--show"]), "hotseat demo --show");
    }

    #[test]
    fn without_a_desktop_the_way_out_is_named() {
        if !cfg!(target_os = "linux") {
            return;
        }
        let trouble = check_desktop(|_| false).unwrap_err().to_string();
        assert!(trouble.contains("--headless"), "{trouble}");
        assert!(check_desktop(|name| name == "WAYLAND_DISPLAY").is_ok());
    }
}
