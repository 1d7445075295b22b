//! How well a source is read, as it is shown.

use chrono::{DateTime, Utc};
use domain::picture::{self, Sight, Watched};
use domain::{Fault, SourceId};

use super::Gauge;
use crate::backlog::together;

impl Gauge {
    pub(crate) fn sight(&self, now: DateTime<Utc>) -> Sight {
        if matches!(self.fault, Some(Fault::Unauthorized { .. })) {
            Sight::SignedOut
        } else if self.blind_since(now).is_some() {
            Sight::Blind
        } else if self.degraded.is_some() {
            Sight::Degraded
        } else if self.catching_up(now) || self.backlog().is_some() {
            Sight::CatchingUp
        } else {
            Sight::Seeing
        }
    }

    /// Whether it was told of as blind and is read again, to its end.
    pub(crate) fn is_back(&self, now: DateTime<Utc>) -> bool {
        let read = |at: DateTime<Utc>| at + self.patience() >= now;
        self.told_blind.is_some()
            && !self.catching_up(now)
            && self.oldest().is_none_or(read)
    }

    /// Its history, while a long one is being read.
    fn backlog(&self) -> Option<picture::Backlog> {
        together(self.places.values().map(|place| &place.backlog))
    }

    /// What is wrong with it, if anything is.
    pub(crate) fn wrong(&self) -> Option<&Fault> {
        self.fault
            .as_ref()
            .or_else(|| self.places.values().find_map(|p| p.fault.as_ref()))
    }

    pub(crate) fn watched(&self, id: &SourceId, now: DateTime<Utc>) -> Watched {
        Watched {
            id: id.clone(),
            kind: self.kind.to_owned(),
            name: self.name.clone(),
            way: self.way,
            writes: self.writes,
            issues: self.issues,
            directs: self.directs,
            sight: self.sight(now),
            degraded: self.degraded.clone(),
            backlog: self.backlog(),
            read: self.places.values().map(|p| p.read).min().flatten(),
            blind_since: self.blind_since(now),
            fault: self.wrong().cloned(),
            tries: self.tries,
            next_try: self.next_try,
            ends: self.account.as_ref().and_then(|account| account.ends),
            pace: self.pace,
            last_request: self.last_request,
            history: self.history.clone(),
        }
    }
}
