//! The script itself.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{
    Activity, Author, Ball, Event, ExternalId, Judged, PlaceId, RequestId,
    SourceId, Thread, UserId, judge,
};

use super::audience::opening;
use crate::demo::script::{Kind, Scene, THANKS, Turn};
use crate::demo::troupe::Troupe;
use crate::demo::voice;

fn scenes() -> impl Iterator<Item = &'static Scene> {
    Kind::ALL.into_iter().flat_map(Kind::scenes)
}

fn lines(scene: &Scene) -> Vec<&'static str> {
    let then = scene.then.iter().filter_map(|(_, turn)| match turn {
        Turn::Insists(says)
        | Turn::Adds(says)
        | Turn::Resolves(says)
        | Turn::Answers(_, says)
        | Turn::Writes(_, says) => Some(*says),
        Turn::Claims(_)
        | Turn::Looks(_)
        | Turn::Releases(_)
        | Turn::Closes(_)
        | Turn::Tags(_, _) => None,
    });
    [scene.says, scene.facts]
        .into_iter()
        .chain(scene.back.iter().copied())
        .chain(then)
        .filter(|line| !line.is_empty())
        .collect()
}

#[test]
fn no_line_is_said_twice() {
    let all: Vec<_> = scenes().flat_map(lines).collect();
    let different: BTreeSet<_> = all.iter().collect();
    assert_eq!(different.len(), all.len());
    assert!(scenes().count() >= 40);
}

#[test]
fn requests_differ_in_their_first_line() {
    let gists: BTreeSet<_> =
        scenes().filter_map(|s| s.says.lines().next()).collect();
    assert_eq!(gists.len(), scenes().count());
}

#[test]
fn markup_is_closed() {
    for line in scenes().flat_map(lines) {
        for mark in ['*', '`'] {
            assert_eq!(line.matches(mark).count() % 2, 0, "{line}");
        }
    }
}

#[test]
fn every_scene_stands_under_its_own_kind_and_in_order_of_time() {
    for kind in Kind::ALL {
        for scene in kind.scenes() {
            assert_eq!(scene.kind, kind, "{}", scene.says);
            assert!(scene.then.is_sorted_by_key(|(after, _)| *after));
        }
    }
}

#[test]
fn teammates_are_on_the_roster() {
    let roster = super::team::rules().roster;
    for (_, turn) in scenes().flat_map(|scene| scene.then) {
        if let Some(key) = turn.mate() {
            assert!(roster.iter().any(|mate| mate.key.as_str() == key));
        }
    }
}

#[test]
fn there_are_facts_links_code_lists_and_quotations() {
    for sign in ["https://", "`", "\n- ", "\n> ", "\n| ", "*"] {
        let count = scenes().filter(|s| s.says.contains(sign)).count();
        assert!(count > 0, "{sign:?}");
    }
    assert!(scenes().any(|scene| !scene.files.is_empty()));
}

#[test]
fn what_is_said_as_thanks_is_read_as_thanks() {
    let adds =
        scenes().flat_map(|scene| scene.then).filter_map(
            |(_, turn)| match turn {
                Turn::Adds(says) if says.contains("hank") => Some(*says),
                _ => None,
            },
        );
    for words in THANKS.iter().copied().chain(adds) {
        let judged =
            judged(&[("ben", "help"), ("you", "done"), ("ben", words)]);
        assert_eq!(judged.thanks.len(), 1, "{words}");
    }
}

#[test]
fn what_is_asked_or_told_is_not_read_as_thanks() {
    let facts = scenes().flat_map(|scene| {
        std::iter::once(scene.facts).chain(scene.back.iter().copied())
    });
    for words in facts.filter(|words| !words.is_empty()) {
        let judged =
            judged(&[("ben", "help"), ("you", "done"), ("ben", words)]);
        assert_eq!(judged.ball, Ball::Ours);
        assert!(judged.unanswered.is_some(), "{words}");
    }
}

#[test]
fn a_promise_leaves_the_ball_with_us() {
    for (_, turn) in Kind::Promised.scenes().iter().flat_map(|s| s.then) {
        if let Turn::Answers(key, words) = turn {
            let judged = judged(&[("ben", "help"), (key, words)]);
            assert_eq!(judged.ball, Ball::Ours, "{words}");
        }
    }
}

/// A thread of these messages, a minute apart, as the trade judges it.
fn judged(said: &[(&str, &str)]) -> Judged {
    let rules = super::team::rules();
    let id = |n: usize| ExternalId::new(n.to_string());
    let mut thread = None;
    let mut at = opening();
    for (n, (by, words)) in said.iter().enumerate() {
        at += TimeDelta::minutes(1);
        let author = Author {
            id: UserId::new(*by),
            name: (*by).into(),
            email: None,
            of: None,
            human: true,
        };
        let source = SourceId::new("mail");
        let troupe = Troupe::new(rules.clone());
        let activity = Activity {
            place: PlaceId::new("inbox"),
            external: id(n),
            root: id(0),
            at,
            event: Event::Post {
                post: voice::post(author, words, &source, &troupe),
            },
            since: None,
        };
        thread
            .get_or_insert_with(|| {
                Thread::begin(RequestId(1), source, &activity, at, false)
            })
            .apply(&activity, at);
    }
    judge(&thread.unwrap(), &rules, at)
}
