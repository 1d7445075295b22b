//! What this user noted, and what was found.

use domain::search::{Findings, Hit, Query};
use domain::{Note, RequestId};

use super::desk::{Desk, at};
use crate::view::{elsewhere, note_link, notes, search};
use crate::{Block, Inline, Mark, SearchPage};

fn note(text: &str) -> Note {
    Note {
        id: 4,
        request: Some(RequestId(1)),
        written: at("16:40:00"),
        edited: None,
        text: text.to_owned(),
    }
}

#[test]
fn the_links_of_a_note_are_opened_by_number_and_never_by_address() {
    let note = note("[a](https://a.test/1) <http://b.test/2> https://c.test/3");
    let lines = notes(std::slice::from_ref(&note));
    let Block::Paragraph { inlines } = &lines[0].blocks[0] else {
        panic!("{:?}", lines[0].blocks);
    };
    let links: Vec<(u32, &str)> = inlines
        .iter()
        .filter_map(|inline| match inline {
            Inline::Link { link, host, .. } => Some((*link, host.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(links, [(0, "a.test"), (2, "")]);
    assert_eq!(note_link(&note, 2).as_deref(), Some("https://c.test/3"));
    assert_eq!(note_link(&note, 1), None, "plain http is not opened");
    assert_eq!(note_link(&note, 9), None);
}

#[test]
fn a_note_stands_in_the_request_with_the_answer_that_was_begun() {
    let mut desk = asked();
    desk.notes = vec![note("It is the *driver*")];
    let seen = crate::view::detail(&desk.picture(), &desk.close());
    assert_eq!(seen.notes[0].text, "It is the *driver*");
    assert_eq!(seen.draft.text, "");
}

fn asked() -> Desk {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#tours", "16:19:30", "Maya Chen", "Revenue report is off");
    desk
}

fn found(desk: &Desk, text: &str, notes: Vec<Note>) -> SearchPage {
    let close = desk.close();
    let hit = Hit::Request {
        entry: Box::new(close.entry),
        thread: Box::new(close.thread),
        notes,
    };
    let findings = Findings {
        hits: vec![hit],
        more: false,
        since: Some(at("03 09:00:00")),
    };
    search(&desk.picture(), &Query::read(text), &findings)
}

fn hits(marks: &[Mark]) -> Vec<&str> {
    marks.iter().filter(|m| m.hit).map(|m| m.text.as_str()).collect()
}

#[test]
fn the_words_that_were_found_stand_out_with_who_said_them() {
    let mut desk = asked();
    desk.says("16:30:00", "Ana Ruiz", "It is the barrier of hub 9");
    let page = found(&desk, "barrier", Vec::new());
    let found = &page.found[0];
    assert_eq!(hits(&found.excerpt), ["barrier"]);
    assert_eq!((found.by.as_str(), found.at), ("Ana", at("16:30:00")));
    assert!(hits(&found.gist).is_empty());
    assert_eq!(
        page.reach,
        "This computer knows what was written since Tue 3 Nov 2026."
    );
}

#[test]
fn a_note_that_says_more_of_it_is_shown_instead() {
    let page = found(&asked(), "printer", vec![note("the printer was moved")]);
    assert_eq!(page.found[0].by, "Your note");
    assert_eq!(hits(&page.found[0].excerpt), ["printer"]);
}

#[test]
fn what_surrounds_a_word_far_down_is_cut_on_both_sides() {
    let mut desk = asked();
    let long = format!("{} barrier {}", "so ".repeat(80), "on ".repeat(80));
    desk.says("16:30:00", "Ana Ruiz", &long);
    let page = found(&desk, "barrier", Vec::new());
    let text: String =
        page.found[0].excerpt.iter().map(|m| m.text.as_str()).collect();
    assert!(text.starts_with('…') && text.ends_with('…'), "{text}");
    assert!(text.contains("barrier") && text.chars().count() < 130, "{text}");
}

#[test]
fn nothing_found_says_so_and_a_wrong_filter_says_what_is_right() {
    let desk = asked();
    let nothing = Findings { hits: Vec::new(), more: false, since: None };
    let page = |text| search(&desk.picture(), &Query::read(text), &nothing);
    let remark = |text| page(text).remark;
    assert_eq!(remark("label"), Some("No request says “label”.".to_owned()));
    assert_eq!(remark("is:mine"), Some("No request is like that.".to_owned()));
    assert_eq!(remark(""), None);
    let wrong = remark("is:late").expect("a remark");
    assert!(wrong.contains("is: knows open"), "{wrong}");
    assert_eq!(page("x").reach, "This computer knows nothing yet.");
}

#[test]
fn the_search_goes_on_at_the_home_of_a_source_that_has_one() {
    let desk = asked();
    let picture = desk.picture();
    let (name, address) = elsewhere(&picture).expect("Slack has one");
    assert_eq!(name, "Slack");
    let path = address.split_once("://").expect("an address").1;
    assert_eq!(path.find('/'), Some(path.len() - 1), "{address}");
    assert!(elsewhere(&Desk::at("16:41:25").picture()).is_none());
}
