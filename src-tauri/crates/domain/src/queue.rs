//! The order of the queue, total and stable.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{Deadline, Judged, Life, PersonKey};

/// The part of the list in which a request stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Late and unanswered.
    Overdue,
    /// Its source cannot be read.
    Unsure,
    /// Due within the hour.
    Hour,
    /// Due later, or without a deadline.
    Later,
    /// The ball is theirs.
    Waiting,
    /// Not now, for me.
    Snoozed,
    /// Answered, with nothing running.
    Answered,
    /// Closed, dismissed or withdrawn.
    Closed,
}

impl Section {
    /// Whether it is in the front of the list.
    #[must_use]
    pub fn in_front(self) -> bool {
        self < Section::Waiting
    }
}

/// When a snooze really ends.
///
/// It ends at the chosen time or at the next warning, whichever is earlier;
/// of a request of my own only the second warning and the deadline break it,
/// and where the ball is theirs nothing does.
#[must_use]
pub fn snooze_end(
    judged: &Judged,
    me: Option<&PersonKey>,
) -> Option<DateTime<Utc>> {
    let snooze = judged.snooze?;
    let chosen = snooze.until.unwrap_or(DateTime::<Utc>::MAX_UTC);
    let mine =
        me.is_some_and(|me| judged.owners.iter().any(|o| o.person == *me));
    let wakes = judged.running().flat_map(|deadline| {
        let first = (!mine).then_some(deadline.first_warning);
        let others = [deadline.second_warning, deadline.due];
        first.into_iter().chain(others)
    });
    let wake = wakes.filter(|at| *at > snooze.asked).min();
    Some(wake.map_or(chosen, |wake| wake.min(chosen)))
}

/// Where a request stands at an instant.
#[must_use]
pub fn section(
    judged: &Judged,
    me: Option<&PersonKey>,
    blind: bool,
    now: DateTime<Utc>,
) -> Section {
    if !judged.life.lives() {
        return Section::Closed;
    }
    if snooze_end(judged, me).is_some_and(|end| now < end) {
        return Section::Snoozed;
    }
    match judged.life {
        Life::Waiting { .. } => return Section::Waiting,
        Life::Answered { .. } => return Section::Answered,
        Life::Open
        | Life::Closed { .. }
        | Life::Dismissed { .. }
        | Life::Withdrawn { .. }
        | Life::History => {}
    }
    if blind {
        return Section::Unsure;
    }
    if judged.late(now).is_some() {
        return Section::Overdue;
    }
    // An update or a promise that has passed stands at its time.
    match judged.deadline.as_ref().map(|deadline| deadline.due - now) {
        Some(left) if left <= TimeDelta::hours(1) => Section::Hour,
        Some(_) | None => Section::Later,
    }
}

/// Compares two requests as they stand in the list.
///
/// Overdue ones come by priority and then by deadline; everything else by what
/// is due first, also where that has passed without anything being late. Priority, tier and age break ties and order what has no
/// deadline; the number makes the order total.
#[must_use]
pub fn order(a: &(Section, &Judged), b: &(Section, &Judged)) -> Ordering {
    front(a.0).cmp(&front(b.0)).then_with(|| {
        let by_harm = || {
            (a.1.priority, a.1.tier_place, a.1.asked, a.1.id).cmp(&(
                b.1.priority,
                b.1.tier_place,
                b.1.asked,
                b.1.id,
            ))
        };
        let by_due = due(a).cmp(&due(b));
        if a.0 == Section::Overdue {
            a.1.priority.cmp(&b.1.priority).then(by_due).then_with(by_harm)
        } else if a.0.in_front() {
            by_due.then_with(by_harm)
        } else {
            // What is folded is read newest first.
            b.1.last.cmp(&a.1.last).then_with(by_harm)
        }
    })
}

/// By when it stands: what is late by that, everything else by what is due
/// first.
fn due((section, judged): &(Section, &Judged)) -> DateTime<Utc> {
    let late = |deadline: &&Deadline| {
        *section != Section::Overdue || deadline.kind.is_target()
    };
    let first = judged.running().find(late).or(judged.deadline.as_ref());
    first.map_or(DateTime::<Utc>::MAX_UTC, |deadline| deadline.due)
}

/// Within the hour and later are one stretch, ordered by deadline alone.
fn front(section: Section) -> u8 {
    match section {
        Section::Overdue => 0,
        Section::Unsure => 1,
        Section::Hour | Section::Later => 2,
        Section::Waiting => 3,
        Section::Snoozed => 4,
        Section::Answered => 5,
        Section::Closed => 6,
    }
}
