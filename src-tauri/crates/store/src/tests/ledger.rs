//! Facts and what is folded from them.

use std::collections::BTreeMap;

use super::*;
use crate::{Entry, Kind, Store};

fn seen(id: &str, version: &str, body: &str) -> Entry {
    Entry {
        seq: 1,
        batch: 1,
        at: at(0),
        kind: Kind::Seen,
        source: "slack".to_owned(),
        place: "support".to_owned(),
        external: id.to_owned(),
        what: "post".to_owned(),
        version: version.to_owned(),
        request: 0,
        history: false,
        body: body.to_owned(),
    }
}

fn did(seq: i64, what: &str) -> Entry {
    Entry {
        seq,
        kind: Kind::Did,
        source: String::new(),
        place: String::new(),
        external: String::new(),
        what: what.to_owned(),
        request: 7,
        ..seen("", "", "{}")
    }
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_no_trace() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    write.log(&[seen("1", "", "{}")]).await.unwrap();
    write.move_cursor(&slack(), &support(), "c1", at(0)).await.unwrap();
    drop(write);
    let mut write = store.write().await.unwrap();
    assert!(write.logged(0).await.unwrap().is_empty());
    drop(write);
    assert!(store.cursors(&slack()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_cursor_moves_with_what_was_read_and_never_before() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("h.db")).await.unwrap();
    let mut write = store.write().await.unwrap();
    write.log(&[seen("1", "", "{}")]).await.unwrap();
    write.move_cursor(&slack(), &support(), "c1", at(0)).await.unwrap();
    assert!(store.cursors(&slack()).await.unwrap().is_empty(), "not yet");
    write.commit().await.unwrap();
    let cursors = store.cursors(&slack()).await.unwrap();
    assert_eq!(cursors.get(&support()).map(String::as_str), Some("c1"));
    let mut write = store.write().await.unwrap();
    write.read(&slack(), &support(), at(5)).await.unwrap();
    write.commit().await.unwrap();
    let cursors = store.cursors(&slack()).await.unwrap();
    assert_eq!(cursors.get(&support()).map(String::as_str), Some("c1"));
    let reads = store.reads(&slack()).await.unwrap();
    assert_eq!(reads, [(support(), at(5))]);
}

#[tokio::test]
async fn the_same_activity_told_twice_is_one_fact() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    let told = [
        seen("1", "", "{}"),
        Entry { seq: 2, ..seen("1", "", "{}") },
        // Another state is another fact.
        Entry { seq: 3, ..seen("1", "edited", "{}") },
        Entry { seq: 4, place: "alerts".to_owned(), ..seen("1", "", "{}") },
    ];
    write.log(&told).await.unwrap();
    write.log(&[Entry { seq: 5, ..seen("1", "", "{}") }]).await.unwrap();
    let all = write.logged(0).await.unwrap();
    let seqs: Vec<i64> = all.iter().map(|fact| fact.seq).collect();
    assert_eq!(seqs, [1, 3, 4]);
}

#[tokio::test]
async fn two_facts_never_stand_in_one_place() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    write.log(&[seen("1", "", "{}")]).await.unwrap();
    assert!(write.log(&[seen("2", "", "{}")]).await.is_err());
}

#[tokio::test]
async fn what_stands_in_the_log_is_known() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    write.log(&[seen("1", "", "{}")]).await.unwrap();
    let (source, place) = (slack(), support());
    let (one, other) = (ext("1"), ext("2"));
    let posts = [
        (&source, &place, &one, String::new()),
        (&source, &place, &one, "edited".to_owned()),
        (&source, &place, &other, String::new()),
    ];
    let known = write.known(&posts).await.unwrap();
    assert_eq!(known, [(slack(), support(), ext("1"))]);
}

#[tokio::test]
async fn every_act_is_a_fact_of_its_own() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    write.log(&[did(1, "layer"), did(2, "layer")]).await.unwrap();
    write.commit().await.unwrap();
    let acts = store.last_acts().await.unwrap();
    let seqs: Vec<_> = acts.iter().map(|act| act.seq).collect();
    assert_eq!(seqs, [2, 1], "the newest first");
    assert_eq!(acts[0].request, RequestId(7));
}

#[tokio::test]
async fn facts_come_back_in_the_order_in_which_they_were_learnt() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    assert_eq!(write.next().await.unwrap(), (1, 1));
    write.log(&[seen("1", "", "{\"a\":1}")]).await.unwrap();
    let late = Entry { batch: 2, history: true, ..seen("0", "", "{}") };
    write.log(&[Entry { seq: 2, ..late }]).await.unwrap();
    assert_eq!(write.next().await.unwrap(), (3, 3));
    let all = write.logged(0).await.unwrap();
    let bodies: Vec<&str> = all.iter().map(|l| l.body.as_str()).collect();
    assert_eq!(bodies, ["{\"a\":1}", "{}"]);
    assert_eq!((all[0].kind, all[0].at), (Kind::Seen, at(0)));
    assert!(all[1].history);
    assert_eq!(write.logged(all[0].seq).await.unwrap(), all[1..]);
}

#[tokio::test]
async fn a_deleted_message_keeps_who_and_when_and_loses_its_text() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    let activity = asks("1", 0);
    let body = serde_json::to_string(&activity).unwrap();
    let other = Entry { seq: 2, ..seen("2", "", &body) };
    write.log(&[seen("1", "", &body), other]).await.unwrap();
    let here = (&slack(), &support());
    for (seq, mut fact) in write.posts(here, &[ext("1")]).await.unwrap() {
        fact.blank(None);
        write.rewrite(seq, &fact).await.unwrap();
    }
    let all = write.logged(0).await.unwrap();
    let blank: Activity = serde_json::from_str(&all[0].body).unwrap();
    let Event::Post { post } = blank.event else { panic!("a post") };
    assert!(post.text.words().is_empty() && post.files.is_empty());
    assert_eq!((post.author.name.as_str(), blank.at), ("Dirk", at(0)));
    assert_eq!(all[1].body, body, "the other one is left alone");
}

#[tokio::test]
async fn the_last_team_file_in_force_is_known() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    assert_eq!(write.last_ruled().await.unwrap(), None);
    for (seq, text) in [(1, "one"), (2, "two")] {
        let ruled = Entry { seq, kind: Kind::Ruled, ..seen("", text, text) };
        write.log(&[ruled]).await.unwrap();
    }
    assert_eq!(write.last_ruled().await.unwrap().as_deref(), Some("two"));
}

#[tokio::test]
async fn a_request_comes_back_as_it_was_saved() {
    let store = Store::in_memory().await.unwrap();
    let request = stored(1, "1", 0);
    let mut write = store.write().await.unwrap();
    write.save(std::slice::from_ref(&request)).await.unwrap();
    let root = |id| (slack(), support(), ext(id));
    let of = write.requests_of(&[root("1"), root("2")]).await.unwrap();
    assert_eq!(of, [(root("1"), RequestId(1))]);
    let asker = (slack(), support(), UserId::new("dirk"));
    let since = |minute| BTreeMap::from([(asker.clone(), at(minute))]);
    let recent = write.recent(&since(0)).await.unwrap();
    assert_eq!(recent, std::slice::from_ref(&request.thread));
    let recent = write.recent(&since(1)).await.unwrap();
    assert!(recent.is_empty(), "too long ago");
    let ids = [RequestId(1), RequestId(2)];
    let threads = write.threads(&ids).await.unwrap();
    assert_eq!(threads, std::slice::from_ref(&request.thread));
    let some = write.requests(&ids).await.unwrap();
    assert_eq!(some, std::slice::from_ref(&request));
    write.commit().await.unwrap();
    let found = store.request(RequestId(1)).await.unwrap();
    assert_eq!(found, Some(request));
}

#[tokio::test]
async fn what_is_absorbed_gives_up_its_roots() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    let mut one = stored(1, "1", 0);
    let other = stored(2, "2", 1);
    write.save(&[one.clone(), other.clone()]).await.unwrap();
    one.thread.absorb(other.thread);
    write.save(&[one]).await.unwrap();
    write.drop_request(RequestId(2)).await.unwrap();
    let roots = ["1", "2"].map(|root| (slack(), support(), ext(root)));
    let of = write.requests_of(&roots).await.unwrap();
    let of: Vec<_> = of.into_iter().map(|(_, id)| id).collect();
    assert_eq!(of, [RequestId(1), RequestId(1)]);
    assert_eq!(write.every().await.unwrap().len(), 1);
    write.drop_projections().await.unwrap();
    assert!(write.every().await.unwrap().is_empty());
    assert!(write.requests_of(&roots).await.unwrap().is_empty());
}

#[tokio::test]
async fn only_what_lives_is_loaded_at_the_start() {
    let store = Store::in_memory().await.unwrap();
    let living = stored(1, "1", 0);
    let mut ended = stored(2, "2", 1);
    ended.judged.life = domain::Life::History;
    let mut write = store.write().await.unwrap();
    write.save(&[living.clone(), ended.clone()]).await.unwrap();
    let here = write.living_in(&slack(), &support()).await.unwrap();
    assert_eq!(here, std::slice::from_ref(&living.thread));
    let there = PlaceId::new("alerts");
    assert!(write.living_in(&slack(), &there).await.unwrap().is_empty());
    write.commit().await.unwrap();
    assert_eq!(store.living().await.unwrap(), [(living.judged, None)]);
    assert_eq!(store.last_request(&slack()).await.unwrap(), Some(at(1)));
    let never = store.last_request(&SourceId::new("mail")).await.unwrap();
    assert_eq!(never, None);
}

#[tokio::test]
async fn what_is_marked_is_loaded_with_everything_known_about_it() {
    let store = Store::in_memory().await.unwrap();
    let mut marked = stored(1, "1", 0);
    let eyes = domain::Mark {
        name: "eyes".to_owned(),
        by: vec![marked.thread.messages[0].author.clone()],
    };
    let marks =
        Activity { event: Event::Marks { marks: vec![eyes] }, ..asks("1", 1) };
    assert!(marked.thread.apply(&marks, at(1)));
    let mut write = store.write().await.unwrap();
    write.save(std::slice::from_ref(&marked)).await.unwrap();
    write.commit().await.unwrap();
    let living = store.living().await.unwrap();
    assert_eq!(living, [(marked.judged, Some(marked.thread))]);
}
