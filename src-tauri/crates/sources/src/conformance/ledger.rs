//! What a source told, folded as the engine folds it.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use domain::{Activity, Batch, Cursors, Event, ExternalId, Mark, Post};

use super::Standing;

/// One thing that was committed.
#[derive(Clone, Debug)]
pub struct Came {
    /// The thing.
    pub activity: Activity,
    /// It was told as history.
    pub history: bool,
    /// The batch it came with.
    pub batch: usize,
}

/// Everything that was committed.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Where reading goes on.
    pub cursors: Cursors,
    /// What came, in order.
    pub came: Vec<Came>,
    /// How many batches came.
    pub batches: usize,
    posts: BTreeMap<ExternalId, (ExternalId, Post)>,
    marks: BTreeMap<ExternalId, Vec<Mark>>,
    gone: BTreeMap<ExternalId, DateTime<Utc>>,
}

impl Ledger {
    /// Commits a batch.
    pub(super) fn commit(&mut self, batch: Batch) {
        self.batches += 1;
        self.cursors.insert(batch.place, batch.cursor);
        for activity in batch.activity {
            self.take(activity.clone());
            let (history, batch) = (batch.history, self.batches);
            self.came.push(Came { activity, history, batch });
        }
    }

    /// Takes one thing in, in any order and any number of times.
    fn take(&mut self, activity: Activity) {
        let Activity { external, root, event, at, .. } = activity;
        match event {
            Event::Post { post } => {
                let newer = self
                    .posts
                    .get(&external)
                    .is_none_or(|(_, known)| known.edited <= post.edited);
                if self.gone.get(&external).copied() < post.restored {
                    self.gone.remove(&external);
                }
                if newer && !self.gone.contains_key(&external) {
                    self.posts.insert(external, (root, post));
                }
            }
            Event::Marks { marks } => {
                self.marks.insert(external, marks);
            }
            Event::Deleted => {
                self.posts.remove(&external);
                self.gone.insert(external, at);
            }
        }
    }

    /// A message as it is known.
    #[must_use]
    pub fn post(&self, what: &ExternalId) -> Option<&Post> {
        self.posts.get(what).map(|(_, post)| post)
    }

    /// What is known to stand at a root.
    #[must_use]
    pub fn standing(&self, root: &ExternalId) -> Option<Standing> {
        let head = self.post(root)?;
        let mut texts = vec![head.text.words()];
        texts.extend(
            self.posts
                .iter()
                .filter(|(id, (of, _))| of == root && *id != root)
                .map(|(_, (_, post))| post.text.words()),
        );
        let marks = self.marks.get(root).into_iter().flatten();
        let marks = marks
            .filter(|mark| !mark.by.is_empty())
            .map(|mark| (mark.name.clone(), mark.by.len()))
            .collect();
        Some(Standing { texts, marks })
    }

    /// What was told though it was known already, in the same version.
    #[must_use]
    pub fn repeated(&self) -> Vec<&Activity> {
        let (mut known, mut gone) = (HashSet::new(), HashSet::new());
        self.came
            .iter()
            .map(|came| &came.activity)
            .filter(|activity| match &activity.event {
                Event::Marks { .. } => false,
                Event::Deleted => !gone.insert(&activity.external),
                Event::Post { post } => {
                    // What is back may be deleted once more.
                    if post.restored.is_some() {
                        gone.remove(&activity.external);
                    }
                    !known.insert((&activity.external, activity.version()))
                }
            })
            .collect()
    }
}
