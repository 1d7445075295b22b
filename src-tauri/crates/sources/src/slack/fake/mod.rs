//! A small Slack of the tests, in this process: what stands in one channel,
//! told over real HTTP.

mod direct;
mod line;
mod methods;
mod state;

use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use self::state::State;
use super::stamp::Stamp;
use crate::conformance::Standing;

pub(super) const CHANNEL: &str = "C1";
pub(super) const ME: &str = "U0ME";

/// What a call is answered with instead.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// An error of the envelope.
    Error(&'static str),
    /// 429 with so many seconds.
    Limited(u32),
    /// A status and a body.
    Status(u16, &'static str),
    /// Nothing: the line is cut, after the call took effect.
    Lost,
}

/// The workspace.
#[derive(Clone)]
pub(super) struct Fake {
    state: Arc<Mutex<State>>,
    pub(super) base: String,
}

impl Fake {
    pub(super) fn start(now: DateTime<Utc>) -> Fake {
        let state = State { now, ..State::default() };
        let state = Arc::new(Mutex::new(state));
        let base = line::serve(Arc::clone(&state));
        let fake = Fake { state, base };
        fake.person(ME, "Mia", false);
        fake.person("U1ANA", "Ana", false);
        fake.person("U2JO", "Jo", false);
        fake.person("U9BOT", "Courier", true);
        fake
    }

    pub(super) fn at(&self, now: DateTime<Utc>) {
        let mut state = self.state();
        while let Some((at, _)) = state.later.first()
            && *at <= now
        {
            let (at, message) = state.later.remove(0);
            state.now = at;
            state.put(message);
        }
        state.now = now;
    }

    /// A message that is written later, while somebody listens.
    pub(super) fn later(&self, after: TimeDelta, message: Value) {
        let mut state = self.state();
        let at = state.now + after;
        state.later.push((at, message));
    }

    pub(super) fn person(&self, id: &str, name: &str, is_bot: bool) {
        let email = format!("{}@example.com", name.to_lowercase());
        let user = json!({
            "id": id, "name": name.to_lowercase(), "is_bot": is_bot,
            "profile": { "display_name": name, "email": email },
        });
        self.state().users.insert(id.into(), user);
    }

    pub(super) fn group(&self, id: &str, handle: &str) {
        let group = json!({ "id": id, "handle": handle });
        self.state().groups.push(group);
    }

    /// Somebody writes into the channel.
    pub(super) fn post(&self, user: &str, text: &str) -> Stamp {
        self.put(json!({ "user": user, "text": text }))
    }

    /// Somebody answers.
    pub(super) fn reply(&self, user: &str, root: Stamp, text: &str) -> Stamp {
        let root = root.to_string();
        self.put(json!({ "user": user, "text": text, "thread_ts": root }))
    }

    /// A message as it is on the wire, now.
    pub(super) fn put(&self, message: Value) -> Stamp {
        self.state().put(message)
    }

    pub(super) fn edit(&self, ts: Stamp, text: &str) {
        let mut state = self.state();
        let now = Stamp::at(state.now);
        let message = state.messages.get_mut(&ts).unwrap();
        message["text"] = json!(text);
        message["edited"] = json!({ "ts": now.to_string() });
    }

    pub(super) fn delete(&self, ts: Stamp) {
        self.state().delete(ts);
    }

    pub(super) fn react(&self, user: &str, ts: Stamp, name: &str) {
        self.state().react(user, ts, name);
    }

    pub(super) fn unreact(&self, user: &str, ts: Stamp, name: &str) {
        self.state().unreact(user, ts, name);
    }

    /// Lists name only so many users of a mark.
    pub(super) fn name_only(&self, most: usize) {
        self.state().named = Some(most);
    }

    /// The next call of a method is answered otherwise.
    pub(super) fn trouble(&self, method: &str, trouble: Trouble) {
        self.state().troubles.push((method.into(), trouble));
    }

    /// Every line is cut, until it is not.
    pub(super) fn broken(&self, broken: bool) {
        self.state().broken = broken;
    }

    /// How often a method was called since this was asked last.
    pub(super) fn called(&self, method: &str) -> usize {
        let mut state = self.state();
        let before = state.calls.len();
        state.calls.retain(|(m, _)| m != method);
        before - state.calls.len()
    }

    /// The methods that were called since this was asked last.
    pub(super) fn calls(&self) -> Vec<String> {
        let calls = std::mem::take(&mut self.state().calls);
        calls.into_iter().map(|(method, _)| method).collect()
    }

    /// Whether a message stands.
    pub(super) fn stands(&self, ts: Stamp) -> bool {
        let state = self.state();
        let message = state.messages.get(&ts);
        message.is_some_and(|message| message["subtype"] != "tombstone")
    }

    /// What stands at a root, as people read it.
    pub(super) fn standing(&self, root: Stamp) -> Option<Standing> {
        let state = self.state();
        let head = state.messages.get(&root)?;
        if head["subtype"] == "tombstone" {
            return None;
        }
        let below = state.below(root);
        let text = |ts| state.messages[ts]["text"].as_str().unwrap();
        let unescaped = |text: &str| {
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        };
        let all = std::iter::once(&root).chain(&below);
        let texts = all.map(text).map(unescaped).collect();
        let mark = |mark: Value| {
            let name = mark["name"].as_str().unwrap().to_owned();
            (name, mark["users"].as_array().unwrap().len())
        };
        let marks = state.marks(root).into_iter().map(mark).collect();
        Some(Standing { texts, marks })
    }

    /// Somebody writes to us alone, with a note.
    pub(super) fn hear(&self, user: &str, said: (&str, &Value)) {
        direct::hear(&mut self.state(), user, said);
    }

    /// What was written to somebody alone, oldest first.
    pub(super) fn told(&self, user: &str) -> Vec<String> {
        let state = self.state();
        let line = state.directs.get(&direct::line_of(user));
        let text = |it: &Value| it["text"].as_str().unwrap().to_owned();
        line.into_iter().flatten().map(text).collect()
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        let state = self.state();
        state.now.max(state.last.time())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}
