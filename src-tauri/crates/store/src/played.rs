//! What a simulation remembers of what it wrote.
//!
//! A week is played in seconds, and nobody reads it from a disk: facts and
//! requests stay the values they are. Everything else is so seldom written
//! that it goes into a database in memory like that of a test.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Judged, PlaceId, RequestId, SourceId, Thread};
use sqlx::SqliteConnection;
use tokio::sync::Mutex;

use crate::requests::{Asker, Root, Stored};
use crate::{AlertRow, Entry, Kind, Post};

/// What is played, shared by everybody who writes or reads it.
pub(crate) type Play = Arc<Mutex<Played>>;

/// What one simulation remembers.
#[derive(Debug)]
pub(crate) struct Played {
    /// Everything else.
    pub(crate) beside: SqliteConnection,
    /// The last fact, and what was learnt in one go last.
    last: (i64, i64),
    seen: BTreeSet<[String; 5]>,
    ruled: Option<String>,
    requests: BTreeMap<RequestId, Stored>,
    roots: BTreeMap<Root, RequestId>,
    /// What each asked, with when anything was last written in it.
    asked: BTreeMap<Asker, BTreeMap<RequestId, DateTime<Utc>>>,
    alerts: Vec<AlertRow>,
    /// The places of a request's decisions among all, by their keys.
    decided: BTreeMap<Option<RequestId>, BTreeMap<String, usize>>,
    owed: BTreeSet<i64>,
    /// Something was sent, or was to be.
    pub(crate) sends: bool,
}

impl Played {
    pub(crate) fn new(beside: SqliteConnection) -> Played {
        Played {
            beside,
            last: (0, 0),
            seen: BTreeSet::new(),
            ruled: None,
            requests: BTreeMap::new(),
            roots: BTreeMap::new(),
            asked: BTreeMap::new(),
            alerts: Vec::new(),
            decided: BTreeMap::new(),
            owed: BTreeSet::new(),
            sends: false,
        }
    }

    pub(crate) fn next(&self) -> (i64, i64) {
        (self.last.0 + 1, self.last.1 + 1)
    }

    pub(crate) fn log(&mut self, entries: &[Entry]) {
        for entry in entries {
            let Entry { source, place, external, what, version, .. } = entry;
            let fact =
                [source, place, external, what, version].map(Clone::clone);
            match entry.kind {
                Kind::Seen if !self.seen.insert(fact) => continue,
                Kind::Ruled => self.ruled = Some(entry.body.clone()),
                Kind::Seen | Kind::Did => {}
            }
            self.last = (entry.seq, entry.batch);
        }
    }

    pub(crate) fn known(&self, posts: &[Post<'_>]) -> Vec<Root> {
        let known = |post: &&Post<'_>| {
            let (source, place, external, version) = post;
            let (source, place) = (source.as_str(), place.as_str());
            let post = [source, place, external.as_str(), "post", version];
            self.seen.contains(&post.map(str::to_owned))
        };
        let root =
            |post: &Post<'_>| (post.0.clone(), post.1.clone(), post.2.clone());
        posts.iter().filter(known).map(root).collect()
    }

    pub(crate) fn last_ruled(&self) -> Option<String> {
        self.ruled.clone()
    }

    pub(crate) fn requests_of(&self, roots: &[Root]) -> Vec<(Root, RequestId)> {
        let of = |root: &Root| Some((root.clone(), *self.roots.get(root)?));
        roots.iter().filter_map(of).collect()
    }

    pub(crate) fn threads(&self, ids: &[RequestId]) -> Vec<Thread> {
        let all = ids.iter().filter_map(|id| self.requests.get(id));
        all.map(|stored| stored.thread.clone()).collect()
    }

    pub(crate) fn requests(&self, ids: &[RequestId]) -> Vec<Stored> {
        let all = ids.iter().filter_map(|id| self.requests.get(id));
        all.cloned().collect()
    }

    pub(crate) fn recent(
        &self,
        askers: &BTreeMap<Asker, DateTime<Utc>>,
    ) -> Vec<Thread> {
        let of = |(asker, since): (&Asker, &DateTime<Utc>)| {
            let asked = self.asked.get(asker).into_iter().flatten();
            let recent = asked.filter(|(_, last)| **last >= *since);
            let all = recent.filter_map(|(id, _)| self.requests.get(id));
            all.map(|it| it.thread.clone()).collect::<Vec<_>>()
        };
        askers.iter().flat_map(of).collect()
    }

    pub(crate) fn living_in(
        &self,
        source: &SourceId,
        place: &PlaceId,
    ) -> Vec<Thread> {
        let living = |it: &&Stored| {
            let Stored { thread, judged } = it;
            thread.source == *source
                && thread.place == *place
                && judged.life.lives()
        };
        let all = self.requests.values().filter(living);
        all.map(|it| it.thread.clone()).collect()
    }

    pub(crate) fn every(&self) -> Vec<Stored> {
        self.requests.values().cloned().collect()
    }

    pub(crate) fn save(&mut self, requests: &[Stored]) {
        for stored in requests {
            let thread = &stored.thread;
            let (source, place) = (&thread.source, &thread.place);
            for root in &thread.roots {
                let root = (source.clone(), place.clone(), root.clone());
                self.roots.insert(root, thread.id);
            }
            if let Some(asker) = thread.asker() {
                let asker = (source.clone(), place.clone(), asker.clone());
                let asked = self.asked.entry(asker).or_default();
                asked.insert(thread.id, stored.judged.last);
            }
            self.requests.insert(thread.id, stored.clone());
        }
    }

    pub(crate) fn judge<'j>(&mut self, all: impl Iterator<Item = &'j Judged>) {
        for judged in all {
            if let Some(stored) = self.requests.get_mut(&judged.id) {
                stored.judged = judged.clone();
            }
        }
    }

    pub(crate) fn drop_request(&mut self, id: RequestId) {
        self.requests.remove(&id);
        self.roots.retain(|_, request| *request != id);
        for asked in self.asked.values_mut() {
            asked.remove(&id);
        }
    }

    /// Writes a decision down; gives its number, and nothing if it was made
    /// before.
    pub(crate) fn decide(&mut self, row: AlertRow, owed: bool) -> Option<i64> {
        let place = self.alerts.len();
        let known = self.decided.entry(row.request).or_default();
        if known.contains_key(&row.key) {
            return None;
        }
        known.insert(row.key.clone(), place);
        let id = place as i64 + 1;
        if owed {
            self.owed.insert(id);
        }
        self.alerts.push(AlertRow { id, ..row });
        Some(id)
    }

    pub(crate) fn pay(&mut self, ids: &[i64]) {
        for id in ids {
            self.owed.remove(id);
        }
    }

    pub(crate) fn owed(&self) -> Vec<AlertRow> {
        let row = |id: &i64| self.alerts.get(usize::try_from(id - 1).ok()?);
        self.owed.iter().filter_map(row).cloned().collect()
    }

    pub(crate) fn alerts_of(&self, requests: &[RequestId]) -> Vec<AlertRow> {
        let of = |id: &RequestId| self.decided.get(&Some(*id));
        let places = requests.iter().filter_map(of).flatten();
        let mut places: Vec<usize> = places.map(|(_, at)| *at).collect();
        places.sort_unstable();
        let rows = places.iter().filter_map(|at| self.alerts.get(*at));
        rows.cloned().collect()
    }
}
