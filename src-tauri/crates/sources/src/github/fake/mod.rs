//! A small GitHub of the tests, in this process: what stands in one
//! repository, told over real HTTP.

mod answers;
mod line;
mod state;

use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, TimeDelta, Utc};

pub(super) use self::state::State;
use crate::conformance::Standing;

pub(super) const PLACE: &str = "acme/widgets";
pub(super) const ME: &str = "mia";

/// What a call is answered with instead.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// A status, headers and a body.
    Status(u16, &'static str, &'static str),
    /// Nothing: the line is cut, after the call took effect.
    Lost,
}

/// The GitHub.
#[derive(Clone)]
pub(super) struct Fake {
    state: Arc<Mutex<State>>,
    /// Where people see it.
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

    /// Only these may be assigned.
    pub(super) fn assignable(&self, who: &[&str]) {
        let who = who.iter().map(|it| (*it).to_owned()).collect();
        self.state().assignable = Some(who);
    }

    /// The calls since this was asked last, "GET /path 200".
    pub(super) fn calls(&self) -> Vec<String> {
        std::mem::take(&mut self.state().calls)
    }

    /// What stands at an issue, as people read it.
    pub(super) fn standing(&self, number: u64) -> Option<Standing> {
        let state = self.state();
        let issue = state.issues.get(&number)?;
        let below = state.below(number);
        let text =
            |it: &serde_json::Value| it["body"].as_str().map(str::to_owned);
        let title = issue["title"].as_str().map(str::to_owned);
        let texts =
            title.into_iter().chain(below.iter().filter_map(|it| text(it)));
        let mut who: Vec<String> = state.assigned(number);
        for (_, by) in state.eyes(number) {
            if !who.contains(&by) {
                who.push(by);
            }
        }
        let marks = (!who.is_empty()).then(|| ("eyes".to_owned(), who.len()));
        let closed = (issue["state"] == "closed")
            .then(|| (domain::CLOSED.to_owned(), 1));
        let texts = texts.collect();
        Some(Standing {
            texts,
            marks: marks.into_iter().chain(closed).collect(),
        })
    }

    /// What stands in it, to be changed by hand; time goes on a little, so
    /// that no two things happen at once.
    pub(super) fn happen<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state();
        let done = change(&mut state);
        state.now += TimeDelta::seconds(1);
        done
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}
