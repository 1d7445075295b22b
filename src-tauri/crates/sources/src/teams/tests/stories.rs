//! Stories that chance tells: whatever happens, and whenever it is stopped,
//! in the end the ledger holds what stands.

use chrono::TimeDelta;
use domain::Activity;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use super::super::fake::{Fake, ME};
use super::super::map::external;
use super::world::world;
use crate::conformance::Stage;

const PEOPLE: [&str; 3] = ["ana", "jo", ME];
const MARKS: [&str; 2] = ["👀", "✅"];

/// What was written, deleted or not.
#[derive(Default)]
struct Written {
    roots: Vec<String>,
    replies: Vec<String>,
}

/// Something happens in the channel.
fn happen(fake: &Fake, chance: &mut SmallRng, written: &mut Written) {
    let who = *PEOPLE.choose(chance).unwrap();
    let mark = *MARKS.choose(chance).unwrap();
    let stands = |id: &String| !fake.state().messages[id].deleted;
    let root = written.roots.choose(chance).cloned().filter(stands);
    let reply = written.replies.choose(chance).cloned().filter(stands);
    match (chance.random_range(0..12), root, reply) {
        (0..=1, ..) | (_, None, None) => {
            written.roots.push(fake.happen(|it| it.post(who, "help")));
        }
        (2..=4, Some(root), _) => {
            let id = fake.happen(|it| it.reply(who, &root, "a word"));
            written.replies.push(id);
        }
        (5, Some(root), _) => {
            let page = format!("edited {}", chance.random_range(0..99));
            fake.happen(|it| it.edit(&root, &page));
        }
        (6, _, Some(reply)) => fake.happen(|it| it.edit(&reply, "another")),
        (7, _, Some(reply)) => fake.happen(|it| it.delete(&reply)),
        (8, Some(root), _) => fake.happen(|it| it.delete(&root)),
        (9, Some(root), _) => fake.happen(|it| it.react(who, &root, mark)),
        (10, Some(root), _) => fake.happen(|it| it.unreact(who, &root, mark)),
        // Microsoft forgets from where it was read.
        (_, Some(_), _) => fake.happen(|it| it.forget()),
        _ => {}
    }
}

async fn story(seed: u64) {
    let mut chance = SmallRng::seed_from_u64(seed);
    let office = world().await;
    office.fake.state().page = Some(3);
    let stage = Stage::set(&office).await;
    let mut written = Written::default();
    for _ in 0..10 {
        for _ in 0..chance.random_range(0..6) {
            happen(&office.fake, &mut chance, &mut written);
            stage.pass(TimeDelta::seconds(1)).await;
        }
        let time = TimeDelta::seconds(chance.random_range(1..200));
        if chance.random_bool(0.3) {
            let batch = chance.random_range(1..4);
            stage.stopped_after(batch, time).await;
        } else {
            stage.listen(time).await;
        }
    }
    stage.listen(TimeDelta::minutes(5)).await;
    let ledger = stage.ledger();
    for root in &written.roots {
        let stands = office.fake.standing(root);
        let known = ledger.standing(&external(root));
        assert_eq!(known, stands, "seed {seed}, root {root}");
    }
    assert_eq!(ledger.repeated(), [] as [&Activity; 0], "seed {seed}");
}

#[tokio::test]
async fn in_the_end_the_ledger_holds_what_stands() {
    for seed in 0..8 {
        story(seed).await;
    }
}
