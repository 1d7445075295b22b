//! What two people of the tests' Slack write to each other.

use serde_json::{Value, json};

use super::super::stamp::Stamp;
use super::ME;
use super::methods::{Form, error, stamp};
use super::state::State;

/// The line between us and somebody.
pub(super) fn line_of(user: &str) -> String {
    format!("D{user}")
}

pub(super) fn by_email(state: &State, email: &str) -> Value {
    let mut users = state.users.values();
    match users.find(|user| user["profile"]["email"] == email) {
        Some(user) => json!({ "ok": true, "user": user }),
        None => error("users_not_found"),
    }
}

pub(super) fn open(state: &mut State, user: &str) -> Value {
    if !state.users.contains_key(user) {
        return error("user_not_found");
    }
    let line = line_of(user);
    state.directs.entry(line.clone()).or_default();
    json!({ "ok": true, "channel": { "id": line } })
}

/// Somebody writes to us alone.
pub(super) fn hear(
    state: &mut State,
    user: &str,
    (text, note): (&str, &Value),
) {
    let ts = state.tick();
    let message = json!({
        "type": "message", "ts": ts.to_string(), "user": user, "text": text,
        "metadata": { "event_type": "hotseat_action", "event_payload": note },
        "attachments": [{ "text": "A preview of the link" }],
    });
    state.directs.entry(line_of(user)).or_default().push(message);
}

pub(super) fn list(state: &State) -> Value {
    let line =
        |id: &String| json!({ "id": id, "user": id.trim_start_matches('D') });
    let channels: Vec<Value> = state.directs.keys().map(line).collect();
    json!({ "ok": true, "channels": channels })
}

/// A method that names a line instead of the channel.
pub(super) fn answer(
    state: &mut State,
    method: &str,
    (line, form): (&str, &Form),
) -> Value {
    if !state.directs.contains_key(line) {
        return error("channel_not_found");
    }
    match method {
        "conversations.history" => {
            let oldest = stamp(form, "oldest").unwrap_or(Stamp::FIRST);
            let since = |it: &&Value| {
                Stamp::read(it["ts"].as_str().unwrap()).unwrap() >= oldest
            };
            let all = state.directs[line].iter().rev().filter(since);
            let messages: Vec<&Value> = all.collect();
            json!({ "ok": true, "messages": messages, "has_more": false })
        }
        "chat.postMessage" => {
            let note: Value = serde_json::from_str(&form["metadata"]).unwrap();
            let ts = state.tick();
            let message = json!({
                "type": "message", "ts": ts.to_string(), "user": ME,
                "text": form["text"], "metadata": note, "bot_id": "B1APP",
            });
            state.directs.get_mut(line).unwrap().push(message);
            json!({ "ok": true, "ts": ts.to_string(), "channel": line })
        }
        _ => error("unknown_method"),
    }
}
