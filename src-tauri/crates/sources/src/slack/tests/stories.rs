//! Stories that chance tells: whatever happens, and whenever it is stopped,
//! in the end the ledger holds what stands.

use chrono::TimeDelta;
use domain::Activity;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use super::super::fake::{Fake, ME};
use super::super::stamp::Stamp;
use super::world::world;
use crate::conformance::Stage;

const USERS: [&str; 3] = ["U1ANA", "U2JO", ME];
const MARKS: [&str; 2] = ["eyes", "white_check_mark"];

/// What was written, deleted or not.
#[derive(Default)]
struct Written {
    roots: Vec<Stamp>,
    all: Vec<Stamp>,
}

/// Something happens at Slack.
fn happen(fake: &Fake, chance: &mut SmallRng, written: &mut Written) {
    let user = *USERS.choose(chance).unwrap();
    let root = written.roots.choose(chance).copied();
    let any = written.all.choose(chance).copied();
    let standing = |ts: &Stamp| fake.stands(*ts);
    let (root, any) = (root.filter(standing), any.filter(standing));
    let mark = *MARKS.choose(chance).unwrap();
    match (chance.random_range(0..10), root, any) {
        (0..=1, ..) | (_, None, None) => {
            let ts = fake.post(user, "a root");
            written.roots.push(ts);
            written.all.push(ts);
        }
        (2..=4, Some(root), _) => {
            written.all.push(fake.reply(user, root, "an answer"));
        }
        (5, _, Some(any)) => {
            let words = format!("edited {}", chance.random_range(0..99));
            fake.edit(any, &words);
        }
        (6, _, Some(any)) => fake.delete(any),
        (7..=8, Some(root), _) => fake.react(user, root, mark),
        (_, Some(root), _) => fake.unreact(user, root, mark),
        _ => {}
    }
}

/// What is known and not gone is open.
fn open(stage: &Stage<'_>, written: &Written) {
    let ledger = stage.ledger();
    let roots = written.roots.iter().map(|ts| ts.external());
    let known = roots.filter(|root| ledger.post(root).is_some());
    stage.open(&known.collect::<Vec<_>>());
}

async fn story(seed: u64) {
    let mut chance = SmallRng::seed_from_u64(seed);
    let office = world().await;
    let stage = Stage::set(&office).await;
    let mut written = Written::default();
    for _ in 0..12 {
        for _ in 0..chance.random_range(0..5) {
            happen(&office.fake, &mut chance, &mut written);
            // An edit has whole seconds at Slack.
            stage.pass(TimeDelta::seconds(1)).await;
        }
        open(&stage, &written);
        let time = TimeDelta::seconds(chance.random_range(1..90));
        if chance.random_bool(0.3) {
            let batch = chance.random_range(1..4);
            stage.stopped_after(batch, time).await;
        } else {
            stage.listen(time).await;
        }
    }
    open(&stage, &written);
    stage.listen(TimeDelta::minutes(7)).await;
    let ledger = stage.ledger();
    for root in &written.roots {
        let stands = office.fake.standing(*root);
        let known = ledger.standing(&root.external());
        assert_eq!(known, stands, "seed {seed}, root {root}");
    }
    assert_eq!(ledger.repeated(), [] as [&Activity; 0], "seed {seed}");
}

#[tokio::test]
async fn in_the_end_the_ledger_holds_what_stands() {
    for seed in 0..20 {
        story(seed).await;
    }
}
