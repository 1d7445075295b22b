//! A source that pours prepared batches as fast as they are taken.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    Abilities, Action, Activity, Batch, Cursors, Done, Fault, NotShown, Notice,
    NoticeId, Notifier, PlaceId, Probe, Receipt, Rules, Sink, Source, SourceId,
    Way,
};
use engine::{Engine, Makings, Pulse, Sources};
use store::Store;
use tokio::sync::mpsc;

use super::figures::stopwatch;
use super::posts::{PLACE, author};

/// Where nothing is left to pour it is read so often.
const PACE: Duration = Duration::from_secs(10);

/// Makes that source, and tells how long each of its batches took.
pub(super) struct Pouring {
    pub(super) batches: Vec<Vec<Activity>>,
    pub(super) took: mpsc::Sender<Duration>,
}

impl Pouring {
    /// An engine that takes in what is poured, by the rules of a team and as
    /// they change in its file.
    pub(super) async fn into_engine(
        self,
        store: Store,
        (team, file): (&str, Option<PathBuf>),
    ) -> Engine {
        let rules = team::parse(team, "team.toml").expect("a team").rules;
        let engine = Engine::start(Makings {
            store,
            mended: None,
            pulse: Arc::new(Pulse::new(engine::system())),
            notifier: Arc::new(Nobody),
            zone: rules.zone,
            rules,
            ruling: team.to_owned(),
            flaw: None,
            file,
            sources: Arc::new(self),
            demo: false,
            prefix: "bench".to_owned(),
        });
        engine.await.expect("an engine")
    }
}

impl Sources for Pouring {
    fn make(
        &self,
        _rules: &Rules,
        _id: &SourceId,
    ) -> Result<Arc<dyn Source>, String> {
        let (batches, took) = (self.batches.clone(), self.took.clone());
        Ok(Arc::new(Pouring { batches, took }))
    }
}

#[async_trait]
impl Source for Pouring {
    fn abilities(&self) -> Abilities {
        Abilities {
            kind: "demo",
            name: "Chat".to_owned(),
            way: Way::Push,
            claim_mark: None,
            close_mark: None,
            closes_each: false,
            issues: false,
            directs: false,
        }
    }

    async fn probe(&self, _now: DateTime<Utc>) -> Result<Probe, Fault> {
        Ok(Probe {
            me: author("you"),
            may: Vec::new(),
            may_not: Vec::new(),
            offset_ms: None,
            ends: None,
        })
    }

    async fn listen(&self, _from: &Cursors, to: &dyn Sink) -> Fault {
        let mut left: usize = self.batches.iter().map(Vec::len).sum();
        for (n, activity) in self.batches.iter().enumerate() {
            left -= activity.len();
            let batch = Batch {
                place: PlaceId::new(PLACE),
                activity: activity.clone(),
                cursor: n.to_string(),
                whole: None,
                read: to.now(),
                history: true,
            };
            let begun = stopwatch();
            if to.accept(batch).await.is_err() {
                return Fault::unreachable("The engine has ended.");
            }
            let ahead = u64::try_from(left).unwrap_or(u64::MAX);
            to.ahead(&PlaceId::new(PLACE), ahead);
            // Whoever measures may have ended already.
            let _ = self.took.send(begun.elapsed()).await;
        }
        loop {
            to.alive(&PlaceId::new(PLACE), to.now());
            to.rest(PACE).await;
        }
    }

    async fn perform(&self, _action: &Action) -> Result<Receipt, Fault> {
        Err(Fault::refused("Nothing is written here."))
    }

    async fn confirm(&self, _action: &Action) -> Result<Done, Fault> {
        Ok(Done::CannotTell)
    }
}

/// A desktop on which nobody looks.
pub(super) struct Nobody;

#[async_trait]
impl Notifier for Nobody {
    async fn show(&self, _notice: &Notice) -> Result<(), NotShown> {
        Ok(())
    }

    async fn withdraw(&self, _id: &NoticeId) {}
}
