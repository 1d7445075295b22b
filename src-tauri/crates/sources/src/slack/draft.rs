//! Compares what was read with what is known, and notes what is to be told.

use std::collections::HashMap;

use super::memory::{Memory, Pair, Root};
use super::stamp::Stamp;
use super::wire::{Message, Reaction};

/// What there is to tell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Told {
    /// A message stands like this.
    Post {
        /// The message.
        message: Box<Message>,
        /// The root of its thread.
        root: Stamp,
    },
    /// The marks on a message are these.
    Marks {
        /// The message.
        ts: Stamp,
        /// The root of its thread.
        root: Stamp,
        /// All of them.
        marks: Vec<Reaction>,
        /// The message was not known before.
        first: bool,
    },
    /// A message is gone.
    Gone {
        /// Which.
        ts: Stamp,
        /// The root of its thread.
        root: Stamp,
    },
}

/// What a message is to a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It begins a thread.
    Root(Stamp),
    /// It lies in a thread.
    Reply {
        /// Its name.
        ts: Stamp,
        /// The root.
        root: Stamp,
    },
    /// It stands where a root was deleted.
    Tombstone(Stamp),
    /// It is nobody's message: somebody joined, a topic was set.
    Nothing,
}

/// What a message is, by its own words.
pub(crate) fn standing(message: &Message) -> Standing {
    let Some(ts) = message.ts else { return Standing::Nothing };
    match message.subtype.as_deref() {
        Some("tombstone") => return Standing::Tombstone(ts),
        None
        | Some(
            "bot_message" | "me_message" | "file_share" | "thread_broadcast",
        ) => {}
        Some(_) => return Standing::Nothing,
    }
    match message.thread_ts {
        Some(root) if root != ts => Standing::Reply { ts, root },
        _ => Standing::Root(ts),
    }
}

/// A thread that has to be read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Want {
    /// Its root.
    pub(crate) root: Stamp,
    /// The pair that asks for it.
    pub(crate) pair: Option<Pair>,
    /// The root itself, where it was not told yet.
    pub(crate) untold: Option<Box<Message>>,
}

/// How often something known was missing from reads that cover it.
pub(crate) type Missing = HashMap<Stamp, u8>;

/// A read that is being compared.
#[derive(Debug)]
pub(crate) struct Draft {
    /// What will be known.
    pub(crate) memory: Memory,
    /// What there is to tell.
    pub(crate) told: Vec<Told>,
    /// Which threads have to be read.
    pub(crate) wants: Vec<Want>,
    /// What was missing.
    pub(crate) missing: Missing,
    /// Whether there is something to be kept.
    pub(crate) changed: bool,
}

impl Draft {
    /// Begins with what is known.
    pub(crate) fn new(memory: &Memory, missing: &Missing) -> Draft {
        Draft {
            memory: memory.clone(),
            told: Vec::new(),
            wants: Vec::new(),
            missing: missing.clone(),
            changed: false,
        }
    }

    /// A message of the channel's own list, up to which everything is read.
    pub(crate) fn see(&mut self, message: &Message) {
        self.consider(message);
        self.pass(message);
    }

    /// A message that came by itself: nothing is known of those before it.
    pub(crate) fn consider(&mut self, message: &Message) {
        match standing(message) {
            Standing::Root(ts) => self.root(ts, message),
            Standing::Reply { ts, root } => self.broadcast((ts, root), message),
            Standing::Tombstone(ts) => self.tombstone(ts),
            Standing::Nothing => {}
        }
    }

    /// A message of which nothing is told: it was seen.
    pub(crate) fn pass(&mut self, message: &Message) {
        if let Some(ts) = message.ts
            && ts > self.memory.newest
        {
            self.memory.newest = ts;
            self.changed = true;
        }
    }

    fn root(&mut self, ts: Stamp, message: &Message) {
        let pair = Pair::of(message);
        match self.memory.roots.get(&ts) {
            Some(known) if known.pair == pair => self.again(ts, message),
            Some(_) => {
                self.again(ts, message);
                self.want(ts, Some(pair), None);
            }
            None if ts < self.memory.horizon || self.memory.is_unread(ts) => {}
            None if pair.1 == 0 => self.first(ts, message),
            None => self.want(ts, Some(pair), Some(message)),
        }
    }

    /// Tells a root for the first time.
    pub(crate) fn first(&mut self, ts: Stamp, message: &Message) {
        self.missing.remove(&ts);
        let root = Root { edited: edited(message), ..Root::default() };
        self.memory.roots.insert(ts, root);
        self.post(message, ts);
        self.marked((ts, ts), (message.reactions.clone(), true));
    }

    /// Compares a root with what is known of it.
    pub(crate) fn again(&mut self, ts: Stamp, message: &Message) {
        self.missing.remove(&ts);
        self.edit(ts, message);
        self.marked((ts, ts), (message.reactions.clone(), false));
    }

    /// Compares only the words of a root.
    ///
    /// An edit may make a request of what was none, and of that nobody has
    /// remembered the marks: the next read that shows them tells them anew.
    pub(crate) fn edit(&mut self, ts: Stamp, message: &Message) {
        let Some(known) = self.memory.roots.get_mut(&ts) else { return };
        let was = std::mem::replace(&mut known.edited, edited(message));
        if was != edited(message) {
            if known.marks != 0 {
                // Whatever the read shows is not this.
                known.marks = !known.marks;
            }
            self.post(message, ts);
        }
    }

    /// A reply that was also sent to the channel: it says that its thread has
    /// something new, even where the root lies further back than we read.
    fn broadcast(&mut self, (ts, root): (Stamp, Stamp), message: &Message) {
        match self.memory.roots.get(&root) {
            Some(known) if known.replies.contains_key(&ts) => {
                self.reply((ts, root), message);
            }
            Some(_) => {
                self.reply((ts, root), message);
                self.want(root, None, None);
            }
            None if ts > self.memory.newest => self.want(root, None, None),
            None => {}
        }
    }

    pub(crate) fn tombstone(&mut self, ts: Stamp) {
        if self.memory.roots.remove(&ts).is_some() {
            self.gone(ts, ts);
        }
    }

    /// Everything from here to there was read. What is known and was not in
    /// it is missing; missing twice, it is gone.
    pub(crate) fn covers(
        &mut self,
        (from, to): (Stamp, Stamp),
        (read, open): (&[Message], &[Stamp]),
    ) {
        let there: std::collections::HashSet<Stamp> =
            read.iter().filter_map(|m| m.ts).collect();
        let known: Vec<Stamp> =
            self.memory.roots.range(from..=to).map(|(ts, _)| *ts).collect();
        let open = open.iter().filter(|ts| (from..=to).contains(*ts));
        for ts in known.iter().chain(open.filter(|ts| !known.contains(ts))) {
            if !there.contains(ts) && self.misses(*ts) {
                self.memory.roots.remove(ts);
                self.gone(*ts, *ts);
            }
        }
    }

    /// Whether something was missing often enough to be gone.
    pub(crate) fn misses(&mut self, ts: Stamp) -> bool {
        let times = self.missing.entry(ts).or_default();
        *times = times.saturating_add(1);
        // Only once: what the engine still calls open is not told for ever.
        *times == 2
    }

    /// A message stands like this.
    pub(crate) fn post(&mut self, message: &Message, root: Stamp) {
        self.tell(Told::Post { message: Box::new(message.clone()), root });
    }

    /// A message is gone.
    pub(crate) fn gone(&mut self, ts: Stamp, root: Stamp) {
        self.tell(Told::Gone { ts, root });
    }

    /// Something is to be told.
    pub(crate) fn tell(&mut self, told: Told) {
        self.told.push(told);
        self.changed = true;
    }

    /// A thread has to be read.
    pub(crate) fn want(
        &mut self,
        root: Stamp,
        pair: Option<Pair>,
        untold: Option<&Message>,
    ) {
        let untold = untold.cloned().map(Box::new);
        self.wants.push(Want { root, pair, untold });
    }
}

/// The last edit of a message.
pub(crate) fn edited(message: &Message) -> Option<Stamp> {
    message.edited.as_ref().and_then(|edited| edited.ts)
}
