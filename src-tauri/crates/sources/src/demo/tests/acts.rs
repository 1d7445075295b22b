//! What the user does, and what comes back.

use domain::{Deed, Done, Event, Fault};

use super::audience::{Evening, Told};
use super::team::CLAIM_SAYS;
use crate::demo::script::{Kind, Scene, Turn};

fn eyes() -> Deed {
    Deed::Mark { name: "eyes".into() }
}

fn reply(text: &str) -> Deed {
    Deed::Reply { text: text.into() }
}

fn first(seed: u64) -> (Evening, Told) {
    let mut evening = Evening::new(seed);
    evening.run_to(3);
    let root = evening.roots().pop().unwrap();
    (evening, root)
}

/// Runs until a story of a kind begins.
fn story(seed: u64, kind: Kind) -> (Evening, Told, &'static Scene) {
    let mut evening = Evening::new(seed);
    loop {
        let next = evening.seconds() + 1;
        evening.run_to(next);
        for told in evening.roots() {
            let words = told.words();
            let line = words.lines().next().unwrap();
            let scene = kind
                .scenes()
                .iter()
                .find(|s| s.says.replace('*', "").starts_with(line));
            if let Some(scene) = scene {
                return (evening, told, scene);
            }
        }
    }
}

#[test]
fn my_claim_stands_and_is_told_at_once() {
    let (mut evening, root) = first(1);
    let claim = evening.act(&root, eyes());
    let receipt = evening.perform(&claim).unwrap();
    let marks = receipt.marks.unwrap();
    assert_eq!(marks[0].name, "eyes");
    assert_eq!(marks[0].by[0].id.as_str(), "you");
    evening.run_to(3);
    let thread = evening.thread(&root.activity.external);
    assert_eq!(thread.len(), 1, "without any time passing");
    assert_eq!(thread[0].activity.event, Event::Marks { marks });
    assert!(matches!(evening.confirm(&claim), Done::There(_)));
}

#[test]
fn my_release_takes_off_my_mark_alone() {
    let (mut evening, root, _) = story(2, Kind::Claimed);
    let then = evening.seconds() + 12;
    evening.run_to(then);
    for deed in [eyes(), Deed::Unmark { name: "eyes".into() }] {
        let act = evening.act(&root, deed);
        let marks = evening.perform(&act).unwrap().marks.unwrap();
        assert_ne!(marks[0].by[0].id.as_str(), "you", "a colleague is first");
        assert!(matches!(evening.confirm(&act), Done::There(_)));
    }
    let claim = evening.act(&root, eyes());
    assert_eq!(evening.confirm(&claim), Done::NotThere);
}

#[test]
fn my_answer_carries_its_action_and_is_sent_once() {
    let (mut evening, root) = first(1);
    let answer = evening.act(&root, reply("Restart printer dock-3."));
    assert_eq!(evening.confirm(&answer), Done::NotThere);
    let receipt = evening.perform(&answer).unwrap();
    assert_eq!(evening.perform(&answer).unwrap(), receipt);
    evening.run_to(4);
    let thread = evening.thread(&root.activity.external);
    let [told] = thread.as_slice() else { panic!("one reply: {thread:?}") };
    assert_eq!(told.post().unwrap().action, Some(answer.id.clone()));
    assert_eq!(told.words(), "Restart printer dock-3.");
    assert_eq!(receipt.external, Some(told.activity.external.clone()));
    assert_eq!(evening.confirm(&answer), Done::There(receipt));
}

#[test]
fn an_answer_is_thanked_for_within_half_a_minute() {
    let (mut evening, root, scene) = story(1, Kind::Issue);
    let now = evening.seconds();
    let mut said = Vec::new();
    for n in 0..3 {
        let act = evening.act(&root, reply("It is fixed now."));
        evening.perform(&act).unwrap();
        evening.run_to(now + 30 * (n + 1));
        let thread = evening.thread(&root.activity.external);
        said = thread
            .into_iter()
            .filter(|t| {
                t.post().is_some_and(|p| p.author.id.as_str() == scene.by.id)
            })
            .map(|t| t.words())
            .collect();
    }
    assert_eq!(said.len(), scene.back.len() + 1, "and then it is quiet");
    let thanks = said.pop().unwrap();
    assert!(crate::demo::script::THANKS.contains(&thanks.as_str()));
}

#[test]
fn a_question_is_answered_with_facts() {
    let (mut evening, root, scene) = story(5, Kind::Mail);
    let act = evening.act(&root, reply("Since when, and where?"));
    evening.perform(&act).unwrap();
    let then = evening.seconds() + 30;
    evening.run_to(then);
    let told = evening.thread(&root.activity.external).pop().unwrap();
    assert_eq!(told.words(), scene.facts);
}

#[test]
fn the_sentence_of_a_claim_is_no_answer() {
    let (mut evening, root, scene) = story(5, Kind::Issue);
    let act = evening.act(&root, reply(CLAIM_SAYS));
    evening.perform(&act).unwrap();
    let then = evening.seconds() + 60;
    evening.run_to(then);
    let said = evening.thread(&root.activity.external);
    assert!(said.iter().all(|told| {
        told.post().is_some_and(|p| p.author.id.as_str() != scene.by.id)
    }));
}

#[test]
fn what_a_bot_carries_is_answered_through_the_bot() {
    let (mut evening, root, scene) = story(5, Kind::Mirrored);
    let act = evening.act(&root, reply("Which phone is it?"));
    evening.perform(&act).unwrap();
    let then = evening.seconds() + 30;
    evening.run_to(then);
    let told = evening.thread(&root.activity.external).pop().unwrap();
    let post = told.post().unwrap();
    assert!(!post.author.human);
    assert_eq!(post.mirrored.as_ref().unwrap().id.as_str(), scene.by.id);
}

#[test]
fn a_teammate_claims_within_seconds_unless_i_was_first() {
    let (mut evening, root, scene) = story(2, Kind::Claimed);
    let Some((after, Turn::Claims(mate))) = scene.then.first() else {
        panic!("it begins with a claim");
    };
    assert!(*after < 10);
    let then = evening.seconds() + 11;
    evening.run_to(then);
    let thread = evening.thread(&root.activity.external);
    let Event::Marks { marks } = &thread[0].activity.event else {
        panic!("a mark");
    };
    assert_eq!(marks[0].by[0].id.as_str(), *mate);

    let (mut evening, root, _) = story(2, Kind::Claimed);
    let claim = evening.act(&root, eyes());
    evening.perform(&claim).unwrap();
    let then = evening.seconds() + 11;
    evening.run_to(then);
    let thread = evening.thread(&root.activity.external);
    assert_eq!(thread.len(), 1, "nobody else claims");
}

/// The first story of a kind in which something follows.
fn story_with(
    kind: Kind,
    is: impl Fn(&Turn) -> bool,
) -> (Evening, Told, &'static Scene) {
    (0..100)
        .map(|seed| story(seed, kind))
        .find(|(.., scene)| scene.then.iter().any(|(_, turn)| is(turn)))
        .unwrap()
}

/// What others than I say within five minutes after I have answered.
fn said_after_my_answer(mut evening: Evening, root: &Told) -> Vec<String> {
    let answer = evening.act(root, reply(CLAIM_SAYS));
    evening.perform(&answer).unwrap();
    let then = evening.seconds() + 300;
    evening.run_to(then);
    evening
        .thread(&root.activity.external)
        .iter()
        .filter(|told| told.post().is_some_and(|p| p.action.is_none()))
        .map(Told::words)
        .collect()
}

#[test]
fn nobody_promises_where_i_have_answered() {
    let (evening, root, _) = story(2, Kind::Promised);
    assert_eq!(said_after_my_answer(evening, &root), [""; 0]);
}

#[test]
fn nobody_insists_where_i_have_answered() {
    let insists = |turn: &Turn| matches!(turn, Turn::Insists(_));
    let (mut evening, root, _) = story_with(Kind::Question, insists);
    let then = evening.seconds() + 300;
    evening.run_to(then);
    assert_eq!(evening.thread(&root.activity.external).len(), 1);

    let (evening, root, _) = story_with(Kind::Question, insists);
    assert_eq!(said_after_my_answer(evening, &root), [""; 0]);
}

#[test]
fn a_teammate_may_let_go_again() {
    let (mut evening, root, _) =
        story_with(Kind::Claimed, |turn| matches!(turn, Turn::Releases(_)));
    let then = evening.seconds() + 100;
    evening.run_to(then);
    let marks: Vec<_> = evening
        .thread(&root.activity.external)
        .into_iter()
        .filter_map(|told| match told.activity.event {
            Event::Marks { marks } => Some(marks.len()),
            Event::Post { .. } | Event::Deleted => None,
        })
        .collect();
    assert_eq!(marks, [1, 0]);
}

#[test]
fn a_thread_of_another_performance_is_refused() {
    let (mut evening, root) = first(1);
    let mut act = evening.act(&root, eyes());
    act.root = domain::ExternalId::new("1.00001");
    assert!(matches!(evening.perform(&act), Err(Fault::Refused { .. })));
}

#[test]
fn an_act_at_the_wrong_place_is_refused() {
    let (mut evening, root) = first(1);
    let mut act = evening.act(&root, reply("secret"));
    act.place = domain::PlaceId::new("general");
    assert!(matches!(evening.perform(&act), Err(Fault::Refused { .. })));
}

#[test]
fn a_dead_line_takes_nothing() {
    let (mut evening, root, _) = story(5, Kind::Mail);
    let answer = evening.act(&root, reply("Done."));
    evening.run_to(200);
    assert!(matches!(evening.perform(&answer), Err(Fault::Unreachable { .. })));
    evening.run_to(241);
    assert_eq!(evening.confirm(&answer), Done::NotThere);
    assert!(evening.perform(&answer).is_ok());
}
