//! Stories that chance tells: whatever happens, and whenever it is stopped,
//! in the end the ledger holds what stands.

use chrono::TimeDelta;
use domain::Activity;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use super::super::fake::{Fake, ME};
use super::super::map::root;
use super::world::world;
use crate::conformance::Stage;

const PEOPLE: [&str; 3] = ["ana", "jo", ME];

/// What was written, deleted or not.
#[derive(Default)]
struct Written {
    issues: Vec<u64>,
    comments: Vec<u64>,
}

/// Something happens at GitHub.
fn happen(fake: &Fake, chance: &mut SmallRng, written: &mut Written) {
    let who = *PEOPLE.choose(chance).unwrap();
    let stands = |number: &u64| fake.state().issues.contains_key(number);
    let issue = written.issues.choose(chance).copied().filter(stands);
    let comment = written.comments.choose(chance).copied();
    let comment = comment.filter(|id| fake.state().comments.contains_key(id));
    match (chance.random_range(0..12), issue, comment) {
        (0..=1, ..) | (_, None, None) => {
            let number = fake.happen(|it| it.open(who, "an issue"));
            written.issues.push(number);
        }
        (2..=4, Some(number), _) => {
            let id = fake.happen(|it| it.comment(who, number, "a word"));
            written.comments.push(id);
        }
        (5, Some(number), _) => {
            let title = format!("edited {}", chance.random_range(0..99));
            fake.happen(|it| it.edit(number, &title));
        }
        (6, _, Some(id)) => fake.happen(|it| it.edit_comment(id, "another")),
        (7, _, Some(id)) => fake.happen(|it| it.delete_comment(id)),
        (8, Some(number), _) => {
            _ = fake.happen(|it| it.issues.remove(&number));
        }
        (9, Some(number), _) => fake.happen(|it| it.assign(who, number)),
        (10, Some(number), _) => fake.happen(|it| it.unassign(who, number)),
        (_, Some(number), _) => fake.happen(|it| it.look(who, number)),
        _ => {}
    }
}

/// What is known and not gone is open.
fn open(stage: &Stage<'_>, written: &Written) {
    let ledger = stage.ledger();
    let roots = written.issues.iter().map(|number| root(*number));
    let known = roots.filter(|root| ledger.post(root).is_some());
    stage.open(&known.collect::<Vec<_>>());
}

async fn story(seed: u64) {
    let mut chance = SmallRng::seed_from_u64(seed);
    let office = world().await;
    let stage = Stage::set(&office).await;
    let mut written = Written::default();
    for _ in 0..10 {
        for _ in 0..chance.random_range(0..5) {
            happen(&office.fake, &mut chance, &mut written);
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
    stage.listen(TimeDelta::minutes(2)).await;
    open(&stage, &written);
    stage.listen(TimeDelta::minutes(7)).await;
    let ledger = stage.ledger();
    for number in &written.issues {
        let stands = office.fake.standing(*number);
        let known = ledger.standing(&root(*number));
        assert_eq!(known, stands, "seed {seed}, issue {number}");
    }
    assert_eq!(ledger.repeated(), [] as [&Activity; 0], "seed {seed}");
}

#[tokio::test]
async fn in_the_end_the_ledger_holds_what_stands() {
    for seed in 0..8 {
        story(seed).await;
    }
}
