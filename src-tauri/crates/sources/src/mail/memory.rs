//! What is known of a mailbox: the cursor that the engine keeps for us.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use domain::Cursor;
use serde::{Deserialize, Serialize};

use super::talk::{Folder, Known, Reach, Talk};
use super::wire::Letter;

/// The first read goes back so far.
pub(super) const HORIZON: TimeDelta = TimeDelta::days(7);
/// Conversations are remembered so long after their last mail.
const KEPT: TimeDelta = TimeDelta::days(31);
/// A mail that names no other belongs to one with its subject so long.
const SAME_SUBJECT: TimeDelta = TimeDelta::days(14);
/// More conversations than this are not remembered.
const MOST_TALKS: usize = 3_000;
const MOST_FOLLOWED: usize = 200;
const VERSION: u8 = 1;

/// What is known of a mailbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Memory {
    #[serde(rename = "v")]
    version: u8,
    /// When the first read began.
    pub(super) began: DateTime<Utc>,
    /// Whether all that was there then is told.
    #[serde(default)]
    pub(super) filled: bool,
    /// When it was read last, as far as that is known.
    #[serde(default)]
    pub(super) looked: Option<DateTime<Utc>>,
    /// How far its folders are read.
    pub(super) folders: BTreeMap<Folder, Reach>,
    /// Its conversations by the id of their first mail.
    pub(super) talks: BTreeMap<String, Talk>,
    /// The conversation of each mail.
    #[serde(skip)]
    index: HashMap<String, String>,
    /// The conversations that follow a mail nobody has seen.
    #[serde(skip)]
    awaited: HashMap<String, String>,
}

impl Memory {
    /// Nothing is known; the first read begins.
    pub(super) fn first(now: DateTime<Utc>) -> Memory {
        Memory {
            version: VERSION,
            began: now,
            filled: false,
            looked: None,
            folders: BTreeMap::new(),
            talks: BTreeMap::new(),
            index: HashMap::new(),
            awaited: HashMap::new(),
        }
    }

    /// What a cursor holds, if it is one of ours.
    pub(super) fn of(cursor: &str) -> Option<Memory> {
        let mut memory: Memory = serde_json::from_str(cursor).ok()?;
        memory.reindex();
        (memory.version == VERSION).then_some(memory)
    }

    /// The cursor that holds it all.
    pub(super) fn cursor(&self) -> Cursor {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From when on mail is read where nothing says how far it was read.
    pub(super) fn horizon(&self) -> DateTime<Utc> {
        self.began - HORIZON
    }

    /// A mail that was told, with the root of its conversation.
    pub(super) fn known(&self, id: &str) -> Option<(&str, &Known)> {
        let (root, talk) = self.talks.get_key_value(self.index.get(id)?)?;
        Some((root, talk.letters.get(id)?))
    }

    /// The conversation that a mail begins or goes on with, if any of it is
    /// left: nobody could answer one that is gone, so who writes to it asks
    /// anew.
    fn standing(&self, id: &str) -> Option<&String> {
        let root = self.index.get(id)?;
        self.talks.get(root).filter(|talk| talk.stands()).map(|_| root)
    }

    /// The conversation a mail belongs to: by the mails it follows, else by
    /// its subject.
    pub(super) fn talk_of(
        &self,
        letter: &Letter,
        (author, ours, at): (&str, bool, DateTime<Utc>),
    ) -> Option<String> {
        let newest = letter.follows.iter().rev();
        if let Some(root) = newest.clone().find_map(|id| self.standing(id)) {
            return Some(root.clone());
        }
        let takes_part = |root: &&String| {
            self.talks.get(*root).is_some_and(|talk| {
                self.takes_part(talk, letter, (author, ours))
            })
        };
        let own = letter.name.iter();
        let awaited = newest
            .chain(own)
            .filter_map(|id| self.awaited.get(id))
            .find(takes_part);
        if let Some(root) = awaited {
            return Some(root.clone());
        }
        let (subject, answers) = letter.bare_subject();
        if !answers || subject.is_empty() || !letter.follows.is_empty() {
            return None;
        }
        let recent = |talk: &Talk| {
            talk.subject == subject && (at - talk.last).abs() <= SAME_SUBJECT
        };
        self.talks
            .iter()
            .filter(|(_, talk)| recent(talk))
            .filter(|(_, talk)| self.takes_part(talk, letter, (author, ours)))
            .max_by_key(|(_, talk)| talk.last)
            .map(|(root, _)| root.clone())
    }

    /// Whether somebody of a conversation that is there wrote a mail, or the
    /// team did to them: many may answer one circular, each for themselves.
    fn takes_part(
        &self,
        talk: &Talk,
        letter: &Letter,
        (author, ours): (&str, bool),
    ) -> bool {
        let has = |address: &str| talk.people.iter().any(|it| it == address);
        talk.stands()
            && (has(author) || ours && letter.to.iter().any(|it| has(it)))
    }

    /// A conversation begins.
    pub(super) fn begin(
        &mut self,
        root: &str,
        letter: &Letter,
        at: DateTime<Utc>,
    ) {
        let talk = Talk {
            subject: letter.bare_subject().0,
            people: Vec::new(),
            last: at,
            letters: BTreeMap::new(),
            follows: Vec::new(),
            marks: Vec::new(),
        };
        self.talks.insert(root.to_owned(), talk);
    }

    /// A mail was told in a conversation.
    pub(super) fn add(
        &mut self,
        (root, id): (&str, &str),
        (letter, at): (&Letter, DateTime<Utc>),
        known: Known,
    ) {
        let Some(talk) = self.talks.get_mut(root) else { return };
        talk.last = talk.last.max(at);
        talk.letters.insert(id.to_owned(), known);
        talk.follows.retain(|it| it != id);
        self.awaited.remove(id);
        self.index.insert(id.to_owned(), root.to_owned());
        let missed = |it: &&String| self.standing(it).is_none();
        let missed: Vec<_> = letter.follows.iter().filter(missed).collect();
        let Some(talk) = self.talks.get_mut(root) else { return };
        for id in missed {
            talk.follows.retain(|it| it != id);
            if talk.follows.len() < MOST_FOLLOWED {
                talk.follows.push(id.clone());
                let awaited = self.awaited.entry(id.clone());
                awaited.or_insert_with(|| root.to_owned());
            }
        }
    }

    /// A mail lies somewhere else now, or nowhere.
    pub(super) fn lies(&mut self, id: &str, at: Option<(Folder, u32)>) {
        let talk = self.index.get(id).and_then(|it| self.talks.get_mut(it));
        if let Some(known) = talk.and_then(|it| it.letters.get_mut(id)) {
            known.lies = at;
        }
    }

    /// A mail is gone; it is remembered, for it may come back.
    pub(super) fn gone(&mut self, id: &str, at: DateTime<Utc>) {
        let Some(root) = self.index.get(id) else { return };
        let Some(talk) = self.talks.get_mut(root) else { return };
        if let Some(known) = talk.letters.get_mut(id) {
            known.gone = known.gone.or(Some(at));
        }
        if !talk.stands() {
            self.awaited.retain(|_, of| of != root);
        }
    }

    /// A folder is read so far now. Where its numbers hold no more, nobody
    /// knows where its mails lie until they are read again.
    pub(super) fn reach(&mut self, folder: Folder, reach: Reach) {
        let before = self.folders.insert(folder, reach);
        if before.is_some_and(|before| before.validity == reach.validity) {
            return;
        }
        let talks = self.talks.values_mut();
        for known in talks.flat_map(|talk| talk.letters.values_mut()) {
            known.lies = known.lies.filter(|(at, _)| *at != folder);
        }
    }

    /// The mails that lie in a folder: their numbers and ids.
    pub(super) fn lying(&self, folder: Folder) -> BTreeMap<u32, String> {
        let letters = self.talks.values().flat_map(|talk| &talk.letters);
        letters
            .filter_map(|(id, known)| match known.lies {
                Some((at, uid)) if at == folder => Some((uid, id.clone())),
                _ => None,
            })
            .collect()
    }

    /// Forgets what has been quiet for long, apart from what is open.
    pub(super) fn forget(&mut self, now: DateTime<Utc>, open: &[String]) {
        let oldest = now - KEPT;
        let before = self.talks.len();
        self.talks.retain(|root, talk| {
            talk.stirred() >= oldest || open.iter().any(|it| it == root)
        });
        if self.talks.len() > MOST_TALKS {
            let mut ages: Vec<_> =
                self.talks.values().map(Talk::stirred).collect();
            ages.sort_unstable();
            let cut = ages.get(ages.len() - MOST_TALKS).copied();
            self.talks
                .retain(|_, talk| cut.is_none_or(|at| talk.stirred() >= at));
        }
        if self.talks.len() != before {
            self.reindex();
        }
    }

    fn reindex(&mut self) {
        self.index.clear();
        self.awaited.clear();
        for (root, talk) in &self.talks {
            for id in talk.letters.keys() {
                self.index.insert(id.clone(), root.clone());
            }
            for id in talk.follows.iter().filter(|_| talk.stands()) {
                let awaited = self.awaited.entry(id.clone());
                awaited.or_insert_with(|| root.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests;
