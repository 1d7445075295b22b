//! Two desktops that read the same agree on what everybody shares.

use domain::ExternalId;
use proptest::prelude::*;

use crate::support::house::{Desktop, House, seconds};

/// Something that happens; the numbers choose among what there is.
#[derive(Clone, Debug)]
enum Turn {
    Post(usize, usize),
    Reply(usize, usize, usize),
    Edit(usize, usize),
    Delete(usize),
    Restore(usize),
    Mark(usize, usize, usize),
    Unmark(usize, usize, usize),
    Act(bool, usize, usize),
    Pass(i64),
}

const WHO: [&str; 6] = ["Dirk", "Maya", "Ana", "Mika", "Noor", "You"];
const WORDS: [&str; 4] =
    ["It is stuck", "thanks!", "Which one is it?", "@dev911 all is down"];
const MARKS: [&str; 2] = ["eyes", "white_check_mark"];

fn turn() -> impl Strategy<Value = Turn> {
    let n = 0..20_usize;
    prop_oneof![
        4 => (0..6_usize, 0..4_usize).prop_map(|(a, b)| Turn::Post(a, b)),
        4 => (0..6_usize, n.clone(), 0..4_usize)
            .prop_map(|(a, b, c)| Turn::Reply(a, b, c)),
        1 => (n.clone(), 0..4_usize).prop_map(|(a, b)| Turn::Edit(a, b)),
        1 => n.clone().prop_map(Turn::Delete),
        1 => n.clone().prop_map(Turn::Restore),
        3 => (0..6_usize, n.clone(), 0..2_usize)
            .prop_map(|(a, b, c)| Turn::Mark(a, b, c)),
        2 => (0..6_usize, n.clone(), 0..2_usize)
            .prop_map(|(a, b, c)| Turn::Unmark(a, b, c)),
        5 => (any::<bool>(), n, 0..4_usize)
            .prop_map(|(a, b, c)| Turn::Act(a, b, c)),
        4 => (1..400_i64).prop_map(Turn::Pass),
    ]
}

struct Story {
    house: House,
    desktops: [Desktop; 2],
    said: Vec<ExternalId>,
}

impl Story {
    fn pick(&self, n: usize) -> Option<ExternalId> {
        (!self.said.is_empty()).then(|| self.said[n % self.said.len()].clone())
    }

    async fn play(&mut self, turn: &Turn) {
        let world = &self.house.world;
        let what = match turn {
            Turn::Reply(_, n, _)
            | Turn::Edit(n, _)
            | Turn::Delete(n)
            | Turn::Restore(n)
            | Turn::Mark(_, n, _)
            | Turn::Unmark(_, n, _) => self.pick(*n),
            Turn::Post(..) | Turn::Act(..) | Turn::Pass(_) => None,
        };
        match (turn, what) {
            (Turn::Post(who, words), _) => {
                let said = world.posts(WHO[*who], "backend", WORDS[*words]);
                self.said.push(said);
            }
            (Turn::Reply(who, _, words), Some(what)) => {
                let root = world.root_of(&what);
                let said = world.replies(WHO[*who], &root, WORDS[*words]);
                self.said.push(said);
            }
            (Turn::Edit(_, words), Some(what)) => {
                world.edits(&what, WORDS[*words]);
            }
            (Turn::Delete(_), Some(what)) => world.deletes(&what),
            (Turn::Restore(_), Some(what)) => world.restores(&what),
            (Turn::Mark(who, _, name), Some(what)) => {
                world.marks(WHO[*who], &what, MARKS[*name]);
            }
            (Turn::Unmark(who, _, name), Some(what)) => {
                world.unmarks(WHO[*who], &what, MARKS[*name]);
            }
            (Turn::Act(mine, which, verb), _) => {
                act(&self.desktops[usize::from(*mine)], *which, *verb).await;
            }
            (Turn::Pass(span), _) => self.house.pass(seconds(*span)).await,
            (_, None) => {}
        }
    }
}

/// What everybody can see; what is refused is refused.
async fn act(desktop: &Desktop, which: usize, verb: usize) {
    let entries = desktop.picture().entries;
    if entries.is_empty() {
        return;
    }
    let id = entries[which % entries.len()].judged.id;
    _ = match verb {
        0 => desktop.desk.claim(id, false, None).await,
        1 => released(desktop, id).await,
        2 => desktop.desk.reply(id, "Rerouted.", true, true).await,
        _ => desktop.desk.close(id, true).await,
    };
}

/// What is given back on one desktop alone lies above what they agree on.
async fn released(
    desktop: &Desktop,
    id: domain::RequestId,
) -> Result<engine::Act, engine::Refused> {
    let done = desktop.desk.release(id).await;
    let picture = desktop.picture();
    let here = picture.entry(id).and_then(|e| e.judged.only_here.clone());
    match here.as_deref() {
        Some("released") => desktop.desk.undo(Some(id)).await,
        _ => done,
    }
}

/// What is shared of everything in the queue.
fn shared(desktop: &Desktop) -> Vec<String> {
    let picture = desktop.picture();
    let mut all: Vec<String> = picture
        .entries
        .iter()
        .map(|entry| {
            let j = &entry.judged;
            let word = j.verdict.as_ref().map(|v| (v.outcome, v.by.clone()));
            format!(
                "{:?} {} {:?} {:?} {:?} {:?} {word:?}",
                j.root,
                j.gist,
                j.life,
                j.ball,
                j.owners,
                j.running().collect::<Vec<_>>()
            )
        })
        .collect();
    all.sort();
    all
}

async fn live(turns: Vec<Turn>) -> Result<(), TestCaseError> {
    let house = House::at("2026-11-20 14:00");
    let desktops = [house.desktop("You").await, house.desktop("Ana").await];
    let mut story = Story { house, desktops, said: Vec::new() };
    for turn in &turns {
        story.play(turn).await;
        story.house.pass(seconds(2)).await;
    }
    story.house.pass(seconds(60)).await;
    let [you, ana] = &mut story.desktops;
    prop_assert_eq!(shared(you), shared(ana));
    you.stop().await;
    ana.stop().await;
    Ok(())
}

#[test]
fn whatever_happens_they_agree() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let asked = std::env::var("PROPTEST_CASES").ok();
    let cases = asked.and_then(|n| n.parse().ok()).unwrap_or(24);
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let lives = prop::collection::vec(turn(), 1..40);
    let mut runner = proptest::test_runner::TestRunner::new(config);
    runner
        .run(&lives, |turns| runtime.block_on(live(turns)))
        .expect("two desktops agree");
}

#[tokio::test]
async fn a_mark_from_before_the_request_is_known_to_both() {
    use Turn::{Act, Edit, Mark, Post};
    let turns = vec![Post(2, 0), Mark(3, 0, 0), Edit(0, 3), Act(false, 0, 2)];
    live(turns).await.expect("two desktops agree");
}
