//! A channel that several Hotseats read, with a hand on it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::{
    ActionId, Activity, Clock, Event, ExternalId, PlaceId, Source, SourceId,
    Text,
};
use engine::SimulatedClock;

use super::lines::{Line, State};
use super::people::person;
use super::said::{Said, mentions};

/// The world that the sources of a story read.
#[derive(Clone)]
pub(crate) struct World {
    state: Arc<Mutex<State>>,
    pub(super) clock: Arc<SimulatedClock>,
    pub(super) pace: Arc<Mutex<Duration>>,
    pub(super) power_cut: Arc<tokio::sync::Notify>,
    /// Where those who claim meet between writing and reading once more.
    pub(super) crossing: Arc<Mutex<Option<Arc<tokio::sync::Barrier>>>>,
    /// Sources that somebody else has made.
    pub(super) others: Arc<Mutex<BTreeMap<SourceId, Arc<dyn Source>>>>,
}

impl World {
    pub(super) fn new(clock: Arc<SimulatedClock>) -> World {
        World {
            state: Arc::default(),
            clock,
            pace: Arc::new(Mutex::new(Duration::from_secs(1))),
            power_cut: Arc::default(),
            crossing: Arc::default(),
            others: Arc::default(),
        }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How often it is read from now on.
    pub(crate) fn pace(&self, seconds: u64) {
        *self.pace.lock().unwrap_or_else(PoisonError::into_inner) =
            Duration::from_secs(seconds);
    }

    /// A source of the team file is this one.
    pub(crate) fn brings(&self, id: SourceId, source: Arc<dyn Source>) {
        let mut others = self.others.lock().expect("nobody panics here");
        others.insert(id, source);
    }

    /// Somebody posts in a channel, now.
    pub(crate) fn posts(
        &self,
        who: &str,
        place: &str,
        words: &str,
    ) -> ExternalId {
        self.post(Said::by(who, place, words))
    }

    /// Something is posted.
    pub(crate) fn post(&self, said: Said) -> ExternalId {
        let at = said.at.unwrap_or(self.clock.now());
        let mut state = self.state();
        state.next += 1;
        let id = ExternalId::new(format!("m{:05}", state.next));
        let root = said.root.clone().unwrap_or_else(|| id.clone());
        let line = Line {
            place: said.place.clone(),
            root,
            at,
            post: said.into_post(),
            marks: Vec::new(),
            gone: false,
        };
        state.lines.insert(id.clone(), line);
        state.tell_post(&id);
        id
    }

    /// Somebody answers in a thread, now.
    pub(crate) fn replies(
        &self,
        who: &str,
        root: &ExternalId,
        words: &str,
    ) -> ExternalId {
        let place = self.state().lines[root].place.clone();
        let mut said = Said::by(who, place.as_str(), words);
        said.root = Some(root.clone());
        self.post(said)
    }

    /// The author writes something else instead.
    pub(crate) fn edits(&self, what: &ExternalId, words: &str) {
        let now = self.clock.now();
        let mut state = self.state();
        let line = state.lines.get_mut(what).expect("a message");
        line.post.text = Text::plain(words);
        line.post.mentions = mentions(words);
        line.post.edited = Some(now);
        let marked = !line.marks.is_empty();
        state.tell_post(what);
        // It may have become a request, and nobody has remembered them.
        if marked {
            state.tell_marks(what, now);
        }
    }

    /// The author takes it back.
    pub(crate) fn deletes(&self, what: &ExternalId) {
        let now = self.clock.now();
        let mut state = self.state();
        let line = state.lines.get_mut(what).expect("a message");
        line.gone = true;
        let told = Activity {
            place: line.place.clone(),
            external: what.clone(),
            root: line.root.clone(),
            at: now,
            event: Event::Deleted,
            since: None,
        };
        state.tell(told);
    }

    /// The author takes that back, and it stands there again.
    pub(crate) fn restores(&self, what: &ExternalId) {
        let now = self.clock.now();
        let mut state = self.state();
        let line = state.lines.get_mut(what).expect("a message");
        if std::mem::take(&mut line.gone) {
            line.post.restored = Some(now);
            state.tell_post(what);
        }
    }

    /// Somebody sets a mark by hand.
    pub(crate) fn marks(&self, who: &str, what: &ExternalId, name: &str) {
        self.state().set_mark(what, (name, &person(who)), self.clock.now());
    }

    /// Somebody sets a mark by hand at another time than now.
    pub(crate) fn marks_at(
        &self,
        (who, at): (&str, DateTime<Utc>),
        what: &ExternalId,
        name: &str,
    ) {
        self.state().set_mark(what, (name, &person(who)), at);
    }

    /// Somebody takes their mark off by hand.
    pub(crate) fn unmarks(&self, who: &str, what: &ExternalId, name: &str) {
        self.state().take_mark(what, (name, &person(who)), self.clock.now());
    }

    /// The words of everything that stands.
    pub(crate) fn everything(&self) -> Vec<String> {
        let state = self.state();
        let standing = state.lines.values().filter(|line| !line.gone);
        standing.map(|line| line.post.text.own_words()).collect()
    }

    /// What somebody has written in a channel, as it stands.
    pub(crate) fn posted(
        &self,
        who: &str,
        place: &str,
    ) -> Vec<(ExternalId, String)> {
        let state = self.state();
        let all = state.lines.iter().filter(|(_, line)| !line.gone);
        all.filter(|(_, line)| {
            line.post.author.name == who && line.place.as_str() == place
        })
        .map(|(id, line)| (id.clone(), line.post.text.words()))
        .collect()
    }

    /// The source reads at the instants that it planned and whoever wakes it
    /// changes nothing, as those do that save their calls.
    pub(crate) fn reads_as_planned(&self) {
        self.state().plans = true;
    }

    /// How far the source's clock goes ahead of an instant by ours.
    pub(super) fn ahead_of(&self, now: DateTime<Utc>) -> i64 {
        let theirs = self.clock.now() - now;
        theirs.num_milliseconds() + self.state().offset_ms
    }

    /// The source's clock goes so many milliseconds ahead of ours.
    pub(crate) fn clock_ahead(&self, ms: i64) {
        self.state().offset_ms = ms;
    }

    /// The answers in a thread that stand, with their authors.
    pub(crate) fn answers(&self, root: &ExternalId) -> Vec<(String, String)> {
        self.state()
            .lines
            .iter()
            .filter(|(id, line)| line.root == *root && *id != root)
            .filter(|(_, line)| !line.gone)
            .map(|(_, line)| {
                (line.post.author.name.clone(), line.post.text.own_words())
            })
            .collect()
    }

    /// Who stands on a mark, in the order in which the source names them.
    pub(crate) fn on_mark(&self, what: &ExternalId, name: &str) -> Vec<String> {
        let state = self.state();
        let marks = state.marks_of(what);
        let mark = marks.iter().find(|mark| mark.name == name);
        mark.map(|m| m.by.iter().map(|by| by.name.clone()).collect())
            .unwrap_or_default()
    }

    /// The root of the thread in which a message stands.
    pub(crate) fn root_of(&self, what: &ExternalId) -> ExternalId {
        self.state().lines[what].root.clone()
    }

    /// What Hotseat has put on a message of its own.
    pub(crate) fn carried_on(&self, what: &ExternalId) -> ActionId {
        let action = self.state().lines[what].post.action.clone();
        action.expect("Hotseat has written it")
    }

    /// The threads that Hotseats have begun in a channel since an instant.
    pub(super) fn begun(
        &self,
        place: &PlaceId,
        since: DateTime<Utc>,
    ) -> Vec<Activity> {
        let state = self.state();
        let ours = state.lines.iter().filter(|(id, line)| {
            line.place == *place && line.root == **id && line.at >= since
        });
        ours.filter(|(_, line)| !line.gone && line.post.action.is_some())
            .map(|(id, _)| state.told_of(id))
            .collect()
    }

    /// The issues that were opened: title and text.
    pub(crate) fn issues(&self) -> Vec<(String, String)> {
        let state = self.state();
        let said = |(_, title, body): &(_, String, String)| {
            (title.clone(), body.clone())
        };
        state.issues.iter().map(said).collect()
    }

    /// The direct messages: to whom, and the words.
    pub(crate) fn directs(&self) -> Vec<(String, String)> {
        let state = self.state();
        let said = |(_, action): &(_, domain::Action)| match &action.deed {
            domain::Deed::Direct { to, head, text } => {
                (to.to_string(), domain::direct_words(head, text))
            }
            other => panic!("{other:?} is no direct message"),
        };
        state.directs.iter().map(said).collect()
    }

    /// How often direct messages were read.
    pub(crate) fn direct_reads(&self) -> usize {
        self.state().direct_reads
    }

    /// How often anything was written.
    pub(crate) fn writes(&self) -> usize {
        self.state().writes
    }
}
