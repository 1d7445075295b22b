//! How good a first answer is.

use crate::target::Target;
use crate::world::*;
use crate::{Band, BandEnd, Outcome};

/// Ferryline calls a quarter of an hour great, an hour okay, and what takes
/// more than three hours of business time missed.
fn asked(time: &str) -> Story {
    let band = |name: &str, minutes| Band {
        name: name.to_owned(),
        within: Target::from(business(minutes)),
    };
    Story::asks(time, "dirk", "help @oncall").ruled(|rules| {
        let urgent = &mut rules.levels[1];
        urgent.first_response = Some(Target::from(business(180)));
        urgent.bands =
            vec![band("great", 15), band("okay", 60), band("late", 180)];
    })
}

fn ends(bands: &[BandEnd]) -> Vec<(&str, String)> {
    let there =
        |band: &BandEnd| band.until.with_timezone(&chrono_tz::Europe::Berlin);
    let shown = |band| there(band).format("%d %H:%M").to_string();
    bands.iter().map(|band| (&*band.name, shown(band))).collect()
}

#[test]
fn each_band_ends_in_the_targets_own_time() {
    let deadline = asked("17:30").seen_at("17:31").deadline.unwrap();
    let told =
        [("great", "17 17:45"), ("okay", "18 09:30"), ("late", "18 11:30")]
            .map(|(name, at)| (name, at.to_owned()));
    assert_eq!(ends(&deadline.bands), told);
    assert_eq!(deadline.bands.last().unwrap().until, deadline.due);
}

#[test]
fn an_answer_keeps_the_band_into_which_it_fell() {
    for (time, band, outcome) in [
        ("10:15", Some("great"), Outcome::Met),
        ("10:16", Some("okay"), Outcome::Met),
        ("13:00", Some("late"), Outcome::Met),
        ("13:01", None, Outcome::Missed),
    ] {
        let story = asked("10:00").says(time, "ana", "Restart it.");
        let verdict = story.seen_at("14:00").verdict.unwrap();
        assert_eq!(verdict.outcome, outcome, "{time}");
        assert_eq!(verdict.band().map(|it| &*it.name), band, "{time}");
    }
}

#[test]
fn a_settled_band_stays_whatever_the_rules_say_later() {
    let story = asked("10:00").says("10:20", "ana", "Restart it.");
    let other = story.ruled(|rules| {
        rules.levels[1].bands.retain(|band| band.name != "okay");
    });
    let verdict = other.seen_at("12:00").verdict.unwrap();
    assert_eq!(verdict.band().map(|it| &*it.name), Some("okay"));
}

#[test]
fn a_level_without_bands_has_none() {
    let judged = Story::asks("10:00", "dirk", "help @oncall").seen_at("10:01");
    assert_eq!(judged.deadline.unwrap().bands, []);
}
