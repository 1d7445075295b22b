//! What stands in the channel of the tests' Slack.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::super::stamp::Stamp;
use super::Trouble;

#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) now: DateTime<Utc>,
    pub(super) last: Stamp,
    /// What stands, by stamp.
    pub(super) messages: BTreeMap<Stamp, Value>,
    pub(super) later: Vec<(DateTime<Utc>, Value)>,
    pub(super) users: BTreeMap<String, Value>,
    pub(super) groups: Vec<Value>,
    pub(super) troubles: Vec<(String, Trouble)>,
    pub(super) calls: Vec<(String, HashMap<String, String>)>,
    pub(super) broken: bool,
    /// What stands between two people: by line, oldest first.
    pub(super) directs: BTreeMap<String, Vec<Value>>,
    /// So many users of a mark are named in lists.
    pub(super) named: Option<usize>,
}

impl State {
    pub(super) fn put(&mut self, mut message: Value) -> Stamp {
        let ts = self.tick();
        message["type"] = json!("message");
        message["ts"] = json!(ts.to_string());
        self.messages.insert(ts, message);
        ts
    }

    /// A root with answers leaves a tombstone, everything else nothing.
    pub(super) fn delete(&mut self, ts: Stamp) {
        let message = self.messages.remove(&ts).unwrap();
        if message["thread_ts"].is_null() && !self.below(ts).is_empty() {
            let tombstone = json!({
                "type": "message", "subtype": "tombstone", "hidden": true,
                "user": "USLACKBOT", "ts": ts.to_string(),
                "text": "This message was deleted.",
            });
            self.messages.insert(ts, tombstone);
        }
    }

    /// The stamp of what is written now; no two are alike.
    pub(super) fn tick(&mut self) -> Stamp {
        let mut ts = Stamp::at(self.now).max(self.last);
        if ts <= self.last {
            let later = self.last.time() + TimeDelta::microseconds(100);
            ts = Stamp::at(later);
        }
        self.last = ts;
        ts
    }

    pub(super) fn react(&mut self, user: &str, ts: Stamp, name: &str) -> bool {
        let Some(message) = self.messages.get_mut(&ts) else { return false };
        if message["reactions"].is_null() {
            message["reactions"] = json!([]);
        }
        let marks = message["reactions"].as_array_mut().unwrap();
        let at = marks.iter().position(|mark| mark["name"] == name);
        let at = at.unwrap_or_else(|| {
            marks.push(json!({ "name": name, "users": [] }));
            marks.len() - 1
        });
        let users = marks[at]["users"].as_array_mut().unwrap();
        let new = !users.contains(&json!(user));
        if new {
            users.push(json!(user));
        }
        new
    }

    pub(super) fn unreact(
        &mut self,
        user: &str,
        ts: Stamp,
        name: &str,
    ) -> bool {
        let Some(message) = self.messages.get_mut(&ts) else { return false };
        let Some(marks) = message["reactions"].as_array_mut() else {
            return false;
        };
        let Some(at) = marks.iter().position(|mark| mark["name"] == name)
        else {
            return false;
        };
        let users = marks[at]["users"].as_array_mut().unwrap();
        let before = users.len();
        users.retain(|u| u != user);
        let gone = users.len() < before;
        if users.is_empty() {
            marks.remove(at);
        }
        gone
    }

    /// The marks on a message, in full.
    pub(super) fn marks(&self, ts: Stamp) -> Vec<Value> {
        let marks = self.messages.get(&ts).map(|m| &m["reactions"]);
        let mut marks =
            marks.and_then(Value::as_array).cloned().unwrap_or_default();
        for mark in &mut marks {
            mark["count"] = json!(mark["users"].as_array().unwrap().len());
        }
        marks
    }

    /// The answers below a root.
    pub(super) fn below(&self, root: Stamp) -> Vec<Stamp> {
        let root = json!(root.to_string());
        self.messages
            .iter()
            .filter(|(_, m)| m["thread_ts"] == root)
            .map(|(ts, _)| *ts)
            .collect()
    }

    /// A message as lists show it.
    pub(super) fn view(&self, ts: Stamp) -> Value {
        let mut message = self.messages[&ts].clone();
        let mut marks = self.marks(ts);
        if let Some(most) = self.named {
            for mark in &mut marks {
                mark["users"].as_array_mut().unwrap().truncate(most);
            }
        }
        if !marks.is_empty() {
            message["reactions"] = json!(marks);
        }
        let below = self.below(ts);
        if let Some(last) = below.last() {
            message["thread_ts"] = json!(ts.to_string());
            message["reply_count"] = json!(below.len());
            message["latest_reply"] = json!(last.to_string());
        }
        message
    }
}
