//! What stands at Slack, in the keyring, and in the team file.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::calendar::Calendar;
use domain::{
    Bots, Cursors, Duty, OffDuty, PlaceId, PlaceRules, Priority, Rules,
    SourceId, SourceRules, Vault, VaultError,
};
use serde_json::{Value, json};

use crate::slack::memory::Memory;
use crate::slack::scripted::Call;

/// What stands at Slack.
#[derive(Default)]
pub(super) struct World {
    pub(super) messages: BTreeMap<String, Value>,
    pub(super) port: u16,
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
                json!({ "ok": true, "messages": messages })
            }
            "conversations.replies" => {
                let root = self.messages.get(&call.form["ts"]);
                json!({ "ok": true, "messages": [root] })
            }
            "reactions.get" => {
                let message = self.messages.get(&call.form["timestamp"]);
                json!({ "ok": true, "message": message })
            }
            "apps.connections.open" => json!({
                "ok": true, "url": format!("ws://127.0.0.1:{}/", self.port),
            }),
            "last" => json!({ "ok": true }),
            other => panic!("nobody should call {other}"),
        }
    }
}

/// A keyring that holds two pasted tokens.
pub(super) struct Keyring;

#[async_trait]
impl Vault for Keyring {
    async fn read(&self, name: &str) -> Result<String, VaultError> {
        Ok(match name.ends_with("/app") {
            true => "xapp-1".to_owned(),
            false => json!({ "access_token": "xoxp-1" }).to_string(),
        })
    }

    async fn keep(&self, _: &str, _: &str) -> Result<(), VaultError> {
        Ok(())
    }

    async fn forget(&self, _: &str) -> Result<(), VaultError> {
        Ok(())
    }
}

pub(super) fn known(now: DateTime<Utc>) -> Cursors {
    let mut memory = Memory::first(now);
    memory.unread = None;
    [(PlaceId::new("C1"), memory.cursor())].into()
}

pub(super) fn rules() -> Rules {
    let zone = "UTC".parse().unwrap();
    Rules {
        version: "1".into(),
        team: "Acme".into(),
        zone,
        roster: Vec::new(),
        duty: Duty::Everyone,
        off_duty: OffDuty::Answer,
        sources: vec![SourceRules {
            id: SourceId::new("slack"),
            kind: "slack".into(),
            name: "Slack".into(),
            places: vec![PlaceRules {
                id: PlaceId::new("C1"),
                name: "support".into(),
                priority: Priority::Normal,
                bots: Bots::Ignore,
                public: true,
            }],
            options: [("push".to_owned(), "true".to_owned())].into(),
        }],
        calendar: Calendar::always("always", zone),
        levels: Vec::new(),
        raises: Vec::new(),
        claim_says: None,
        claim_mark: "eyes".into(),
        close_mark: None,
        dismiss_mark: None,
    }
}
