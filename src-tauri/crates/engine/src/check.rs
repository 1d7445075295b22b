//! Looking once more at what is about to ring.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::picture::Sight;
use domain::{Activity, Fault, OpenThread, Source, SourceId};
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, StreamExt};

use crate::house::{Board, House};
use crate::intake::open_thread;
use crate::{Trouble, deliver};

/// No alarm waits longer for it.
const PATIENCE: TimeDelta = TimeDelta::seconds(3);
/// At most so many threads are looked at in one go: sources allow few reads a
/// minute, and what has rung before is looked at last.
const MOST: usize = 8;

/// A thread and who can look at it.
struct Doubt {
    id: SourceId,
    source: Arc<dyn Source>,
    thread: OpenThread,
}

impl House {
    /// Has the sources look at what is about to ring: what was answered,
    /// claimed or deleted out of sight need not. A look that fails or takes
    /// its time keeps nothing from ringing.
    pub(crate) async fn check(&self, now: DateTime<Utc>) {
        // What is played has been told when it happened.
        if self.store.played() {
            return;
        }
        let doubts = self.board().doubts(self, now);
        let look = |doubt: Doubt| async move {
            let look = doubt.source.check(&doubt.thread, now);
            (doubt.id, AssertUnwindSafe(look).catch_unwind().await)
        };
        let mut looks: FuturesUnordered<_> =
            doubts.into_iter().map(look).collect();
        let until = self.now() + PATIENCE;
        let mut rung = false;
        while !looks.is_empty() {
            let left = (until - self.now()).to_std().unwrap_or_default();
            if left.is_zero() {
                break;
            }
            tokio::select! {
                biased;
                Some((id, seen)) = looks.next() => {
                    let seen = seen.unwrap_or_else(|_| Err(broken()));
                    let learnt = self.learn(&id, seen).await;
                    self.note("A last look was not written down", learnt);
                }
                () = self.pulse.wait(self.clock_bell, left) => rung = true,
            }
        }
        // Whoever rang meanwhile is heard after this.
        if rung {
            self.pulse.ring(self.clock_bell);
        }
    }

    async fn learn(
        &self,
        source: &SourceId,
        seen: Result<Vec<Activity>, Fault>,
    ) -> Result<(), Trouble> {
        let seen = match seen {
            Ok(seen) if seen.is_empty() => return Ok(()),
            Ok(seen) => seen,
            Err(fault) => {
                tracing::info!(%source, %fault, "It rings without a last look.");
                return Ok(());
            }
        };
        let mut step = self.step().await?;
        step.see(source, &seen, false).await?;
        for activity in &seen {
            deliver::settle(&mut step, activity).await?;
        }
        step.commit().await
    }
}

impl Board {
    /// What is about to ring at sources that can be read.
    fn doubts(&self, house: &House, now: DateTime<Utc>) -> Vec<Doubt> {
        let doubt = |id| {
            let judged = &self.cards.get(&id)?.judged;
            let seen = self.gauges.get(&judged.source)?.sight(now);
            let source = self.sources.get(&judged.source)?;
            let thread = open_thread(self, judged)?;
            (seen < Sight::Blind).then(|| Doubt {
                id: judged.source.clone(),
                source: Arc::clone(source),
                thread,
            })
        };
        let rings = self.about_to_ring(house, now);
        rings.into_iter().filter_map(doubt).take(MOST).collect()
    }
}

fn broken() -> Fault {
    Fault::garbled("Looking at it failed in a way that should not happen")
}
