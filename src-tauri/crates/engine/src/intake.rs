//! Taking in what the sources pour out.

mod missing;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::handoff::Item;
use domain::{
    Batch, Closed, Event, ExternalId, Fault, Judged, OpenThread, PlaceId, Sink,
    SourceId, Wish,
};
use tokio_util::sync::CancellationToken;

use crate::backlog::Backlog;
use crate::house::{Board, House};
use crate::listen::unwritten;
use crate::pulse::Bell;
use crate::{Trouble, deliver};

/// So long after the end of a shift its handoff is still looked at.
pub(crate) const MATTERS: TimeDelta = TimeDelta::days(3);

/// The engine's end of one source.
#[derive(Clone)]
pub(crate) struct Intake {
    pub(crate) house: Arc<House>,
    pub(crate) source: SourceId,
    pub(crate) bell: Bell,
    pub(crate) stop: CancellationToken,
    refused: Arc<Mutex<Option<Fault>>>,
    /// By how much the time was corrected that the source was told last,
    /// milliseconds.
    corrected: Arc<AtomicI64>,
}

#[async_trait]
impl Sink for Intake {
    async fn accept(&self, batch: Batch) -> Result<(), Closed> {
        if self.stop.is_cancelled() {
            return Err(Closed);
        }
        // A source drops what it is about when something more urgent comes.
        // What is committed is shown all the same.
        let intake = self.clone();
        let taken = self.house.carry(async move { intake.take(batch).await });
        match taken.await {
            Some(Ok(())) => Ok(()),
            None => Err(Closed),
            Some(Err(trouble)) => {
                // What is not committed is told again after a restart of the
                // source; saying Ok would lose it.
                *self.refusal() = Some(unwritten(&trouble));
                self.house.note("A message was not written down", Err(trouble));
                Err(Closed)
            }
        }
    }

    fn alive(&self, place: &PlaceId, at: DateTime<Utc>) {
        self.backlog(place, Backlog::passes);
        self.read(place, self.by_now(at));
    }

    /// It was told against a time that is corrected already.
    fn offset(&self, ms: i64) {
        let corrected = self.corrected.load(Ordering::Relaxed);
        self.reckon(TimeDelta::milliseconds(corrected.saturating_add(ms)));
    }

    fn trouble(&self, place: &PlaceId, fault: &Fault) {
        let now = self.house.now();
        self.gauge(|gauge| {
            let Some(at) = gauge.places.get_mut(place) else { return };
            if at.fault.as_ref() != Some(fault) {
                at.fault = Some(fault.clone());
                gauge.step(now, fault.to_string());
            }
        });
        self.house.announce_change();
    }

    fn degraded(&self, why: Option<&str>) {
        self.gauge(|gauge| gauge.degraded = why.map(str::to_owned));
        self.house.announce_change();
    }

    fn ahead(&self, place: &PlaceId, left: u64) {
        self.backlog(place, |backlog| backlog.ahead(left));
        self.house.announce_change();
    }

    fn pace(&self, every: Duration) {
        let pace = TimeDelta::from_std(every).unwrap_or(TimeDelta::MAX);
        self.gauge(|gauge| gauge.pace = pace);
    }

    fn wish(&self) -> Wish {
        let now = self.house.now();
        let board = self.house.board();
        let on_duty = board.reads_fast(now);
        let mut open = open(&board, &self.source);
        open.extend(handed_over(&board, &self.source));
        Wish { on_duty, open }
    }

    fn now(&self) -> DateTime<Utc> {
        let (now, by) = self.house.corrected();
        self.corrected.store(by.num_milliseconds(), Ordering::Relaxed);
        now
    }

    async fn rest(&self, at_most: Duration) {
        self.house.pulse.wait(self.bell, at_most).await;
    }
}

impl Intake {
    pub(crate) fn new(
        house: &Arc<House>,
        (source, bell): (SourceId, Bell),
        stop: CancellationToken,
    ) -> Intake {
        let (house, refused) = (Arc::clone(house), Arc::default());
        let corrected = Arc::default();
        Intake { house, source, bell, stop, refused, corrected }
    }

    /// The source's clock is so far before the one of this computer.
    pub(crate) fn reckon(&self, offset: TimeDelta) {
        self.gauge(|gauge| gauge.offset = Some(offset));
        self.house.reckon();
    }

    fn refusal(&self) -> MutexGuard<'_, Option<Fault>> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Why the last batch was not taken, if the ledger did not take it.
    pub(crate) fn refused(&self) -> Option<Fault> {
        self.refusal().take()
    }

    /// Reading may have begun while our clock was still ahead. Nothing was
    /// read in what lies ahead: the source would be waited for until then,
    /// and what it tells would ring nobody.
    fn by_now(&self, read: DateTime<Utc>) -> DateTime<Utc> {
        read.min(self.house.now())
    }

    /// A place was read. Whoever waits for what was missed is told when all
    /// of it is there.
    fn read(&self, place: &PlaceId, at: DateTime<Utc>) {
        let (mut done, mut stirred) = (false, false);
        self.gauge(|gauge| {
            stirred = gauge.stirs(place, at).is_some();
            let behind = gauge.catching_up(at);
            gauge.read(place, at);
            done = behind && !gauge.catching_up(at);
        });
        if stirred {
            self.hurry_others();
        }
        if done {
            self.house.pulse.ring(self.house.clock_bell);
            self.house.announce_change();
        }
    }

    /// It can be reached again after a blindness, and so most likely can the
    /// others that were cut off with it.
    fn hurry_others(&self) {
        let bells = self.house.board().cut_off();
        let others = bells.into_iter().filter(|bell| *bell != self.bell);
        others.for_each(|bell| self.house.pulse.ring(bell));
    }

    fn gauge(&self, change: impl FnOnce(&mut crate::health::Gauge)) {
        if let Some(gauge) = self.house.board().gauges.get_mut(&self.source) {
            change(gauge);
        }
    }

    fn backlog(&self, place: &PlaceId, change: impl FnOnce(&mut Backlog)) {
        self.gauge(|gauge| {
            if let Some(place) = gauge.places.get_mut(place) {
                change(&mut place.backlog);
            }
        });
    }

    async fn take(&self, mut batch: Batch) -> Result<(), Trouble> {
        let _first = self.house.turn.stand_in_row().await;
        let mut step = self.house.step().await?;
        batch.read = self.by_now(batch.read);
        // Marks and deletions are about posts, so the posts come first.
        batch.activity.sort_by_key(|activity| {
            let rank = match activity.event {
                Event::Post { .. } => 0,
                Event::Deleted => 1,
                Event::Marks { .. } => 2,
            };
            (rank, activity.at)
        });
        let gone = self.gone(&batch);
        batch.activity.extend(gone);
        step.see(&self.source, &batch.activity, batch.history).await?;
        for activity in &batch.activity {
            deliver::settle(&mut step, activity).await?;
        }
        step.write
            .move_cursor(&self.source, &batch.place, &batch.cursor, batch.read)
            .await?;
        // What ends a blindness is told together with all that was missed.
        let mut before = None;
        self.gauge(|gauge| before = gauge.stirs(&batch.place, batch.read));
        if let Err(trouble) = step.commit().await {
            // Nothing was learnt, so nothing is waited for.
            self.gauge(|gauge| gauge.lies_still(before));
            return Err(trouble);
        }
        if before.is_some() {
            self.hurry_others();
        }
        let posts = batch.activity.iter();
        let posts = posts.filter(|it| matches!(it.event, Event::Post { .. }));
        let posts = u64::try_from(posts.count()).unwrap_or(u64::MAX);
        self.backlog(&batch.place, |backlog| match batch.history {
            true => backlog.took(posts),
            false => backlog.passes(),
        });
        self.read(&batch.place, batch.read);
        Ok(())
    }
}

/// The requests that are still open at a source.
fn open(board: &Board, source: &SourceId) -> Vec<OpenThread> {
    board
        .cards
        .values()
        .filter(|card| card.judged.source == *source)
        .flat_map(|card| open_threads(board, &card.judged))
        .collect()
}

/// The threads of handoffs in which something waits to be accepted: nothing
/// else shows a mark on a reply.
fn handed_over(board: &Board, source: &SourceId) -> Vec<OpenThread> {
    let waits = |item: &&Item| {
        let passes = item.about.is_some() && !item.gone;
        item.source == *source && passes && item.accepted.is_empty()
    };
    let mut open: Vec<OpenThread> = Vec::new();
    for item in board.handoffs.iter().filter(waits) {
        if open.iter().all(|it| it.root != item.root) {
            open.push(OpenThread {
                place: item.place.clone(),
                root: item.root.clone(),
                ours: true,
                last: item.at,
                watched: true,
            });
        }
    }
    open
}

/// An answer to a further message of the same person counts as well. Nobody
/// looks for answers under every alert of a burst.
fn open_threads(board: &Board, judged: &Judged) -> Vec<OpenThread> {
    let first = open_thread(board, judged);
    let further = |first: &OpenThread| -> Vec<OpenThread> {
        let joined = judged.joined.iter().filter(|_| !judged.burst);
        let under = |root: &ExternalId| OpenThread {
            root: root.clone(),
            ..first.clone()
        };
        joined.map(under).collect()
    };
    let others = first.as_ref().map(further).unwrap_or_default();
    first.into_iter().chain(others).collect()
}

/// A request as its source knows it.
pub(crate) fn open_thread(
    board: &Board,
    judged: &Judged,
) -> Option<OpenThread> {
    Some(OpenThread {
        place: judged.place.clone(),
        root: judged.root.clone()?,
        ours: judged.ball == domain::Ball::Ours,
        last: judged.last,
        watched: board.watched == Some(judged.id),
    })
}
