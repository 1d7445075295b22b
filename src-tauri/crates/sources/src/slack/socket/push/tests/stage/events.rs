//! Events as Slack words them.

use serde_json::{Value, json};

use super::{NOON, Stage};

impl Stage {
    /// Slack's stamp for a time in the story.
    pub(in super::super) fn ts(&self, second: &str) -> String {
        let (seconds, micros) = second.split_once('.').unwrap();
        format!("{}.{micros}", NOON + seconds.parse::<i64>().unwrap())
    }

    /// A message as an event tells it.
    pub(in super::super) fn message(&self, second: &str, text: &str) -> Value {
        let ts = self.ts(second);
        json!({
            "type": "message", "channel": "C1", "channel_type": "channel",
            "user": "U2", "text": text, "ts": ts, "event_ts": ts,
        })
    }

    /// A message that carries a note, and as an event tells it: push keeps of
    /// a note what kind it is.
    pub(in super::super) fn noted(
        &self,
        mut message: Value,
        action: &str,
    ) -> Value {
        message["bot_id"] = json!("B1");
        let kind = "hotseat_action";
        message["metadata"] = json!({
            "event_type": kind, "event_payload": { "action": action },
        });
        self.stand(message.clone());
        message["metadata"] = json!({ "event_type": kind });
        message
    }

    pub(in super::super) fn changed(&self, message: Value) -> Value {
        json!({
            "type": "message", "subtype": "message_changed",
            "channel": "C1", "message": message,
        })
    }

    pub(in super::super) fn deleted(&self, second: &str, root: &str) -> Value {
        json!({
            "type": "message", "subtype": "message_deleted",
            "channel": "C1", "deleted_ts": self.ts(second),
            "previous_message": {
                "ts": self.ts(second), "thread_ts": self.ts(root),
            },
        })
    }

    pub(in super::super) fn marked(&self, second: &str, name: &str) -> Value {
        json!({
            "type": "reaction_added", "user": "U2", "reaction": name,
            "item": {
                "type": "message", "channel": "C1", "ts": self.ts(second),
            },
        })
    }
}
