//! Which request a root belongs to, as far as the ledger knows.

use std::collections::BTreeMap;

use domain::join::{Join, join, reach};
use domain::{Event, RequestId, Thread};
use store::Write;

use super::{Fold, Sighting};
use crate::Trouble;

impl Fold {
    /// A post that cannot begin a request may still belong to one: an alert
    /// that says that it is over.
    pub(super) async fn joins_only(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<bool, Trouble> {
        let (recent, join) = self.joining(write, sighting).await?;
        let Join::Joins(at) = join else {
            return self.answers_aside(write, sighting).await;
        };
        let Some(thread) = recent.into_iter().nth(at) else {
            return Ok(false);
        };
        self.joined(write, sighting, thread).await
    }

    pub(super) async fn begin(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<bool, Trouble> {
        let (mut recent, join) = self.joining(write, sighting).await?;
        match join {
            Join::Joins(at) => {
                let thread = recent.swap_remove(at);
                self.joined(write, sighting, thread).await
            }
            Join::Burst(all) => {
                let mut burst = recent
                    .into_iter()
                    .enumerate()
                    .filter(|(at, _)| all.contains(at))
                    .map(|(_, thread)| thread);
                let Some(mut first) = burst.next() else { return Ok(false) };
                for other in burst {
                    self.dropped.insert(other.id);
                    self.touched.remove(&other.id);
                    self.doubted.remove(&other.id);
                    self.threads.remove(&other.id);
                    first.absorb(other);
                }
                self.joined(write, sighting, first).await
            }
            Join::Apart => {
                let Some(seq) = self.log(write, sighting, RequestId(0)).await?
                else {
                    return Ok(false);
                };
                let Sighting { source, activity, seen, history, .. } =
                    *sighting;
                let mut thread = Thread::begin(
                    RequestId(seq),
                    source.clone(),
                    activity,
                    seen,
                    history,
                );
                thread.apply(activity, seen);
                self.keep(thread);
                Ok(true)
            }
        }
    }

    async fn joined(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
        mut thread: Thread,
    ) -> Result<bool, Trouble> {
        if !thread.apply(sighting.activity, sighting.seen) {
            return Ok(false);
        }
        self.log(write, sighting, thread.id).await?;
        self.keep(thread);
        Ok(true)
    }

    /// What the author asked shortly before in the same place, and what the
    /// new root is to it.
    async fn joining(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<(Vec<Thread>, Join), Trouble> {
        let Sighting { source, activity, .. } = *sighting;
        let Event::Post { post } = &activity.event else {
            return Ok((Vec::new(), Join::Apart));
        };
        if !activity.is_root() {
            return Ok((Vec::new(), Join::Apart));
        }
        let since = activity.at - reach(!post.author.human);
        let stored = write
            .recent((source, &activity.place), &post.author.id, since)
            .await?;
        let mut recent: BTreeMap<RequestId, Thread> = stored
            .into_iter()
            .map(|stored| (stored.thread.id, stored.thread))
            .filter(|(id, _)| !self.dropped.contains(id))
            .collect();
        let mine = self.threads.values().filter(|thread| {
            thread.source == *source
                && thread.place == activity.place
                && thread
                    .messages
                    .first()
                    .is_some_and(|m| m.author.id == post.author.id)
        });
        recent.extend(mine.map(|thread| (thread.id, thread.clone())));
        let recent: Vec<Thread> = recent.into_values().collect();
        let join = join(activity, &self.rules, source, &recent);
        Ok((recent, join))
    }
}
