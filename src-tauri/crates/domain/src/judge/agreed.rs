//! A time that was agreed with them instead of the one that was promised.

use chrono::{DateTime, Utc};

use super::ball::Turn;
use super::sides::{Cast, Side};
use crate::did::holding;
use crate::{Deadline, DueKind, Named, Step, What};

/// What this user wrote down last.
pub(crate) struct Agreed<'a> {
    /// When it was written down.
    at: DateTime<Utc>,
    /// By when.
    due: DateTime<Utc>,
    why: &'a str,
}

/// The time that was agreed, only here.
pub(crate) fn of<'a>(cast: &Cast<'a>) -> Option<Agreed<'a>> {
    holding(&cast.thread.acts).rev().find_map(|did| {
        let What::DueSet { at, why } = &did.what else { return None };
        Some(Agreed { at: did.at, due: *at, why })
    })
}

impl Agreed<'_> {
    fn named(&self) -> Named {
        let why = Some(self.why.to_owned());
        Named { said: self.at, until: self.due, why }
    }

    fn instead(&self, deadline: &Deadline) -> Deadline {
        Deadline::named(deadline.kind, deadline.started, self.named())
    }

    /// It replaces what ran when it was written down, and nothing later.
    fn means(&self, deadline: &Deadline) -> bool {
        deadline.started <= self.at && deadline.kind != DueKind::Promise
    }
}

/// The first response, unless it had been given by then.
pub(crate) fn replaces(
    cast: &Cast<'_>,
    agreed: Option<&Agreed<'_>>,
    first: Option<Deadline>,
) -> Option<Deadline> {
    let first = first?;
    let by_then = |agreed: &&Agreed<'_>| {
        let asked = first.started;
        cast.messages(Side::Team).all(|m| m.at < asked || m.at > agreed.at)
    };
    match agreed.filter(by_then) {
        Some(agreed) if agreed.means(&first) => Some(agreed.instead(&first)),
        Some(_) | None => Some(first),
    }
}

/// What is due first; where nothing runs and they wait, it is all there is.
pub(crate) fn replace(
    turn: &Turn,
    agreed: Option<&Agreed<'_>>,
    clocks: &mut Vec<Deadline>,
) {
    let Some(agreed) = agreed else { return };
    let waits = turn.unanswered.filter(|at| *at <= agreed.at);
    match clocks.iter_mut().find(|clock| agreed.means(clock)) {
        Some(clock) => *clock = agreed.instead(clock),
        None => {
            let Some(since) = waits else { return };
            let kind = match turn.answered {
                Some(_) => DueKind::NextResponse,
                None => DueKind::FirstResponse,
            };
            clocks.push(Deadline::named(kind, since, agreed.named()));
        }
    }
    clocks.sort_by_key(|deadline| (deadline.due, deadline.kind));
}

/// The receipt of it.
pub(crate) fn step(agreed: &Agreed<'_>) -> Step {
    let why = agreed.why.trim_end_matches('.');
    Step {
        at: agreed.at,
        message: None,
        words: format!("You agreed on another time: {why}. Only here."),
    }
}
