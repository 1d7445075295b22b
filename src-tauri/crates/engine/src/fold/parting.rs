//! Several requests in one thread at the source, one long after the other.

use chrono::{DateTime, Utc};
use domain::{Activity, Event, RequestId, Thread, What};
use store::Write;

use super::{Fold, Page, Sighting};
use crate::Trouble;

impl Fold {
    /// The request of a thread that a fact is about.
    pub(super) async fn part_of(
        &mut self,
        write: &mut Write<'_>,
        mut thread: Thread,
        activity: &Activity,
    ) -> Result<Option<Thread>, Trouble> {
        while let Some(other) = thread.belongs(activity) {
            self.remember(thread);
            match self.thread(write, other).await? {
                Some(next) => thread = next,
                None => return Ok(None),
            }
        }
        Ok(Some(thread))
    }

    /// Parts a request where what came last is a new one, and mends a parting
    /// that what was learnt now has made untrue.
    pub(super) async fn parted(
        &mut self,
        write: &mut Write<'_>,
        mut thread: Thread,
        fresh: RequestId,
    ) -> Result<Thread, Trouble> {
        while let Some(part) = thread.followed {
            let Some(mut later) = self.thread(write, part.request).await?
            else {
                break;
            };
            if thread.parts_again(&mut later, &self.rules) {
                self.keep(thread);
                thread = later;
                continue;
            }
            self.absorbed(write, (later.id, thread.id)).await?;
            thread.rejoin(later);
        }
        if let Some(later) = thread.part(&self.rules, fresh) {
            self.keep(thread);
            return Ok(later);
        }
        Ok(thread)
    }

    /// Whether something happened to a request.
    pub(crate) fn touches(&self, id: RequestId) -> bool {
        self.touched.contains(&id)
    }

    /// Parts a request by rules that have just come into force, where these
    /// part it elsewhere than those before.
    pub(crate) async fn part_by_rules(
        &mut self,
        write: &mut Write<'_>,
        (id, now): (RequestId, DateTime<Utc>),
    ) -> Result<(), Trouble> {
        let Some(thread) = self.thread(write, id).await? else {
            return Ok(());
        };
        let later = match thread.followed {
            Some(part) => self.thread(write, part.request).await?,
            None => None,
        };
        let elsewhere = thread.parts_elsewhere(later.as_ref(), &self.rules);
        for known in [Some(thread), later].into_iter().flatten() {
            self.remember(known);
        }
        if elsewhere {
            let ruled = (What::Ruled, now, Page::Now);
            self.did(write, id, ruled).await?;
        }
        Ok(())
    }

    /// A set of marks is about every request in whose time it was read.
    pub(super) async fn marks_before(
        &mut self,
        write: &mut Write<'_>,
        thread: &Thread,
        sighting: &Sighting<'_>,
    ) -> Result<(), Trouble> {
        let Sighting { activity, seen, .. } = *sighting;
        let mut before = thread.follows;
        while let Some(part) = before
            && matches!(activity.event, Event::Marks { .. })
            && activity.at < part.since
        {
            let Some(mut thread) = self.thread(write, part.request).await?
            else {
                break;
            };
            before = thread.follows;
            match thread.apply(activity, seen) {
                true => self.keep(thread),
                false => self.remember(thread),
            }
        }
        Ok(())
    }
}
