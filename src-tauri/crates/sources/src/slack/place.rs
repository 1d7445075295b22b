//! One channel while it is watched: what is known of it and what is due.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::PlaceRules;

use super::draft::{Missing, Want};
use super::memory::{Memory, Pair};
use super::stamp::Stamp;
use super::wire::Message;

/// When so much is missing at once, the reads are to be doubted.
const MOST_MISSING: usize = 1_000;

/// A thread that waits to be read.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    /// Not before.
    pub(crate) due: DateTime<Utc>,
    /// The pair that asks for it.
    pub(crate) pair: Option<Pair>,
    /// The root, where it was not told yet.
    pub(crate) untold: Option<Box<Message>>,
    /// How often the thread was behind its root.
    pub(crate) behind: u8,
}

/// A channel while it is watched.
#[derive(Debug)]
pub(crate) struct Place {
    /// What the team file says of it.
    pub(crate) rules: PlaceRules,
    /// What is known, all of it committed.
    pub(crate) memory: Memory,
    /// What was missing from the last reads.
    pub(crate) missing: Missing,
    /// Threads that wait to be read.
    pub(crate) threads: BTreeMap<Stamp, Waiting>,
    /// When each thread was read last.
    pub(crate) read: HashMap<Stamp, DateTime<Utc>>,
    /// When watching began.
    pub(crate) begun: DateTime<Utc>,
    /// The next read of the head.
    pub(crate) head: DateTime<Utc>,
    /// The last read of the head.
    pub(crate) headed: Option<DateTime<Utc>>,
    /// From where on that read held everything.
    pub(crate) floor: Stamp,
    /// The next sweep over a week.
    pub(crate) sweep: DateTime<Utc>,
    /// The next sweep over a month.
    pub(crate) deep: DateTime<Utc>,
    /// The next look at open threads.
    pub(crate) look: DateTime<Utc>,
    /// The times of messages that the last read was the first to tell.
    pub(crate) found: Vec<DateTime<Utc>>,
    /// The times of messages that push has brought and a read has to tell.
    pub(crate) heard: HashSet<DateTime<Utc>>,
    /// The next part of the history.
    pub(crate) fill: DateTime<Utc>,
    /// History that was read and is still to be told, oldest first.
    pub(crate) page: Vec<Message>,
    /// Whether more history lies before that page.
    pub(crate) more: bool,
}

impl Place {
    /// A channel about to be watched.
    pub(crate) fn new(
        rules: PlaceRules,
        memory: Memory,
        now: DateTime<Utc>,
    ) -> Place {
        Place {
            rules,
            memory,
            missing: Missing::new(),
            threads: BTreeMap::new(),
            read: HashMap::new(),
            begun: now,
            head: now,
            headed: None,
            floor: Stamp::FIRST,
            sweep: now,
            deep: now,
            look: now,
            found: Vec::new(),
            heard: HashSet::new(),
            fill: now,
            page: Vec::new(),
            more: true,
        }
    }

    /// A thread has to be read, not before a time. An earlier time stays.
    pub(crate) fn want(&mut self, want: Want, due: DateTime<Utc>) {
        let waiting = self.threads.entry(want.root).or_insert(Waiting {
            due,
            pair: want.pair,
            untold: None,
            behind: 0,
        });
        waiting.due = waiting.due.min(due);
        if want.pair.is_some() && waiting.pair != want.pair {
            waiting.behind = 0;
            waiting.pair = want.pair;
        }
        waiting.untold = want.untold.or(waiting.untold.take());
    }

    /// The thread that has waited longest for its time.
    pub(crate) fn next_thread(&self) -> Option<(Stamp, DateTime<Utc>)> {
        self.threads
            .iter()
            .map(|(root, waiting)| (*root, waiting.due))
            .min_by_key(|(_, due)| *due)
    }

    /// Forgets when threads were read that nobody remembers.
    pub(crate) fn tidy(&mut self) {
        let roots = &self.memory.roots;
        self.read.retain(|root, _| roots.contains_key(root));
        if self.missing.len() > MOST_MISSING {
            self.missing.clear();
        }
        if self.heard.len() > MOST_MISSING {
            self.heard.clear();
        }
    }
}
