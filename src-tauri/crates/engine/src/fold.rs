//! Folding facts into requests: living through them and folding the log anew
//! are the same code.

mod aside;

mod joining;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::join::begins;
use domain::{
    Activity, Did, Event, ExternalId, Judged, PlaceId, RequestId, Rules,
    SourceId, Thread, What, judge,
};
use store::{Entry, Kind, Stored, Write};

use crate::Trouble;

/// The part of a step that folds facts into requests.
pub(crate) struct Fold {
    pub(crate) rules: Arc<Rules>,
    batch: i64,
    threads: BTreeMap<RequestId, Thread>,
    roots: BTreeMap<(SourceId, PlaceId, ExternalId), RequestId>,
    /// Something happened to them.
    touched: BTreeSet<RequestId>,
    /// Nothing happened to them, and yet they are judged anew; with what was
    /// true of them.
    doubted: BTreeMap<RequestId, Judged>,
    pub(crate) dropped: BTreeSet<RequestId>,
    /// How many sets of marks were logged.
    marks: usize,
}

/// Where a fact comes from: it happens now and is written down, or it is read
/// from the log under its number.
#[derive(Clone, Copy)]
pub(crate) enum Page {
    Now,
    Logged(i64),
}

/// What was seen, with its circumstances.
pub(crate) struct Sighting<'a> {
    pub(crate) source: &'a SourceId,
    pub(crate) activity: &'a Activity,
    pub(crate) seen: DateTime<Utc>,
    pub(crate) history: bool,
    pub(crate) page: Page,
}

impl Fold {
    pub(crate) fn new(rules: Arc<Rules>, batch: i64) -> Fold {
        Fold {
            rules,
            batch,
            threads: BTreeMap::new(),
            roots: BTreeMap::new(),
            touched: BTreeSet::new(),
            doubted: BTreeMap::new(),
            dropped: BTreeSet::new(),
            marks: 0,
        }
    }

    /// Takes in what a source saw; says whether it was news.
    pub(crate) async fn see(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<bool, Trouble> {
        let Sighting { source, activity, seen, .. } = *sighting;
        let place = &activity.place;
        let known = match self.roots.get(&(
            source.clone(),
            place.clone(),
            activity.root.clone(),
        )) {
            Some(id) => Some(*id),
            None => write.request_of(source, place, &activity.root).await?,
        };
        let id = match known {
            Some(id) => id,
            None if begins(activity, &self.rules, source, seen) => {
                return self.begin(write, sighting).await;
            }
            // A reply or a mark on what is no request.
            None => return self.joins_only(write, sighting).await,
        };
        let Some(mut thread) = self.thread(write, id).await? else {
            return Ok(false);
        };
        if !thread.apply(activity, seen) {
            self.threads.insert(id, thread);
            return Ok(false);
        }
        self.log(write, sighting, id).await?;
        if matches!(activity.event, Event::Deleted) {
            write.blank((source, place, &activity.external)).await?;
        }
        self.keep(thread);
        Ok(true)
    }

    async fn thread(
        &mut self,
        write: &mut Write<'_>,
        id: RequestId,
    ) -> Result<Option<Thread>, Trouble> {
        if let Some(thread) = self.threads.remove(&id) {
            return Ok(Some(thread));
        }
        Ok(write.request(id).await?.map(|stored| stored.thread))
    }

    fn keep(&mut self, thread: Thread) {
        for root in &thread.roots {
            self.roots.insert(
                (thread.source.clone(), thread.place.clone(), root.clone()),
                thread.id,
            );
        }
        self.touched.insert(thread.id);
        self.threads.insert(thread.id, thread);
    }

    async fn log(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
        request: RequestId,
    ) -> Result<Option<i64>, Trouble> {
        let Sighting { source, activity, seen, history, page } = *sighting;
        if let Page::Logged(seq) = page {
            return Ok(Some(seq));
        }
        // Marks have no version at the source: every set that differs from
        // the last one is a fact of its own.
        let version = match &activity.event {
            Event::Marks { .. } => {
                self.marks += 1;
                format!("{}.{}", self.batch, self.marks)
            }
            Event::Post { .. } | Event::Deleted => activity.version(),
        };
        let entry = Entry {
            batch: self.batch,
            at: seen,
            kind: Kind::Seen,
            source: source.as_str(),
            place: activity.place.as_str(),
            external: activity.external.as_str(),
            what: activity.event.kind(),
            version: &version,
            request: request.0,
            history,
            body: &serde_json::to_string(activity)?,
        };
        Ok(write.log(&entry).await?)
    }

    /// Takes in what this user did.
    pub(crate) async fn did(
        &mut self,
        write: &mut Write<'_>,
        request: RequestId,
        (what, at, page): (What, DateTime<Utc>, Page),
    ) -> Result<i64, Trouble> {
        let seq = match page {
            Page::Logged(seq) => seq,
            Page::Now => {
                let body = serde_json::to_string(&what)?;
                self.note(write, request, ("layer", &body, at)).await?
            }
        };
        let Some(mut thread) = self.thread(write, request).await? else {
            return Ok(seq);
        };
        if what == What::Split
            && let Some(apart) = thread.split_off(RequestId(seq))
        {
            self.keep(apart);
        }
        thread.acts.push(Did { seq, at, what });
        self.keep(thread);
        Ok(seq)
    }

    /// Writes an act down that leaves its trace at the source instead.
    pub(crate) async fn note(
        &mut self,
        write: &mut Write<'_>,
        request: RequestId,
        (what, body, at): (&str, &str, DateTime<Utc>),
    ) -> Result<i64, Trouble> {
        let entry = Entry {
            batch: self.batch,
            at,
            kind: Kind::Did,
            source: "",
            place: "",
            external: "",
            what,
            version: "",
            request: request.0,
            history: false,
            body,
        };
        Ok(write.log(&entry).await?.unwrap_or_default())
    }

    /// Has a request judged again although nothing happened to it.
    pub(crate) async fn doubt(
        &mut self,
        write: &mut Write<'_>,
        id: RequestId,
    ) -> Result<(), Trouble> {
        if !self.touched.contains(&id)
            && let Some(Stored { thread, judged }) = write.request(id).await?
        {
            self.threads.insert(id, thread);
            self.doubted.insert(id, judged);
        }
        Ok(())
    }

    /// Judges every request that was touched, and saves it. A word on the
    /// first response is final only if something happened: the log does not
    /// know when a request was merely looked at again.
    pub(crate) async fn finish(
        &mut self,
        write: &mut Write<'_>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Stored>, Trouble> {
        let mut fresh = Vec::new();
        for id in std::mem::take(&mut self.touched) {
            self.doubted.remove(&id);
            let Some(mut thread) = self.threads.remove(&id) else { continue };
            let judged = judge(&thread, &self.rules, now);
            thread.verdict.clone_from(&judged.answered());
            write.save(&thread, &judged).await?;
            fresh.push(Stored { thread, judged });
        }
        for (id, before) in std::mem::take(&mut self.doubted) {
            let Some(thread) = self.threads.remove(&id) else { continue };
            let judged = judge(&thread, &self.rules, now);
            if judged != before {
                write.save(&thread, &judged).await?;
                fresh.push(Stored { thread, judged });
            }
        }
        for id in &self.dropped {
            write.drop_request(*id).await?;
        }
        Ok(fresh)
    }
}
