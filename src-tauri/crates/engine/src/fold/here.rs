//! What is in the queue of a place while one step goes on.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Judged, PlaceId, RequestId, Rules, SourceId, Thread, judge};
use store::Write;

use super::{Fold, Sighting};
use crate::Trouble;

/// A queue as it was read once, with what is true of each of its requests.
pub(super) struct Here {
    source: SourceId,
    place: PlaceId,
    rules: Arc<Rules>,
    seen: DateTime<Utc>,
    /// In the order of the requests.
    living: Vec<(Thread, Judged)>,
    /// What happened to these is not in it yet.
    stale: BTreeSet<RequestId>,
}

impl Here {
    fn put(&mut self, id: RequestId, thread: Option<&Thread>) {
        let judged = thread
            .filter(|t| t.source == self.source && t.place == self.place)
            .map(|t| (t.clone(), judge(t, &self.rules, self.seen)))
            .filter(|(_, judged)| judged.life.lives());
        let at = self.living.binary_search_by_key(&id, |(t, _)| t.id);
        match (at, judged) {
            (Ok(at), Some(now)) => {
                if let Some(then) = self.living.get_mut(at) {
                    *then = now;
                }
            }
            (Ok(at), None) => drop(self.living.remove(at)),
            (Err(at), Some(now)) => self.living.insert(at, now),
            (Err(_), None) => {}
        }
    }
}

impl Fold {
    /// Looks at what is in the queue of a place; it is read once, and kept as
    /// it becomes.
    pub(super) async fn look_here(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<(), Trouble> {
        let Sighting { source, activity, seen, .. } = *sighting;
        let before = self.here.take().filter(|here| {
            here.source == *source
                && here.place == activity.place
                && here.seen == seen
                && Arc::ptr_eq(&here.rules, &self.rules)
        });
        let mut here = match before {
            Some(here) => here,
            None => self.read_here(write, sighting).await?,
        };
        for id in std::mem::take(&mut here.stale) {
            let thread = self.threads.get(&id);
            here.put(id, thread.filter(|_| !self.dropped.contains(&id)));
        }
        self.here = Some(here);
        Ok(())
    }

    async fn read_here(
        &self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<Here, Trouble> {
        let Sighting { source, activity, seen, .. } = *sighting;
        let judged = |thread: Thread| {
            let judged = judge(&thread, &self.rules, seen);
            judged.life.lives().then_some((thread, judged))
        };
        let living = write.living_in(source, &activity.place).await?;
        Ok(Here {
            source: source.clone(),
            place: activity.place.clone(),
            rules: Arc::clone(&self.rules),
            seen,
            living: living.into_iter().filter_map(judged).collect(),
            stale: self.touched.union(&self.dropped).copied().collect(),
        })
    }

    /// Something happened to a request.
    pub(super) fn stirs(&mut self, id: RequestId) {
        if let Some(here) = &mut self.here {
            here.stale.insert(id);
        }
    }

    /// What is there, as it was looked at last.
    pub(super) fn living_here(&self) -> &[(Thread, Judged)] {
        self.here.as_ref().map_or(&[], |here| &here.living)
    }
}
