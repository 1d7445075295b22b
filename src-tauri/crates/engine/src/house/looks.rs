//! When each request in the queue is to be looked at.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::RequestId;

/// Instants by request and requests by instant, so that nobody goes through a
/// whole queue to find the few whose time has come.
#[derive(Default)]
pub(crate) struct Looks {
    of: BTreeMap<RequestId, DateTime<Utc>>,
    order: BTreeSet<(DateTime<Utc>, RequestId)>,
}

impl Looks {
    /// Has a request looked at at an instant; at none if there is none.
    pub(crate) fn set(&mut self, id: RequestId, at: Option<DateTime<Utc>>) {
        let before = match at {
            Some(at) => self.of.insert(id, at),
            None => self.of.remove(&id),
        };
        if before == at {
            return;
        }
        if let Some(before) = before {
            self.order.remove(&(before, id));
        }
        self.order.extend(at.map(|at| (at, id)));
    }

    /// The requests whose time has come.
    pub(crate) fn due(
        &self,
        now: DateTime<Utc>,
    ) -> impl Iterator<Item = RequestId> {
        self.in_order().take_while(move |(at, _)| *at <= now).map(|(_, id)| id)
    }

    /// All of them, the next first.
    pub(crate) fn in_order(
        &self,
    ) -> impl Iterator<Item = (DateTime<Utc>, RequestId)> {
        self.order.iter().copied()
    }
}
