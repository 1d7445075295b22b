//! The stage of the suite: a source, its world, a clock and a ledger.

use std::future::pending;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Action, ActionId, Batch, Closed, Deed, ExternalId, Fault, OpenThread,
    PlaceId, RequestId, Sink, Source, SourceId, Wish,
};
use tokio::sync::Notify;

use super::World;
use super::ledger::Ledger;

/// Where the engine stops a source while it hands over a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// Before the batch is committed.
    Before(usize),
    /// After it was, and before the source knows.
    After(usize),
    /// The batch is refused.
    Refuse(usize),
}

#[derive(Debug, Default)]
struct Scene {
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    ledger: Ledger,
    batches: usize,
    stop: Option<Break>,
    open: Vec<OpenThread>,
    off_duty: bool,
    troubles: Vec<Fault>,
    paces: Vec<Duration>,
    ahead: Vec<u64>,
    offset: Option<i64>,
}

/// A source on stage.
pub struct Stage<'w> {
    world: &'w dyn World,
    scene: Mutex<Scene>,
    ended: Notify,
}

/// How a stretch of listening ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The time was over.
    Over,
    /// The engine stopped it.
    Stopped,
    /// The source broke.
    Broke(Fault),
}

impl<'w> Stage<'w> {
    /// A world of which nothing is known yet.
    pub async fn set(world: &'w dyn World) -> Stage<'w> {
        let now = world.now().await;
        let scene = Scene { now, ..Scene::default() };
        Stage { world, scene: Mutex::new(scene), ended: Notify::new() }
    }

    /// The engine's time.
    pub fn now(&self) -> DateTime<Utc> {
        self.scene().now
    }

    /// What was committed so far.
    pub fn ledger(&self) -> Ledger {
        self.scene().ledger.clone()
    }

    /// What was said of the place's troubles.
    pub fn troubles(&self) -> Vec<Fault> {
        self.scene().troubles.clone()
    }

    /// The paces that were told, one after the other.
    pub fn paces(&self) -> Vec<Duration> {
        self.scene().paces.clone()
    }

    /// How much history was still to be read, each time it was told.
    pub fn ahead(&self) -> Vec<u64> {
        self.scene().ahead.clone()
    }

    /// The vendor's clock minus ours, as it was told last.
    pub fn offset(&self) -> Option<i64> {
        self.scene().offset
    }

    /// Whether this user is on duty from now on; they are from the start.
    pub fn duty(&self, on_duty: bool) {
        self.scene().off_duty = !on_duty;
    }

    /// Requests that are open from now on.
    pub fn open(&self, roots: &[ExternalId]) {
        let (place, mut scene) = (self.world.place(), self.scene());
        let last = scene.now;
        scene.open = roots
            .iter()
            .map(|root| OpenThread {
                place: place.clone(),
                root: root.clone(),
                ours: true,
                last,
                watched: false,
            })
            .collect();
    }

    /// Somebody waits from now on to see what becomes of what is open.
    pub fn watch(&self) {
        self.scene().open.iter_mut().for_each(|open| open.watched = true);
    }

    /// Time passes and nobody listens.
    pub async fn pass(&self, time: TimeDelta) {
        let now = {
            let mut scene = self.scene();
            scene.now += time;
            scene.now
        };
        self.world.turn(now).await;
    }

    /// A fresh start of the source listens for a time and is dropped.
    pub async fn listen(&self, time: TimeDelta) {
        let end = self.listened(time, None).await;
        assert_eq!(end, End::Over, "listening must go on until it is dropped");
    }

    /// A fresh start listens for a time; says why it broke, if it did.
    pub async fn hears(&self, time: TimeDelta) -> Option<Fault> {
        match self.listened(time, None).await {
            End::Broke(fault) => Some(fault),
            End::Over | End::Stopped => None,
        }
    }

    /// It listens, but is dropped as soon as the n-th batch is committed;
    /// whether so many came.
    pub async fn stopped_after(&self, n: usize, time: TimeDelta) -> bool {
        self.listened(time, Some(Break::After(n))).await == End::Stopped
    }

    /// The same with a source that has been started before.
    pub async fn listen_with(&self, source: &dyn Source, time: TimeDelta) {
        let end = self.listened_with(source, time, None).await;
        assert_eq!(end, End::Over, "listening must go on until it is dropped");
    }

    pub(super) async fn listened(
        &self,
        time: TimeDelta,
        stop: Option<Break>,
    ) -> End {
        let source = self.world.source();
        self.listened_with(source.as_ref(), time, stop).await
    }

    pub(super) async fn listened_with(
        &self,
        source: &dyn Source,
        time: TimeDelta,
        stop: Option<Break>,
    ) -> End {
        let from = {
            let mut scene = self.scene();
            scene.until = scene.now + time;
            scene.batches = 0;
            scene.stop = stop;
            scene.ledger.cursors.clone()
        };
        tokio::select! {
            biased;
            fault = source.listen(&from, self) => End::Broke(fault),
            () = self.ended.notified() => {
                if self.now() < self.scene().until {
                    End::Stopped
                } else {
                    End::Over
                }
            }
        }
    }

    /// An action of ours at a root.
    pub fn action(&self, id: &str, root: &ExternalId, deed: Deed) -> Action {
        Action {
            id: ActionId::new(id),
            request: Some(RequestId(1)),
            source: SourceId::new("source"),
            place: self.world.place(),
            root: root.clone(),
            deed,
            asked: self.now(),
        }
    }

    fn scene(&self) -> MutexGuard<'_, Scene> {
        self.scene.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self) {
        self.ended.notify_one();
    }
}

#[async_trait]
impl Sink for Stage<'_> {
    async fn accept(&self, batch: Batch) -> Result<(), Closed> {
        let stopped = {
            let mut scene = self.scene();
            scene.batches += 1;
            match scene.stop {
                Some(Break::Before(n)) if n == scene.batches => true,
                Some(Break::Refuse(n)) if n == scene.batches => {
                    return Err(Closed);
                }
                Some(Break::After(n)) if n == scene.batches => {
                    scene.ledger.commit(batch);
                    true
                }
                _ => {
                    scene.ledger.commit(batch);
                    false
                }
            }
        };
        if stopped {
            self.end();
            pending::<()>().await;
        }
        Ok(())
    }

    fn alive(&self, _place: &PlaceId, _at: DateTime<Utc>) {}

    fn offset(&self, ms: i64) {
        self.scene().offset = Some(ms);
    }

    fn trouble(&self, _place: &PlaceId, fault: &Fault) {
        self.scene().troubles.push(fault.clone());
    }

    fn degraded(&self, _why: Option<&str>) {}

    fn pace(&self, every: Duration) {
        self.scene().paces.push(every);
    }

    fn ahead(&self, _place: &PlaceId, left: u64) {
        self.scene().ahead.push(left);
    }

    fn wish(&self) -> Wish {
        let scene = self.scene();
        Wish { on_duty: !scene.off_duty, open: scene.open.clone() }
    }

    fn now(&self) -> DateTime<Utc> {
        self.scene().now
    }

    /// Waiting is what makes time pass.
    async fn rest(&self, at_most: Duration) {
        let at_most = TimeDelta::from_std(at_most).unwrap_or(TimeDelta::MAX);
        let (now, over) = {
            let mut scene = self.scene();
            let left = scene.until - scene.now;
            let rest = at_most.min(left).max(TimeDelta::zero());
            scene.now += rest;
            (scene.now, scene.now >= scene.until)
        };
        self.world.turn(now).await;
        if over {
            self.end();
            pending::<()>().await;
        }
        tokio::task::yield_now().await;
    }
}
