//! What stands in the channels, and what went wrong there.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, Utc};
use domain::{
    Activity, Author, Done, Event, ExternalId, Fault, Mark, PlaceId, Post,
};

use super::mishaps::{Cut, LastLook, Mishap};

/// A message as it stands.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) place: PlaceId,
    pub(super) root: ExternalId,
    pub(super) at: DateTime<Utc>,
    pub(super) post: Post,
    pub(super) marks: Vec<Mark>,
    pub(super) gone: bool,
}

/// Everything there is.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) lines: BTreeMap<ExternalId, Line>,
    /// What is told, in the order in which it happened.
    pub(super) told: Vec<Activity>,
    /// What happens is told by no list.
    pub(super) out_of_sight: bool,
    /// What only a look at its thread tells.
    pub(super) unlisted: Vec<Activity>,
    pub(super) last_look: LastLook,
    pub(super) blind: Option<Fault>,
    /// Why nobody is told which threads have begun.
    pub(super) unlooked: Option<Fault>,
    /// Neither the chat nor the mail can be reached.
    pub(super) dark: bool,
    pub(super) panics: bool,
    pub(super) mishaps: VecDeque<Mishap>,
    pub(super) denial: Option<Done>,
    pub(super) reversed: bool,
    pub(super) overlap: usize,
    pub(super) shuffled: bool,
    pub(super) cut: Option<(String, Cut)>,
    pub(super) batches: usize,
    /// The issues that were opened: by which action, title and text.
    pub(super) issues: Vec<(domain::ActionId, String, String)>,
    /// The direct messages: who wrote them, and by which action.
    pub(super) directs: Vec<(domain::PersonKey, domain::Action)>,
    /// How often direct messages were read.
    pub(super) direct_reads: usize,
    pub(super) writes: usize,
    pub(super) offset_ms: i64,
    pub(super) plans: bool,
    pub(super) ends: Option<DateTime<Utc>>,
    pub(super) account: Option<Author>,
    pub(super) forgets_actions: bool,
    pub(super) next: usize,
}

impl State {
    pub(super) fn tell(&mut self, told: Activity) {
        match self.out_of_sight {
            true => self.unlisted.push(told),
            false => self.told.push(told),
        }
    }

    pub(super) fn tell_post(&mut self, id: &ExternalId) {
        let told = self.told_of(id);
        self.tell(told);
    }

    /// A message as it is told.
    pub(super) fn told_of(&self, id: &ExternalId) -> Activity {
        let line = &self.lines[id];
        let mut post = line.post.clone();
        if self.forgets_actions {
            post.action = None;
        }
        Activity {
            place: line.place.clone(),
            external: id.clone(),
            root: line.root.clone(),
            at: line.at,
            event: Event::Post { post },
            since: None,
        }
    }

    pub(super) fn marks_of(&self, what: &ExternalId) -> Vec<Mark> {
        let mut marks =
            self.lines.get(what).map(|l| l.marks.clone()).unwrap_or_default();
        if self.reversed {
            marks.iter_mut().for_each(|mark| mark.by.reverse());
        }
        marks
    }

    pub(super) fn set_mark(
        &mut self,
        what: &ExternalId,
        (name, by): (&str, &Author),
        now: DateTime<Utc>,
    ) {
        let line = self.lines.get_mut(what).expect("a message");
        if !line.marks.iter().any(|mark| mark.name == name) {
            line.marks.push(Mark { name: name.to_owned(), by: Vec::new() });
        }
        let mark = line.marks.iter_mut().find(|mark| mark.name == name);
        let mark = mark.expect("it was put there");
        if !mark.by.iter().any(|known| known.id == by.id) {
            mark.by.push(by.clone());
            self.tell_marks(what, now);
        }
    }

    pub(super) fn take_mark(
        &mut self,
        what: &ExternalId,
        (name, by): (&str, &Author),
        now: DateTime<Utc>,
    ) {
        let line = self.lines.get_mut(what).expect("a message");
        for mark in line.marks.iter_mut().filter(|mark| mark.name == name) {
            mark.by.retain(|known| known.id != by.id);
        }
        line.marks.retain(|mark| !mark.by.is_empty());
        self.tell_marks(what, now);
    }

    pub(super) fn tell_marks(&mut self, what: &ExternalId, now: DateTime<Utc>) {
        let marks = self.marks_of(what);
        let line = &self.lines[what];
        let told = Activity {
            place: line.place.clone(),
            external: what.clone(),
            root: line.root.clone(),
            at: now,
            event: Event::Marks { marks },
            since: None,
        };
        self.tell(told);
    }

    /// A thread of ours, once however often it is begun under its action's
    /// id.
    pub(super) fn begin(
        &mut self,
        post: Post,
        (place, at): (PlaceId, DateTime<Utc>),
    ) {
        let root = ExternalId::new(format!("m{:05}", self.next + 1));
        let marks = Vec::new();
        self.answer(Line { place, root, at, post, marks, gone: false });
    }

    /// A reply of ours, once however often it is sent under its action's id.
    pub(super) fn answer(&mut self, line: Line) {
        let known = |other: &Line| {
            other.post.action == line.post.action
                && other.post.author.id == line.post.author.id
        };
        if !self.lines.values().any(known) {
            self.next += 1;
            let external = ExternalId::new(format!("m{:05}", self.next));
            self.lines.insert(external.clone(), line);
            self.tell_post(&external);
        }
    }
}
