//! What a source writes, and how it finds it again.

use chrono::TimeDelta;
use domain::{Deed, Done, Receipt};

use super::{Stage, Voice, World};

const MINUTE: TimeDelta = TimeDelta::minutes(1);

fn eyes() -> Deed {
    Deed::Mark { name: "eyes".into() }
}

fn no_eyes() -> Deed {
    Deed::Unmark { name: "eyes".into() }
}

fn words(text: &str) -> Deed {
    Deed::Reply { text: text.into() }
}

/// However often a mark is performed it stands once; the receipt names who
/// stands on it in order, and so does what is told.
pub async fn a_mark_of_ours_stands_once(world: &dyn World) {
    let stage = Stage::set(world).await;
    stage.listen(MINUTE).await;
    let root = world.post(Voice::Requester, "help").await;
    world.mark(Voice::Teammate, &root, "eyes").await;
    stage.listen(MINUTE).await;
    let source = world.source();
    let me = source.probe(stage.now()).await.map(|probe| probe.me.id);
    let action = stage.action("a1", &root, eyes());
    for _ in 0..2 {
        let receipt = source.perform(&action).await;
        let marks = receipt.ok().and_then(|r: Receipt| r.marks);
        let by: Vec<_> = marks
            .unwrap_or_default()
            .into_iter()
            .filter(|mark| mark.name == "eyes")
            .flat_map(|mark| mark.by)
            .map(|author| author.id)
            .collect();
        assert_eq!(by.len(), 2, "a teammate and I");
        assert_eq!(by.last(), me.as_ref().ok(), "I came second");
    }
    stage.listen(MINUTE).await;
    let standing = world.standing(&root).await;
    assert_eq!(stage.ledger().standing(&root), standing);
    assert_eq!(standing.and_then(|s| s.marks.get("eyes").copied()), Some(2));
}

/// Whether a mark of ours stands is found out.
pub async fn a_claim_is_found_again(world: &dyn World) {
    let stage = Stage::set(world).await;
    let root = world.post(Voice::Requester, "help").await;
    world.mark(Voice::Teammate, &root, "eyes").await;
    stage.listen(MINUTE).await;
    let source = world.source();
    let action = stage.action("a1", &root, eyes());
    assert_eq!(source.confirm(&action).await, Ok(Done::NotThere));
    assert!(source.perform(&action).await.is_ok());
    let done = source.confirm(&action).await;
    assert!(matches!(done, Ok(Done::There(_))), "{done:?}");
}

/// A mark that is taken off is off, and taking it off again is harmless.
pub async fn a_release_is_found_again(world: &dyn World) {
    let stage = Stage::set(world).await;
    let root = world.post(Voice::Requester, "help").await;
    stage.listen(MINUTE).await;
    let source = world.source();
    let mark = stage.action("a1", &root, eyes());
    assert!(source.perform(&mark).await.is_ok());
    let unmark = stage.action("a2", &root, no_eyes());
    assert_eq!(source.confirm(&unmark).await, Ok(Done::NotThere));
    for _ in 0..2 {
        assert!(source.perform(&unmark).await.is_ok());
    }
    let done = source.confirm(&unmark).await;
    assert!(matches!(done, Ok(Done::There(_))), "{done:?}");
    let standing = world.standing(&root).await.unwrap_or_default();
    assert_eq!(standing.marks.get("eyes"), None);
}

/// A reply performed again under the same id is not sent again, its words
/// arrive as they were typed, and it comes back as a person's, with the id of
/// its action where the place keeps it.
pub async fn a_reply_is_sent_once(world: &dyn World) {
    let text = "see <this> & that *now*";
    let stage = Stage::set(world).await;
    stage.listen(MINUTE).await;
    let root = world.post(Voice::Requester, "help").await;
    stage.listen(MINUTE).await;
    let source = world.source();
    let action = stage.action("a1", &root, words(text));
    let first = source.perform(&action).await;
    let again = world.source().perform(&action).await;
    assert_eq!(first, again, "the same message is meant");
    stage.pass(TimeDelta::seconds(1)).await;
    stage.listen(MINUTE).await;
    let texts = world.standing(&root).await.unwrap_or_default().texts;
    assert_eq!(texts.len(), 2, "{texts:?}");
    let ledger = stage.ledger();
    let sent = first.ok().and_then(|receipt| receipt.external);
    let post = sent.as_ref().and_then(|id| ledger.post(id));
    assert!(post.is_some_and(|post| post.author.human));
    let kept = post.and_then(|p| p.action.clone());
    assert_eq!(kept, world.keeps_ids().then_some(action.id));
    let plain = text.replace('*', "");
    let said = post.map(|p| p.text.words().replace('*', ""));
    assert_eq!(said, Some(plain));
}

/// Whether a reply arrived is found out by its action's id and not by its
/// words.
pub async fn a_reply_is_found_again(world: &dyn World) {
    let stage = Stage::set(world).await;
    let root = world.post(Voice::Requester, "help").await;
    world.reply(Voice::Me, &root, "on it").await;
    stage.listen(MINUTE).await;
    let source = world.source();
    let action = stage.action("a1", &root, words("on it"));
    assert_eq!(source.confirm(&action).await, Ok(Done::NotThere));
    let sent = source.perform(&action).await;
    let done = world.source().confirm(&action).await;
    let Ok(Done::There(receipt)) = done else {
        panic!("the reply is there: {done:?}");
    };
    assert_eq!(Ok(receipt.external), sent.map(|sent| sent.external));
}
