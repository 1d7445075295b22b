//! How a source bears restarts, refusals and a cut connection.

use chrono::TimeDelta;
use domain::ExternalId;

use super::stage::{Break, End};
use super::{Stage, Voice, World};

const MINUTE: TimeDelta = TimeDelta::minutes(1);
/// More batches than this a short story does not have.
const MOST: usize = 40;

/// Something of every kind, before and after the first read.
async fn live(world: &dyn World, stage: &Stage<'_>, stop: Break) -> Told {
    let old = world.post(Voice::Requester, "an old one").await;
    world.reply(Voice::Teammate, &old, "answered").await;
    stage.pass(MINUTE).await;
    let mut stopped = false;
    stopped |= stage.listened(MINUTE, Some(stop)).await == End::Stopped;
    let new = world.post(Voice::Requester, "a new one").await;
    world.mark(Voice::Teammate, &new, "eyes").await;
    stage.pass(TimeDelta::seconds(1)).await;
    stopped |= stage.listened(MINUTE, Some(stop)).await == End::Stopped;
    let reply = world.reply(Voice::Teammate, &new, "hello").await;
    world.reply(Voice::Requester, &old, "not quite").await;
    stage.pass(TimeDelta::seconds(1)).await;
    stopped |= stage.listened(MINUTE, Some(stop)).await == End::Stopped;
    stage.pass(TimeDelta::seconds(1)).await;
    world.edit(&new, "a new one, edited").await;
    world.delete(&reply).await;
    stopped |= stage.listened(MINUTE, Some(stop)).await == End::Stopped;
    stage.listen(MINUTE * 6).await;
    Told { roots: [old, new], stopped }
}

struct Told {
    roots: [ExternalId; 2],
    stopped: bool,
}

async fn nothing_is_lost(world: &dyn World, at: impl Fn(usize) -> Break) {
    for n in 1..MOST {
        let stage = Stage::set(world).await;
        let told = live(world, &stage, at(n)).await;
        let ledger = stage.ledger();
        for root in &told.roots {
            let stands = world.standing(root).await;
            assert_eq!(ledger.standing(root), stands, "stopped at {n}");
        }
        assert!(ledger.repeated().is_empty(), "stopped at {n}");
        if !told.stopped {
            assert!(n > 1, "no batch ever came");
            return;
        }
    }
}

/// A source that is dropped while it hands over a batch which is never
/// committed tells it again.
pub async fn a_restart_before_any_batch_loses_nothing(world: &dyn World) {
    nothing_is_lost(world, Break::Before).await;
}

/// A source that is dropped after a batch was committed and before it knows
/// loses nothing and tells nothing twice.
pub async fn a_restart_after_any_batch_loses_nothing(world: &dyn World) {
    nothing_is_lost(world, Break::After).await;
}

/// A source whose batch is refused ends, and its next start tells it again.
pub async fn a_refused_batch_is_told_again(world: &dyn World) {
    let stage = Stage::set(world).await;
    stage.listen(MINUTE).await;
    let root = world.post(Voice::Requester, "help").await;
    stage.pass(TimeDelta::seconds(1)).await;
    let end = stage.listened(MINUTE, Some(Break::Refuse(1))).await;
    assert!(matches!(end, End::Broke(_)), "the engine is closing: {end:?}");
    assert_eq!(stage.ledger().standing(&root), None);
    stage.listen(MINUTE).await;
    assert_eq!(stage.ledger().standing(&root), world.standing(&root).await);
}

/// With its connection cut a source ends with a fault, or says that the
/// place is in trouble; mended, it tells what came meanwhile.
pub async fn a_blind_source_says_so(world: &dyn World) {
    let stage = Stage::set(world).await;
    stage.listen(MINUTE).await;
    world.cut(true).await;
    let end = stage.listened(MINUTE * 10, None).await;
    let said = matches!(end, End::Broke(_)) || !stage.troubles().is_empty();
    assert!(said, "silence must not be mistaken for calm");
    world.cut(false).await;
    let root = world.post(Voice::Requester, "anybody there?").await;
    stage.pass(TimeDelta::seconds(1)).await;
    stage.listen(MINUTE * 2).await;
    assert_eq!(stage.ledger().standing(&root), world.standing(&root).await);
}
