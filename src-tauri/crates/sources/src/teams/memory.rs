//! What is known of a channel: the cursor that the engine keeps for us.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::Cursor;
use serde::{Deserialize, Serialize};

use super::wire::{Message, Reaction};

/// The first read goes back so far.
pub(crate) const HORIZON: TimeDelta = TimeDelta::days(30);
/// Threads in which nothing happens are remembered so long.
pub(crate) const KEPT: TimeDelta = TimeDelta::days(31);
const MOST_ROOTS: usize = 5_000;
const VERSION: u8 = 1;

/// A thread as it was told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Root {
    /// When anything about it changed last.
    #[serde(rename = "u")]
    pub(crate) updated: DateTime<Utc>,
    /// When its words were edited, in milliseconds; 0 is never.
    #[serde(rename = "e", default)]
    pub(crate) edited: i64,
    /// What stands on it, written out.
    #[serde(rename = "m", default, skip_serializing_if = "String::is_empty")]
    pub(crate) marks: String,
    /// Its replies, and when each was edited.
    #[serde(rename = "r", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) replies: BTreeMap<String, i64>,
    /// Which of its messages, itself among them, are deleted: whoever deleted
    /// one may take that back.
    #[serde(rename = "g", default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) gone: BTreeSet<String>,
}

/// What is known of a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Memory {
    #[serde(rename = "v")]
    version: u8,
    /// When the first read began, by Microsoft's clock.
    pub(crate) began: DateTime<Utc>,
    /// The history is told.
    #[serde(default)]
    pub(crate) filled: bool,
    /// Microsoft has forgotten from where to read, so all of it is read anew.
    #[serde(default)]
    pub(crate) anew: bool,
    /// Where reading goes on; nowhere before the first read.
    #[serde(default)]
    pub(crate) link: Option<String>,
    /// When the list of changes was read to its end.
    #[serde(default)]
    pub(crate) looked: Option<DateTime<Utc>>,
    /// The threads that were told.
    pub(crate) roots: BTreeMap<String, Root>,
}

impl Memory {
    /// Nothing is known; the first read begins.
    pub(crate) fn first(now: DateTime<Utc>) -> Memory {
        Memory {
            version: VERSION,
            began: now,
            filled: false,
            anew: false,
            link: None,
            looked: None,
            roots: BTreeMap::new(),
        }
    }

    /// What a cursor holds, if it is one of ours. A reading anew that was
    /// broken off begins again: what it had found is not known any more.
    pub(crate) fn of(cursor: &str) -> Option<Memory> {
        let memory: Memory = serde_json::from_str(cursor).ok()?;
        let link = memory.link.clone().filter(|_| !memory.anew);
        (memory.version == VERSION).then_some(Memory { link, ..memory })
    }

    /// The cursor that holds it all.
    pub(crate) fn cursor(&self) -> Cursor {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Forgets threads in which nothing happens, apart from what is open.
    pub(crate) fn forget(&mut self, now: DateTime<Utc>, open: &[String]) {
        let oldest = now - KEPT;
        self.roots
            .retain(|id, root| root.updated >= oldest || open.contains(id));
        while self.roots.len() > MOST_ROOTS {
            let quiet = self.roots.iter().min_by_key(|(_, r)| r.updated);
            let Some((id, _)) = quiet else { break };
            let id = id.clone();
            self.roots.remove(&id);
        }
    }
}

/// By which one state of the words of a message is told from another.
pub(crate) fn edited(message: &Message) -> i64 {
    message.edited.map_or(0, |at| at.timestamp_millis())
}

/// By which what stands on a message is told from what stood there.
pub(crate) fn marks(message: &Message) -> String {
    let who = |it: &Reaction| {
        let user = it.user.as_ref().and_then(|it| it.user.as_ref());
        let id = user.and_then(|it| it.id.clone()).unwrap_or_default();
        format!("{} {id}", it.kind)
    };
    let all: Vec<String> = message.reacted().iter().map(who).collect();
    all.join("\n")
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
        memory.link = Some("https://graph.microsoft.com/v1.0/x".into());
        let root = Root {
            updated: at(1),
            edited: 7,
            marks: "👀 me".into(),
            replies: [("9".to_owned(), 0)].into(),
            gone: ["9".to_owned()].into(),
        };
        memory.roots.insert("12".into(), root);
        assert_eq!(Memory::of(&memory.cursor()), Some(memory));
    }

    #[test]
    fn a_foreign_cursor_is_none() {
        for cursor in ["", "null", "{}", "[1]", r#"{"v":9}"#] {
            assert_eq!(Memory::of(cursor), None, "{cursor}");
        }
    }

    #[test]
    fn a_reading_anew_that_was_broken_off_begins_again() {
        let mut memory = Memory::first(at(0));
        memory.link = Some("half way".into());
        memory.anew = true;
        let taken_up = Memory::of(&memory.cursor()).unwrap();
        assert_eq!((taken_up.link, taken_up.anew), (None, true));
    }

    #[test]
    fn what_is_quiet_and_not_open_is_forgotten() {
        let mut memory = Memory::first(at(0));
        for day in [0, 1, 30] {
            let root = Root { updated: at(day), ..Root::default() };
            memory.roots.insert(day.to_string(), root);
        }
        memory.forget(at(40), &["1".to_owned()]);
        let kept: Vec<&str> = memory.roots.keys().map(String::as_str).collect();
        assert_eq!(kept, ["1", "30"]);
    }
}
