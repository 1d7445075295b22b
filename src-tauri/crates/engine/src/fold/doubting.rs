//! Judging requests again to which nothing happened.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{DueKind, Judged, RequestId, Rules, Thread, judge_again};
use store::{Rejudged, Stored, Unread, Write};

use super::Fold;
use crate::Trouble;
use crate::show::{Present, race};

/// So many are judged in one go; several goes are on their way at once.
const AT_ONCE: usize = 500;
/// Fewer are not worth a core of their own.
const FEW: usize = 100;

/// Everything that is shown of requests.
type Shown = BTreeMap<RequestId, Arc<Judged>>;

/// A deadline that was another one before, or none.
pub(crate) type Moved = (RequestId, DueKind, DateTime<Utc>);

/// What came of judging requests again.
#[derive(Default)]
pub(crate) struct Doubted {
    /// The deadlines that have moved.
    pub(crate) moved: Vec<Moved>,
    /// The requests that rules may part elsewhere than they are parted.
    pub(crate) parting: Vec<RequestId>,
}

impl Doubted {
    fn extend(&mut self, other: Doubted) {
        self.moved.extend(other.moved);
        self.parting.extend(other.parting);
    }
}

/// Requests of which something else is true than before.
#[derive(Default)]
struct Again {
    all: Vec<Rejudged>,
    doubted: Doubted,
    races: BTreeMap<RequestId, DateTime<Utc>>,
}

impl Again {
    /// Judges a request again, and takes it in if something else is true of
    /// it than before.
    fn judge(
        &mut self,
        thread: Thread,
        before: &Judged,
        (rules, now): (&Rules, DateTime<Utc>),
    ) -> Result<(), Trouble> {
        let judged = judge_again(&thread, rules, now);
        let stood = |kind, due| {
            before.running().any(|it| (it.kind, it.due) == (kind, due))
        };
        let moved = judged.running().filter(|it| !stood(it.kind, it.due));
        self.doubted.moved.extend(moved.map(|it| (judged.id, it.kind, it.due)));
        let parts = match (thread.follows, thread.followed) {
            (None, None) => thread.parts_elsewhere(None, rules),
            (Some(_), _) | (_, Some(_)) => true,
        };
        let earlier = thread.follows.map_or(thread.id, |part| part.request);
        self.doubted.parting.extend(parts.then_some(earlier));
        let race = race(&thread, &judged, rules);
        self.races.extend(race.map(|over| (judged.id, over)));
        self.all.extend(Rejudged::of(judged, before)?);
        Ok(())
    }
}

impl Fold {
    /// Judges requests again although nothing happened to them, and writes
    /// down what is true of them now. What is shown of them need not be
    /// read.
    pub(crate) async fn doubt(
        &mut self,
        write: &mut Write<'_>,
        (ids, shown): (&[RequestId], Shown),
        now: DateTime<Utc>,
    ) -> Result<Doubted, Trouble> {
        let untouched = |id: &&RequestId| !self.touched.contains(id);
        let ids = ids.iter().filter(untouched).copied();
        let (known, others): (Vec<_>, Vec<_>) =
            ids.partition(|id| shown.contains_key(id));
        let shown = Arc::new(shown);
        let mut doubted = Doubted::default();
        let mut computing = Vec::new();
        for some in known.chunks(AT_ONCE) {
            let unread = write.fetch(some).await?;
            let (rules, shown) = (Arc::clone(&self.rules), Arc::clone(&shown));
            let work = move || again(unread, &shown, (&rules, now));
            if some.len() < FEW {
                doubted.extend(self.rejudged(write, work()?).await?);
            } else {
                computing.push(compute(work));
            }
        }
        // While the first are written others are still judged.
        for some in computing {
            doubted.extend(self.rejudged(write, some.await?).await?);
        }
        let mut some = Again::default();
        for Stored { thread, judged } in write.requests(&others).await? {
            some.judge(thread, &judged, (&self.rules, now))?;
        }
        doubted.extend(self.rejudged(write, some).await?);
        Ok(doubted)
    }

    async fn rejudged(
        &mut self,
        write: &mut Write<'_>,
        Again { all, doubted, races }: Again,
    ) -> Result<Doubted, Trouble> {
        write.rejudge(&all).await?;
        let present = |Rejudged { judged, .. }: Rejudged| {
            let race = races.get(&judged.id).copied();
            (judged.id, Present { judged, race })
        };
        self.doubted.extend(all.into_iter().map(present));
        Ok(doubted)
    }
}

/// Reads requests and judges them again.
fn again(
    unread: Vec<Unread>,
    shown: &Shown,
    (rules, now): (&Rules, DateTime<Utc>),
) -> Result<Again, Trouble> {
    let mut again = Again::default();
    for unread in unread {
        let thread = unread.read()?;
        if let Some(before) = shown.get(&thread.id) {
            again.judge(thread, before, (rules, now))?;
        }
    }
    Ok(again)
}

/// Starts to judge on another core.
#[expect(clippy::disallowed_methods, reason = "it is waited for here")]
fn compute(
    work: impl FnOnce() -> Result<Again, Trouble> + Send + 'static,
) -> impl Future<Output = Result<Again, Trouble>> + Send {
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
