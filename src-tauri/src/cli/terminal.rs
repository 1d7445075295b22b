//! What reaches a terminal: letters, and nothing that commands it.

/// Lines for people, whatever stood in them.
pub(super) fn words(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !commands(*c)).collect()
}

/// JSON that says the same, with every such character escaped.
pub(super) fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' || !commands(c) {
            out.push(c);
            continue;
        }
        // Outside of strings JSON has none of them.
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
    }
    out
}

/// A terminal obeys control characters, and turns its lines around for the
/// characters of direction.
fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str =
        "a\u{1b}]0;owned\u{7}\u{9b}2Jb\u{202e}c\r\u{0}\u{7f}\td\n🚀";

    #[test]
    fn no_terminal_is_commanded() {
        assert_eq!(words(HOSTILE), "a]0;owned2Jbc\td\n🚀");
    }

    #[test]
    fn machines_read_what_was_said() {
        let said = serde_json::json!({ "text": HOSTILE });
        let text = json(&serde_json::to_string_pretty(&said).expect("JSON"));
        assert!(!text.chars().any(|c| c != '\n' && commands(c)), "{text:?}");
        let read: serde_json::Value =
            serde_json::from_str(&text).expect("still JSON");
        assert_eq!(read, said);
    }
}
