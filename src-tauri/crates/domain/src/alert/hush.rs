//! Why this desktop stays silent, whatever the alert.

use chrono::{DateTime, Utc};

use super::Hush;
use super::decide::Whose;
use super::words::Scene;
use crate::queue::snooze_end;
use crate::{Judged, Priority, Role, Rules};

/// An alert that is about to ring.
pub(super) struct Ring {
    pub(super) whose: Whose,
    /// The instant at which the hours are to be open.
    pub(super) at: DateTime<Utc>,
    /// What was read late, or is history.
    pub(super) old: Option<Hush>,
    /// The responders have not heeded it, so the fallback is to.
    pub(super) heed: bool,
    /// This user has promised it: that rings at any hour, whatever the seat.
    pub(super) author: bool,
}

impl Ring {
    /// One that rings now, for the first time.
    pub(super) fn now(scene: &Scene<'_>, whose: Whose) -> Ring {
        // What a source that catches up may still answer is told with the
        // rest.
        let old = scene.moment.catching_up.then_some(Hush::Late);
        let at = scene.moment.now;
        Ring { whose, at, old, heed: false, author: false }
    }
}

/// Why this desktop stays silent now. Whoever is not in line is told nothing
/// later either, so that comes first.
pub(super) fn hush(scene: &Scene<'_>, ring: &Ring) -> Option<Hush> {
    let Scene { judged, rules, moment } = scene;
    // My own request is mine whatever my seat.
    let mine = ring.whose == Whose::Mine || ring.author;
    let answers = matches!(moment.role, Role::Responder | Role::Fallback);
    if !answers && !mine {
        return Some(Hush::NotMine);
    }
    if ring.old == Some(Hush::History) {
        return ring.old;
    }
    if snooze_end(judged, moment.me).is_some_and(|end| moment.now < end) {
        return Some(Hush::Snoozed);
    }
    // What waits for the opening waits for it whatever the switch says.
    if !ring.author && outside_hours(judged, rules, ring.at) {
        return Some(Hush::Closed);
    }
    let first =
        moment.role != Role::Fallback || !moment.responder_seated || ring.heed;
    if !first && !mine {
        return Some(Hush::NotMine);
    }
    if !moment.rings {
        return Some(Hush::Switched);
    }
    if ring.old.is_some() {
        return ring.old;
    }
    let quiet = moment.quiet_until.is_some_and(|until| moment.now < until);
    (quiet && judged.priority != Priority::Emergency).then_some(Hush::Quiet)
}

/// Outside the calendar of its level nothing of a request rings; levels that
/// count round the clock have no outside.
#[must_use]
pub fn outside_hours(
    judged: &Judged,
    rules: &Rules,
    at: DateTime<Utc>,
) -> bool {
    !rules.may_ring(rules.level_of(judged), at)
}
