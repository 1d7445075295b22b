//! What is known of a channel: the cursor that the engine keeps for us.

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use chrono::{DateTime, TimeDelta, Utc};
use domain::Cursor;
use serde::{Deserialize, Serialize};

use super::stamp::Stamp;
use super::wire::{Message, Reaction};

/// The first read goes back so far.
pub(crate) const HORIZON: TimeDelta = TimeDelta::days(7);
/// Roots are remembered so long.
const KEPT: TimeDelta = TimeDelta::days(31);
/// The replies of quiet threads are remembered so long.
const REPLIES_KEPT: TimeDelta = TimeDelta::days(14);
/// More roots than this are not remembered.
const MOST_ROOTS: usize = 3_000;
const VERSION: u8 = 1;

/// The answers below a root: the last one, and how many.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize,
)]
pub(crate) struct Pair(pub(crate) Stamp, pub(crate) u32);

impl Pair {
    /// The pair that a root shows.
    pub(crate) fn of(root: &Message) -> Pair {
        let last = root.latest_reply.filter(|_| root.reply_count > 0);
        Pair(last.unwrap_or_default(), root.reply_count)
    }
}

/// A root as it was told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Root {
    /// Its last edit.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub(crate) edited: Option<Stamp>,
    /// The pair at the last complete read of its thread.
    #[serde(rename = "p")]
    pub(crate) pair: Pair,
    /// A digest of its marks.
    #[serde(rename = "m", default)]
    pub(crate) marks: u64,
    /// Its replies.
    #[serde(rename = "r", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) replies: BTreeMap<Stamp, Reply>,
}

/// A reply as it was told.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize,
)]
pub(crate) struct Reply {
    /// Its last edit.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub(crate) edited: Option<Stamp>,
    /// A digest of its marks.
    #[serde(rename = "m", default, skip_serializing_if = "is_unmarked")]
    pub(crate) marks: u64,
}

fn is_unmarked(marks: &u64) -> bool {
    *marks == 0
}

/// What is known of a channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Memory {
    #[serde(rename = "v")]
    version: u8,
    /// When the first read began.
    pub(crate) began: Stamp,
    /// How far back the first read goes.
    pub(crate) horizon: Stamp,
    /// What lies between the horizon and here is still to be told.
    #[serde(rename = "fill", default, skip_serializing_if = "Option::is_none")]
    pub(crate) unread: Option<Stamp>,
    /// The newest message that was seen.
    pub(crate) newest: Stamp,
    /// When the head was read last, as far as that is known.
    #[serde(default)]
    pub(crate) looked: Option<DateTime<Utc>>,
    /// When all was swept last, as far as that is known.
    #[serde(default)]
    pub(crate) swept: Option<DateTime<Utc>>,
    /// The roots that were told.
    pub(crate) roots: BTreeMap<Stamp, Root>,
}

impl Memory {
    /// Nothing is known; the first read begins.
    pub(crate) fn first(now: DateTime<Utc>) -> Memory {
        let began = Stamp::at(now);
        Memory {
            version: VERSION,
            began,
            horizon: Stamp::at(now - HORIZON),
            unread: Some(began),
            newest: began,
            looked: None,
            swept: None,
            roots: BTreeMap::new(),
        }
    }

    /// What a cursor holds, if it is one of ours.
    pub(crate) fn of(cursor: &str) -> Option<Memory> {
        let memory: Memory = serde_json::from_str(cursor).ok()?;
        (memory.version == VERSION).then_some(memory)
    }

    /// The cursor that holds it all.
    pub(crate) fn cursor(&self) -> Cursor {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The root of the thread in which a message was told.
    pub(crate) fn thread_of(&self, ts: Stamp) -> Option<Stamp> {
        let mut roots = self.roots.range(..=ts).rev();
        let holds = |root: &Root| root.replies.contains_key(&ts);
        let thread = roots.find(|(at, root)| **at == ts || holds(root));
        thread.map(|(at, _)| *at)
    }

    /// Whether a root belongs to the history that is still to be told.
    pub(crate) fn is_unread(&self, root: Stamp) -> bool {
        self.unread.is_some_and(|from| root <= from)
    }

    /// Forgets what no read covers any more, apart from what is open.
    pub(crate) fn forget(&mut self, now: DateTime<Utc>, open: &[Stamp]) {
        let oldest = Stamp::at(now - KEPT);
        self.roots.retain(|root, _| *root >= oldest || open.contains(root));
        while self.roots.len() > MOST_ROOTS {
            self.roots.pop_first();
        }
        let quiet = Stamp::at(now - REPLIES_KEPT);
        for (at, root) in &mut self.roots {
            if *at < quiet && root.pair.0 < quiet && !open.contains(at) {
                root.replies.clear();
            }
        }
    }
}

/// A number by which two sets of marks, in their order, are told apart.
pub(crate) fn digest(marks: &[Reaction]) -> u64 {
    if marks.is_empty() {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    for mark in marks {
        mark.hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + day)
    }

    #[test]
    fn a_cursor_gives_back_what_was_known() {
        let mut memory = Memory::first(at(0));
        let root = Root {
            edited: Some(Stamp::at(at(1))),
            pair: Pair(Stamp::at(at(2)), 1),
            marks: u64::MAX,
            replies: [
                (Stamp::at(at(2)), Reply::default()),
                (
                    Stamp::at(at(3)),
                    Reply { edited: Some(Stamp::at(at(4))), marks: 7 },
                ),
            ]
            .into(),
        };
        memory.roots.insert(Stamp::at(at(0)), root);
        assert_eq!(Memory::of(&memory.cursor()), Some(memory));
    }

    #[test]
    fn a_foreign_cursor_is_none() {
        for cursor in ["", "null", "{}", "[1]", r#"{"v":9}"#] {
            assert_eq!(Memory::of(cursor), None, "{cursor}");
        }
    }

    #[test]
    fn what_is_old_and_closed_is_forgotten() {
        let mut memory = Memory::first(at(0));
        for day in [0, 1, 30] {
            let root = Root {
                replies: [(Stamp::at(at(day)), Reply::default())].into(),
                ..Root::default()
            };
            memory.roots.insert(Stamp::at(at(day)), root);
        }
        memory.forget(at(40), &[Stamp::at(at(1))]);
        let kept: Vec<Stamp> = memory.roots.keys().copied().collect();
        assert_eq!(kept, [Stamp::at(at(1)), Stamp::at(at(30))]);
        assert!(memory.roots.values().all(|root| root.replies.len() == 1));
    }
}
