//! Compares a thread that was read with what is known of it.

use super::draft::{Draft, Standing, edited, standing};
use super::memory::Pair;
use super::stamp::Stamp;
use super::wire::Message;

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

    /// A reply: new, edited, or as it was.
    pub(crate) fn reply(
        &mut self,
        (ts, root): (Stamp, Stamp),
        message: &Message,
    ) {
        self.missing.remove(&ts);
        let Some(known) = self.memory.roots.get_mut(&root) else { return };
        let edited = edited(message);
        if known.replies.get(&ts) != Some(&edited) {
            known.replies.insert(ts, edited);
            self.post(message, root);
        }
    }
}
