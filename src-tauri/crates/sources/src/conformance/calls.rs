//! What holds whichever single call of a source goes wrong.

use chrono::TimeDelta;
use domain::{Deed, Done, ExternalId};

use super::line::Trouble;
use super::stage::End;
use super::wired::{Behind, Wired};
use super::{Stage, Voice, World};

const SECOND: TimeDelta = TimeDelta::seconds(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);
/// Within this every list is read at least once.
const WHILE: TimeDelta = TimeDelta::seconds(12);
/// More calls than this a short story does not need.
const MOST: usize = 200;

fn refused(status: u16) -> Trouble {
    Trouble::Answer(status, String::new(), b"{}".to_vec())
}

/// Listens, and starts again once if it broke.
async fn heard(stage: &Stage<'_>) {
    if let End::Broke(_) = stage.listened(WHILE, None).await {
        stage.pass(MINUTE * 5).await;
        stage.listened(WHILE, None).await;
    }
}

/// Something of every kind, while the n-th call has a trouble.
async fn live(
    world: &Behind<'_>,
    stage: &Stage<'_>,
    (n, trouble): (usize, Trouble),
) -> Told {
    let old = world.post(Voice::Requester, "an old one").await;
    let answer = world.reply(Voice::Teammate, &old, "answered").await;
    stage.pass(MINUTE).await;
    world.line.lay_at(n, trouble);
    heard(stage).await;
    let new = world.post(Voice::Requester, "a new one").await;
    world.mark(Voice::Teammate, &new, "eyes").await;
    stage.pass(SECOND).await;
    heard(stage).await;
    let reply = world.reply(Voice::Teammate, &new, "hello").await;
    let doubt = world.reply(Voice::Requester, &old, "not quite").await;
    stage.pass(SECOND).await;
    heard(stage).await;
    world.edit(&new, "a new one, edited").await;
    world.delete(&reply).await;
    heard(stage).await;
    let calls = world.line.mend().calls;
    Told { calls, roots: [old, new], below: [answer, doubt] }
}

struct Told {
    calls: usize,
    roots: [ExternalId; 2],
    below: [ExternalId; 2],
}

/// Whichever call breaks off or is refused, in the end everything is known
/// and nothing was told twice.
pub async fn no_single_call_loses_anything(world: &dyn Wired) {
    let world = Behind::of(world);
    for n in 1..MOST {
        let trouble = if n % 2 == 0 { refused(502) } else { Trouble::Half };
        let stage = Stage::set(&world).await;
        let told = live(&world, &stage, (n, trouble)).await;
        stage.pass(MINUTE * 5).await;
        stage.listen(MINUTE * 7).await;
        let ledger = stage.ledger();
        for root in &told.roots {
            let stands = world.standing(root).await;
            assert_eq!(ledger.standing(root), stands, "call {n}");
        }
        assert!(ledger.repeated().is_empty(), "call {n}");
        if told.calls < n {
            break;
        }
        // The next story is not to read this one.
        for gone in told.below.iter().chain(&told.roots) {
            world.delete(gone).await;
        }
    }
}

/// Performs a deed at a root while its n-th call has a trouble, and goes on
/// as the outbox does; says how many calls it took.
async fn written(
    world: &Behind<'_>,
    (root, deed): (&ExternalId, Deed),
    (n, trouble): (usize, Trouble),
) -> usize {
    let stage = Stage::set(world).await;
    let action = stage.action(&format!("{root}-{n}"), root, deed);
    world.line.lay_at(n, trouble);
    let done = world.source().perform(&action).await;
    let calls = world.line.mend().calls;
    if done.is_err() {
        stage.pass(SECOND * 15).await;
        let source = world.source();
        match source.confirm(&action).await {
            Ok(Done::There(_)) => {}
            Ok(Done::NotThere) => {
                let again = source.perform(&action).await;
                assert!(again.is_ok(), "call {n}: {again:?}");
            }
            other => panic!("call {n}: it can be told: {other:?}"),
        }
    }
    calls
}

/// Whatever happens to a write on its way, in the end it stands there, and
/// once.
pub async fn no_single_call_writes_twice(world: &dyn Wired) {
    let world = Behind::of(world);
    let reply = Deed::Reply { text: "on it".into() };
    let eyes = Deed::Mark { name: "eyes".into() };
    let troubles = [401, 403, 404, 409, 410, 422, 429, 500, 503].map(refused);
    let broken = [Trouble::Reset, Trouble::Lost, Trouble::Half];
    for trouble in troubles.into_iter().chain(broken) {
        for n in 1..MOST {
            let root = world.post(Voice::Requester, "help").await;
            let laid = || (n, trouble.clone());
            let replies = written(&world, (&root, reply.clone()), laid()).await;
            let marks = written(&world, (&root, eyes.clone()), laid()).await;
            let stands = world.standing(&root).await.unwrap_or_default();
            assert_eq!(stands.texts.len(), 2, "call {n}, {trouble:?}");
            let eyes = stands.marks.get("eyes").copied();
            assert_eq!(eyes, Some(1), "call {n}, {trouble:?}");
            if replies.max(marks) < n {
                break;
            }
        }
    }
}
