//! What an audience gets to see.

use domain::{Bots, Event};

use super::audience::{Evening, Told};

fn quarter(seed: u64) -> Vec<Told> {
    let mut evening = Evening::new(seed);
    evening.run_to(15 * 60);
    evening.told()
}

fn marked_by<'a>(told: &'a Told, name: &str) -> Vec<&'a str> {
    let Event::Marks { marks } = &told.activity.event else { return vec![] };
    marks
        .iter()
        .filter(|mark| mark.name == name)
        .flat_map(|mark| mark.by.iter().map(|by| by.id.as_str()))
        .collect()
}

fn by_teammate(told: &Told) -> bool {
    told.post().is_some_and(|post| {
        ["ana", "mika", "noor"].contains(&post.author.id.as_str())
    })
}

/// The eight kinds, by what is seen of them.
fn seen(told: &[Told]) -> [(&'static str, bool); 8] {
    let any = |is: &dyn Fn(&Told) -> bool| told.iter().any(is);
    let asks = |told: &Told, source: &str| {
        told.source == source && told.root().is_some_and(|p| p.author.human)
    };
    let alert = |told: &Told, resolved: bool| {
        told.post()
            .and_then(|p| p.alert.as_ref())
            .is_some_and(|a| a.resolved == resolved)
    };
    [
        ("a chat question", any(&|t| asks(t, "chat"))),
        ("a mail", any(&|t| asks(t, "mail"))),
        ("an issue", any(&|t| asks(t, "issues"))),
        (
            "an alert fired and resolved",
            any(&|t| alert(t, false)) && any(&|t| alert(t, true)),
        ),
        (
            "a mirrored copy",
            any(&|t| {
                t.root()
                    .is_some_and(|p| !p.author.human && p.mirrored.is_some())
            }),
        ),
        ("a teammate who claims", any(&|t| !marked_by(t, "eyes").is_empty())),
        (
            "a teammate who answers",
            any(&|t| t.source == "issues" && by_teammate(t)),
        ),
        (
            "a teammate who promises",
            any(&|t| {
                t.source == "chat"
                    && by_teammate(t)
                    && t.words().contains("min")
            }),
        ),
    ]
}

#[test]
fn all_eight_kinds_are_played_in_a_quarter_of_an_hour() {
    for seed in 0..25 {
        for (kind, seen) in seen(&quarter(seed)) {
            assert!(seen, "seed {seed} shows {kind}");
        }
    }
}

#[test]
fn an_alert_resolves_in_its_own_thread_and_under_its_own_key() {
    let told = quarter(3);
    let resolved = told
        .iter()
        .find(|t| {
            t.post().and_then(|p| p.alert.as_ref()).is_some_and(|a| a.resolved)
        })
        .unwrap();
    let fired = told
        .iter()
        .find(|t| t.activity.external == resolved.activity.root)
        .unwrap();
    let key = |t: &Told| t.post().unwrap().alert.clone().unwrap().key;
    assert_eq!(key(fired), key(resolved));
    assert!(fired.activity.at < resolved.activity.at);
    assert!(!fired.root().unwrap().author.human);
}

#[test]
fn a_promise_is_followed_by_silence() {
    for seed in 0..10 {
        let mut evening = Evening::new(seed);
        evening.run_to(20 * 60);
        let told = evening.told();
        let promise = told
            .iter()
            .find(|t| {
                t.source == "chat"
                    && by_teammate(t)
                    && t.words().contains("min")
            })
            .unwrap();
        let later = told
            .iter()
            .filter(|t| t.activity.root == promise.activity.root)
            .filter(|t| t.activity.at > promise.activity.at)
            .filter(|t| by_teammate(t));
        assert_eq!(later.count(), 0, "seed {seed}");
    }
}

#[test]
fn somebody_insists_and_somebody_raises() {
    let mut insisted = 0;
    let mut raised = 0;
    for seed in 0..10 {
        for told in quarter(seed) {
            let Some(post) = told.post() else { continue };
            if !told.activity.is_root() && post.author.id.as_str() == "ines" {
                insisted += 1;
            }
            if !told.activity.is_root() && !post.mentions.is_empty() {
                raised += 1;
            }
        }
    }
    assert!(insisted > 0 && raised > 0);
}

#[test]
fn everything_is_told_in_the_order_of_its_time() {
    let told = quarter(6);
    for (source, place, _) in super::team::SOURCES {
        let times: Vec<_> = told
            .iter()
            .filter(|t| t.source == source)
            .map(|t| {
                assert_eq!(t.activity.place.as_str(), place);
                assert!(t.activity.at <= t.heard);
                t.activity.at
            })
            .collect();
        assert!(times.is_sorted(), "{source}");
    }
}

#[test]
fn a_team_without_a_place_for_a_kind_misses_it_and_nothing_else() {
    let mut rules = super::team::rules();
    for place in rules.sources.iter_mut().flat_map(|s| &mut s.places) {
        place.bots = Bots::Ignore;
    }
    let mut evening = Evening::of(5, &rules);
    evening.run_to(15 * 60);
    let missing: Vec<_> = seen(&evening.told())
        .into_iter()
        .filter(|(_, seen)| !seen)
        .map(|(kind, _)| kind)
        .collect();
    assert_eq!(missing, ["an alert fired and resolved", "a mirrored copy"]);
}
