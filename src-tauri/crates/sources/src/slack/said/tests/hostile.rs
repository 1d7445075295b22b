//! What is sent to break the reading.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::super::wire::Message;
use super::super::people;
use super::{said, text};

#[test]
fn a_script_is_words() {
    let said = text("<javascript:alert(1)|click> <data:text/html,x>");
    assert_eq!(said.text.links().count(), 0);
}

#[test]
fn a_megabyte_of_signs_is_cut_and_read_in_no_time() {
    for sign in ["*", "<", "`", ":", "_a ", "*a", "<@", "&gt;", "```", "\n"] {
        let said = text(&sign.repeat((1 << 20) / sign.len()));
        assert!(said.text.words().len() <= 50_000, "{sign}");
    }
}

#[test]
fn blocks_as_deep_as_a_well_are_read_to_a_depth() {
    let mut deep = json!({ "type": "text", "text": "bottom" });
    for _ in 0..90 {
        deep = json!({ "type": "rich_text_section", "elements": [deep] });
    }
    let block = json!({ "type": "rich_text", "elements": [deep] });
    let message = Message { blocks: vec![block], ..Message::default() };
    assert!(said(&message).text.is_empty());
    assert_eq!(people(&message), Vec::<String>::new());
}

/// Blocks, elements and texts, thrown together.
fn anything() -> impl Strategy<Value = Value> {
    let words = "[a-zA-Z0-9<>@!#|*_~`:&; \n^.-]{0,24}";
    let leaf = prop_oneof![
        words.prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(Value::Null),
    ];
    let kinds = prop::sample::select(vec![
        "rich_text",
        "rich_text_list",
        "rich_text_section",
        "section",
        "rich_text_quote",
        "rich_text_preformatted",
        "text",
        "link",
        "user",
        "usergroup",
        "emoji",
        "context",
        "actions",
        "table",
        "input",
        "mrkdwn",
        "plain_text",
        "image",
        "video",
        "x",
    ]);
    let keys = prop::sample::select(vec![
        "text",
        "elements",
        "fields",
        "rows",
        "url",
        "name",
        "user_id",
        "style",
        "title",
        "element",
        "accessory",
        "unicode",
        "fallback",
    ]);
    leaf.prop_recursive(5, 48, 5, move |inner| {
        let map = prop::collection::vec((keys.clone(), inner.clone()), 0..5);
        prop_oneof![
            prop::collection::vec(inner, 0..5).prop_map(Value::from),
            (kinds.clone(), map).prop_map(|(kind, parts)| {
                let mut value = json!({ "type": kind });
                for (key, part) in parts {
                    value[key] = part;
                }
                value
            }),
        ]
    })
}

proptest! {
    #[test]
    fn nothing_that_comes_breaks_the_reading(
        blocks in prop::collection::vec(anything(), 0..4),
        attachments in prop::collection::vec(anything(), 0..3),
        words in "[a-z<>@!|*_~`:&; \n\u{202e}]{0,60}",
    ) {
        let json = json!({
            "ts": "1772625600.000100", "text": words, "blocks": blocks,
            "attachments": attachments,
        });
        let message: Message = serde_json::from_value(json).unwrap();
        let said = said(&message);
        let disguised = said.text.words().contains('\u{202e}');
        prop_assert!(!disguised);
        people(&message);
    }
}
