//! What is forgotten is gone from every file.

use domain::UserId;

use super::*;
use crate::{Entry, Kind, Store, Stored};

const SECRET: &str = "the tour is gone";

fn holds(dir: &std::path::Path, words: &str) -> Vec<String> {
    let files = std::fs::read_dir(dir).unwrap();
    files
        .map(|file| file.unwrap())
        .filter(|file| {
            let bytes = std::fs::read(file.path()).unwrap();
            bytes.windows(words.len()).any(|part| part == words.as_bytes())
        })
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect()
}

/// Dirk's request, with its fact.
async fn kept(store: &Store) -> Stored {
    let request = stored(1, "1", 0);
    let mut write = store.write().await.unwrap();
    let body = serde_json::to_string(&asks("1", 0)).unwrap();
    let fact = Entry {
        seq: 1,
        batch: 1,
        at: at(0),
        kind: Kind::Seen,
        source: "slack".to_owned(),
        place: "support".to_owned(),
        external: "1".to_owned(),
        what: "post".to_owned(),
        version: String::new(),
        request: 0,
        history: false,
        body,
    };
    write.log(&[fact]).await.unwrap();
    write.save(std::slice::from_ref(&request)).await.unwrap();
    write.index(&[&request.thread]).await.unwrap();
    write.commit().await.unwrap();
    request
}

#[tokio::test]
async fn no_file_of_the_ledger_holds_what_was_forgotten() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("h.db")).await.unwrap();
    let Stored { mut thread, .. } = kept(&store).await;
    assert!(!holds(dir.path(), SECRET).is_empty(), "it stands there");

    let mut write = store.write().await.unwrap();
    let forgotten = thread.forget(None, |_| true);
    let here = (&slack(), &support());
    for (seq, mut fact) in write.posts(here, &forgotten).await.unwrap() {
        fact.forget(None);
        write.rewrite(seq, &fact).await.unwrap();
    }
    let judged = judge(&thread, &rules(), at(1));
    let thread = Stored { thread, judged };
    write.save(std::slice::from_ref(&thread)).await.unwrap();
    write.index(&[&thread.thread]).await.unwrap();
    write.forget_beside(&thread.thread, None).await.unwrap();
    write.commit().await.unwrap();
    store.scrub().await.unwrap();
    for words in [SECRET, "tour"] {
        assert_eq!(holds(dir.path(), words), [""; 0], "{words}");
    }
    // Who and when are facts, and stay.
    assert!(!holds(dir.path(), "Dirk").is_empty());
}

#[tokio::test]
async fn a_request_of_which_nothing_is_left_is_not_looked_at_again() {
    let store = Store::in_memory().await.unwrap();
    let Stored { mut thread, mut judged } = kept(&store).await;
    judged.life = domain::Life::History;
    let mut write = store.write().await.unwrap();
    let old = Stored { thread: thread.clone(), judged: judged.clone() };
    write.save(&[old]).await.unwrap();
    let none = RequestId(0);
    let before = write.old_requests_after(none, at(9), 9).await.unwrap();
    assert_eq!(before.len(), 1);
    thread.forget(None, |_| true);
    write.forget_beside(&thread, None).await.unwrap();
    let after = write.old_requests_after(none, at(9), 9).await.unwrap();
    assert!(after.is_empty(), "{after:?}");

    judged.last = at(5);
    write.save(&[Stored { thread, judged }]).await.unwrap();
    let again = write.old_requests_after(none, at(9), 9).await.unwrap();
    assert_eq!(again.len(), 1, "somebody wrote in it since");
}

#[tokio::test]
async fn everybody_who_wrote_is_known_once() {
    let store = Store::in_memory().await.unwrap();
    kept(&store).await;
    let writers = store.writers().await.unwrap();
    let [dirk] = writers.as_slice() else { panic!("{writers:?}") };
    assert_eq!((dirk.name.as_str(), &dirk.source), ("Dirk", &slack()));
    assert_eq!(dirk.id, UserId::new("dirk"));
    assert_eq!(store.sources().await.unwrap(), [slack()]);
}
