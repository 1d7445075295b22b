//! Examines the ledger and its copies.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use contract::Check;
use domain::when::duration;
use engine::Desk;

use super::disk::size;
use crate::cli::sentence;

/// A copy is made every day; who was away for a weekend has an older one.
const OLD: TimeDelta = TimeDelta::days(4);

/// What to do about a ledger that was damaged.
pub(super) const DAMAGED: &str = "A start sets a damaged file aside and goes \
    on from the newest backup, or from the sources; keep that file until you \
    miss nothing.";

/// Whether the ledger can be read to its end.
pub(super) async fn database(
    desk: &Desk,
    data: &Path,
    now: DateTime<Utc>,
) -> Check {
    if let Err(trouble) = desk.check_ledger().await {
        return Check::broken(
            "database",
            sentence(&trouble.to_string()),
            "Quit Hotseat and start it again: it sets a damaged file aside \
             and goes on from the newest backup.",
        );
    }
    let bytes: u64 = ["hotseat.db", "hotseat.db-wal"]
        .iter()
        .filter_map(|name| data.join(name).metadata().ok())
        .map(|file| file.len())
        .sum();
    let held = match desk.measure().await {
        Ok(all) => {
            let since = all.oldest.map_or(String::new(), |oldest| {
                format!(", the oldest {} old", duration(now - oldest))
            });
            {
                let plural = if all.requests == 1 { "" } else { "s" };
                format!(" It holds {} request{plural}{since}.", all.requests)
            }
        }
        Err(_) => String::new(),
    };
    Check::well(
        "database",
        format!(
            "It was read through just now and is sound: {} in {}.{held}",
            size(bytes),
            data.display()
        ),
    )
}

/// Whether there is a copy that is worth something.
pub(super) async fn backup(desk: &Desk, now: DateTime<Utc>) -> Check {
    let made = match desk.backed_up().await {
        Ok(made) => made,
        Err(trouble) => {
            return Check::broken(
                "backup",
                sentence(&trouble.to_string()),
                "Look whether the directory backups can be read.",
            );
        }
    };
    match made {
        None => Check::limited(
            "backup",
            "There is none yet.",
            "The first one is made ten minutes after the start, then one a \
             day.",
        ),
        Some(at) if now - at > OLD => Check::limited(
            "backup",
            format!("The newest is {} old.", duration(now - at)),
            "Let Hotseat run for ten minutes; if this stays, look at the \
             disk and the log.",
        ),
        Some(at) => Check::well(
            "backup",
            format!(
                "The newest was made and read back {} ago.",
                duration(now - at)
            ),
        ),
    }
}
