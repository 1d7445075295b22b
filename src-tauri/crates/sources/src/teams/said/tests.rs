//! What the pages of Teams say, also when somebody means harm.

use domain::{Block, GroupId, Mention};

use super::*;
use crate::teams::wire::{Body, Message};

fn message(page: &str) -> Message {
    let body = Body { kind: "html".into(), content: Some(page.to_owned()) };
    Message { body, ..Message::default() }
}

fn said(page: &str) -> String {
    read(&message(page), &[]).text.words()
}

#[test]
fn what_was_typed_comes_back_as_it_was_typed() {
    for words in ["a < b & \"c\" > d", "one\ntwo", "<script>x</script>", "&lt;"]
    {
        assert_eq!(said(&escaped(words)), words);
    }
}

#[test]
fn a_page_is_read_without_what_nobody_sees() {
    let page = "<style>p{}</style><p>one<!-- no --><script>x()</script></p>\
                <div>two<br/>three</div><img alt=\"a cat\" src=\"x\">";
    assert_eq!(said(page), "one\ntwo\nthree\na cat");
}

#[test]
fn a_broken_page_is_read_as_far_as_it_goes() {
    assert_eq!(said("a <b>b"), "a b");
    assert_eq!(said("1 < 2 <"), "1 < 2 <");
    assert_eq!(said("x<a href=\"https://y.example"), "x");
    assert_eq!(said("<at id=\"9\">Nobody</at> hi"), "@Nobody hi");
    assert_eq!(said("</p></blockquote></ul>end"), "end");
}

#[test]
fn a_link_that_leads_nowhere_is_words() {
    let text = read(&message("<a href=\"javascript:x\">press</a>"), &[]).text;
    assert_eq!(text.links().count(), 0);
    assert_eq!(text.words(), "press");
    let text = read(&message("<a href='https://a.example/'></a>"), &[]).text;
    assert_eq!(text.links().next(), Some("https://a.example/"));
}

#[test]
fn quotations_and_code_call_nobody() {
    let groups = [GroupId::new("@oncall")];
    let calls = |page: &str| read(&message(page), &groups).mentions;
    assert_eq!(calls("<blockquote>@oncall</blockquote>"), []);
    assert_eq!(calls("<pre>@oncall</pre>"), []);
    assert_eq!(calls("<code>@oncall</code>"), []);
    let group = Mention::Group { id: groups[0].clone() };
    assert_eq!(calls("<p>ask @OnCall, please</p>"), [group]);
}

#[test]
fn neither_depth_nor_length_costs_more_than_it_may() {
    let deep = "<blockquote><div><ul><li>".repeat(50_000);
    assert!(read(&message(&deep), &[]).text.blocks.len() < 10);
    let long = "<p>word <b>bold</b></p>".repeat(50_000);
    let text = read(&message(&long), &[]).text;
    assert!(text.words().len() <= domain::text::MAX_BYTES * 2);
    let at = "<at id=\"1\">x</at>".repeat(50_000);
    assert!(read(&message(&at), &[]).text.blocks.len() <= 1);
}

#[test]
fn a_card_that_goes_too_deep_is_not_followed() {
    let deep = format!("{}{}", "{\"a\":[".repeat(100), "]}".repeat(100));
    assert_eq!(card::words_of(&deep), [] as [&str; 0]);
    assert_eq!(card::words_of("no card"), [] as [&str; 0]);
}

#[test]
fn a_text_message_is_taken_as_it_is() {
    let body =
        Body { kind: "text".into(), content: Some("a <b> & \u{202e}c".into()) };
    let message = Message { body, ..Message::default() };
    let text = read(&message, &[]).text;
    assert_eq!(text.words(), "a <b> & c");
    assert!(matches!(text.blocks[..], [Block::Paragraph { .. }]));
}
