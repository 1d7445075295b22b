use serde_json::json;

use super::*;

fn ts(text: &str) -> Stamp {
    Stamp::read(text).unwrap()
}

fn event(event: Value) -> Option<Told> {
    let frame = json!({
        "envelope_id": "e1", "type": "events_api",
        "accepts_response_payload": false, "retry_attempt": 0,
        "payload": { "type": "event_callback", "event": event },
    });
    let Frame::Envelope(envelope) = read(&frame.to_string()) else {
        panic!("an event comes in an envelope");
    };
    assert_eq!(envelope.id, "e1");
    envelope.told
}

#[test]
fn a_hello_says_how_many_connections_the_app_has() {
    let frame = r#"{"type":"hello","num_connections":2,"debug_info":
        {"host":"applink","approximate_connection_time":18060},
        "connection_info":{"app_id":"A1"}}"#;
    assert_eq!(read(frame), Frame::Hello { connections: 2 });
}

#[test]
fn every_goodbye_is_understood() {
    for (reason, goodbye) in [
        ("warning", Goodbye::Warning),
        ("refresh_requested", Goodbye::Refresh),
        ("link_disabled", Goodbye::Disabled),
        ("too_many_websockets", Goodbye::TooMany),
        ("something_new", Goodbye::Refresh),
    ] {
        let frame = json!({ "type": "disconnect", "reason": reason });
        assert_eq!(read(&frame.to_string()), Frame::Goodbye(goodbye));
    }
}

#[test]
fn a_message_and_a_reply_sent_to_the_channel_are_messages() {
    for subtype in [Value::Null, json!("thread_broadcast")] {
        let told = event(json!({
            "type": "message", "subtype": subtype, "channel": "C1",
            "user": "U1", "text": "help", "ts": "1700000000.000200",
            "thread_ts": "1700000000.000100",
        }));
        let Some(Told::Message { place, message }) = told else {
            panic!("{subtype} is a message");
        };
        assert_eq!(place.as_str(), "C1");
        assert_eq!(message.ts, Some(ts("1700000000.000200")));
        assert_eq!(message.thread_ts, Some(ts("1700000000.000100")));
    }
}

#[test]
fn an_edit_is_the_message_as_it_stands_now() {
    let told = event(json!({
        "type": "message", "subtype": "message_changed", "hidden": true,
        "channel": "C1", "ts": "1700000009.000000",
        "message": {
            "type": "message", "user": "U1", "text": "after",
            "ts": "1700000000.000100",
            "edited": { "user": "U1", "ts": "1700000009.000000" },
        },
        "previous_message": { "text": "before", "ts": "1700000000.000100" },
    }));
    let Some(Told::Message { message, .. }) = told else {
        panic!("an edit is a message");
    };
    assert_eq!(message.text, "after");
    assert_eq!(message.ts, Some(ts("1700000000.000100")));
}

#[test]
fn a_deletion_knows_its_thread() {
    let told = event(json!({
        "type": "message", "subtype": "message_deleted", "channel": "C1",
        "deleted_ts": "1700000000.000200",
        "previous_message": {
            "ts": "1700000000.000200", "thread_ts": "1700000000.000100",
        },
    }));
    let place = PlaceId::new("C1");
    assert_eq!(
        told,
        Some(Told::Deleted {
            place,
            ts: ts("1700000000.000200"),
            root: ts("1700000000.000100"),
        })
    );
}

#[test]
fn a_mark_says_only_which_message_is_to_be_read() {
    for kind in ["reaction_added", "reaction_removed"] {
        let told = event(json!({
            "type": kind, "user": "U1", "reaction": "eyes",
            "item": {
                "type": "message", "channel": "C1",
                "ts": "1700000000.000100",
            },
        }));
        let place = PlaceId::new("C1");
        let ts = ts("1700000000.000100");
        assert_eq!(told, Some(Told::Marked { place, ts }));
    }
}

#[test]
fn what_does_not_concern_us_is_acknowledged_and_no_more() {
    assert_eq!(event(json!({ "type": "channel_rename" })), None);
    assert_eq!(event(json!({ "type": "message" })), None);
    assert_eq!(event(json!("nonsense")), None);
    let file = json!({
        "type": "reaction_added", "item": { "type": "file", "file": "F1" },
    });
    assert_eq!(event(file), None);
    let command =
        json!({ "envelope_id": "e2", "type": "slash_commands" }).to_string();
    let Frame::Envelope(envelope) = read(&command) else {
        panic!("a command wants an answer");
    };
    assert_eq!(envelope, Envelope { id: "e2".into(), told: None });
}

#[test]
fn nonsense_is_nothing() {
    let deep = format!("{{\"payload\":{}", "[".repeat(10_000));
    for text in ["", "{", "[]", "null", "{\"type\":7}", deep.as_str()] {
        assert_eq!(read(text), Frame::Other);
    }
}
