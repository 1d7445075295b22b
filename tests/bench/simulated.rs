//! How long a simulated week takes.

use chrono::{TimeDelta, TimeZone};
use engine::simulation::{Simulation, invent, play};

use super::figures::{Row, print, stopwatch};

const REQUESTS: usize = 5_000;
const SEED: u64 = 1;

#[tokio::test(flavor = "current_thread")]
#[ignore = "a measurement: cargo xtask bench"]
async fn a_simulated_week() {
    let preset = team::preset("support-channel").expect("it ships");
    let rules = team::parse(preset.text, "team.toml").expect("sound").rules;
    let monday = rules.zone.with_ymd_and_hms(2026, 11, 23, 0, 0, 0);
    let from = monday.single().expect("a midnight").to_utc();
    let to = from + TimeDelta::days(7);
    let happenings = invent(&rules, (from, to), REQUESTS, SEED);
    let happened = happenings.len();
    let begun = stopwatch();
    let simulation = Simulation { rules, from, to, happenings };
    let report = play(simulation).await.expect("it plays");
    let took = begun.elapsed();
    assert!(!report.bubbles.is_empty() && report.requests > 0);
    print(&[Row {
        what: "simulated week".to_owned(),
        measured: format!("{:.1} s", took.as_secs_f64()),
        beside: format!(
            "{REQUESTS} requests, {happened} happenings, {} bubbles",
            report.bubbles.len()
        ),
        budget: "3 s".to_owned(),
    }]);
}
