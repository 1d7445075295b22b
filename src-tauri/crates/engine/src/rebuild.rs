//! Folding the log anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use domain::{Activity, RequestId, Rules, Thread, What};
use store::{Kind, Logged, Stored};

use crate::Trouble;
use crate::fold::{Fold, Page, Sighting};
use crate::house::House;
use crate::ruling;

/// What came of folding the log anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many facts were folded.
    pub facts: usize,
    /// How many requests came of them.
    pub requests: usize,
    /// The requests that had not been what the log says.
    pub mended: Vec<RequestId>,
}

impl House {
    /// Drops every projection and folds the log anew, in one transaction.
    pub(crate) async fn rebuild(&self) -> Result<Rebuilt, Trouble> {
        let _turn = self.turn.take().await;
        let now = self.now();
        let mut write = self.store.write().await?;
        let before = write.every().await?;
        write.drop_projections().await?;
        let current = self.rules();
        let mut rules = Arc::clone(&current);
        let mut facts = 0;
        let mut last = 0;
        let mut fold = Fold::new(Arc::clone(&rules), (0, 0));
        let mut batch = 0;
        let mut at = now;
        loop {
            let page = write.logged(last).await?;
            let Some(end) = page.last() else { break };
            last = end.seq;
            facts += page.len();
            let alike =
                |a: &Logged, b: &Logged| (a.batch, a.kind) == (b.batch, b.kind);
            for run in page.chunk_by(alike) {
                let Some(fact) = run.last() else { continue };
                if fact.batch != batch {
                    fold.finish(&mut write, at).await?;
                    batch = fact.batch;
                    fold = Fold::new(Arc::clone(&rules), (0, batch));
                }
                at = fact.at;
                if fact.kind == Kind::Ruled {
                    rules = ruled(&fact.body, rules);
                    fold.rules = Arc::clone(&rules);
                } else {
                    refold(&mut fold, &mut write, run).await?;
                }
            }
        }
        fold.finish(&mut write, at).await?;
        // What is true now is judged by the rules in force, on both sides.
        let after = rejudged(&mut write, &current, now).await?;
        let mended = differing(&before, &after);
        write.commit().await?;
        let living = self.store.living().await?;
        let alerts = self.store.alerts_of_living().await?;
        self.board().fill(living, alerts);
        self.pulse.ring(self.clock_bell);
        self.announce_change();
        Ok(Rebuilt { facts, requests: after.len(), mended })
    }
}

/// The rules of a text that was in force. A text that is not understood any
/// more leaves those before it.
fn ruled(text: &str, before: Arc<Rules>) -> Arc<Rules> {
    match ruling::read(text, Path::new("the ledger")) {
        Ok(rules) => Arc::new(rules),
        Err(trouble) => {
            tracing::warn!("Rules of the past are not understood: {trouble}");
            before
        }
    }
}

/// Folds facts of one kind that were learnt in one go.
async fn refold(
    fold: &mut Fold,
    write: &mut store::Write<'_>,
    facts: &[Logged],
) -> Result<(), Trouble> {
    let mut seen: Vec<(&Logged, Activity)> = Vec::new();
    for fact in facts {
        match fact.kind {
            Kind::Seen => seen.push((fact, serde_json::from_str(&fact.body)?)),
            // Acts that leave their trace at a source change nothing here.
            Kind::Did => {
                if let Ok(what) = serde_json::from_str::<What>(&fact.body) {
                    let act = (what, fact.at, Page::Logged(fact.seq));
                    fold.did(write, fact.request, act).await?;
                }
            }
            Kind::Ruled => {}
        }
    }
    let mut sightings = Vec::new();
    for (fact, activity) in &seen {
        let Logged { source, at, history, seq, .. } = *fact;
        let (seen, history, page) = (*at, *history, Page::Logged(*seq));
        let sighting = Sighting { source, activity, seen, history, page };
        sightings.push(sighting);
    }
    fold.see(write, &sightings).await
}

async fn rejudged(
    write: &mut store::Write<'_>,
    rules: &Rules,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<Stored>, Trouble> {
    let mut all = write.every().await?;
    for stored in &mut all {
        stored.judged = domain::judge_again(&stored.thread, rules, now);
    }
    write.save(&all).await?;
    Ok(all)
}

/// The requests whose facts differ; what is true of them follows from these.
fn differing(before: &[Stored], after: &[Stored]) -> Vec<RequestId> {
    fn threads(all: &[Stored]) -> BTreeMap<RequestId, &Thread> {
        all.iter().map(|stored| (stored.thread.id, &stored.thread)).collect()
    }
    let (before, after) = (threads(before), threads(after));
    let ids: BTreeSet<&RequestId> = before.keys().chain(after.keys()).collect();
    ids.into_iter()
        .filter(|id| before.get(id) != after.get(id))
        .copied()
        .collect()
}
