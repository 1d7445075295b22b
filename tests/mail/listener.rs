//! A listener whose clock stands still.

use std::future::pending;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{Batch, Closed, ExternalId, Fault, PlaceId, Sink, Wish};
use tokio::sync::mpsc::{
    UnboundedReceiver, UnboundedSender, unbounded_channel,
};

/// What a source tells without being asked.
pub(super) struct Listener {
    sink: Still,
    told: UnboundedReceiver<Vec<ExternalId>>,
}

impl Listener {
    pub(super) fn new(now: DateTime<Utc>) -> Listener {
        let (tell, told) = unbounded_channel();
        Listener { sink: Still { now, tell }, told }
    }

    /// Where the source pours it.
    pub(super) fn sink(&self) -> Still {
        Still { now: self.sink.now, tell: self.sink.tell.clone() }
    }

    /// The mails of the next batch.
    pub(super) async fn hears(&mut self) -> Vec<ExternalId> {
        self.told.recv().await.unwrap()
    }
}

/// A sink that never has enough of waiting.
pub(super) struct Still {
    now: DateTime<Utc>,
    tell: UnboundedSender<Vec<ExternalId>>,
}

#[async_trait]
impl Sink for Still {
    async fn accept(&self, batch: Batch) -> Result<(), Closed> {
        let ids = batch.activity.into_iter().map(|it| it.external);
        self.tell.send(ids.collect()).map_err(|_| Closed)
    }

    fn alive(&self, _place: &PlaceId, _at: DateTime<Utc>) {}

    fn offset(&self, _ms: i64) {}

    fn trouble(&self, _place: &PlaceId, fault: &Fault) {
        panic!("{fault}");
    }

    fn degraded(&self, _why: Option<&str>) {}

    fn wish(&self) -> Wish {
        Wish { on_duty: true, open: Vec::new() }
    }

    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    async fn rest(&self, _at_most: Duration) {
        pending().await
    }
}
