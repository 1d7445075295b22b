//! What becomes of a claim when a shift is handed over.

use crate::handoff::{Accepted, Item};
use crate::world::*;
use crate::{Duty, ExternalId, PlaceId, Role, Seat, Shift, Stretch};

/// Ana sits until 18:00 and hands over to Noor, who sits from then on.
fn shifts() -> Duty {
    let shift = |from, to, name: &str| Shift {
        from: at(from),
        to: at(to),
        seats: vec![Seat { person: key(name), role: Role::Responder }],
    };
    Duty::Shifts {
        shifts: vec![
            shift("09:00", "18:00", "ana"),
            shift("18:00", "23:00", "noor"),
        ],
    }
}

fn item(id: &str, time: &str) -> Item {
    Item {
        source: slack(),
        place: PlaceId::new("support"),
        external: ExternalId::new(id),
        root: ExternalId::new("7"),
        span: Stretch { from: at("09:00"), to: at("18:00") },
        by: author("ana"),
        at: at(time),
        about: None,
        note: None,
        accepted: Vec::new(),
        seen: at(time),
        gone: false,
    }
}

fn accepted(id: &str, time: &str, who: &[&str]) -> Item {
    let by = |name: &&str| Accepted { by: author(name), at: at(time) };
    Item { accepted: who.iter().map(by).collect(), ..item(id, "17:00") }
}

fn anas() -> Story {
    Story::asks("16:00", "dirk", "a question")
        .ruled(|rules| rules.duty = shifts())
        .marks("16:05", &[(EYES, &["ana"])])
}

#[test]
fn who_accepts_has_it_once_they_sit() {
    let mut story = anas();
    assert!(story.thread.pass(&accepted("8", "17:30", &["noor"])));
    assert_eq!(story.owners_at("17:40"), ["ana"], "she still sits there");
    assert_eq!(story.owners_at("18:01"), ["noor"]);
    let judged = story.seen_at("18:01");
    assert_eq!(judged.owners[0].since, at("18:00"));
    let passing = judged.passing.expect("it was handed over");
    assert_eq!(passing.from, key("ana"));
    assert_eq!(passing.to, Some((key("noor"), at("17:30"))));
}

#[test]
fn who_sits_beside_the_leaver_has_it_at_once() {
    let mut story = Story::asks("10:00", "dirk", "a question")
        .marks("10:05", &[(EYES, &["ana"])]);
    story.thread.pass(&accepted("8", "17:30", &["mika"]));
    assert_eq!(story.owners_at("17:31"), ["mika"]);
    let later = story.marks("17:40", &[(EYES, &["ana", "you"])]);
    assert_eq!(later.owners_at("17:45"), ["mika", "you"], "together");
}

#[test]
fn what_nobody_accepts_is_nobodys_when_the_next_shift_starts() {
    let mut story = anas();
    story.thread.pass(&item("8", "17:00"));
    assert_eq!(story.owners_at("17:59"), ["ana"]);
    assert!(story.owners_at("18:01").is_empty());
    let passing = story.seen_at("18:01").passing.expect("it was handed over");
    assert_eq!((passing.to, passing.until), (None, at("18:00")));
}

#[test]
fn the_last_handoff_counts_and_a_mark_taken_off_gives_back() {
    let mut story = anas();
    story.thread.pass(&accepted("8", "17:30", &["noor"]));
    let newer = Item { at: at("17:35"), ..item("9", "17:35") };
    assert!(story.thread.pass(&newer));
    assert!(story.owners_at("18:01").is_empty());
    assert!(story.thread.pass(&Item { gone: true, ..newer.clone() }));
    assert!(!story.thread.pass(&Item { gone: true, ..newer }), "no news");
    assert_eq!(story.owners_at("18:01"), ["noor"]);
    story.thread.pass(&item("8", "17:00"));
    assert!(story.owners_at("18:01").is_empty());
}

#[test]
fn who_asks_themselves_takes_nothing_over() {
    let mut story = Story::asks("16:00", "noor", "help @oncall")
        .ruled(|rules| rules.duty = shifts());
    story.thread.pass(&accepted("8", "17:30", &["noor"]));
    assert!(story.owners_at("18:01").is_empty());
}

#[test]
fn it_is_explained_from_whom_it_came() {
    let mut story = anas();
    story.thread.pass(&accepted("8", "17:30", &["noor"]));
    let steps = story.seen_at("18:01").steps;
    let words: Vec<&str> = steps.iter().map(|it| it.words.as_str()).collect();
    assert!(words.contains(&"Ana has handed it over."), "{words:?}");
    assert!(words.contains(&"Noor has accepted it from Ana."), "{words:?}");
}
