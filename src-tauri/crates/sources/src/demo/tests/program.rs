//! What comes when.

use std::time::Duration;

use domain::{GroupId, Mention};

use super::audience::{Evening, after};

const SEEDS: std::ops::Range<u64> = 0..25;

#[test]
fn the_same_seed_is_the_same_play() {
    let play = |seed| {
        let mut evening = Evening::new(seed);
        evening.run_to(20 * 60);
        evening.told()
    };
    let first = play(11);
    assert!(first.len() > 40, "twenty minutes are full of news");
    assert_eq!(first, play(11));
    assert_ne!(first, play(12));
}

#[test]
fn the_first_request_comes_after_two_seconds() {
    for seed in SEEDS {
        let mut evening = Evening::new(seed);
        evening.run_to(1);
        assert!(evening.roots().is_empty());
        evening.run_to(2);
        let roots = evening.roots();
        assert_eq!(roots.len(), 1, "seed {seed}");
        assert!(roots[0].root().unwrap().mentions.is_empty());
        assert!(!roots[0].history, "it rings");
    }
}

#[test]
fn an_urgent_one_comes_within_twenty() {
    let oncall = Mention::Group { id: GroupId::new("@oncall") };
    for seed in SEEDS {
        let mut evening = Evening::new(seed);
        evening.run_to(20);
        let roots = evening.roots();
        assert!(
            roots
                .iter()
                .any(|t| t.root().unwrap().mentions == [oncall.clone()]),
            "seed {seed}"
        );
    }
}

#[test]
fn from_then_on_one_comes_every_half_minute_to_minute() {
    let mut evening = Evening::new(4);
    evening.run_to(20 * 60);
    let times: Vec<_> = evening.roots().iter().map(|t| t.activity.at).collect();
    let mut times: Vec<_> = times.into_iter().map(after).collect();
    times.sort_unstable();
    for pair in times[1..].windows(2) {
        let pause = pair[1] - pair[0];
        assert!((30..=60).contains(&pause), "{pause} s");
    }
    assert!((20..=40).contains(&times.len()));
}

#[test]
fn a_fixed_pace_is_kept() {
    let mut evening = Evening::at_pace(4, Some(Duration::from_secs(7)));
    evening.run_to(2 + 7 * 9);
    let times: Vec<_> =
        evening.roots().iter().map(|t| after(t.activity.at)).collect();
    let expected: Vec<_> = (0..10).map(|n| 2 + 7 * n).collect();
    assert_eq!(times, expected);
}

#[test]
fn one_source_is_blind_from_the_third_minute_to_the_fourth() {
    let mut evening = Evening::new(8);
    evening.run_to(179);
    assert_eq!(evening.faults(), []);
    evening.run_to(20 * 60);
    let faults = evening.faults();
    let times: Vec<_> = (180..240).step_by(5).collect();
    let expected: Vec<_> = times.into_iter().map(|at| ("mail", at)).collect();
    assert_eq!(faults, expected, "each new attempt fails");
    let alive = evening.alive("mail");
    assert!(!alive.iter().any(|at| (180..240).contains(at)));
    assert!(alive.contains(&240), "and then it is read again");
}

#[test]
fn a_quiet_source_is_said_to_be_read_every_ten_seconds() {
    let mut evening = Evening::new(8);
    evening.run_to(170);
    let mut read = evening.alive("alerts");
    read.extend(
        evening
            .told()
            .iter()
            .filter(|t| t.source == "alerts")
            .map(|t| after(t.heard)),
    );
    read.sort_unstable();
    assert!(read.len() > 17);
    assert!(read.windows(2).all(|pair| pair[1] - pair[0] <= 10));
}

#[test]
fn the_play_waits_while_the_computer_sleeps() {
    let mut evening = Evening::new(8);
    evening.run_to(100);
    let before = evening.roots().len();
    evening.sleep_to(100 + 8 * 3600);
    evening.run_to(100 + 8 * 3600 + 61);
    let came = evening.roots().len() - before;
    assert!((1..=3).contains(&came), "{came} came, not eight hours' worth");
    let last = evening.roots().pop().unwrap();
    assert!(after(last.activity.at) > 8 * 3600, "at the time of now");
    assert_eq!(evening.faults(), [], "the dark minute has moved as well");
}
