//! What holds for every life of a request.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::target::Target;
use crate::world::*;
use crate::{Activity, Event, Judged, judge};

/// The people of a random life.
const PEOPLE: [&str; 6] = ["dirk", "maya", "ana", "mika", "noor", "bugsnag"];
const WORDS: [&str; 10] = [
    "it broke",
    "thanks!",
    "Which one?",
    "Fixed.",
    "@oncall",
    "@dev911 now",
    "hello",
    "Looking into it.",
    "I'll be back in 20 min.",
    "we need this by 17:00",
];

#[derive(Clone, Debug)]
struct Line {
    who: usize,
    words: usize,
    minute: i64,
    edit: Option<(usize, i64)>,
    deleted: Option<i64>,
}

fn a_line() -> impl Strategy<Value = Line> {
    (
        0..PEOPLE.len(),
        0..WORDS.len(),
        1..400_i64,
        proptest::option::weighted(0.3, (0..WORDS.len(), 1..60_i64)),
        proptest::option::weighted(0.2, 1..60_i64),
    )
        .prop_map(|(who, words, minute, edit, deleted)| Line {
            who,
            words,
            minute,
            edit,
            deleted,
        })
}

/// The facts of a life, in order of time: the root, replies, edits and
/// deletions.
fn facts(lines: &[Line]) -> Vec<Activity> {
    let start = at("09:00");
    let mut facts = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let id = n.to_string();
        // Every message has a minute of its own.
        let when = start + mins(line.minute * 10) + mins(n as i64 % 10);
        let (who, when) =
            if n == 0 { ("dirk", start) } else { (PEOPLE[line.who], when) };
        let said = post(who, WORDS[line.words]);
        facts.push(posted((&id, "0"), when, said));
        if let Some((words, later)) = line.edit {
            let mut edit = post(who, WORDS[words]);
            edit.edited = Some(when + mins(later));
            facts.push(posted((&id, "0"), when, edit));
        }
        if let Some(later) = line.deleted {
            let gone = when + mins(later);
            facts.push(told((&id, "0"), gone, Event::Deleted));
        }
    }
    facts
}

/// Lives through facts that are all seen in the end, in the order given. The
/// root comes first: without it there is no request.
fn lived(facts: &[Activity], marks: &[Activity]) -> (Story, Judged) {
    let end = on("2026-11-20", "17:00");
    let mut story = Story::begins(facts[0].clone(), "support").ruled(|rules| {
        let next = Some(Target::from(business(20)));
        for level in &mut rules.levels {
            level.next_response.clone_from(&next);
        }
        rules.levels[1].resolution = Some(Target::from(business(300)));
    });
    story.thread.seen = end;
    story.thread.messages[0].seen = end;
    for fact in facts[1..].iter().chain(marks) {
        story.thread.apply(fact, end);
    }
    let judged = judge(&story.thread, &story.rules, end);
    (story, judged)
}

fn some_marks() -> impl Strategy<Value = Vec<Activity>> {
    let who = prop::sample::subsequence(vec!["ana", "mika", "noor"], 0..=3);
    let name = prop_oneof![Just(EYES), Just(DONE)];
    vec((who, name, 1..4000_i64), 0..4).prop_map(|marks| {
        marks
            .into_iter()
            .map(|(who, name, minute)| {
                let at = at("09:00") + mins(minute);
                marked("0", at, &[(name, &who)])
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_in_which_facts_are_learnt_changes_nothing(
        lines in vec(a_line(), 1..7),
        marks in some_marks(),
        order in Just((1..40_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let facts = facts(&lines);
        let mut shuffled = vec![facts[0].clone()];
        let rest = order.iter().filter_map(|at| facts.get(*at).cloned());
        shuffled.extend(rest);
        let (_, one) = lived(&facts, &marks);
        let (_, other) = lived(&shuffled, &marks);
        prop_assert_eq!(&one.owners, &other.owners);
        prop_assert_eq!(one.ball, other.ball);
        let running = |judged: &Judged| -> Vec<_> {
            judged.running().cloned().collect()
        };
        prop_assert_eq!(running(&one), running(&other));
        prop_assert_eq!(&one.promise, &other.promise);
        prop_assert_eq!(one, other);
    }

    #[test]
    fn what_is_told_again_is_no_news(
        lines in vec(a_line(), 1..7),
        marks in some_marks(),
    ) {
        let facts = facts(&lines);
        let (mut story, judged) = lived(&facts, &marks);
        let end = on("2026-11-20", "17:00");
        for fact in facts.iter().chain(marks.last()) {
            prop_assert!(!story.thread.apply(fact, end), "{:?}", fact);
        }
        prop_assert_eq!(judge(&story.thread, &story.rules, end), judged);
    }

    #[test]
    fn what_is_written_down_is_read_as_the_same(
        lines in vec(a_line(), 1..7),
        marks in some_marks(),
    ) {
        let (story, judged) = lived(&facts(&lines), &marks);
        let thread = serde_json::to_string(&story.thread).unwrap();
        let read: crate::Thread = serde_json::from_str(&thread).unwrap();
        prop_assert_eq!(&read, &story.thread);
        let text = serde_json::to_string(&judged).unwrap();
        let again: Judged = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(again, judged);
    }

    #[test]
    fn a_settled_verdict_is_kept_through_every_later_step(
        lines in vec(a_line(), 2..7),
    ) {
        // Settled words may still change for two minutes; the facts of a life
        // are minutes apart, and deletions are left out.
        let facts = facts(&lines);
        let mut story = Story::begins(facts[0].clone(), "support");
        let mut later: Vec<_> = facts[1..]
            .iter()
            .filter(|fact| fact.event != Event::Deleted)
            .collect();
        let learnt = |fact: &Activity| match &fact.event {
            Event::Post { post } => post.edited.unwrap_or(fact.at),
            Event::Marks { .. } | Event::Deleted => fact.at,
        };
        later.sort_by_key(|fact| learnt(fact));
        let mut settled = None;
        for fact in later {
            story.hear(fact, learnt(fact));
            if settled.is_some() {
                prop_assert_eq!(&story.thread.verdict, &settled);
            }
            settled.clone_from(&story.thread.verdict);
        }
    }
}
