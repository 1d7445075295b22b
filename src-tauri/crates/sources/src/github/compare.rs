//! Compares issues that were read with what is known of them.

use chrono::TimeDelta;
use domain::{Activity, Event};

use super::actors::Stood;
use super::map::{Scene, below, root};
use super::memory::{self, Memory, Root};
use super::wire::{Comment, Issue};

/// What is to be told, and what is known once it is.
pub(crate) struct Draft {
    /// What will be known.
    pub(crate) memory: Memory,
    /// What is to be told.
    pub(crate) told: Vec<Activity>,
    /// Something is to be written down.
    pub(crate) changed: bool,
}

/// Comments that were read.
pub(crate) struct Comments<'a> {
    /// They.
    pub(crate) all: &'a [Comment],
    /// There are no others.
    pub(crate) whole: bool,
}

/// Whether a read of the list shows that something happened to an issue.
pub(crate) fn is_news(
    known: &Root,
    issue: &Issue,
    labels: &[(String, String)],
) -> bool {
    known.updated != issue.updated_at
        || known.words != memory::words(issue)
        || known.marks != memory::marks(issue, labels)
        || u64::try_from(known.comments.len()) != Ok(issue.comments)
}

impl Draft {
    /// Nothing to tell yet.
    pub(crate) fn new(memory: &Memory) -> Draft {
        Draft { memory: memory.clone(), told: Vec::new(), changed: false }
    }

    /// An issue: new, edited, or as it was.
    pub(crate) fn issue(&mut self, issue: &Issue, scene: &Scene<'_>) {
        let words = memory::words(issue);
        let known = self.memory.roots.get_mut(&issue.number);
        let (is_new, root) = match known {
            Some(root) => (false, root),
            None => {
                let fresh = Root { words, ..Root::default() };
                let roots = &mut self.memory.roots;
                (true, roots.entry(issue.number).or_insert(fresh))
            }
        };
        if root.words != words {
            root.words = words;
            // An issue does not say when its words were changed, but never
            // after it was changed last, and each change is one of its own.
            let after = root.edited.unwrap_or(issue.created_at);
            let least = after + TimeDelta::seconds(1);
            root.edited = Some(issue.updated_at.max(least));
            self.told.push(scene.issue(issue, root.edited));
        } else if is_new {
            self.told.push(scene.issue(issue, None));
        }
        self.changed |= is_new || root.updated != issue.updated_at;
        root.updated = issue.updated_at;
        self.changed |= !self.told.is_empty();
    }

    /// What stands at a known issue.
    pub(crate) fn marks(
        &mut self,
        (issue, stood): (&Issue, &Stood),
        scene: &Scene<'_>,
    ) {
        let digest = memory::marks(issue, &scene.marks.labels);
        let Some(root) = self.memory.roots.get_mut(&issue.number) else {
            return;
        };
        // An edit may make a request of what was none, and of that nobody
        // has remembered what stands there.
        let edited = is_told(&self.told, issue.number);
        if root.marks == digest && !edited {
            return;
        }
        let first = root.marks == 0;
        let closes = issue.is_closed() && (edited || !root.closed);
        root.marks = digest;
        root.closed = issue.is_closed();
        self.changed = true;
        let told = scene.stands((issue, stood), (first, closes));
        let nothing = Event::Marks { marks: Vec::new() };
        if !first || told.event != nothing {
            self.told.push(told);
        }
    }

    /// The comments below a known issue: new, edited, gone, or as they were.
    pub(crate) fn comments(
        &mut self,
        number: u64,
        read: &Comments<'_>,
        scene: &Scene<'_>,
    ) {
        let Some(known) = self.memory.roots.get_mut(&number) else { return };
        for comment in read.all {
            let digest = memory::comment(comment);
            let was = known.comments.insert(comment.id, digest);
            if was != Some(digest) {
                self.told.push(scene.comment(number, comment));
            }
        }
        if read.whole {
            let stands =
                |id: &u64| read.all.iter().any(|comment| comment.id == *id);
            let gone: Vec<u64> = known
                .comments
                .keys()
                .filter(|id| !stands(id))
                .copied()
                .collect();
            for id in gone {
                known.comments.remove(&id);
                self.told.push(scene.gone(number, below(id)));
            }
        }
        self.changed |= !self.told.is_empty();
    }

    /// A known issue is gone.
    pub(crate) fn gone(&mut self, number: u64, scene: &Scene<'_>) {
        if self.memory.roots.remove(&number).is_some() {
            self.told.push(scene.gone(number, root(number)));
            self.changed = true;
        }
    }
}

/// Whether the words of an issue are among what is to be told.
fn is_told(told: &[Activity], number: u64) -> bool {
    let words = |it: &&Activity| matches!(it.event, Event::Post { .. });
    told.iter().filter(words).any(|it| it.external == root(number))
}
