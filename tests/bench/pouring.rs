//! A source that pours prepared batches as fast as they are taken.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use domain::{
    Abilities, Action, Activity, Author, Batch, Cursors, Done, Event,
    ExternalId, Fault, NotShown, Notice, NoticeId, Notifier, PlaceId, Post,
    Probe, Receipt, Rules, Sink, Source, SourceId, Text, UserId, Way,
};
use engine::Sources;
use tokio::sync::mpsc;

/// Where everything is posted.
pub(super) const PLACE: &str = "support";

/// Makes that source, and tells how long its batches took in all.
pub(super) struct Pouring {
    pub(super) batches: Vec<Vec<Activity>>,
    pub(super) took: mpsc::Sender<Duration>,
}

/// A post of somebody who posts nothing else.
pub(super) fn post(n: usize, at: chrono::DateTime<chrono::Utc>) -> Activity {
    let post = Post {
        author: author(&format!("customer{n}")),
        text: Text::plain(&format!("Delivery {n} has not come. Where is it?")),
        mentions: Vec::new(),
        files: Vec::new(),
        edited: None,
        private: false,
        action: None,
        mirrored: None,
        alert: None,
        link: None,
    };
    let id = ExternalId::new(format!("m{n:06}"));
    Activity {
        place: PlaceId::new(PLACE),
        external: id.clone(),
        root: id,
        at,
        event: Event::Post { post },
        since: None,
    }
}

fn author(name: &str) -> Author {
    Author {
        id: UserId::new(name),
        name: name.to_owned(),
        email: None,
        of: None,
        human: true,
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
        }
    }

    async fn probe(&self) -> Result<Probe, Fault> {
        Ok(Probe {
            me: author("you"),
            may: Vec::new(),
            may_not: Vec::new(),
            offset_ms: 0,
        })
    }

    async fn listen(&self, _from: &Cursors, to: &dyn Sink) -> Fault {
        let begun = Instant::now();
        for (n, activity) in self.batches.iter().enumerate() {
            let batch = Batch {
                place: PlaceId::new(PLACE),
                activity: activity.clone(),
                cursor: n.to_string(),
                whole: None,
                read: to.now(),
                history: true,
            };
            if to.accept(batch).await.is_err() {
                return Fault::unreachable("The engine has ended.");
            }
        }
        // Whoever measures may have ended already.
        let _ = self.took.send(begun.elapsed()).await;
        std::future::pending().await
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
