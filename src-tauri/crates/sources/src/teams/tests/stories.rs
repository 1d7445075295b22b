//! Stories that chance tells, of what can happen here.

use rand::Rng;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;

use super::super::fake::{Fake, ME};
use super::super::map::external;
use super::world::world;
use crate::conformance::chance_tells;

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
    let gone = |id: &String| fake.state().messages[id].deleted.is_some();
    let stands = |id: &String| !gone(id);
    let all = written.roots.iter().chain(&written.replies);
    let deleted: Vec<&String> = all.filter(|id| gone(id)).collect();
    let deleted = deleted.choose(chance).map(|id| (*id).clone());
    let root = written.roots.choose(chance).cloned().filter(stands);
    let reply = written.replies.choose(chance).cloned().filter(stands);
    if let Some(back) = deleted.filter(|_| chance.random_bool(0.1)) {
        return fake.happen(|it| it.restore(&back));
    }
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

#[tokio::test]
async fn in_the_end_the_ledger_holds_what_stands() {
    for seed in 0..8 {
        let office = world().await;
        office.fake.state().page = Some(3);
        let mut written = Written::default();
        chance_tells(&office, seed, |chance| {
            happen(&office.fake, chance, &mut written);
            written.roots.iter().map(|root| external(root)).collect()
        })
        .await;
    }
}
