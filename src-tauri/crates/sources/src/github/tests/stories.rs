//! Stories that chance tells, of what can happen here.

use rand::Rng;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;

use super::super::fake::{Fake, ME};
use super::super::map::root;
use super::world::world;
use crate::conformance::chance_tells;

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

#[tokio::test]
async fn in_the_end_the_ledger_holds_what_stands() {
    for seed in 0..8 {
        let office = world().await;
        let mut written = Written::default();
        chance_tells(&office, seed, |chance| {
            happen(&office.fake, chance, &mut written);
            written.issues.iter().map(|number| root(*number)).collect()
        })
        .await;
    }
}
