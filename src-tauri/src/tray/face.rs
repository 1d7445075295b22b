//! Clock times as a menu shows them: a menu that is open cannot tick.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use contract::Snapshot;

/// The clock on the user's wall at the instant of a snapshot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    pub(super) now: DateTime<Utc>,
    zone: Tz,
}

impl Face {
    pub(super) fn of(snapshot: &Snapshot) -> Face {
        let zone = snapshot.zone.parse().unwrap_or(Tz::UTC);
        Face { now: snapshot.now, zone }
    }

    /// "16:43" today, "Fri 18:00" within the week, "16 Dec 18:00" beyond.
    pub(super) fn time(&self, at: DateTime<Utc>) -> String {
        let there = at.with_timezone(&self.zone);
        let here = self.now.with_timezone(&self.zone);
        let days = (there.date_naive() - here.date_naive()).num_days();
        let format = match days {
            0 => "%H:%M",
            -6..=6 => "%a %H:%M",
            _ => "%-d %b %H:%M",
        };
        there.format(format).to_string()
    }

    /// The same with seconds: "16:41:07".
    pub(super) fn second(&self, at: DateTime<Utc>) -> String {
        format!("{}{}", self.time(at), at.format(":%S"))
    }

    /// Whether a time is within the last minute.
    pub(super) fn is_fresh(&self, at: DateTime<Utc>) -> bool {
        (self.now - at).num_seconds() <= 60
    }
}
