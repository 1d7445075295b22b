//! What a source tells of what happens.

use chrono::TimeDelta;
use domain::{Event, ExternalId};

use super::{Stage, Voice, World};

const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// What stood before the first read is told as history, and a thread at once
/// with its answers.
pub async fn history_comes_first_and_rings_nobody(world: &dyn World) {
    let stage = Stage::set(world).await;
    let asked = world.post(Voice::Requester, "labels do not print").await;
    let answer = world.reply(Voice::Teammate, &asked, "try again?").await;
    let other = world.post(Voice::Requester, "and a second one").await;
    stage.pass(MINUTE).await;
    stage.listen(MINUTE).await;
    let ledger = stage.ledger();
    for root in [&asked, &other] {
        assert_eq!(ledger.standing(root), world.standing(root).await);
    }
    assert!(ledger.came.iter().all(|came| came.history));
    let at = |id: &ExternalId| {
        ledger.came.iter().position(|came| came.activity.external == *id)
    };
    assert!(at(&asked) < at(&answer), "a root comes before its answers");
}

/// What happens after the first read is news: roots, answers, marks.
pub async fn news_are_told_as_news(world: &dyn World) {
    let stage = Stage::set(world).await;
    stage.listen(MINUTE).await;
    let root = world.post(Voice::Requester, "the scanner is dead").await;
    stage.pass(TimeDelta::seconds(1)).await;
    stage.listen(MINUTE).await;
    let reply = world.reply(Voice::Teammate, &root, "looking").await;
    world.mark(Voice::Teammate, &root, "eyes").await;
    stage.pass(TimeDelta::seconds(1)).await;
    stage.listen(MINUTE).await;
    let ledger = stage.ledger();
    assert_eq!(ledger.standing(&root), world.standing(&root).await);
    assert!(ledger.came.iter().all(|came| !came.history));
    let post = ledger.post(&reply);
    assert!(post.is_some_and(|post| post.author.human));
    let told = ledger.came.iter().map(|came| &came.activity);
    let mut roots = told.filter(|a| a.external == root && a.is_root());
    let post = roots.find(|a| matches!(a.event, Event::Post { .. }));
    assert!(
        post.is_some_and(|a| a.at < stage.now()),
        "a message carries its own time"
    );
}

/// Edits, marks taken off, deleted answers and deleted roots are told.
pub async fn changes_are_told(world: &dyn World) {
    let stage = Stage::set(world).await;
    stage.listen(MINUTE).await;
    let root = world.post(Voice::Requester, "it is slow").await;
    let first = world.reply(Voice::Teammate, &root, "since when?").await;
    let second = world.reply(Voice::Requester, &root, "since noon").await;
    world.mark(Voice::Teammate, &root, "eyes").await;
    let gone = world.post(Voice::Requester, "never mind").await;
    stage.open(&[root.clone(), gone.clone()]);
    stage.listen(MINUTE).await;
    assert_eq!(stage.ledger().standing(&root), world.standing(&root).await);
    assert!(stage.ledger().standing(&gone).is_some());

    stage.pass(TimeDelta::seconds(2)).await;
    world.edit(&root, "it is down").await;
    world.delete(&first).await;
    world.unmark(Voice::Teammate, &root, "eyes").await;
    world.delete(&gone).await;
    stage.listen(MINUTE * 2).await;
    let ledger = stage.ledger();
    assert_eq!(ledger.standing(&root), world.standing(&root).await);
    assert_eq!(ledger.standing(&gone), None);
    // What has reached people cannot everywhere be taken back.
    let stands = world.standing(&root).await.unwrap_or_default();
    let kept = stands.texts.iter().any(|text| text == "since when?");
    assert_eq!(ledger.post(&first).is_some(), kept);
    assert!(ledger.post(&second).is_some());
}

/// Reading the same again, with and without a restart, tells nothing anew.
pub async fn nothing_is_told_twice(world: &dyn World) {
    let stage = Stage::set(world).await;
    let old = world.post(Voice::Requester, "an old one").await;
    world.reply(Voice::Teammate, &old, "answered").await;
    stage.pass(MINUTE).await;
    stage.listen(MINUTE).await;
    let new = world.post(Voice::Requester, "a new one").await;
    world.reply(Voice::Me, &new, "mine").await;
    world.mark(Voice::Me, &new, "eyes").await;
    stage.pass(TimeDelta::seconds(1)).await;
    stage.listen(MINUTE).await;
    let told = stage.ledger().came.len();
    stage.open(&[old, new]);
    for _ in 0..3 {
        stage.listen(MINUTE * 6).await;
    }
    let ledger = stage.ledger();
    assert_eq!(ledger.came.len(), told, "{:#?}", ledger.came.get(told..));
    assert!(ledger.repeated().is_empty());
}
