//! What Slack says on a connection.

use domain::PlaceId;
use serde::Deserialize;
use serde_json::Value;

use super::super::stamp::Stamp;
use super::super::wire::Message;

/// Why Slack ends a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goodbye {
    /// It will end in a few seconds.
    Warning,
    /// It ends now.
    Refresh,
    /// Socket Mode was switched off.
    Disabled,
    /// The app has more connections than Slack allows.
    TooMany,
}

/// One frame.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Frame {
    /// The connection stands.
    Hello {
        /// How many the app has now, this one included.
        connections: u32,
    },
    /// The connection ends.
    Goodbye(Goodbye),
    /// Something to be acknowledged.
    Envelope(Envelope),
    /// Nothing that concerns us.
    Other,
}

/// What is to be acknowledged by its id.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Envelope {
    /// The id.
    pub(super) id: String,
    /// What happened, where it concerns us.
    pub(super) told: Option<Told>,
}

/// What happened at Slack.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Told {
    /// A message stands like this.
    Message {
        /// Where.
        place: PlaceId,
        /// The message.
        message: Box<Message>,
    },
    /// A message is gone.
    Deleted {
        /// Where.
        place: PlaceId,
        /// Which.
        ts: Stamp,
        /// The root of its thread.
        root: Stamp,
    },
    /// The marks on a message have changed.
    Marked {
        /// Where.
        place: PlaceId,
        /// On which.
        ts: Stamp,
    },
}

impl Told {
    /// Where it happened.
    pub(super) fn place(&self) -> &PlaceId {
        match self {
            Told::Message { place, .. }
            | Told::Deleted { place, .. }
            | Told::Marked { place, .. } => place,
        }
    }
}

#[derive(Deserialize)]
struct Outside {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    num_connections: u32,
    envelope_id: Option<String>,
    #[serde(default)]
    payload: Value,
}

/// Reads a frame; what cannot be read concerns nobody.
pub(super) fn read(text: &str) -> Frame {
    let Ok(frame) = serde_json::from_str::<Outside>(text) else {
        return Frame::Other;
    };
    match (frame.kind.as_str(), frame.envelope_id) {
        ("hello", _) => Frame::Hello { connections: frame.num_connections },
        ("disconnect", _) => match frame.reason.as_str() {
            "warning" => Frame::Goodbye(Goodbye::Warning),
            "link_disabled" => Frame::Goodbye(Goodbye::Disabled),
            "too_many_websockets" => Frame::Goodbye(Goodbye::TooMany),
            // A reason that is not known ends the connection all the same.
            _ => Frame::Goodbye(Goodbye::Refresh),
        },
        ("events_api", Some(id)) => {
            let told = told(frame.payload.get("event"));
            Frame::Envelope(Envelope { id, told })
        }
        // Commands and buttons are nothing we asked for; without an answer
        // Slack would tell their user that the app does not respond.
        (_, Some(id)) => Frame::Envelope(Envelope { id, told: None }),
        (_, None) => Frame::Other,
    }
}

fn told(event: Option<&Value>) -> Option<Told> {
    let event = event?;
    match event.get("type")?.as_str()? {
        "message" => message(event),
        "reaction_added" | "reaction_removed" => {
            let item = event.get("item")?;
            Some(Told::Marked { place: place(item)?, ts: stamp(item, "ts")? })
        }
        _ => None,
    }
}

fn message(event: &Value) -> Option<Told> {
    let place = place(event)?;
    match event.get("subtype").and_then(Value::as_str) {
        Some("message_deleted") => {
            let ts = stamp(event, "deleted_ts")?;
            let before = event.get("previous_message");
            let root = before.and_then(|before| stamp(before, "thread_ts"));
            Some(Told::Deleted { place, ts, root: root.unwrap_or(ts) })
        }
        // It only says that a thread has grown; the answer comes by itself.
        Some("message_replied") => None,
        Some("message_changed") => whole(place, event.get("message")?),
        _ => whole(place, event),
    }
}

fn whole(place: PlaceId, message: &Value) -> Option<Told> {
    let message = Box::new(Message::deserialize(message).ok()?);
    message.ts?;
    Some(Told::Message { place, message })
}

fn place(value: &Value) -> Option<PlaceId> {
    Some(PlaceId::new(value.get("channel")?.as_str()?))
}

fn stamp(value: &Value, field: &str) -> Option<Stamp> {
    Stamp::read(value.get(field)?.as_str()?)
}

#[cfg(test)]
mod tests;
