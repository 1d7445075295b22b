//! The words that stand on a card.

use serde_json::Value;

/// So much of a card is read, in bytes; so deep; and so many lines of it.
const MOST: usize = 64 * 1024;
const DEEPEST: usize = 24;
const MOST_LINES: usize = 60;
/// Under these names a card keeps what people read.
const READ: [&str; 4] = ["title", "subtitle", "text", "value"];

/// What people read on a card, line by line.
pub(super) fn words_of(card: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if card.len() <= MOST
        && let Ok(card) = serde_json::from_str::<Value>(card)
    {
        walk(&card, DEEPEST, &mut lines);
    }
    lines
}

fn walk(value: &Value, left: usize, lines: &mut Vec<String>) {
    let Some(left) = left.checked_sub(1) else { return };
    match value {
        Value::Array(items) => {
            items.iter().for_each(|item| walk(item, left, lines));
        }
        Value::Object(card) => {
            // What a button would do is nothing to read.
            let acts = |kind: &str| kind.starts_with("Action.");
            if card.get("type").and_then(Value::as_str).is_some_and(acts) {
                return;
            }
            for name in READ {
                let words = card.get(name).and_then(Value::as_str);
                let words = words.map(str::trim).filter(|it| !it.is_empty());
                if lines.len() < MOST_LINES {
                    lines.extend(words.map(str::to_owned));
                }
            }
            let deeper = card.values().filter(|it| !it.is_string());
            deeper.for_each(|it| walk(it, left, lines));
        }
        _ => {}
    }
}
