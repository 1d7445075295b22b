//! What one shift leaves to the next, as it is read.

use std::collections::BTreeMap;

use domain::handoff::{
    Answer, DayUsers, Handoff, Job, Left, NOTHING, Numbers, PastShift, Sent,
};
use domain::{DueKind, Judged, PersonKey, RequestId, Stretch};
use insta::assert_snapshot;

use super::desk::{Desk, at};
use crate::view::handoff_page;

fn desk() -> Desk {
    let mut desk = Desk::at("20 16:41:25");
    desk.ask("#support", "20 12:40:00", "Pia Lund", "Where are the *tours*?");
    desk.ask("#backend", "20 16:31:00", "Dirk Vos", "Labels [do](x) not print");
    desk
}

fn left(judged: &Judged, note: Option<&str>) -> (Left, Judged) {
    let left = Left {
        request: judged.id,
        due: Some((DueKind::NextResponse, at("23 09:40:00"))),
        to: vec![PersonKey::new("ana")],
        note: note.map(str::to_owned),
        note_id: note.map(|_| 7),
        before: None,
    };
    (left, judged.clone())
}

fn week(desk: &Desk) -> Handoff {
    let picture = desk.picture();
    let mut all: BTreeMap<RequestId, _> =
        picture.entries.iter().map(|it| (it.judged.id, &it.judged)).collect();
    let first = all.remove(&RequestId(1)).expect("it was asked");
    let second = all.remove(&RequestId(2)).expect("it was asked");
    let span = |from, to| Stretch { from: at(from), to: at(to) };
    Handoff {
        span: span("16 09:00:00", "23 09:00:00"),
        over: false,
        on: vec![PersonKey::new("ana"), PersonKey::new("mika")],
        next: vec![PersonKey::new("ana")],
        open: vec![
            left(first, Some("Under Archive.\nShe has to sign.")),
            left(second, None),
        ],
        came_back: Vec::new(),
        late: Vec::new(),
        numbers: Numbers {
            requests: 4,
            answered: 3,
            in_time: 2,
            waiting: 1,
            p50_ms: Some(160_000),
            p90_ms: Some(665_000),
            ..Numbers::default()
        },
        users: vec![DayUsers {
            day: at("20 12:00:00").date_naive(),
            users: 2,
            at_most: true,
        }],
        helped: vec![(PersonKey::new("noor"), 2)],
        form: vec![Answer { question: "Any leads?".to_owned(), text: None }],
        jobs: vec![
            Job { job: "Deploy".to_owned(), done: Some(at("19 17:52:00")) },
            Job { job: "Release notes".to_owned(), done: None },
        ],
        handed: None,
        sent: Sent::default(),
        arriving: None,
        past: vec![PastShift {
            span: span("09 09:00:00", "16 09:00:00"),
            on: vec![PersonKey::new("mika")],
            handed: Some(at("13 17:20:00")),
        }],
    }
}

#[test]
fn a_handoff_reads_as_a_page_and_foreign_words_stay_words() {
    let desk = desk();
    let page = handoff_page(&desk.picture(), &week(&desk));
    assert_eq!((page.notes_missing, page.answers_missing), (1, 1));
    assert_eq!(page.kind, "week");
    assert_eq!(page.past[0].handed.as_deref(), Some("Fri 13 Nov 17:20"));
    assert_snapshot!(page.text);
}

#[test]
fn a_shift_that_has_gone_by_says_whether_it_was_handed_over() {
    let desk = desk();
    let mut week = week(&desk);
    week.over = true;
    let page = handoff_page(&desk.picture(), &week);
    assert_eq!(page.title, "The week Mon 16 Nov to Mon 23 Nov");
    assert_eq!(page.under, "On support: you and Ana. It was not handed over.");
    week.handed = Some(at("20 17:20:00"));
    let page = handoff_page(&desk.picture(), &week);
    assert!(page.under.contains("Fri 20 Nov 17:20"), "{}", page.under);
}

#[test]
fn without_a_next_shift_nobody_is_named_to_hand_over_to() {
    let desk = desk();
    let mut week = week(&desk);
    week.next.clear();
    let page = handoff_page(&desk.picture(), &week);
    assert_eq!(page.title, "Handoff of this week");
    assert_eq!(NOTHING, "Nothing to add.", "the window writes the same");
}
