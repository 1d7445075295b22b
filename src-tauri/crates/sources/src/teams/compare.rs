//! Compares threads that were read with what is known of them.

use chrono::{DateTime, Utc};
use domain::Activity;

use super::map::Scene;
use super::memory::{self, Memory, Root};
use super::wire::Message;

/// What is to be told, and what is known once it is.
pub(crate) struct Draft {
    /// What will be known.
    pub(crate) memory: Memory,
    /// What is to be told.
    pub(crate) told: Vec<Activity>,
    /// Something is to be written down.
    pub(crate) changed: bool,
}

impl Draft {
    /// Nothing to tell yet.
    pub(crate) fn new(memory: &Memory) -> Draft {
        Draft { memory: memory.clone(), told: Vec::new(), changed: false }
    }

    /// A thread, new or known: its root, the replies that were written until
    /// a moment, and what stands on it.
    pub(crate) fn thread(
        &mut self,
        root: &Message,
        until: Option<DateTime<Utc>>,
        scene: &Scene<'_>,
    ) {
        if root.is_gone() {
            return self.gone(&root.id, root.deleted, scene);
        }
        let edited = memory::edited(root);
        let is_new = !self.memory.roots.contains_key(&root.id);
        let known = self.memory.roots.entry(root.id.clone()).or_default();
        let was_edited = known.edited != edited;
        if known.gone.remove(&root.id) {
            self.told.push(scene.restored(root, &root.id));
        } else if is_new || was_edited {
            self.told.push(scene.post(root, &root.id));
        }
        known.edited = edited;
        let updated = root.modified.unwrap_or(root.created).max(root.created);
        self.changed |= is_new || known.updated != updated;
        known.updated = known.updated.max(updated);
        for reply in root.below().iter().filter(|it| it.is_written()) {
            let due = until.is_none_or(|until| reply.created <= until);
            if due || reply.is_gone() {
                self.told.extend(compared(known, (root, reply), scene));
            }
        }
        let marks = memory::marks(root);
        // An edit may make a request of what was none, and of that nobody
        // has remembered the marks.
        if known.marks != marks || (was_edited && !marks.is_empty()) {
            self.told.push(scene.stands(root, is_new));
            known.marks = marks;
        }
        self.changed |= !self.told.is_empty();
    }

    /// A known thread is gone.
    pub(crate) fn gone(
        &mut self,
        id: &str,
        at: Option<DateTime<Utc>>,
        scene: &Scene<'_>,
    ) {
        let known = self.memory.roots.get_mut(id);
        if known.is_some_and(|root| root.gone.insert(id.to_owned())) {
            self.told.push(scene.gone(id, (id, at)));
            self.changed = true;
        }
    }
}

/// A reply that is new, edited, gone or back.
fn compared(
    known: &mut Root,
    (root, reply): (&Message, &Message),
    scene: &Scene<'_>,
) -> Option<Activity> {
    if reply.is_gone() {
        let told = known.replies.contains_key(&reply.id)
            && known.gone.insert(reply.id.clone());
        let gone = || scene.gone(&root.id, (&reply.id, reply.deleted));
        return told.then(gone);
    }
    let edited = memory::edited(reply);
    let was = known.replies.insert(reply.id.clone(), edited);
    if known.gone.remove(&reply.id) {
        return Some(scene.restored(reply, &root.id));
    }
    (was != Some(edited)).then(|| scene.post(reply, &root.id))
}
