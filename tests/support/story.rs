//! A story that is lived through in a process of its own.

use std::future::Future;
use std::process::Command;
use std::time::{Duration, Instant};

use super::bus::Bus;
use super::display::Display;

/// Says to the process that it is the one in which the story happens.
const INSIDE: &str = "HOTSEAT_STORY";

/// The longest a test waits for anything, on the busiest of computers.
pub(crate) const LIMIT: Duration = Duration::from_secs(180);

/// A stopwatch that runs from now on.
#[expect(clippy::disallowed_methods, reason = "how long the real thing takes")]
pub(crate) fn stopwatch() -> Instant {
    Instant::now()
}

/// Runs a test on a bus of its own. What a program takes for its session bus
/// stands in its environment, which threads share; so the test starts itself
/// again as a process whose environment names the new bus.
pub(crate) fn alone<F, S>(story: S)
where
    S: FnOnce(Bus) -> F,
    F: Future<Output = ()>,
{
    let name = test_of::<S>();
    if !is_inside() {
        return retell(&name, &Bus::start(), Vec::new());
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(story(Bus::given()));
    // Threads that wait for a keyring or a desktop are not joined.
    runtime.shutdown_background();
}

/// The same on a screen of its own, for what cannot do without one. The
/// story is not a future, because a program that draws has a loop of its own.
pub(crate) fn alone_on_screen<S: FnOnce(Bus)>(story: S) {
    let name = test_of::<S>();
    if is_inside() {
        return story(Bus::given());
    }
    let display = Display::start();
    retell(&name, &Bus::start(), display.env());
}

fn is_inside() -> bool {
    std::env::var_os(INSIDE).is_some()
}

fn retell(name: &str, bus: &Bus, more: Vec<(&'static str, String)>) {
    let told = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "--nocapture", name])
        .envs(bus.env())
        .envs(more)
        .env(INSIDE, "1")
        .output()
        .expect("the story's process");
    let said = String::from_utf8_lossy(&told.stdout);
    let wrong = String::from_utf8_lossy(&told.stderr);
    assert!(told.status.success(), "{said}\n{wrong}");
    assert!(said.contains("1 passed"), "the story was not found: {said}");
}

/// The name of the test that a closure was written in.
fn test_of<S>() -> String {
    let name = std::any::type_name::<S>();
    let (_crate, path) = name.split_once("::").expect("a path");
    path.trim_end_matches("::{{closure}}").to_owned()
}

/// Waits for something that must happen soon.
pub(crate) async fn soon<T>(what: &str, happens: impl Future<Output = T>) -> T {
    match tokio::time::timeout(LIMIT, happens).await {
        Ok(happened) => happened,
        Err(_) => panic!("{what}: not within {} s", LIMIT.as_secs()),
    }
}
