//! A small Graph of the tests, in this process: what stands in one channel,
//! told over real HTTP.

mod answers;
mod line;
mod state;

use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, TimeDelta, Utc};

pub(super) use self::state::State;
use super::reactions;
use crate::conformance::Standing;

pub(super) const PLACE: &str = "team-1/19:abc@thread.tacv2";
pub(super) const ME: &str = "mia";

/// What a call is answered with instead.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// A status, headers and a body.
    Status(u16, &'static str, &'static str),
    /// Nothing: the line is cut, after the call took effect.
    Lost,
}

/// The Graph.
#[derive(Clone)]
pub(super) struct Fake {
    state: Arc<Mutex<State>>,
    /// Where it is.
    pub(super) base: String,
}

impl Fake {
    pub(super) fn start(now: DateTime<Utc>) -> Fake {
        let state = State { now, ..State::default() };
        let state = Arc::new(Mutex::new(state));
        let base = line::serve(&state);
        Fake { state, base }
    }

    pub(super) fn at(&self, now: DateTime<Utc>) {
        self.state().now = now;
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.state().now
    }

    /// The next call whose line begins so is answered otherwise.
    pub(super) fn trouble(&self, call: &str, trouble: Trouble) {
        self.state().troubles.push((call.to_owned(), trouble));
    }

    /// Every line is cut, until it is not.
    pub(super) fn broken(&self, broken: bool) {
        self.state().broken = broken;
    }

    /// The calls since this was asked last, "GET path 200".
    pub(super) fn calls(&self) -> Vec<String> {
        std::mem::take(&mut self.state().calls)
    }

    /// What stands at a root, as people read it.
    pub(super) fn standing(&self, root: &str) -> Option<Standing> {
        let state = self.state();
        let head =
            state.messages.get(root).filter(|it| it.deleted.is_none())?;
        let below = state.messages.values().filter(|it| {
            it.root.as_deref() == Some(root) && it.deleted.is_none()
        });
        let texts = std::iter::once(head).chain(below);
        let texts = texts.map(|it| it.words.clone()).collect();
        let mut marks = std::collections::BTreeMap::new();
        for (kind, _, _) in &head.reactions {
            *marks.entry(reactions::name(kind)).or_default() += 1;
        }
        Some(Standing { texts, marks })
    }

    /// What stands in it, to be changed by hand; time goes on a little, so
    /// that no two things happen at once.
    pub(super) fn happen<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state();
        let done = change(&mut state);
        state.now += TimeDelta::milliseconds(10);
        done
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}
