//! The hall in which an audience hears what the sources tell.

use std::collections::{BTreeMap, BTreeSet};
use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    Activity, Batch, Closed, Cursors, Event, Fault, PlaceId, Post, Sink, Wish,
};

/// Something that was told.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    pub(super) source: &'static str,
    pub(super) heard: DateTime<Utc>,
    pub(super) history: bool,
    pub(super) activity: Activity,
}

impl Told {
    pub(super) fn post(&self) -> Option<&Post> {
        match &self.activity.event {
            Event::Post { post } => Some(post),
            Event::Marks { .. } | Event::Deleted => None,
        }
    }

    pub(super) fn root(&self) -> Option<&Post> {
        self.post().filter(|_| self.activity.is_root())
    }

    pub(super) fn words(&self) -> String {
        self.post().map(|post| post.text.words()).unwrap_or_default()
    }
}

/// Where it is all heard, and how late it is there.
pub(super) struct Hall {
    pub(super) now: Mutex<DateTime<Utc>>,
    pub(super) wakes: Mutex<BTreeSet<DateTime<Utc>>>,
    pub(super) told: Mutex<Vec<Told>>,
    pub(super) alive: Mutex<Vec<(&'static str, DateTime<Utc>)>>,
    pub(super) faults: Mutex<Vec<(&'static str, DateTime<Utc>, Fault)>>,
    pub(super) cursors: Mutex<BTreeMap<&'static str, Cursors>>,
}

/// From where one source is heard.
pub(super) struct Seat {
    pub(super) hall: Arc<Hall>,
    pub(super) source: &'static str,
}

#[async_trait]
impl Sink for Seat {
    async fn accept(&self, batch: Batch) -> Result<(), Closed> {
        let heard = self.now();
        let mut told = self.hall.told.lock().unwrap();
        told.extend(batch.activity.into_iter().map(|activity| Told {
            source: self.source,
            heard,
            history: batch.history,
            activity,
        }));
        let mut cursors = self.hall.cursors.lock().unwrap();
        cursors
            .entry(self.source)
            .or_default()
            .insert(batch.place, batch.cursor);
        Ok(())
    }

    fn alive(&self, _place: &PlaceId, at: DateTime<Utc>) {
        self.hall.alive.lock().unwrap().push((self.source, at));
    }

    fn offset(&self, _ms: i64) {}

    fn trouble(&self, _place: &PlaceId, _fault: &Fault) {}

    fn degraded(&self, _why: Option<&str>) {}

    fn wish(&self) -> Wish {
        Wish { on_duty: true, open: Vec::new() }
    }

    fn now(&self) -> DateTime<Utc> {
        *self.hall.now.lock().unwrap()
    }

    async fn rest(&self, at_most: Duration) {
        let until = self.now() + at_most;
        self.hall.wakes.lock().unwrap().insert(until);
        poll_fn(|_| match self.now() >= until {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
    }
}
