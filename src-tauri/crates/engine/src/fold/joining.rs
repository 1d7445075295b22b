//! Which request a root belongs to, as far as the ledger knows.

use domain::join::{Join, join, reach};
use domain::{Event, RequestId, Thread};
use store::Write;

use super::{Fold, Page, Sighting};
use crate::Trouble;

impl Fold {
    /// A post that cannot begin a request may still belong to one: an alert
    /// that says that it is over.
    pub(super) async fn joins_only(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<bool, Trouble> {
        let (recent, join) = self.joining(sighting);
        let Join::Joins(at) = join else {
            return self.answers_aside(write, sighting).await;
        };
        let Some(thread) = recent.into_iter().nth(at) else {
            return Ok(false);
        };
        self.joined(sighting, thread)
    }

    pub(super) async fn begin(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<bool, Trouble> {
        if self.answers_instead(write, sighting).await? {
            return Ok(true);
        }
        let (mut recent, join) = self.joining(sighting);
        match join {
            Join::Joins(at) => {
                let mut thread = recent.swap_remove(at);
                let root = sighting.root();
                self.passed_before(write, (&mut thread, &root)).await?;
                self.joined(sighting, thread)
            }
            Join::Burst(all) => {
                let mut burst = recent
                    .into_iter()
                    .enumerate()
                    .filter(|(at, _)| all.contains(at))
                    .map(|(_, thread)| thread);
                let Some(mut first) = burst.next() else { return Ok(false) };
                for other in burst {
                    self.absorb(write, &mut first, other).await?;
                }
                self.joined(sighting, first)
            }
            Join::Apart => {
                let Sighting { source, activity, seen, history, page } =
                    *sighting;
                let known = self.known.contains(&sighting.root());
                if known && matches!(page, Page::Now) {
                    return Ok(false);
                }
                let seq = self.log(sighting, RequestId(0))?;
                let mut thread = Thread::begin(
                    RequestId(seq),
                    source.clone(),
                    activity,
                    seen,
                    history,
                );
                thread.apply(activity, seen);
                let root = sighting.root();
                self.passed_before(write, (&mut thread, &root)).await?;
                self.keep(thread);
                Ok(true)
            }
        }
    }

    /// Two requests become one: what is private about the other, and what is
    /// on its way because of it, is the one's.
    pub(super) async fn absorb(
        &mut self,
        write: &mut Write<'_>,
        one: &mut Thread,
        other: Thread,
    ) -> Result<(), Trouble> {
        self.absorbed(write, (other.id, one.id)).await?;
        one.absorb(other);
        Ok(())
    }

    /// A request is no more: another has taken it in.
    pub(super) async fn absorbed(
        &mut self,
        write: &mut Write<'_>,
        (other, one): (RequestId, RequestId),
    ) -> Result<(), Trouble> {
        self.dropped.insert(other);
        self.stirs(other);
        self.touched.remove(&other);
        self.doubted.remove(&other);
        self.threads.remove(&other);
        write.move_private(other, one).await?;
        write.absorbed(other, one).await?;
        Ok(())
    }

    fn joined(
        &mut self,
        sighting: &Sighting<'_>,
        mut thread: Thread,
    ) -> Result<bool, Trouble> {
        if !thread.apply(sighting.activity, sighting.seen) {
            return Ok(false);
        }
        self.log(sighting, thread.id)?;
        self.keep(thread);
        Ok(true)
    }

    /// What the author asked shortly before in the same place, and what the
    /// new root is to it.
    fn joining(&self, sighting: &Sighting<'_>) -> (Vec<Thread>, Join) {
        let Sighting { source, activity, .. } = *sighting;
        let Event::Post { post } = &activity.event else {
            return (Vec::new(), Join::Apart);
        };
        if !activity.is_root() {
            return (Vec::new(), Join::Apart);
        }
        let since = activity.at - reach(!post.author.human);
        let asked = self.asked.get(&sighting.asker(&post.author.id));
        let recent: Vec<Thread> = asked
            .into_iter()
            .flatten()
            .filter_map(|id| self.threads.get(id))
            .filter(|t| self.touched.contains(&t.id) || t.last() >= since)
            .cloned()
            .collect();
        let join = join(activity, &self.rules, source, &recent);
        (recent, join)
    }
}
