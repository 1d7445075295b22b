//! Sets up and runs every test, in the order in which they fail fastest.

use crate::{
    bindings::Bindings,
    command::{cargo, run as run_command},
    display::Display,
    leftovers,
    managers::Purpose,
    node::{self, SERVERS, WINDOW},
    packages,
    steps::{self, Step},
    tools,
    trouble::Trouble,
    wish::Consent,
};

/// What the steps hand on to each other.
struct Scene {
    consent: Consent,
    display: Option<Display>,
    bindings: Bindings,
}

/// What every test needs; `cargo xtask setup` is these alone.
const SET_UP: [Step<Scene>; 3] = [
    Step { name: "rust tools", work: |_| tools::check() },
    Step { name: "system packages", work: system_packages },
    Step { name: "node packages", work: |_| node::provide(&[WINDOW, SERVERS]) },
];

const TESTS: [Step<Scene>; 10] = [
    // The shell embeds the page, so it is built before any Rust.
    Step { name: "build the window", work: |_| node::build_window() },
    Step { name: "format", work: |_| of_cargo(&["fmt", "--all", "--check"]) },
    Step { name: "clippy", work: clippy },
    Step { name: "display", work: display },
    Step { name: "rust tests", work: rust_tests },
    Step { name: "window check", work: |_| of_npm(WINDOW, "check") },
    Step { name: "window tests", work: |_| of_npm(WINDOW, "test") },
    Step { name: "server tests", work: |_| of_npm(SERVERS, "test") },
    Step { name: "types are fresh", work: types_are_fresh },
    Step { name: "screens", work: screens },
];

/// The whole of `cargo xtask setup`.
pub(crate) fn set_up(consent: Consent) -> Result<u8, Trouble> {
    take(SET_UP.into_iter().collect(), consent)
}

/// The whole of `cargo xtask test`.
pub(crate) fn run(consent: Consent) -> Result<u8, Trouble> {
    take(SET_UP.into_iter().chain(TESTS).collect(), consent)
}

fn take(steps: Vec<Step<Scene>>, consent: Consent) -> Result<u8, Trouble> {
    let bindings = Bindings::default();
    let mut scene = Scene { consent, display: None, bindings };
    steps::take(&steps, &mut scene)?;
    Ok(0)
}

fn system_packages(scene: &mut Scene) -> Result<String, Trouble> {
    packages::provide(Purpose::Test, scene.consent)
}

fn of_cargo(arguments: &[&str]) -> Result<String, Trouble> {
    run_command(&mut cargo(arguments))?;
    Ok("clean".into())
}

fn of_npm(folder: &str, script: &str) -> Result<String, Trouble> {
    node::run_script(folder, script)?;
    Ok("passed".into())
}

fn clippy(_scene: &mut Scene) -> Result<String, Trouble> {
    let what = ["clippy", "--workspace", "--all-targets", "--locked"];
    let how = ["--", "--deny", "warnings"];
    of_cargo(&[what.as_slice(), how.as_slice()].concat())
}

fn display(scene: &mut Scene) -> Result<String, Trouble> {
    let display = Display::start()?;
    let found = format!("Xvfb on {}", display.name());
    scene.display = Some(display);
    Ok(found)
}

/// Runs unit tests, journeys and the tests that write the window's types.
fn rust_tests(scene: &mut Scene) -> Result<String, Trouble> {
    scene.bindings = Bindings::now()?;
    let mut command =
        cargo(&["test", "--workspace", "--locked", "--no-fail-fast"]);
    command.env("RUST_TEST_THREADS", at_once().to_string());
    let mut spared = Vec::new();
    if let Some(display) = &scene.display {
        display.lend(&mut command);
        spared.push(display.process());
    }
    let outcome = run_command(&mut command);
    let forgotten = leftovers::end(&spared);
    outcome?;
    if forgotten.is_empty() {
        return Ok("passed".into());
    }
    Ok(format!("passed, and ended what was left: {}", forgotten.join(", ")))
}

/// How many tests run at once: most wait for other processes, so that two
/// keep a core busy.
fn at_once() -> usize {
    2 * std::thread::available_parallelism().map_or(1, usize::from)
}

fn types_are_fresh(scene: &mut Scene) -> Result<String, Trouble> {
    scene.bindings.compare(&Bindings::now()?)
}

/// Photographs the window in Chromium against its fake host.
fn screens(_scene: &mut Scene) -> Result<String, Trouble> {
    of_npm(WINDOW, "shots")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_checks_come_before_slow_ones_and_set_up_before_all() {
        let all = SET_UP.iter().chain(&TESTS);
        let names: Vec<&str> = all.map(|step| step.name).collect();
        let place = |name: &str| {
            names.iter().position(|one| *one == name).unwrap_or_else(|| {
                panic!("{name} is a step of the rehearsal: {names:?}")
            })
        };
        let order = [
            "system packages",
            "node packages",
            "build the window",
            "format",
            "clippy",
            "display",
            "rust tests",
            "window check",
            "window tests",
            "types are fresh",
            "screens",
        ];
        assert!(order.is_sorted_by_key(|name| place(name)), "{names:?}");
    }
}
