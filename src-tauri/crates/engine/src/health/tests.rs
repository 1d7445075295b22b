//! A source is blind, catches up and sees again.

use domain::picture::Sight;

use super::*;

const ZERO: DateTime<Utc> = DateTime::UNIX_EPOCH;

fn s(seconds: i64) -> DateTime<Utc> {
    ZERO + TimeDelta::seconds(seconds)
}

fn gauge(places: &[&str]) -> Gauge {
    let abilities = Abilities {
        kind: "fake",
        name: "Chat".to_owned(),
        way: Way::Poll,
        claim_mark: None,
        close_mark: None,
        closes_each: false,
        issues: false,
        directs: false,
    };
    let places = places.iter().map(|id| PlaceId::new(*id));
    Gauge::new(abilities, places, ZERO)
}

fn seeing() -> Gauge {
    let mut gauge = gauge(&["a"]);
    gauge.read(&PlaceId::new("a"), s(1));
    gauge.behind = false;
    gauge
}

#[test]
fn a_start_is_given_half_a_minute_before_it_is_blind() {
    let gauge = gauge(&["a"]);
    assert!(gauge.catching_up(s(29)));
    assert_eq!(gauge.blind_since(s(30)), None);
    assert_eq!(gauge.blind_since(s(31)), Some(ZERO));
    assert!(!gauge.catching_up(s(31)), "it took too long");
}

#[test]
fn it_has_caught_up_when_every_place_has_been_read() {
    let mut gauge = gauge(&["a", "b"]);
    gauge.read(&PlaceId::new("a"), s(1));
    assert!(gauge.catching_up(s(2)));
    gauge.read(&PlaceId::new("b"), s(2));
    assert!(!gauge.catching_up(s(2)));
    assert!(gauge.behind, "what was missed has not been told yet");
}

#[test]
fn it_is_blind_after_three_paces_judged_by_its_worst_place() {
    let mut gauge = gauge(&["a", "b"]);
    gauge.behind = false;
    gauge.pace = TimeDelta::seconds(20);
    gauge.read(&PlaceId::new("a"), s(50));
    gauge.read(&PlaceId::new("b"), s(10));
    assert_eq!(gauge.blind_since(s(70)), None);
    assert_eq!(gauge.blind_since(s(71)), Some(s(10)));
}

#[test]
fn trying_again_does_not_make_it_see() {
    let mut gauge = seeing();
    let fault = Fault::unreachable("no answer");
    for n in 1..100 {
        gauge.broke(fault.clone(), s(n * 5), s(n * 5 + 5));
    }
    assert_eq!(gauge.sight(s(500)), Sight::Blind);
    assert_eq!(gauge.blind_since(s(500)), Some(s(1)));
    assert_eq!(gauge.history.len(), 1, "one and the same trouble");
}

#[test]
fn the_first_read_after_a_blindness_begins_to_catch_up() {
    let mut gauge = gauge(&["a", "b"]);
    gauge.behind = false;
    _ = gauge.stirs(&PlaceId::new("a"), s(100));
    gauge.read(&PlaceId::new("a"), s(100));
    assert_eq!(gauge.sight(s(100)), Sight::CatchingUp);
    gauge.read(&PlaceId::new("b"), s(101));
    assert_eq!(gauge.sight(s(101)), Sight::Seeing);
}

#[test]
fn a_place_that_never_answers_does_not_keep_the_others_catching_up() {
    let mut gauge = gauge(&["a", "nowhere"]);
    let a = PlaceId::new("a");
    for n in 1..20 {
        _ = gauge.stirs(&a, s(n * 10));
        gauge.read(&a, s(n * 10));
    }
    assert_eq!(gauge.sight(s(195)), Sight::Blind);
    assert_eq!(gauge.blind_since(s(195)), Some(s(0)));
}

#[test]
fn a_resume_forgives_what_was_not_read_meanwhile() {
    let mut gauge = seeing();
    gauge.resync(s(4000));
    assert_eq!(gauge.sight(s(4010)), Sight::CatchingUp);
    assert_eq!(gauge.blind_since(s(4031)), Some(s(1)));
}

#[test]
fn what_could_not_be_written_down_holds_no_alarm_back() {
    let mut gauge = seeing();
    assert!(gauge.blind_since(s(100)).is_some());
    let before = gauge.stirs(&PlaceId::new("a"), s(100));
    assert!(gauge.catching_up(s(101)));
    gauge.lies_still(before);
    assert!(!gauge.catching_up(s(101)));
    assert!(gauge.blind_since(s(101)).is_some(), "it is as blind as before");
}
