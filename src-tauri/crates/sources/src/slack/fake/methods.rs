//! The methods of the tests' Slack.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::super::stamp::Stamp;
use super::state::State;
use super::{CHANNEL, ME, direct};

pub(super) type Form = HashMap<String, String>;

pub(super) fn answer(state: &mut State, method: &str, form: &Form) -> Value {
    if let Some(line) = form.get("channel").filter(|c| *c != CHANNEL) {
        return direct::answer(state, method, (line, form));
    }
    match method {
        "auth.test" => json!({
            "ok": true, "url": "https://acme.slack.com/", "team": "Acme",
            "user": "mia", "user_id": ME,
        }),
        "users.list" => json!({
            "ok": true,
            "members": state.users.values().collect::<Vec<_>>(),
        }),
        "users.info" => match state.users.get(&form["user"]) {
            Some(user) => json!({ "ok": true, "user": user }),
            None => error("user_not_found"),
        },
        "users.lookupByEmail" => direct::by_email(state, &form["email"]),
        "conversations.list" => direct::list(state),
        "conversations.open" => direct::open(state, &form["users"]),
        "usergroups.list" => {
            json!({ "ok": true, "usergroups": state.groups })
        }
        "conversations.history" => history(state, form),
        "conversations.replies" => replies(state, form),
        "reactions.get" => marks(state, form),
        "reactions.add" => mark(state, form),
        "reactions.remove" => unmark(state, form),
        "chat.postMessage" => post(state, form),
        "chat.delete" => delete(state, form),
        _ => error("unknown_method"),
    }
}

pub(super) fn error(code: &str) -> Value {
    json!({ "ok": false, "error": code })
}

pub(super) fn stamp(form: &Form, name: &str) -> Option<Stamp> {
    Stamp::read(form.get(name)?)
}

fn history(state: &State, form: &Form) -> Value {
    let oldest = stamp(form, "oldest").unwrap_or(Stamp::FIRST);
    let latest = stamp(form, "latest");
    let inclusive = form.contains_key("inclusive");
    let within = |ts: Stamp| match latest {
        _ if ts < oldest => false,
        Some(latest) => ts < latest || (inclusive && ts == latest),
        None => true,
    };
    let roots: Vec<Stamp> = state
        .messages
        .iter()
        .filter(|(_, m)| {
            m["thread_ts"].is_null() || m["subtype"] == "thread_broadcast"
        })
        .map(|(ts, _)| *ts)
        .filter(|ts| within(*ts))
        .rev()
        .collect();
    page(state, &roots, form)
}

fn replies(state: &State, form: &Form) -> Value {
    let root = stamp(form, "ts").unwrap();
    let oldest = stamp(form, "oldest").unwrap_or(Stamp::FIRST);
    let below = state.below(root);
    if !state.messages.contains_key(&root) && below.is_empty() {
        return error("thread_not_found");
    }
    let root = state.messages.contains_key(&root).then_some(root);
    let thread: Vec<Stamp> =
        root.into_iter().chain(below).filter(|ts| *ts >= oldest).collect();
    page(state, &thread, form)
}

fn page(state: &State, all: &[Stamp], form: &Form) -> Value {
    let limit: usize = form["limit"].parse().unwrap();
    let from: usize = form.get("cursor").map_or(0, |c| c.parse().unwrap());
    let mut messages: Vec<Value> =
        all.iter().skip(from).take(limit).map(|ts| state.view(*ts)).collect();
    // Notes are shown to those alone who ask for them.
    if form.get("include_all_metadata").is_none_or(|it| it != "true") {
        for message in &mut messages {
            message.as_object_mut().unwrap().remove("metadata");
        }
    }
    let next = from + messages.len();
    let next = if next < all.len() { next.to_string() } else { String::new() };
    json!({
        "ok": true, "messages": messages, "has_more": !next.is_empty(),
        "response_metadata": { "next_cursor": next },
    })
}

fn marks(state: &State, form: &Form) -> Value {
    let ts = stamp(form, "timestamp").unwrap();
    if !state.messages.contains_key(&ts) {
        return error("message_not_found");
    }
    let mut message = state.messages[&ts].clone();
    message["reactions"] = json!(state.marks(ts));
    json!({ "ok": true, "type": "message", "message": message })
}

fn mark(state: &mut State, form: &Form) -> Value {
    let ts = stamp(form, "timestamp").unwrap();
    if !state.messages.contains_key(&ts) {
        return error("message_not_found");
    }
    if state.react(ME, ts, &form["name"]) {
        json!({ "ok": true })
    } else {
        error("already_reacted")
    }
}

fn unmark(state: &mut State, form: &Form) -> Value {
    let ts = stamp(form, "timestamp").unwrap();
    if state.unreact(ME, ts, &form["name"]) {
        json!({ "ok": true })
    } else {
        error("no_reaction")
    }
}

/// What is posted through an app carries the app's id, also from a person.
fn post(state: &mut State, form: &Form) -> Value {
    let metadata: Value = serde_json::from_str(&form["metadata"]).unwrap();
    let message = json!({
        "user": ME, "text": form["text"], "thread_ts": form.get("thread_ts"),
        "metadata": metadata, "bot_id": "B1APP", "app_id": "A1APP",
        "bot_profile": { "id": "B1APP", "name": "Hotseat" },
    });
    let ts = state.put(message);
    json!({ "ok": true, "ts": ts.to_string(), "channel": CHANNEL })
}

/// People delete what they wrote themselves; a tombstone is no message.
fn delete(state: &mut State, form: &Form) -> Value {
    let Some(ts) = stamp(form, "ts") else {
        return error("message_not_found");
    };
    match state.messages.get(&ts) {
        None => error("message_not_found"),
        Some(it) if it["subtype"] == "tombstone" => error("message_not_found"),
        Some(it) if it["user"] != ME => error("cant_delete_message"),
        Some(_) => {
            state.delete(ts);
            json!({ "ok": true, "channel": CHANNEL, "ts": ts.to_string() })
        }
    }
}
