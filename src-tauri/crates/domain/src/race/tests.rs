//! Two claims within a second.

use super::*;
use crate::world::*;

fn race_of(me: &str, eyes: &[&str]) -> Race {
    let by = eyes.iter().map(|name| author(name)).collect();
    let marks = [Mark { name: EYES.to_owned(), by }];
    race(&marks, &key(me), &ferryline(), &slack(), at("10:00"))
}

#[test]
fn the_first_in_the_order_of_the_source_has_it_on_both_desktops() {
    let lost = |to| Race::Lost { to: key(to) };
    assert_eq!(race_of("ana", &["ana", "mika"]), Race::Won);
    assert_eq!(race_of("mika", &["ana", "mika"]), lost("ana"));
    assert_eq!(race_of("ana", &["mika", "ana"]), lost("mika"));
    assert_eq!(race_of("mika", &["mika", "ana"]), Race::Won);
}

#[test]
fn who_only_looks_or_asks_wins_no_race() {
    assert_eq!(race_of("mika", &["noor", "dirk", "lena", "mika"]), Race::Won);
}

#[test]
fn a_look_of_mine_loses_to_nobody() {
    assert_eq!(race_of("noor", &["ana", "noor"]), Race::Won);
}

#[test]
fn a_mark_that_does_not_stand_claims_nothing() {
    assert_eq!(race_of("ana", &["mika"]), Race::Gone);
    assert_eq!(race_of("ana", &[]), Race::Gone);
}

#[test]
fn other_marks_race_nobody() {
    let marks = [
        Mark { name: DONE.to_owned(), by: vec![author("mika")] },
        Mark { name: EYES.to_owned(), by: vec![author("ana")] },
    ];
    let came = race(&marks, &key("ana"), &ferryline(), &slack(), at("10:00"));
    assert_eq!(came, Race::Won);
}
