//! What new rules have changed of a request stands with it.

use domain::{Judged, Life, RequestId, Step};

use super::{at, stored};
use crate::{Rejudged, Store, Stored};

/// The same, explained in other words.
fn explained(judged: &Judged, words: &str) -> Judged {
    let words = words.to_owned();
    let steps = vec![Step { at: at(0), message: None, words }];
    Judged { steps, ..judged.clone() }
}

async fn rejudge(store: &Store, before: &Judged, now: &Judged) {
    let some = Rejudged::of(now.clone(), before).unwrap();
    let mut write = store.write().await.unwrap();
    write.rejudge(&[some.expect("it differs")]).await.unwrap();
    write.commit().await.unwrap();
}

async fn read(store: &Store) -> Judged {
    let found = store.request(RequestId(1)).await.unwrap();
    found.expect("it was saved").judged
}

#[tokio::test]
async fn its_clocks_are_written_alone_and_read_with_it() {
    let store = Store::in_memory().await.unwrap();
    let request = stored(1, "1", 0);
    let mut write = store.write().await.unwrap();
    write.save(std::slice::from_ref(&request)).await.unwrap();
    write.commit().await.unwrap();
    let Stored { judged: before, .. } = request;
    assert!(Rejudged::of(before.clone(), &before).unwrap().is_none());

    let once = explained(&before, "Two business hours.");
    rejudge(&store, &before, &once).await;
    assert_eq!(read(&store).await, once);
    let twice = explained(&before, "Three business hours.");
    rejudge(&store, &once, &twice).await;
    assert_eq!(read(&store).await, twice);
    assert_eq!(store.living().await.unwrap()[0].0, twice);

    // What is written of it after that holds, with the clocks of then.
    let closed = Life::Closed { at: at(9), by: None };
    let ended = Judged { life: closed, ..once.clone() };
    rejudge(&store, &twice, &ended).await;
    assert_eq!(read(&store).await, ended);
    assert!(store.living().await.unwrap().is_empty());
}
