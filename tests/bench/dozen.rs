//! What twelve sources in one engine cost while nothing happens.

use std::time::Duration;

use store::Store;
use tokio::sync::mpsc;

use super::backlog::pause;
use super::figures::{Row, print};
use super::pouring::Pouring;

const WATCHED: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: cargo xtask bench"]
async fn twelve_sources_while_nothing_happens() {
    // What every engine takes once is no cost of a source.
    idle(1, Duration::ZERO).await;
    let one = idle(1, WATCHED).await;
    let twelve = idle(12, WATCHED).await;
    let row = |what: &str, measured: String, beside: String| Row {
        what: what.to_owned(),
        measured,
        beside,
        budget: "-".to_owned(),
    };
    print(&[
        row(
            "wake-ups a second, 12 sources",
            format!("{:.2}", twelve.wakes),
            format!("{:.2} with one", one.wakes),
        ),
        row(
            "memory for 12 sources",
            format!("{} kB", twelve.grown),
            format!("{} kB for one", one.grown),
        ),
    ]);
}

struct Cost {
    wakes: f64,
    grown: u64,
}

/// A team with so many sources, each read every ten seconds.
fn team_of(sources: usize) -> String {
    let each = (0..sources).map(|n| {
        format!(
            "[sources.chat{n}]\nkind = \"demo\"\n[[sources.chat{n}.places]]\n\
             id = \"support\"\n"
        )
    });
    format!(
        "team = \"Ferryline\"\nzone = \"UTC\"\non_duty = [\"you\"]\n\
         [roster.you]\nname = \"You\"\n{}",
        each.collect::<String>()
    )
}

async fn idle(sources: usize, watched: Duration) -> Cost {
    let dir = tempfile::tempdir().expect("a directory");
    let text = team_of(sources);
    let (took, _told) = mpsc::channel(1);
    let before = number("/proc/self/status", "VmRSS:");
    let store = Store::open(&dir.path().join("d.db")).await.expect("a ledger");
    let pouring = Pouring { batches: Vec::new(), took };
    let engine = pouring.into_engine(store, (&text, None)).await;
    pause(Duration::from_secs(10)).await;
    let grown = number("/proc/self/status", "VmRSS:").saturating_sub(before);
    let woken = wakes();
    pause(watched).await;
    let woken = wakes().saturating_sub(woken);
    engine.stop().await;
    Cost { wakes: woken as f64 / WATCHED.as_secs_f64(), grown }
}

/// How often the threads of this program have woken up.
fn wakes() -> u64 {
    let threads = std::fs::read_dir("/proc/self/task").expect("threads");
    let status = threads.filter_map(Result::ok).map(|it| {
        let file = it.path().join("status");
        number(&file.display().to_string(), "voluntary_ctxt_switches:")
    });
    status.sum()
}

/// The number in a line of a file that begins so.
fn number(file: &str, name: &str) -> u64 {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let word = line.and_then(|line| line.split_whitespace().next());
    word.and_then(|word| word.parse().ok()).unwrap_or_default()
}
