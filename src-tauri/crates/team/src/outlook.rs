//! What the shifts of the next weeks leave open.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Duty, Shift};

use crate::flaw::Flaw;
use crate::parse::Team;

/// How far ahead is looked: four weeks, in which a rotation is planned.
const AHEAD_DAYS: i64 = 28;

/// A stretch of open time in which nobody is on duty.
struct Gap {
    from: DateTime<Utc>,
    /// Nothing where no further shift follows.
    to: Option<DateTime<Utc>>,
    /// The shift after which it comes, or else before which.
    beside: usize,
}

impl Team {
    /// Hints about the four weeks from now: open time without a shift.
    #[must_use]
    pub fn outlook(&self, now: DateTime<Utc>) -> Vec<Flaw> {
        let Duty::Shifts { shifts } = &self.rules.duty else {
            return Vec::new();
        };
        gaps(shifts, now).iter().filter_map(|gap| self.told(gap, now)).collect()
    }

    fn told(&self, gap: &Gap, now: DateTime<Utc>) -> Option<Flaw> {
        let until = gap.to.unwrap_or_else(|| horizon(now));
        let opens = self.rules.calendar.open_from(gap.from)?;
        if opens >= until {
            return None;
        }
        let place = self.shifts.get(gap.beside)?.clone();
        let from = self.wall(opens);
        let what = match gap.to {
            Some(to) => {
                format!("nobody is on duty from {from} to {}", self.wall(to))
            }
            None => format!("from {from} on, nobody is on duty"),
        };
        let remedy = "Add [[shifts]] with from, to and people, or let a shift \
                      last longer."
            .to_owned();
        Some(Flaw::at(&self.file, place, what, remedy))
    }

    fn wall(&self, at: DateTime<Utc>) -> String {
        let shown = at.with_timezone(&self.rules.zone);
        shown.format("%a %-d %b %H:%M").to_string()
    }
}

/// The gaps of sorted shifts, within the weeks that are looked at.
fn gaps(shifts: &[Shift], now: DateTime<Utc>) -> Vec<Gap> {
    let horizon = horizon(now);
    let mut gaps = Vec::new();
    let mut covered = now;
    let mut last = 0;
    for (index, shift) in shifts.iter().enumerate() {
        if !shift.seats.iter().any(|seat| seat.role.on_duty()) {
            continue;
        }
        if shift.from > covered && covered < horizon {
            let to = Some(shift.from.min(horizon));
            gaps.push(Gap { from: covered, to, beside: last });
        }
        if shift.to >= covered {
            last = index;
        }
        covered = covered.max(shift.to);
    }
    if covered < horizon {
        let latest = shifts.len().saturating_sub(1);
        let beside = if covered > now { last } else { latest };
        gaps.push(Gap { from: covered, to: None, beside });
    }
    gaps
}

fn horizon(now: DateTime<Utc>) -> DateTime<Utc> {
    now.checked_add_signed(TimeDelta::days(AHEAD_DAYS)).unwrap_or(now)
}
