//! Stories that chance tells: whatever happens, and whenever it is stopped,
//! in the end the ledger holds what stands.

use chrono::TimeDelta;
use domain::{Activity, ExternalId};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

use super::{Stage, World};

const SECOND: TimeDelta = TimeDelta::seconds(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);

impl Stage<'_> {
    /// What is known of these and not gone is open.
    fn open_known(&self, roots: &[ExternalId]) {
        let ledger = self.ledger();
        let known = roots.iter().filter(|root| ledger.post(root).is_some());
        self.open(&known.cloned().collect::<Vec<_>>());
    }
}

/// A story of things that happen by chance; each gives every root that was
/// written so far.
pub async fn chance_tells(
    world: &dyn World,
    seed: u64,
    mut happen: impl FnMut(&mut SmallRng) -> Vec<ExternalId>,
) {
    let mut chance = SmallRng::seed_from_u64(seed);
    let (stage, mut roots) = (Stage::set(world).await, Vec::new());
    for _ in 0..11 {
        for _ in 0..chance.random_range(0..6) {
            roots = happen(&mut chance);
            // An edit has whole seconds at some vendors.
            stage.pass(SECOND).await;
        }
        stage.open_known(&roots);
        let time = SECOND * chance.random_range(1..120);
        if chance.random_bool(0.3) {
            let batch = chance.random_range(1..4);
            stage.stopped_after(batch, time).await;
        } else {
            stage.listen(time).await;
        }
    }
    stage.listen(MINUTE * 2).await;
    stage.open_known(&roots);
    stage.listen(MINUTE * 7).await;
    let ledger = stage.ledger();
    for root in &roots {
        let stands = world.standing(root).await;
        assert_eq!(ledger.standing(root), stands, "seed {seed}, {root}");
    }
    assert_eq!(ledger.repeated(), [] as [&Activity; 0], "seed {seed}");
}
