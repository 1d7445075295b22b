//! Stories that chance tells, of what can happen here.

use rand::Rng;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;

use super::super::fake::{Fake, ME};
use super::super::stamp::Stamp;
use super::world::world;
use crate::conformance::chance_tells;

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

#[tokio::test]
async fn in_the_end_the_ledger_holds_what_stands() {
    for seed in 0..20 {
        let office = world().await;
        let mut written = Written::default();
        chance_tells(&office, seed, |chance| {
            happen(&office.fake, chance, &mut written);
            written.roots.iter().map(|ts| ts.external()).collect()
        })
        .await;
    }
}
