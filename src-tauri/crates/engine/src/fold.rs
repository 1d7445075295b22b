//! Folding facts into requests: living through them and folding the log anew
//! are the same code.

mod aside;
mod doubting;
mod facts;
mod here;
mod joining;
mod parting;
mod passing;
mod recalling;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::join::begins;
use domain::{
    Activity, Did, Event, RequestId, Rules, SourceId, Thread, What, judge,
};
use store::{Asker, Entry, Root, Stored, Write};

pub(crate) use self::doubting::{Doubted, Moved};
use self::here::Here;
use crate::Trouble;
use crate::show::Present;

/// The part of a step that folds facts into requests.
pub(crate) struct Fold {
    pub(crate) rules: Arc<Rules>,
    batch: i64,
    /// The place in the log of the next fact.
    next: i64,
    /// What is to be written into the log.
    facts: Vec<Entry>,
    /// Messages whose texts are to be taken out of the log.
    blanks: Vec<Root>,
    /// What the ledger knows of what was seen, and what became of it since.
    threads: BTreeMap<RequestId, Thread>,
    roots: BTreeMap<Root, RequestId>,
    /// The requests among them by who began them.
    asked: BTreeMap<Asker, BTreeSet<RequestId>>,
    /// Roots that belong to no request, and yet stand in the log.
    known: BTreeSet<Root>,
    /// Something happened to them.
    touched: BTreeSet<RequestId>,
    /// Nothing happened to them, and yet something else is true of them.
    doubted: BTreeMap<RequestId, Present>,
    pub(crate) dropped: BTreeSet<RequestId>,
    /// The queue of the place that was looked at last.
    here: Option<Here>,
    /// Something happened to a handoff.
    pub(crate) handed: bool,
    /// How many facts were logged that have no version of their own.
    unversioned: usize,
}

/// What is written down of a request because other rules came into force.
const RULED: &str = "rules";

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

impl Sighting<'_> {
    fn root(&self) -> Root {
        let Activity { place, root, .. } = self.activity;
        (self.source.clone(), place.clone(), root.clone())
    }
}

impl Fold {
    /// Begins with the place in the log of the next fact, and the number of
    /// what is learnt now.
    pub(crate) fn new(rules: Arc<Rules>, (next, batch): (i64, i64)) -> Fold {
        Fold {
            rules,
            batch,
            next,
            facts: Vec::new(),
            blanks: Vec::new(),
            threads: BTreeMap::new(),
            roots: BTreeMap::new(),
            asked: BTreeMap::new(),
            known: BTreeSet::new(),
            touched: BTreeSet::new(),
            doubted: BTreeMap::new(),
            dropped: BTreeSet::new(),
            here: None,
            handed: false,
            unversioned: 0,
        }
    }

    /// Takes in what sources saw.
    pub(crate) async fn see(
        &mut self,
        write: &mut Write<'_>,
        sightings: &[Sighting<'_>],
    ) -> Result<(), Trouble> {
        self.recall(write, sightings).await?;
        for sighting in sightings {
            self.see_one(write, sighting).await?;
        }
        Ok(())
    }

    /// Takes in one of those things; says whether it was news.
    async fn see_one(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<bool, Trouble> {
        if let Some(news) = self.passes(write, sighting).await? {
            return Ok(news);
        }
        let Sighting { source, activity, seen, .. } = *sighting;
        let id = match self.roots.get(&sighting.root()) {
            Some(id) => *id,
            None if begins(activity, &self.rules, source, seen) => {
                return self.begin(write, sighting).await;
            }
            // A reply or a mark on what is no request.
            None => return self.joins_only(write, sighting).await,
        };
        let Some(thread) = self.thread(write, id).await? else {
            return Ok(false);
        };
        let part = self.part_of(write, thread, activity).await?;
        let Some(mut thread) = part else { return Ok(false) };
        self.marks_before(write, &thread, sighting).await?;
        let id = thread.id;
        if !thread.apply(activity, seen) {
            self.threads.insert(id, thread);
            return Ok(false);
        }
        let seq = self.log(sighting, id)?;
        let Activity { place, external, .. } = activity;
        let message = (source.clone(), place.clone(), external.clone());
        match &activity.event {
            Event::Deleted => self.blanks.push(message),
            // It was taken back before anything was blanked.
            Event::Post { post } if post.restored.is_some() => {
                self.blanks.retain(|blank| *blank != message);
            }
            Event::Post { .. } | Event::Marks { .. } => {}
        }
        let thread = self.parted(write, thread, RequestId(seq)).await?;
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
        Ok(write.threads(&[id]).await?.pop())
    }

    fn keep(&mut self, thread: Thread) {
        for root in &thread.roots {
            self.roots.insert(
                (thread.source.clone(), thread.place.clone(), root.clone()),
                thread.id,
            );
        }
        self.touched.insert(thread.id);
        self.stirs(thread.id);
        self.remember(thread);
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
                // What follows from rules is no act that is taken back.
                let act = if what == What::Ruled { RULED } else { "layer" };
                self.note(request, (act, body, at))
            }
        };
        let known = self.thread(write, request).await?;
        let thread = match &what {
            What::Call { call } => {
                known.or_else(|| Some(Thread::of_call(request, call, at)))
            }
            _ => known,
        };
        let Some(mut thread) = thread else { return Ok(seq) };
        if what == What::Rejudged {
            thread.rejudge(&self.rules, at);
            self.keep(thread);
            return Ok(seq);
        }
        if what == What::Split
            && let Some(apart) = thread.split_off(RequestId(seq))
        {
            self.keep(apart);
        }
        if let What::Undo { seq: undone } = what
            && thread
                .acts
                .iter()
                .any(|act| act.seq == undone && act.what == What::Split)
            && let Some(apart) = self.thread(write, RequestId(undone)).await?
        {
            self.absorb(write, &mut thread, apart).await?;
        }
        // The act that splits has given its number away.
        let parts = what != What::Split;
        thread.acts.push(Did { seq, at, what });
        if parts {
            thread = self.parted(write, thread, RequestId(seq)).await?;
        }
        self.keep(thread);
        Ok(seq)
    }

    /// The number of a request that begins with the next fact.
    pub(crate) fn next_request(&self) -> RequestId {
        RequestId(self.next)
    }

    /// Judges every request that was touched, and saves it. A word on the
    /// first response is final only if something happened: the log does not
    /// know when a request was merely looked at again.
    pub(crate) async fn finish(
        &mut self,
        write: &mut Write<'_>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Present>, Trouble> {
        // The database works in a thread of its own: it is given something to
        // do while there is something to do here.
        let facts = std::mem::take(&mut self.facts);
        let judging = async { self.judge_touched(now) };
        let (logged, fresh) = tokio::join!(write.log(&facts), judging);
        logged?;
        for (source, place, external) in std::mem::take(&mut self.blanks) {
            self.blank(write, (&source, &place), external).await?;
        }
        // What nothing happened to says what it said.
        write.renew(&fresh).await?;
        let present = |stored| Present::of(stored, &self.rules);
        let mut all: Vec<Present> = fresh.into_iter().map(present).collect();
        all.extend(std::mem::take(&mut self.doubted).into_values());
        for id in &self.dropped {
            write.drop_request(*id).await?;
        }
        Ok(all)
    }

    fn judge_touched(&mut self, now: DateTime<Utc>) -> Vec<Stored> {
        let mut fresh = Vec::new();
        for id in std::mem::take(&mut self.touched) {
            self.doubted.remove(&id);
            let Some(mut thread) = self.threads.remove(&id) else { continue };
            let judged = judge(&thread, &self.rules, now);
            thread.keep(&judged);
            fresh.push(Stored { thread, judged });
        }
        fresh
    }
}
