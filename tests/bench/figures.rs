//! The table in which a figure stands beside its budget.

use std::time::{Duration, Instant};

/// One figure.
pub(super) struct Row {
    /// What was measured.
    pub(super) what: String,
    /// How much it was.
    pub(super) measured: String,
    /// What it was measured against.
    pub(super) beside: String,
    /// How much it may be.
    pub(super) budget: String,
}

/// A stopwatch that runs from now on.
#[expect(clippy::disallowed_methods, reason = "a figure is real time")]
pub(super) fn stopwatch() -> Instant {
    Instant::now()
}

/// Prints figures for a person.
pub(super) fn print(rows: &[Row]) {
    println!();
    for Row { what, measured, beside, budget } in rows {
        println!("{what:<32} {measured:>12}   budget {budget:<16} {beside}");
    }
}

/// A length of time, as figures say it.
pub(super) fn ms(length: Duration) -> String {
    format!("{:.1} ms", length.as_secs_f64() * 1e3)
}

/// The length that so large a share does not exceed.
pub(super) fn part(all: &mut [Duration], share: f64) -> Duration {
    all.sort();
    let at = (all.len() as f64 * share).ceil() as usize;
    all[at.saturating_sub(1)]
}
