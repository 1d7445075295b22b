//! How good an answer is, as people are told it, and what came of later ones.

use std::num::NonZeroU32;

use domain::Band;
use domain::target::{Target, TargetKind};

use super::desk::{Desk, at};
use crate::view::{detail, explain};
use crate::{ClockState, Detail, Row};

fn business(minutes: u32) -> Target {
    let minutes = NonZeroU32::new(minutes).expect("a number");
    Target::from(TargetKind::BusinessMinutes(minutes))
}

/// A quarter of an hour is great, an hour okay; later than that is missed.
fn desk(now: &str) -> Desk {
    let mut desk = Desk::at(now);
    let urgent = &mut desk.rules.levels[1];
    let band = |name: &str, minutes| Band {
        name: name.to_owned(),
        within: business(minutes),
    };
    urgent.bands = vec![band("great", 15), band("okay", 60)];
    urgent.next_response = Some(business(30));
    desk.ask("#tours", "16:00:00", "Dirk Vos", "Labels do not print");
    desk
}

fn read(desk: &Desk) -> Detail {
    detail(&desk.picture(), &desk.close())
}

fn row(desk: &Desk) -> Row {
    read(desk).row
}

#[test]
fn a_clock_says_until_when_an_answer_is_how_good() {
    let clock = row(&desk("16:05:00")).clock;
    let told: Vec<_> = clock
        .bands
        .iter()
        .map(|band| (&*band.name, band.until, band.after_ms))
        .collect();
    let minutes = |n: i64| Some(n * 60_000);
    assert_eq!(
        told,
        [
            ("great", at("16:15:00"), minutes(15)),
            ("okay", at("17:00:00"), minutes(60)),
        ]
    );
    assert_eq!(clock.state, ClockState::Pending);
}

#[test]
fn the_sentence_names_the_bands_that_are_ahead() {
    let rest = |now: &str| read(&desk(now)).clock_rest;
    let all = "1 business hour. Great until 16:15, okay until 17:00.";
    assert_eq!(rest("16:05:00"), all);
    assert_eq!(rest("16:15:01"), "1 business hour. Okay until 17:00.");
}

#[test]
fn the_explanation_names_them_all() {
    let desk = desk("16:30:00");
    let receipts = explain(&desk.picture(), &desk.close());
    let all = "An answer is great until 16:15, okay until 17:00; only after \
               that is it missed.";
    assert!(receipts.iter().any(|receipt| receipt.words == all));
}

#[test]
fn the_row_is_read_out_with_its_band() {
    let spoken = |now: &str| row(&desk(now)).spoken;
    assert!(spoken("16:05:00").contains(", great, urgent,"));
    assert!(spoken("16:20:00").contains(", okay, urgent,"));
    assert!(!spoken("17:01:00").contains("okay"));
}

#[test]
fn what_is_answered_keeps_its_band() {
    let mut desk = desk("17:30:00");
    desk.says("16:20:00", "Ana Ruiz", "Turn it off and on.");
    let read = read(&desk);
    assert_eq!(read.row.clock.stopped, Some(at("16:20:00")));
    assert_eq!(read.row.clock.bands.len(), 2);
    assert!(read.row.spoken.contains("okay"), "{}", read.row.spoken);
    let rest = "Target 1 business hour. An answer until 17:00 is okay.";
    assert!(read.clock_rest.starts_with(rest), "{}", read.clock_rest);
}

#[test]
fn a_later_answer_says_whether_it_came_in_time() {
    let mut desk = desk("17:55:00");
    desk.says("16:10:00", "Ana Ruiz", "Turn it off and on.");
    desk.says("16:30:00", "Dirk Vos", "It broke again.");
    desk.says("16:42:00", "Ana Ruiz", "Another cable.");
    desk.says("16:50:00", "Dirk Vos", "It is still dead.");
    desk.says("17:30:00", "Ana Ruiz", "I replaced it.");
    let read = read(&desk);
    let remarks: Vec<_> =
        read.thread.iter().filter_map(|line| line.remark.as_deref()).collect();
    assert_eq!(
        remarks,
        [
            "This message stopped the clock, 10 min",
            "The next response, 12 min, in time",
            "The next response, 40 min, 10 min late",
        ]
    );
    let late = "Ana Ruiz gave the next response, 10 min late.";
    assert!(read.receipts.iter().any(|receipt| receipt.words == late));
}
