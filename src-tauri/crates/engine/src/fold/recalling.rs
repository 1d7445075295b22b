//! What the ledger knows of what was seen, read all at once.

use std::collections::{BTreeMap, BTreeSet};

use domain::join::reach;
use domain::{Event, RequestId, Thread, UserId};
use store::{Asker, Root, Write};

use super::{Fold, Sighting};
use crate::Trouble;

impl Fold {
    pub(super) async fn recall(
        &mut self,
        write: &mut Write<'_>,
        sightings: &[Sighting<'_>],
    ) -> Result<(), Trouble> {
        let roots: BTreeSet<Root> = sightings
            .iter()
            .map(Sighting::root)
            .filter(|root| !self.roots.contains_key(root))
            .collect();
        let roots: Vec<Root> = roots.into_iter().collect();
        self.roots.extend(write.requests_of(&roots).await?);
        let ids: BTreeSet<RequestId> = sightings
            .iter()
            .filter_map(|sighting| self.roots.get(&sighting.root()).copied())
            .filter(|id| !self.threads.contains_key(id))
            .collect();
        let ids: Vec<RequestId> = ids.into_iter().collect();
        for thread in write.threads(&ids).await? {
            self.remember(thread);
        }
        self.recall_recent(write, sightings).await
    }

    /// A root that belongs to no request may join what its author asked
    /// shortly before.
    async fn recall_recent(
        &mut self,
        write: &mut Write<'_>,
        sightings: &[Sighting<'_>],
    ) -> Result<(), Trouble> {
        let mut askers = BTreeMap::new();
        let mut posts = Vec::new();
        for sighting in sightings {
            let Sighting { source, activity, .. } = *sighting;
            let Event::Post { post } = &activity.event else { continue };
            if !activity.is_root() || self.roots.contains_key(&sighting.root())
            {
                continue;
            }
            let since = activity.at - reach(!post.author.human);
            askers
                .entry(sighting.asker(&post.author.id))
                .and_modify(|earliest| *earliest = since.min(*earliest))
                .or_insert(since);
            let version = activity.version();
            posts.push((source, &activity.place, &activity.external, version));
        }
        for thread in write.recent(&askers).await? {
            let known = self.threads.contains_key(&thread.id);
            if !known && !self.dropped.contains(&thread.id) {
                self.remember(thread);
            }
        }
        self.known.extend(write.known(&posts).await?);
        Ok(())
    }

    pub(super) fn remember(&mut self, thread: Thread) {
        if let Some(asker) = thread.asker().cloned() {
            let asker = (thread.source.clone(), thread.place.clone(), asker);
            self.asked.entry(asker).or_default().insert(thread.id);
        }
        self.threads.insert(thread.id, thread);
    }
}

impl Sighting<'_> {
    pub(super) fn asker(&self, author: &UserId) -> Asker {
        let place = self.activity.place.clone();
        (self.source.clone(), place, author.clone())
    }
}
