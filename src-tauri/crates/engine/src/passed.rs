//! What teammates have passed on to this user, read while they are on duty.
//!
//! It stays at its source: of what people write to each other alone nothing
//! is written down here.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::direct::PassedOn;
use domain::{Fault, OffDuty, PersonKey, Source, SourceId, Stretch, Thread};
use futures_util::FutureExt;

use crate::house::{Board, House};

/// It is read once in so long.
const PACE: TimeDelta = TimeDelta::seconds(60);
/// A shift is a week at most: what is older is no help any more.
const BACK: TimeDelta = TimeDelta::days(7);
/// A difference of clocks hides nothing.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);

/// What has been read so far.
#[derive(Default)]
pub(crate) struct Passed {
    all: Vec<PassedOn>,
    /// To where each source has been read.
    read: BTreeMap<SourceId, DateTime<Utc>>,
    looked: Option<DateTime<Utc>>,
}

impl Passed {
    /// What was passed on for a request, the oldest first.
    pub(crate) fn of(&self, thread: &Thread) -> Vec<PassedOn> {
        let fits = |it: &&PassedOn| {
            it.place == thread.place && thread.roots.contains(&it.root)
        };
        self.all.iter().filter(fits).cloned().collect()
    }

    /// Who passed answers on within a stretch, and how many, the most first.
    pub(crate) fn helped(&self, within: Stretch) -> Vec<(PersonKey, usize)> {
        let mut count = BTreeMap::new();
        for passed in &self.all {
            if within.from <= passed.at && passed.at < within.to {
                *count.entry(passed.by.clone()).or_insert(0) += 1;
            }
        }
        let mut helped: Vec<_> = count.into_iter().collect();
        helped.sort_by_key(|(_, answers)| std::cmp::Reverse(*answers));
        helped
    }

    /// Takes in what was read; says whether any of it is new.
    fn learn(&mut self, read: Vec<PassedOn>, now: DateTime<Utc>) -> bool {
        self.all.retain(|it| now - it.at < BACK);
        let known = self.all.len();
        for passed in read {
            let same = |it: &PassedOn| {
                it.message == passed.message && it.by == passed.by
            };
            if !self.all.iter().any(same) {
                self.all.push(passed);
            }
        }
        self.all.sort_by_key(|it| it.at);
        self.all.len() != known
    }
}

impl House {
    /// Reads what has been passed on since it was read last, beside
    /// everything else: only who answers, in a team whose others help, has it
    /// read at all.
    pub(crate) fn read_passed_on(self: &Arc<House>, now: DateTime<Utc>) {
        if self.store.played() {
            return;
        }
        for (id, source, since) in self.board().passed_on_due(now) {
            let house = Arc::clone(self);
            self.spawn(self.pulse.bell(), async move {
                let read = source.passed_on(since, now);
                let read = AssertUnwindSafe(read).catch_unwind().await;
                let broken = || {
                    Err(Fault::garbled("Reading it failed where it should not"))
                };
                match read.unwrap_or_else(|_| broken()) {
                    Ok(read) => house.take_in_passed(&id, read, now),
                    Err(fault) => {
                        tracing::info!(source = %id, %fault, "Help unread.");
                    }
                }
            });
        }
    }

    fn take_in_passed(
        &self,
        id: &SourceId,
        read: Vec<PassedOn>,
        now: DateTime<Utc>,
    ) {
        let news = {
            let mut board = self.board();
            board.passed.read.insert(id.clone(), now);
            board.passed.learn(read, now)
        };
        if news {
            self.announce_change();
        }
    }
}

impl Board {
    /// The sources to be read now, and from where on.
    fn passed_on_due(
        &mut self,
        now: DateTime<Utc>,
    ) -> Vec<(SourceId, Arc<dyn Source>, DateTime<Utc>)> {
        let helped = self.rules.off_duty == OffDuty::Help
            && self.who(now).role.on_duty();
        let lately = self.passed.looked.is_some_and(|at| now - at < PACE);
        if !helped || lately {
            return Vec::new();
        }
        self.passed.looked = Some(now);
        let directs = |id: &SourceId| {
            self.gauges.get(id).is_some_and(|gauge| gauge.directs)
        };
        let since = |id: &SourceId| {
            self.passed.read.get(id).map_or(now - BACK, |at| *at - OVERLAP)
        };
        self.sources
            .iter()
            .filter(|(id, _)| directs(id))
            .map(|(id, source)| (id.clone(), Arc::clone(source), since(id)))
            .collect()
    }
}
