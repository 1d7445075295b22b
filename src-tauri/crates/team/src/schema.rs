//! The form of a team file as a JSON Schema, for editors.
//!
//! It is made from the tables by which the file is read, so that it cannot
//! know other keys or other choices.

use serde_json::{Map, Value, json};

use crate::kinds::{Form, KINDS, Kind, Setting};
use crate::parse::OFF_DUTY;
use crate::read::PRIORITIES;
use crate::read::calendar::{AFTER_CLOSING, CALENDAR};
use crate::read::duty::{ROLES, SHIFT};
use crate::read::handing::HANDOFF;
use crate::read::levels::{COUNTS, LEVEL};
use crate::read::promises::TARGET;
use crate::read::sources::{BOTS, PLACE};
use crate::read::when::WHEN;
use crate::section::TOP;
use crate::target::EXAMPLES;

/// The schema of a team file.
#[must_use]
pub fn schema() -> Value {
    let mut schema = table(TOP, top);
    let told = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The team file of Hotseat",
        "required": ["team", "zone"],
    });
    if let (Some(schema), Value::Object(told)) = (schema.as_object_mut(), told)
    {
        schema.extend(told);
    }
    schema
}

/// A table with these keys and no other.
fn table(keys: &[&str], of: fn(&str) -> Value) -> Value {
    let properties: Map<String, Value> =
        keys.iter().map(|key| ((*key).to_owned(), of(key))).collect();
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn top(key: &str) -> Value {
    match key {
        "team" => text("What the team is called."),
        "zone" => text("An IANA zone, like \"Europe/Berlin\"."),
        "keep_text" => text("How long texts are kept, like \"180 days\"."),
        "claim_says" => text("What \"I'm on it\" says to the requester."),
        "off_duty" => choice(OFF_DUTY),
        "on_duty" | "fallback" | "secondary" | "observer" | "tiers"
        | "onboarding" => people(),
        "handoff" => table(HANDOFF, handing),
        "roles" => each(&choice(ROLES)),
        "shifts" => list(&table(SHIFT, shift)),
        "marks" => table(&["claim", "close", "dismiss"], mark),
        "roster" => each(&person()),
        "calendar" => json!({
            "anyOf": [{ "const": "round the clock" }, table(CALENDAR, calendar)]
        }),
        "peaks" => list(&table(CALENDAR, calendar)),
        "calendars" => each(&table(CALENDAR, calendar)),
        "sources" => sources(),
        "mentions" => each(&choice(PRIORITIES)),
        "levels" => list(&table(LEVEL, level)),
        _ => json!(true),
    }
}

fn handing(key: &str) -> Value {
    match key {
        "channel" => text("The Slack channel into which it is sent."),
        "apart" => flag(),
        _ => people(),
    }
}

fn shift(key: &str) -> Value {
    match key {
        "from" | "to" => text("A date with a time, in the team's zone."),
        "roles" => each(&choice(ROLES)),
        _ => people(),
    }
}

fn mark(key: &str) -> Value {
    let name = text("The name of an emoji, without colons.");
    if key == "claim" { name } else { json!({ "anyOf": [name, off()] }) }
}

/// Their ids stand under the keys of sources, which the file makes up.
fn person() -> Value {
    json!({
        "type": "object",
        "properties": {
            "name": text("What they are called."),
            "email": text("By which their accounts are joined."),
            "zone": text("Their IANA zone, where it is not the team's."),
            "days": people(),
            "hours": people(),
            "observes": people(),
        },
        "additionalProperties": people(),
    })
}

fn calendar(key: &str) -> Value {
    let hours = people();
    match key {
        "zone" => text("An IANA zone, where it is not the team's."),
        "days" => people(),
        "after_closing" => choice(AFTER_CLOSING),
        "holidays" => json!({
            "anyOf": [people(), each(&text("What is celebrated."))]
        }),
        "extra" | "instead" => each(&hours),
        _ => hours,
    }
}

fn level(key: &str) -> Value {
    match key {
        "priority" => choices(PRIORITIES),
        "when" => table(WHEN, when),
        "first_response" | "next_response" | "update" | "resolution"
        | "remind" => json!({ "anyOf": [target(), off()] }),
        "bands" => each(&target()),
        "warnings" => people(),
        "repeats" => json!({
            "anyOf": [text("Like \"every 5 min, 3 times\"."), off()]
        }),
        "counts" => choice(COUNTS),
        "internal" => flag(),
        "calendar" => text("The name of a calendar."),
        _ => text("What people call it."),
    }
}

fn when(key: &str) -> Value {
    match key {
        "priority" => choices(PRIORITIES),
        "internal" => flag(),
        _ => people(),
    }
}

/// Words, or a table with a calendar of its own.
fn target() -> Value {
    let mut own = table(TARGET, |key| match key {
        "within" => text(EXAMPLES),
        "calendar" => text("The name of a calendar."),
        _ => people(),
    });
    require(&mut own, &["within"]);
    json!({ "anyOf": [text(EXAMPLES), own] })
}

/// A source whose key names a kind need not say its kind; whatever its key
/// is, the kind that it says is the one that counts.
fn sources() -> Value {
    let others: Vec<Value> = KINDS
        .iter()
        .map(|kind| {
            let mut source = source(kind);
            require(&mut source, &["kind"]);
            source
        })
        .collect();
    let said = json!({ "anyOf": others });
    let named: Map<String, Value> = KINDS
        .iter()
        .map(|kind| {
            let either = json!({
                "if": { "required": ["kind"] },
                "then": said,
                "else": source(kind),
            });
            (kind.name.to_owned(), either)
        })
        .collect();
    json!({
        "type": "object",
        "properties": named,
        "additionalProperties": said,
    })
}

fn source(kind: &Kind) -> Value {
    let mut place = table(PLACE, place);
    let keys = place.get_mut("properties").and_then(Value::as_object_mut);
    if let Some(keys) = keys {
        let of_place = kind.of_place.iter();
        keys.extend(of_place.map(|it| (it.key.to_owned(), value(it))));
    }
    require(&mut place, &["id"]);
    let mut properties = Map::new();
    let mut put = |key: &str, value: Value| {
        properties.insert(key.to_owned(), value);
    };
    put("kind", json!({ "const": kind.name }));
    put("name", text("What people call it."));
    put(kind.places, list(&place));
    put("mentions", each(&choice(PRIORITIES)));
    for setting in kind.settings {
        put(setting.key, value(setting));
    }
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn value(setting: &Setting) -> Value {
    match setting.form {
        Form::Text(example) => text(example),
        Form::Flag => flag(),
    }
}

fn place(key: &str) -> Value {
    match key {
        "priority" => choice(PRIORITIES),
        "bots" => choice(BOTS),
        "public" => flag(),
        "id" => text("Its id at the source."),
        _ => text("What people call it."),
    }
}

fn require(table: &mut Value, keys: &[&str]) {
    if let Some(table) = table.as_object_mut() {
        table.insert("required".to_owned(), json!(keys));
    }
}

fn text(description: &str) -> Value {
    json!({
        "type": "string",
        "minLength": 1,
        "maxLength": 500,
        "description": description,
    })
}

fn flag() -> Value {
    json!({ "type": "boolean" })
}

fn off() -> Value {
    json!({ "const": false })
}

fn choice<T>(words: &[(&str, T)]) -> Value {
    let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    json!({ "enum": words })
}

/// One of a few words, or a list of them.
fn choices<T>(words: &[(&str, T)]) -> Value {
    let one = choice(words);
    json!({ "anyOf": [one, { "type": "array", "items": one }] })
}

/// One text, or a list of them.
fn people() -> Value {
    let one = json!({ "type": "string", "minLength": 1 });
    json!({ "anyOf": [one, { "type": "array", "items": one }] })
}

fn list(of: &Value) -> Value {
    json!({ "type": "array", "items": of })
}

/// A table whose keys the file makes up.
fn each(of: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": of })
}
