//! Judging requests again to which nothing happened.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Judged, RequestId, Rules, Thread, judge_again};
use store::{Stored, Unread, Write};

use super::Fold;
use crate::Trouble;

/// So many are judged in one go; several goes are on their way at once.
const AT_ONCE: usize = 500;
/// Fewer are not worth a core of their own.
const FEW: usize = 100;

/// Everything that is shown of requests.
type Shown = BTreeMap<RequestId, Arc<Judged>>;

/// A request of which something else is true than before.
pub(super) struct Again {
    /// It goes through many hands, and is large.
    stored: Box<Stored>,
    /// It stands elsewhere in the queue by it, or not in it any more.
    moved: bool,
}

impl Again {
    /// A request judged again; nothing if what was true of it still is.
    fn of(
        thread: Thread,
        before: &Judged,
        (rules, now): (&Rules, DateTime<Utc>),
    ) -> Option<Again> {
        let judged = judge_again(&thread, rules, now);
        if judged == *before {
            return None;
        }
        let stands = |it: &Judged| (it.life.lives(), it.asked, it.last);
        let moved = stands(&judged) != stands(before);
        Some(Again { stored: Box::new(Stored { thread, judged }), moved })
    }
}

impl Fold {
    /// Judges requests again although nothing happened to them; what is shown
    /// of them need not be read.
    pub(crate) async fn doubt(
        &mut self,
        write: &mut Write<'_>,
        (ids, shown): (&[RequestId], Shown),
        now: DateTime<Utc>,
    ) -> Result<(), Trouble> {
        let untouched = |id: &&RequestId| !self.touched.contains(id);
        let ids = ids.iter().filter(untouched).copied();
        let (known, others): (Vec<_>, Vec<_>) =
            ids.partition(|id| shown.contains_key(id));
        let shown = Arc::new(shown);
        let mut all = Vec::new();
        let mut computing = Vec::new();
        for some in known.chunks(AT_ONCE) {
            let unread = write.fetch(some).await?;
            let (rules, shown) = (Arc::clone(&self.rules), Arc::clone(&shown));
            let work = move || again(unread, &shown, (&rules, now));
            if some.len() < FEW {
                all.extend(work()?);
            } else {
                computing.push(compute(work));
            }
        }
        for some in computing {
            all.extend(some.await?);
        }
        for Stored { thread, judged } in write.requests(&others).await? {
            all.extend(Again::of(thread, &judged, (&self.rules, now)));
        }
        let known = all.into_iter().map(|it| (it.stored.thread.id, it));
        self.doubted.extend(known);
        Ok(())
    }

    /// Saves what is true of them now, or has it written down later where it
    /// follows from new rules: whoever waits for these sees it first.
    pub(super) async fn save_doubted(
        &mut self,
        write: &mut Write<'_>,
    ) -> Result<Vec<Stored>, Trouble> {
        let all: Vec<Again> =
            std::mem::take(&mut self.doubted).into_values().collect();
        let judged = |moved| {
            let some = all.iter().filter(move |it| it.moved == moved);
            some.map(|it| &it.stored.judged).collect::<Vec<_>>()
        };
        let (moved, stay) = (judged(true), judged(false));
        write.save_moved(&moved).await?;
        if self.later {
            self.unwritten = stay.iter().map(|judged| judged.id).collect();
        } else {
            write.save_words(&stay).await?;
        }
        Ok(all.into_iter().map(|it| *it.stored).collect())
    }
}

/// Reads requests and judges them again.
fn again(
    unread: Vec<Unread>,
    shown: &Shown,
    (rules, now): (&Rules, DateTime<Utc>),
) -> Result<Vec<Again>, Trouble> {
    let mut all = Vec::new();
    for unread in unread {
        let thread = unread.read()?;
        if let Some(before) = shown.get(&thread.id) {
            all.extend(Again::of(thread, before, (rules, now)));
        }
    }
    Ok(all)
}

/// Starts to judge on another core.
#[expect(clippy::disallowed_methods, reason = "it is waited for here")]
fn compute(
    work: impl FnOnce() -> Result<Vec<Again>, Trouble> + Send + 'static,
) -> impl Future<Output = Result<Vec<Again>, Trouble>> + Send {
    let computed = tokio::task::spawn_blocking(work);
    async move {
        match computed.await {
            Ok(done) => done,
            Err(broken) if broken.is_panic() => {
                std::panic::resume_unwind(broken.into_panic())
            }
            // Whoever waits ends with the runtime.
            Err(_) => std::future::pending().await,
        }
    }
}
