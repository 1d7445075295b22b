//! What stands at Slack, and in the team file.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    Cursors, HandoffChannel, PersonKey, PlaceId, Rules, SourceId, Teammate,
    UserId,
};
use serde_json::{Value, json};

use crate::slack::memory::Memory;
use crate::slack::scripted::Call;

/// What stands at Slack.
#[derive(Default)]
pub(super) struct World {
    pub(super) messages: BTreeMap<String, Value>,
    pub(super) port: u16,
    /// What the request for a connection is refused with.
    pub(super) refuses: Option<&'static str>,
}

impl World {
    pub(super) fn answer(&self, call: &Call) -> Value {
        let messages: Vec<&Value> = self.messages.values().rev().collect();
        match call.path.trim_start_matches("/api/") {
            "auth.test" => json!({
                "ok": true, "user_id": "U1", "user": "ana", "team": "Acme",
                "url": "https://acme.slack.com/",
            }),
            "users.list" => json!({
                "ok": true,
                "members": [
                    { "id": "U1", "name": "ana" },
                    { "id": "U2", "name": "bo" },
                ],
            }),
            "conversations.history" => {
                let roots = messages.iter().filter(|m| is_root(m));
                let roots: Vec<Value> = roots.map(|m| self.root(m)).collect();
                json!({ "ok": true, "messages": roots })
            }
            "conversations.replies" => {
                let ts = &call.form["ts"];
                let root = self.messages.get(ts).map(|m| self.root(m));
                let thread = root.into_iter().chain(self.below(ts));
                let thread: Vec<Value> = thread.collect();
                json!({ "ok": true, "messages": thread })
            }
            "reactions.get" => {
                let message = self.messages.get(&call.form["timestamp"]);
                json!({ "ok": true, "message": message })
            }
            "apps.connections.open" => match self.refuses {
                Some(code) => json!({ "ok": false, "error": code }),
                None => json!({
                    "ok": true,
                    "url": format!("ws://127.0.0.1:{}/", self.port),
                }),
            },
            "last" => json!({ "ok": true }),
            other => panic!("nobody should call {other}"),
        }
    }

    /// The answers below a root.
    fn below(&self, root: &str) -> Vec<Value> {
        let below = self.messages.values().filter(|m| m["thread_ts"] == root);
        below.cloned().collect()
    }

    /// A root as lists show it.
    fn root(&self, message: &Value) -> Value {
        let below = self.below(message["ts"].as_str().unwrap());
        let mut root = message.clone();
        if let Some(last) = below.last() {
            root["reply_count"] = json!(below.len());
            root["latest_reply"] = last["ts"].clone();
        }
        root
    }
}

fn is_root(message: &Value) -> bool {
    message["thread_ts"].is_null()
}

pub(super) fn known(now: DateTime<Utc>) -> Cursors {
    let mut memory = Memory::first(now);
    memory.unread = None;
    [(PlaceId::new("C1"), memory.cursor())].into()
}

/// The team file, with push; what is handed over is sent to the channel, and
/// Bo is a teammate.
pub(super) fn rules() -> Rules {
    let mut rules = crate::conformance::rules("slack", "C1");
    let push = ("push".to_owned(), "true".to_owned());
    rules.sources[0].options.extend([push]);
    rules.raises.clear();
    let source = SourceId::new("slack");
    rules.roster.push(Teammate {
        key: PersonKey::new("bo"),
        name: "Bo".to_owned(),
        email: None,
        ids: vec![(source.clone(), UserId::new("U2"))],
        zone: None,
        hours: None,
        observes: None,
    });
    let place = PlaceId::new("C1");
    let channel = HandoffChannel { source, place, apart: false };
    rules.handoff.channel = Some(channel);
    rules
}
