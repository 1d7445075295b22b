//! A channel that several Hotseats read, with a hand on it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::{Activity, Clock, Done, Event, ExternalId, Fault, Text};
use engine::SimulatedClock;

use super::lines::{Line, State};
use super::people::person;
use super::said::{Said, mentions};

/// What goes wrong with the next write.
#[derive(Clone, Debug)]
pub(crate) enum Mishap {
    /// The source says no; nothing happened.
    Refused(Fault),
    /// It took effect, and no answer came.
    AfterEffect,
    /// The power fails before it takes effect.
    CutBefore,
    /// It took effect, and the power fails before the answer comes.
    CutAfter,
    /// The source's code breaks.
    Panics,
}

/// What becomes of a last look at what is about to ring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LastLook {
    /// It tells what stands there.
    #[default]
    Tells,
    /// It is refused.
    Fails,
    /// It never ends.
    Hangs,
}

/// Where a batch is cut off by a power failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Before the nth batch is taken.
    Before(usize),
    /// After it was taken, before the source knows.
    After(usize),
}

/// The world that the sources of a story read.
#[derive(Clone)]
pub(crate) struct World {
    state: Arc<Mutex<State>>,
    pub(super) clock: Arc<SimulatedClock>,
    pub(super) pace: Arc<Mutex<Duration>>,
    pub(super) power_cut: Arc<tokio::sync::Notify>,
    /// Where those who claim meet between writing and reading once more.
    pub(super) crossing: Arc<Mutex<Option<Arc<tokio::sync::Barrier>>>>,
}

impl World {
    pub(super) fn new(clock: Arc<SimulatedClock>) -> World {
        World {
            state: Arc::default(),
            clock,
            pace: Arc::new(Mutex::new(Duration::from_secs(1))),
            power_cut: Arc::default(),
            crossing: Arc::default(),
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

    /// Nobody reads it any more.
    pub(crate) fn goes_blind(&self) {
        self.state().blind =
            Some(Fault::unreachable("The chat does not answer."));
    }

    /// Nothing can be reached any more, whatever it is.
    pub(crate) fn goes_dark(&self) {
        self.state().dark = true;
    }

    /// Everything can be read again.
    pub(crate) fn sees_again(&self) {
        let mut state = self.state();
        (state.blind, state.dark) = (None, false);
    }

    /// What happens from now on is told by no list.
    pub(crate) fn goes_out_of_sight(&self) {
        self.state().out_of_sight = true;
    }

    /// What becomes of a last look at what is about to ring.
    pub(crate) fn last_look(&self, how: LastLook) {
        self.state().last_look = how;
    }

    /// What the next write meets.
    pub(crate) fn mishap(&self, mishap: Mishap) {
        self.state().mishaps.push_back(mishap);
    }

    /// The next time it is read, the code that reads it breaks.
    pub(crate) fn panics(&self) {
        self.state().panics = true;
    }

    /// What it says when it is asked whether an action arrived, instead of
    /// looking.
    pub(crate) fn denies(&self, done: Option<Done>) {
        self.state().denial = done;
    }

    /// So many claim at the same instant: each has written before any of them
    /// reads once more.
    pub(crate) fn claims_cross(&self, n: usize) {
        *self.crossing.lock().expect("nobody panics here") =
            Some(Arc::new(tokio::sync::Barrier::new(n)));
    }

    /// The next claims meet nobody.
    pub(crate) fn claims_pass(&self) {
        *self.crossing.lock().expect("nobody panics here") = None;
    }

    /// It names those who set a mark in the reverse order.
    pub(crate) fn names_in_reverse(&self) {
        self.state().reversed = true;
    }

    /// Every batch tells so many things again, the newest first.
    pub(crate) fn repeats_itself(&self, overlap: usize) {
        let mut state = self.state();
        state.overlap = overlap;
        state.shuffled = true;
    }

    /// What is read does not tell which action of ours sent it.
    pub(crate) fn forgets_actions(&self) {
        self.state().forgets_actions = true;
    }

    /// The words of everything that stands.
    pub(crate) fn everything(&self) -> Vec<String> {
        let state = self.state();
        let standing = state.lines.values().filter(|line| !line.gone);
        standing.map(|line| line.post.text.own_words()).collect()
    }

    /// Somebody's power fails at a batch.
    pub(crate) fn cuts_power(&self, whose: &str, cut: Cut) {
        let mut state = self.state();
        state.batches = 0;
        state.cut = Some((whose.to_owned(), cut));
    }

    /// Waits for that.
    pub(crate) async fn power_fails(&self) {
        self.power_cut.notified().await;
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

    /// The issues that were opened: title and text.
    pub(crate) fn issues(&self) -> Vec<(String, String)> {
        let state = self.state();
        let said = |(_, title, body): &(_, String, String)| {
            (title.clone(), body.clone())
        };
        state.issues.iter().map(said).collect()
    }

    /// How often anything was written.
    pub(crate) fn writes(&self) -> usize {
        self.state().writes
    }
}
