//! Compares a thread that was read with what is known of it.

use super::draft::{Draft, Standing, Told, edited, standing};
use super::memory::{Pair, digest};
use super::stamp::Stamp;
use super::wire::{Message, Reaction};

impl Draft {
    /// A thread, the pair that asked for it, and whether all of it was read.
    pub(crate) fn thread(
        &mut self,
        (root, pair): (Stamp, Option<Pair>),
        (read, whole): &(Vec<Message>, bool),
    ) {
        let parent = read.iter().find(|m| m.ts == Some(root));
        if let Some(parent) = parent {
            match standing(parent) {
                Standing::Tombstone(ts) => self.tombstone(ts),
                _ if self.memory.roots.contains_key(&root) => {
                    self.again(root, parent);
                }
                _ => self.first(root, parent),
            }
        }
        if !self.memory.roots.contains_key(&root) {
            return;
        }
        let mut replies = Vec::new();
        for message in read {
            if let Standing::Reply { ts, root: of } = standing(message)
                && of == root
            {
                self.reply((ts, root), message);
                replies.push(ts);
            }
        }
        let agreed = parent.is_none_or(|parent| {
            usize::try_from(parent.reply_count) == Ok(replies.len())
        });
        if *whole {
            self.lost(root, (&replies, agreed));
        }
        let shown = parent.map(Pair::of).or(pair).unwrap_or_default();
        self.settle(root, pair.unwrap_or(shown));
    }

    /// The pair for which a thread has been read.
    fn settle(&mut self, root: Stamp, pair: Pair) {
        if let Some(known) = self.memory.roots.get_mut(&root)
            && known.pair != pair
        {
            known.pair = pair;
            self.changed = true;
        }
    }

    /// Replies that are known and were not read. If the root counts as many
    /// as were read they are gone; else the read may have been behind.
    fn lost(&mut self, root: Stamp, (read, agreed): (&[Stamp], bool)) {
        let Some(known) = self.memory.roots.get(&root) else { return };
        let lost: Vec<Stamp> = known
            .replies
            .keys()
            .filter(|ts| !read.contains(ts))
            .copied()
            .collect();
        for ts in lost {
            if agreed || self.misses(ts) {
                if let Some(known) = self.memory.roots.get_mut(&root) {
                    known.replies.remove(&ts);
                }
                self.gone(ts, root);
            }
        }
    }

    /// A reply: new, edited, marked, or as it was.
    pub(crate) fn reply(
        &mut self,
        (ts, root): (Stamp, Stamp),
        message: &Message,
    ) {
        let first = !self.knows((ts, root));
        self.answer((ts, root), message);
        self.marked((ts, root), (message.reactions.clone(), first));
    }

    /// Compares only the words of a reply.
    pub(crate) fn answer(
        &mut self,
        (ts, root): (Stamp, Stamp),
        message: &Message,
    ) {
        let first = !self.knows((ts, root));
        self.missing.remove(&ts);
        let Some(known) = self.memory.roots.get_mut(&root) else { return };
        let reply = known.replies.entry(ts).or_default();
        let was = std::mem::replace(&mut reply.edited, edited(message));
        if first || was != edited(message) {
            self.post(message, root);
        }
    }

    /// The marks on a message of a known thread are these.
    pub(crate) fn marked(
        &mut self,
        (ts, root): (Stamp, Stamp),
        (marks, first): (Vec<Reaction>, bool),
    ) {
        let Some(known) = self.memory.roots.get_mut(&root) else { return };
        let known = match known.replies.get_mut(&ts) {
            Some(reply) => &mut reply.marks,
            None if ts == root => &mut known.marks,
            None => return,
        };
        let now = digest(&marks);
        if std::mem::replace(known, now) != now {
            self.tell(Told::Marks { ts, root, marks, first });
        }
    }

    fn knows(&self, (ts, root): (Stamp, Stamp)) -> bool {
        let known = self.memory.roots.get(&root);
        known.is_some_and(|known| known.replies.contains_key(&ts))
    }
}
