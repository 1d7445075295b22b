//! Messages of their own by which a teammate answers somebody.

use std::collections::BTreeMap;

use domain::join::answers;
use domain::{Activity, Event, RequestId, Thread, judge};
use store::Write;

use super::{Fold, Sighting};
use crate::Trouble;

impl Fold {
    /// Such a message counts as a reply to the request that it answers.
    pub(super) async fn answers_aside(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<bool, Trouble> {
        let Sighting { source, activity, seen, .. } = *sighting;
        let Event::Post { post } = &activity.event else { return Ok(false) };
        // Most of what is no request answers none either.
        let helper = self.rules.teammate(source, &post.author).is_some();
        let points =
            !post.mentions.is_empty() || post.text.links().next().is_some();
        if !helper || !points {
            return Ok(false);
        }
        let living = write.living_in(source, &activity.place).await?;
        let mut here: BTreeMap<RequestId, Thread> = living
            .into_iter()
            .map(|stored| (stored.thread.id, stored.thread))
            .filter(|(id, _)| !self.dropped.contains(id))
            .collect();
        let touched = self.threads.values().filter(|thread| {
            thread.source == *source && thread.place == activity.place
        });
        here.extend(touched.map(|thread| (thread.id, thread.clone())));
        let mut here: Vec<Thread> = here
            .into_values()
            .filter(|thread| judge(thread, &self.rules, seen).life.lives())
            .collect();
        let Some(at) = answers(activity, &self.rules, source, &here) else {
            return Ok(false);
        };
        let mut thread = here.swap_remove(at);
        let Some(root) = thread.roots.first().cloned() else {
            return Ok(false);
        };
        let news = thread.apply(&Activity { root, ..activity.clone() }, seen);
        if news {
            self.log(write, sighting, thread.id).await?;
        }
        self.keep(thread);
        Ok(news)
    }
}
