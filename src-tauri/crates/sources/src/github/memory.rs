//! What is known of a repository: the cursor that the engine keeps for us.

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use chrono::{DateTime, TimeDelta, Utc};
use domain::Cursor;
use serde::{Deserialize, Serialize};

use super::wire::{Comment, Issue, Label};

/// The first read goes back so far.
pub(crate) const HORIZON: TimeDelta = TimeDelta::days(30);
/// Issues in which nothing happens are remembered so long.
const KEPT: TimeDelta = TimeDelta::days(31);
const MOST_ROOTS: usize = 5_000;
const VERSION: u8 = 1;

/// An issue as it was told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Root {
    /// When anything about it changed last.
    #[serde(rename = "u")]
    pub(crate) updated: DateTime<Utc>,
    /// A digest of its words.
    #[serde(rename = "w")]
    pub(crate) words: u64,
    /// When its words changed last, as far as that is known.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub(crate) edited: Option<DateTime<Utc>>,
    /// A digest of who works on it, of its labels and of how many look at it.
    #[serde(rename = "m")]
    pub(crate) marks: u64,
    /// It is closed there.
    #[serde(rename = "x", default, skip_serializing_if = "is_false")]
    pub(crate) closed: bool,
    /// Its comments, with a digest of each.
    #[serde(rename = "c", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) comments: BTreeMap<u64, u64>,
}

fn is_false(b: &bool) -> bool {
    !b
}

/// What is known of a repository.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Memory {
    #[serde(rename = "v")]
    version: u8,
    /// When the first read began, by GitHub's clock.
    pub(crate) began: DateTime<Utc>,
    /// The history is told.
    #[serde(default)]
    pub(crate) filled: bool,
    /// Everything that changed before is told, once the history is.
    pub(crate) newest: DateTime<Utc>,
    /// When the list was read last, as far as that is known.
    #[serde(default)]
    pub(crate) looked: Option<DateTime<Utc>>,
    /// The issues that were told.
    pub(crate) roots: BTreeMap<u64, Root>,
}

impl Memory {
    /// Nothing is known; the first read begins.
    pub(crate) fn first(now: DateTime<Utc>) -> Memory {
        Memory {
            version: VERSION,
            began: now,
            filled: false,
            newest: now,
            looked: None,
            roots: BTreeMap::new(),
        }
    }

    /// The first read begins, and it is so late at GitHub.
    pub(crate) fn begin(&mut self, now: DateTime<Utc>) {
        self.began = now;
        self.newest = now;
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

    /// How far back the first read goes.
    pub(crate) fn horizon(&self) -> DateTime<Utc> {
        self.began - HORIZON
    }

    /// Forgets issues in which nothing happens, apart from what is open.
    pub(crate) fn forget(&mut self, now: DateTime<Utc>, open: &[u64]) {
        let oldest = now - KEPT;
        self.roots.retain(|number, root| {
            root.updated >= oldest || open.contains(number)
        });
        while self.roots.len() > MOST_ROOTS {
            let quiet = self.roots.iter().min_by_key(|(_, r)| r.updated);
            let Some((number, _)) = quiet else { break };
            let number = *number;
            self.roots.remove(&number);
        }
    }
}

/// A number by which the words of an issue are told from what they were.
pub(crate) fn words(issue: &Issue) -> u64 {
    digest(&(&issue.title, &issue.body))
}

/// A number by which what stands at an issue is told from what stood there.
pub(crate) fn marks(issue: &Issue, labels: &[(String, String)]) -> u64 {
    let who: Vec<&str> =
        issue.assigned().iter().map(|user| user.login.as_str()).collect();
    let hang: Vec<bool> =
        labels.iter().map(|(_, label)| issue.has(label)).collect();
    let all: Vec<&str> = issue.labels.iter().map(Label::name).collect();
    let seen = (issue.eyes(), issue.thumbs());
    digest(&(who, hang, all, seen, issue.is_closed(), issue.closed_at))
}

/// A number by which a comment is told from what it was.
pub(crate) fn comment(comment: &Comment) -> u64 {
    digest(&(&comment.body, comment.updated_at))
}

fn digest(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
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
            updated: at(1),
            words: u64::MAX,
            edited: Some(at(1)),
            marks: 7,
            closed: true,
            comments: [(9, u64::MAX)].into(),
        };
        memory.roots.insert(12, root);
        assert_eq!(Memory::of(&memory.cursor()), Some(memory));
    }

    #[test]
    fn a_foreign_cursor_is_none() {
        for cursor in ["", "null", "{}", "[1]", r#"{"v":9}"#] {
            assert_eq!(Memory::of(cursor), None, "{cursor}");
        }
    }

    #[test]
    fn what_is_quiet_and_not_open_is_forgotten() {
        let mut memory = Memory::first(at(0));
        for day in [0, 1, 30] {
            let root = Root { updated: at(day), ..Root::default() };
            memory.roots.insert(day.unsigned_abs(), root);
        }
        memory.forget(at(40), &[1]);
        let kept: Vec<u64> = memory.roots.keys().copied().collect();
        assert_eq!(kept, [1, 30]);
    }
}
