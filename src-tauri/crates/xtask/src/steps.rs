//! Takes the steps of a run in order and tells how long each took.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use crate::trouble::Trouble;

/// One named step; its work returns a few words about what it found.
pub(crate) struct Step<Scene> {
    /// What the step is called in every line about it.
    pub(crate) name: &'static str,
    /// The work itself.
    pub(crate) work: fn(&mut Scene) -> Result<String, Trouble>,
}

/// What became of a step.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Done { took: Duration, found: String },
    Failed { took: Duration },
    NotRun,
}

/// Takes every step until one fails, then prints the table of all of them.
#[expect(
    clippy::disallowed_methods,
    reason = "it tells how long it took and no more"
)]
pub(crate) fn take<Scene>(
    steps: &[Step<Scene>],
    scene: &mut Scene,
) -> Result<(), Trouble> {
    let began = Instant::now();
    let mut rows = Vec::new();
    let mut failed = None;
    for (number, step) in steps.iter().enumerate() {
        if failed.is_some() {
            rows.push((step.name, Fate::NotRun));
            continue;
        }
        let label = format!("{}/{} {}", number + 1, steps.len(), step.name);
        eprintln!("[{:>6}] {label}", clock(began.elapsed()));
        let from = began.elapsed();
        let outcome = (step.work)(scene);
        let took = began.elapsed().saturating_sub(from);
        let now = clock(began.elapsed());
        let fate = match outcome {
            Ok(found) => {
                eprintln!("[{now:>6}] {label}: {found} ({})", spell(took));
                Fate::Done { took, found }
            }
            Err(trouble) => {
                eprintln!("{trouble}");
                eprintln!("[{now:>6}] {label}: FAILED ({})", spell(took));
                failed = Some(step.name);
                Fate::Failed { took }
            }
        };
        rows.push((step.name, fate));
    }
    eprint!("\n{}", table(&rows, began.elapsed()));
    failed.map_or(Ok(()), |name| Err(Trouble::Step(name)))
}

fn table(rows: &[(&str, Fate)], whole: Duration) -> String {
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for (name, fate) in rows {
        let (took, result) = match fate {
            Fate::Done { took, found } => (spell(*took), found.as_str()),
            Fate::Failed { took } => (spell(*took), "FAILED"),
            Fate::NotRun => ("-".to_owned(), "not run"),
        };
        // Writing into a `String` cannot fail.
        let _ = writeln!(text, "{took:>12}  {name:width$}  {result}");
    }
    let _ = writeln!(text, "{:>12}  in all", spell(whole));
    text
}

/// Minutes and seconds, as a clock shows them.
fn clock(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A length of time, as a person says it.
fn spell(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 60 {
        format!("{:.1} s", took.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fine(taken: &mut Vec<&'static str>) -> Result<String, Trouble> {
        taken.push("fine");
        Ok("ok".to_owned())
    }

    fn broken(taken: &mut Vec<&'static str>) -> Result<String, Trouble> {
        taken.push("broken");
        Err(Trouble::Stale("it broke".to_owned()))
    }

    #[test]
    fn nothing_runs_after_a_failure_and_the_failure_has_a_name() {
        let steps = [
            Step { name: "first", work: fine },
            Step { name: "second", work: broken },
            Step { name: "third", work: fine },
        ];
        let mut taken = Vec::new();
        let trouble = take(&steps, &mut taken).unwrap_err();
        assert_eq!(trouble.to_string(), "failed: second");
        assert_eq!(taken, ["fine", "broken"]);
    }

    #[test]
    fn the_table_names_every_step_even_those_that_did_not_run() {
        let rows = [
            (
                "packages",
                Fate::Done {
                    took: Duration::from_millis(420),
                    found: "nothing missing".to_owned(),
                },
            ),
            ("clippy", Fate::Failed { took: Duration::from_secs(75) }),
            ("tests", Fate::NotRun),
        ];
        let told = table(&rows, Duration::from_secs(76));
        assert_eq!(
            told,
            "       0.4 s  packages  nothing missing\n\
             \x20 1 min 15 s  clippy    FAILED\n\
             \x20          -  tests     not run\n\
             \x20 1 min 16 s  in all\n"
        );
    }

    #[test]
    fn the_clock_counts_minutes_past_the_hour() {
        assert_eq!(clock(Duration::from_secs(9)), "0:09");
        assert_eq!(clock(Duration::from_secs(3661)), "61:01");
    }
}
