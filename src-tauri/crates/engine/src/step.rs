//! One step: what is learnt or done in one go, written in one transaction and
//! then shown.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Activity, Call, RequestId, Rules, SourceId, What};
use store::Write;
use tokio::sync::MutexGuard;

use crate::Trouble;
use crate::fold::{Doubted, Fold, Moved, Page, Sighting};
use crate::house::House;
use crate::intake::MATTERS;
use crate::ruling::JUDGED_BY;
use crate::show::Fresh;

/// A transaction with the requests that it touches.
pub(crate) struct Step<'h> {
    pub(crate) house: &'h House,
    pub(crate) write: Write<'h>,
    pub(crate) now: DateTime<Utc>,
    /// Rules that come into force with this step.
    ruling: Option<Arc<Rules>>,
    /// The number of the first request that can begin with it.
    first: RequestId,
    fold: Fold,
    /// Answers that come back, or are drafts no more.
    pub(crate) drafts: Vec<(RequestId, String)>,
    _turn: MutexGuard<'h, ()>,
}

impl House {
    /// Takes the turn and begins to write.
    pub(crate) async fn step(&self) -> Result<Step<'_>, Trouble> {
        let turn = self.turn.take().await;
        let mut write = self.store.write().await?;
        let numbers = write.next().await?;
        let fold = Fold::new(self.rules(), numbers);
        Ok(Step {
            house: self,
            now: self.now(),
            write,
            ruling: None,
            first: fold.next_request(),
            fold,
            drafts: Vec::new(),
            _turn: turn,
        })
    }
}

impl Step<'_> {
    /// Takes in what a source saw now.
    pub(crate) async fn see(
        &mut self,
        source: &SourceId,
        activity: &[Activity],
        history: bool,
    ) -> Result<(), Trouble> {
        let (seen, page) = (self.now, Page::Now);
        let sighting =
            |activity| Sighting { source, activity, seen, history, page };
        let sightings: Vec<_> = activity.iter().map(sighting).collect();
        self.fold.see(&mut self.write, &sightings).await
    }

    /// Takes in what this user did now.
    pub(crate) async fn did(
        &mut self,
        request: RequestId,
        what: What,
    ) -> Result<i64, Trouble> {
        let act = (what, self.now, Page::Now);
        self.fold.did(&mut self.write, request, act).await
    }

    /// Takes in a phone call: a request of its own.
    pub(crate) async fn logs_call(
        &mut self,
        call: Call,
    ) -> Result<RequestId, Trouble> {
        let id = self.fold.next_request();
        self.did(id, What::Call { call }).await?;
        Ok(id)
    }

    /// Writes an act down that leaves its trace at the source.
    pub(crate) fn note(
        &mut self,
        request: RequestId,
        what: &str,
        body: String,
    ) -> i64 {
        self.fold.note(request, (what, body, self.now))
    }

    /// Writes down which rules are in force from now on.
    pub(crate) async fn log_ruling(
        &mut self,
        text: &str,
    ) -> Result<(), Trouble> {
        if self.write.last_ruled().await?.as_deref() != Some(text) {
            self.fold.ruled(text, self.now);
        }
        Ok(())
    }

    /// Puts new rules in force with this step.
    pub(crate) fn rule(&mut self, rules: Arc<Rules>) {
        self.fold.rules = Arc::clone(&rules);
        self.ruling = Some(rules);
    }

    /// Judges requests again although nothing happened to them.
    pub(crate) async fn rejudge(
        &mut self,
        ids: &[RequestId],
    ) -> Result<Doubted, Trouble> {
        let shown = {
            let board = self.house.board();
            let judged = |id: &RequestId| {
                let card = board.cards.get(id)?;
                Some((*id, Arc::clone(&card.judged)))
            };
            ids.iter().filter_map(judged).collect()
        };
        self.fold.doubt(&mut self.write, (ids, shown), self.now).await
    }

    /// Judges everything in the queue by the rules in force with this step,
    /// and parts it where these do; says which deadlines have moved.
    pub(crate) async fn judge_all(&mut self) -> Result<Vec<Moved>, Trouble> {
        let ids: Vec<RequestId> = {
            let board = self.house.board();
            board.cards.keys().copied().collect()
        };
        let Doubted { mut moved, parting } = self.rejudge(&ids).await?;
        for id in parting {
            let at = (id, self.now);
            self.fold.part_by_rules(&mut self.write, at).await?;
        }
        // What has become another request is told of by itself.
        moved.retain(|(id, _, _)| !self.fold.touches(*id));
        let version = self.fold.rules.version.clone();
        self.write.set(JUDGED_BY, &version).await?;
        Ok(moved)
    }

    /// Makes it true, and then shows it. Once it is true, nothing may keep it
    /// from being shown.
    pub(crate) async fn commit(mut self) -> Result<(), Trouble> {
        let requests = self.fold.finish(&mut self.write, self.now).await?;
        let errands = self.write.errands().await?;
        let new = self.house.board().back_among(&requests, self.first);
        let records = self.write.alerts_of(&new).await?;
        let handed = match self.fold.handed {
            true => Some(self.write.items_since(self.now - MATTERS).await?),
            false => None,
        };
        self.write.commit().await?;
        if let Some(items) = handed {
            self.house.board().handoffs = items;
        }
        if !self.fold.dropped.is_empty() {
            let drafts = self.house.store.drafts().await?;
            self.house.board().drafts.reread(drafts);
        }
        for (id, text) in std::mem::take(&mut self.drafts) {
            self.house.board().drafts.turn(id, text);
        }
        self.house.show(Fresh {
            requests,
            dropped: self.fold.dropped,
            records,
            errands,
            ruling: self.ruling,
            now: self.now,
        });
        Ok(())
    }
}
