//! One step: what is learnt or done in one go, written in one transaction and
//! then shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Activity, RequestId, Rules, SourceId, What};
use store::Write;
use tokio::sync::MutexGuard;

use crate::Trouble;
use crate::fold::{Fold, Page, Sighting};
use crate::house::House;
use crate::show::Fresh;

/// A transaction with the requests that it touches.
pub(crate) struct Step<'h> {
    pub(crate) house: &'h House,
    pub(crate) write: Write<'h>,
    pub(crate) now: DateTime<Utc>,
    /// Rules that come into force with this step.
    ruling: Option<Arc<Rules>>,
    fold: Fold,
    _turn: MutexGuard<'h, ()>,
}

impl House {
    /// Takes the turn and begins to write.
    pub(crate) async fn step(&self) -> Result<Step<'_>, Trouble> {
        let turn = self.turn.lock().await;
        let mut write = self.store.write().await?;
        let batch = write.next_batch().await?;
        let fold = Fold::new(self.rules(), batch);
        Ok(Step {
            house: self,
            now: self.now(),
            write,
            ruling: None,
            fold,
            _turn: turn,
        })
    }
}

impl Step<'_> {
    /// Takes in what a source saw now.
    pub(crate) async fn see(
        &mut self,
        source: &SourceId,
        activity: &Activity,
        history: bool,
    ) -> Result<bool, Trouble> {
        let sighting = Sighting {
            source,
            activity,
            seen: self.now,
            history,
            page: Page::Now,
        };
        self.fold.see(&mut self.write, &sighting).await
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

    /// Writes an act down that leaves its trace at the source.
    pub(crate) async fn note(
        &mut self,
        request: RequestId,
        what: &str,
        body: &str,
    ) -> Result<i64, Trouble> {
        let act = (what, body, self.now);
        self.fold.note(&mut self.write, request, act).await
    }

    /// Puts new rules in force with this step.
    pub(crate) fn rule(&mut self, rules: Arc<Rules>) {
        self.fold.rules = Arc::clone(&rules);
        self.ruling = Some(rules);
    }

    /// Judges a request again although nothing happened to it.
    pub(crate) async fn rejudge(
        &mut self,
        id: RequestId,
    ) -> Result<(), Trouble> {
        self.fold.doubt(&mut self.write, id).await
    }

    /// Makes it true, and then shows it. Once it is true, nothing may keep it
    /// from being shown.
    pub(crate) async fn commit(mut self) -> Result<(), Trouble> {
        let requests = self.fold.finish(&mut self.write, self.now).await?;
        let errands = self.write.errands().await?;
        let mut records = BTreeMap::new();
        for stored in requests.iter().filter(|s| s.judged.life.lives()) {
            let id = stored.judged.id;
            if !self.house.board().cards.contains_key(&id) {
                records.insert(id, self.write.alerts_of(id).await?);
            }
        }
        self.write.commit().await?;
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
