//! Messages of their own by which a teammate answers somebody.

use domain::join::{Aside, answers, stands_aside};
use domain::{Activity, Event, RequestId, Thread};
use store::Write;

use super::{Fold, Page, Sighting};
use crate::Trouble;

impl Fold {
    /// Such a message counts as a reply to the request that it answers; where
    /// only a person can tell, it is offered.
    pub(super) async fn answers_aside(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<bool, Trouble> {
        let Sighting { source, activity, .. } = *sighting;
        match &activity.event {
            Event::Deleted => return self.aside_gone(write, sighting).await,
            Event::Marks { .. } => return Ok(false),
            // Most of what is no request answers none either.
            Event::Post { .. }
                if !stands_aside(activity, &self.rules, source) =>
            {
                return Ok(false);
            }
            Event::Post { .. } => {}
        }
        // Told once more it is what it was: the log knows it once.
        let known = self.known.contains(&sighting.root());
        if known && matches!(sighting.page, Page::Now) {
            return Ok(false);
        }
        self.look_here(write, sighting).await?;
        match answers(activity, &self.rules, source, self.living_here()) {
            Aside::Answers(at) => self.answered(sighting, at),
            Aside::Offered(all) => self.offered(sighting, &all),
            Aside::Nothing => Ok(false),
        }
    }

    /// What a teammate without a seat posts by itself asks for nothing if it
    /// answers somebody and calls nobody.
    pub(super) async fn answers_instead(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<bool, Trouble> {
        let Sighting { source, activity, .. } = *sighting;
        let Event::Post { post } = &activity.event else { return Ok(false) };
        let calls = |mention| self.rules.raised_by(source, mention).is_some();
        let points = !post.mentions.is_empty() || post.text.has_links();
        let aside = stands_aside(activity, &self.rules, source);
        if !aside || !points || post.mentions.iter().any(calls) {
            return Ok(false);
        }
        self.look_here(write, sighting).await?;
        match answers(activity, &self.rules, source, self.living_here()) {
            Aside::Answers(at) => {
                self.answered(sighting, at)?;
                Ok(true)
            }
            Aside::Offered(_) | Aside::Nothing => Ok(false),
        }
    }

    fn answered(
        &mut self,
        sighting: &Sighting<'_>,
        at: usize,
    ) -> Result<bool, Trouble> {
        let answered = self.living_here().get(at).cloned();
        let Some((mut thread, judged)) = answered else { return Ok(false) };
        let Some(root) = judged.root else { return Ok(false) };
        let reply = Activity { root, ..sighting.activity.clone() };
        let news = thread.apply(&reply, sighting.seen);
        if news {
            self.log(sighting, thread.id)?;
            self.keep(thread);
        }
        Ok(news)
    }

    fn offered(
        &mut self,
        sighting: &Sighting<'_>,
        all: &[usize],
    ) -> Result<bool, Trouble> {
        let here = self.living_here();
        let meant: Vec<Thread> = all
            .iter()
            .filter_map(|at| here.get(*at))
            .map(|(thread, _)| thread.clone())
            .collect();
        let mut news = false;
        for mut thread in meant {
            if thread.offer(sighting.activity, sighting.seen) {
                self.keep(thread);
                news = true;
            }
        }
        if news {
            self.log(sighting, RequestId(0))?;
        }
        Ok(news)
    }

    /// What was deleted at its source answers nobody.
    async fn aside_gone(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<bool, Trouble> {
        let Sighting { source, activity, seen, .. } = *sighting;
        let gone = &activity.external;
        self.look_here(write, sighting).await?;
        let knows = |thread: &&Thread| {
            thread.offers.iter().any(|m| m.external == *gone)
                || thread.message(gone).is_some()
        };
        let here = self.living_here().iter().map(|(thread, _)| thread);
        let knowing: Vec<Thread> = here.filter(knows).cloned().collect();
        let mut news = false;
        for mut thread in knowing {
            if thread.apply(activity, seen) {
                self.keep(thread);
                news = true;
            }
        }
        if news {
            self.log(sighting, RequestId(0))?;
            let place = activity.place.clone();
            self.blanks.push((source.clone(), place, gone.clone()));
        }
        Ok(news)
    }
}
