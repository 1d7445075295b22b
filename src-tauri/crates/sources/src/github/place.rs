//! One repository while it is watched: what is known of it and what is due.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, Utc};
use domain::PlaceRules;

use super::memory::Memory;
use super::wire::Issue;

/// By which GitHub knows again what was read of an issue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags {
    /// The issue itself.
    pub(crate) issue: Option<String>,
    /// Its comments.
    pub(crate) comments: Option<String>,
    /// When it was looked at by itself.
    pub(crate) read: DateTime<Utc>,
}

/// A repository while it is watched.
#[derive(Debug)]
pub(crate) struct Place {
    /// What the team file says of it.
    pub(crate) rules: PlaceRules,
    /// What is known, all of it committed.
    pub(crate) memory: Memory,
    /// By which GitHub knows the list again, once all of it was told.
    pub(crate) tag: Option<String>,
    /// The same for the issues that are looked at by themselves.
    pub(crate) tags: HashMap<u64, Tags>,
    /// The next read of the list.
    pub(crate) head: DateTime<Utc>,
    /// The last read of the list.
    pub(crate) headed: Option<DateTime<Utc>>,
    /// The next part of the history.
    pub(crate) fill: DateTime<Utc>,
    /// History that is still to be told, what changed last first.
    pub(crate) history: Option<VecDeque<Issue>>,
    /// The next look at an open issue.
    pub(crate) look: DateTime<Utc>,
}

impl Place {
    /// A repository about to be watched.
    pub(crate) fn new(
        rules: PlaceRules,
        memory: Memory,
        now: DateTime<Utc>,
    ) -> Place {
        Place {
            rules,
            memory,
            tag: None,
            tags: HashMap::new(),
            head: now,
            headed: None,
            fill: now,
            history: None,
            look: now,
        }
    }
}
