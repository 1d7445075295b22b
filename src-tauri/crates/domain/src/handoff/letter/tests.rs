//! What people read in the channel.

use super::*;
use crate::handoff::{Answer, Numbers, Sent};
use crate::world::*;
use crate::{DueKind, Stretch};

fn week() -> Handoff {
    let asked = Story::asks("10:00", "dirk", "tour 4711 is stuck @oncall");
    let mut judged = asked.seen_at("12:00");
    judged.link = Some("https://chat.example/p1".to_owned());
    let left = Left {
        request: judged.id,
        due: Some((DueKind::FirstResponse, at("10:30"))),
        to: vec![key("mika")],
        note: Some("He sends\nthe log.".to_owned()),
        note_id: None,
        before: None,
    };
    Handoff {
        span: Stretch { from: at("09:00"), to: on("2026-11-18", "09:00") },
        over: false,
        on: vec![key("ana")],
        next: vec![key("mika"), key("you")],
        open: vec![(left, judged)],
        numbers: Numbers {
            requests: 3,
            answered: 2,
            in_time: 1,
            p50_ms: Some(160_000),
            ..Numbers::default()
        },
        form: vec![Answer {
            question: "Any leads?".to_owned(),
            text: Some("None.".to_owned()),
        }],
        came_back: Vec::new(),
        late: Vec::new(),
        users: Vec::new(),
        helped: Vec::new(),
        jobs: Vec::new(),
        handed: None,
        sent: Sent::default(),
        arriving: None,
        past: Vec::new(),
    }
}

#[test]
fn the_summary_says_what_is_open_and_how_to_take_it_over() {
    let letter = letter(&week(), &ferryline());
    assert_eq!(
        letter.summary,
        "Handoff from Ana to Mika and You, Tue 17 Nov to Wed 18 Nov.\n\
         1 request is open. \u{2705} on the reply takes it over.\n\
         3 requests, 1 of 2 in time, first response p50 2 min 40 s.\n\
         Any leads?\nNone."
    );
}

#[test]
fn a_reply_has_the_address_the_time_and_the_note_which_is_read_again() {
    let letter = letter(&week(), &ferryline());
    let [reply] = letter.replies.as_slice() else { panic!("{letter:?}") };
    assert_eq!(
        reply.text,
        "Dirk: tour 4711 is stuck @oncall\nhttps://chat.example/p1\n\
         First response due Tue 17 Nov 10:30, for Mika\n\
         Note: He sends\nthe log."
    );
    assert_eq!(reply.about.root.as_str(), "1");
    let note = crate::handoff::item::note_of(&reply.text);
    assert_eq!(note.as_deref(), Some("He sends\nthe log."));
}

#[test]
fn another_mark_and_nothing_open_are_said_as_they_are() {
    let mut rules = ferryline();
    rules.close_mark = Some("ok_hand".to_owned());
    let mut week = week();
    let of = |week: &Handoff| letter(week, &rules).summary;
    assert!(of(&week).contains(":ok_hand: on the reply"));
    week.open.clear();
    assert!(of(&week).contains("Nothing is open."));
}
