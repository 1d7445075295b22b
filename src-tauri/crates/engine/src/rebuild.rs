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
        let _turn = self.turn.lock().await;
        let now = self.now();
        let mut write = self.store.write().await?;
        let before = write.every().await?;
        write.drop_projections().await?;
        let current = self.rules();
        let mut rules = Arc::clone(&current);
        let mut facts = 0;
        let mut last = 0;
        let mut fold = Fold::new(Arc::clone(&rules), 0);
        let mut batch = 0;
        let mut at = now;
        loop {
            let page = write.logged(last).await?;
            let Some(end) = page.last() else { break };
            last = end.seq;
            for fact in page {
                if fact.batch != batch {
                    fold.finish(&mut write, at).await?;
                    fold = Fold::new(Arc::clone(&rules), fact.batch);
                    batch = fact.batch;
                }
                at = fact.at;
                facts += 1;
                if fact.kind == Kind::Ruled {
                    rules = ruled(&fact.body, rules);
                    fold.rules = Arc::clone(&rules);
                } else {
                    refold(&mut fold, &mut write, &fact).await?;
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

async fn refold(
    fold: &mut Fold,
    write: &mut store::Write<'_>,
    fact: &Logged,
) -> Result<(), Trouble> {
    let page = Page::Logged(fact.seq);
    match fact.kind {
        Kind::Seen => {
            let activity: Activity = serde_json::from_str(&fact.body)?;
            let sighting = Sighting {
                source: &fact.source,
                activity: &activity,
                seen: fact.at,
                history: fact.history,
                page,
            };
            fold.see(write, &sighting).await?;
        }
        // Acts that leave their trace at a source change nothing here.
        Kind::Did => {
            if let Ok(what) = serde_json::from_str::<What>(&fact.body) {
                fold.did(write, fact.request, (what, fact.at, page)).await?;
            }
        }
        Kind::Ruled => {}
    }
    Ok(())
}

async fn rejudged(
    write: &mut store::Write<'_>,
    rules: &Rules,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<Stored>, Trouble> {
    let all = write.every().await?;
    for stored in &all {
        let judged = domain::judge(&stored.thread, rules, now);
        write.save(&stored.thread, &judged).await?;
    }
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
