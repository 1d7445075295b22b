//! Facts and what is folded from them.

use super::*;
use crate::{Entry, Kind, Store};

fn seen<'a>(id: &'a str, version: &'a str, body: &'a str) -> Entry<'a> {
    Entry {
        batch: 1,
        at: at(0),
        kind: Kind::Seen,
        source: "slack",
        place: "support",
        external: id,
        what: "post",
        version,
        request: 0,
        history: false,
        body,
    }
}

fn did(what: &str) -> Entry<'_> {
    Entry {
        kind: Kind::Did,
        source: "",
        place: "",
        external: "",
        what,
        request: 7,
        ..seen("", "", "{}")
    }
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_no_trace() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    write.log(&seen("1", "", "{}")).await.unwrap();
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
    write.log(&seen("1", "", "{}")).await.unwrap();
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
    let first = write.log(&seen("1", "", "{}")).await.unwrap();
    assert!(first.is_some());
    assert_eq!(write.log(&seen("1", "", "{}")).await.unwrap(), None);
    let edit = write.log(&seen("1", "edited", "{}")).await.unwrap();
    assert!(edit > first, "another state is another fact");
    let elsewhere = Entry { place: "alerts", ..seen("1", "", "{}") };
    assert!(write.log(&elsewhere).await.unwrap().is_some());
}

#[tokio::test]
async fn every_act_is_a_fact_of_its_own() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    let first = write.log(&did("layer")).await.unwrap();
    let second = write.log(&did("layer")).await.unwrap();
    assert!(first.is_some() && second > first);
    write.commit().await.unwrap();
    let acts = store.last_acts().await.unwrap();
    let seqs: Vec<_> = acts.iter().map(|act| Some(act.seq)).collect();
    assert_eq!(seqs, [second, first], "the newest first");
    assert_eq!(acts[0].request, RequestId(7));
}

#[tokio::test]
async fn facts_come_back_in_the_order_in_which_they_were_learnt() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    assert_eq!(write.next_batch().await.unwrap(), 1);
    write.log(&seen("1", "", "{\"a\":1}")).await.unwrap();
    let late = Entry { batch: 2, history: true, ..seen("0", "", "{}") };
    write.log(&late).await.unwrap();
    assert_eq!(write.next_batch().await.unwrap(), 3);
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
    write.log(&seen("1", "", &body)).await.unwrap();
    write.log(&seen("2", "", &body)).await.unwrap();
    write.blank((&slack(), &support(), &ext("1"))).await.unwrap();
    let all = write.logged(0).await.unwrap();
    let blank: Activity = serde_json::from_str(&all[0].body).unwrap();
    let Event::Post { post } = blank.event else { panic!("a post") };
    assert!(post.text.is_empty() && post.files.is_empty());
    assert_eq!((post.author.name.as_str(), blank.at), ("Dirk", at(0)));
    assert_eq!(all[1].body, body, "the other one is left alone");
}

#[tokio::test]
async fn the_last_team_file_in_force_is_known() {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    assert_eq!(write.last_ruled().await.unwrap(), None);
    for text in ["one", "two"] {
        let ruled = Entry { kind: Kind::Ruled, ..seen("", text, text) };
        write.log(&ruled).await.unwrap();
    }
    assert_eq!(write.last_ruled().await.unwrap().as_deref(), Some("two"));
}

#[tokio::test]
async fn a_request_comes_back_as_it_was_saved() {
    let store = Store::in_memory().await.unwrap();
    let request = stored(1, "1", 0);
    let mut write = store.write().await.unwrap();
    write.save(&request.thread, &request.judged).await.unwrap();
    let of = |root| (slack(), support(), ext(root));
    let (source, place, root) = of("1");
    let found = write.request_of(&source, &place, &root).await.unwrap();
    assert_eq!(found, Some(RequestId(1)));
    let found = write.request_of(&source, &place, &ext("2")).await.unwrap();
    assert_eq!(found, None);
    let dirk = UserId::new("dirk");
    let at_support = (&source, &place);
    let recent = write.recent(at_support, &dirk, at(0)).await.unwrap();
    assert_eq!(recent, std::slice::from_ref(&request));
    let recent = write.recent(at_support, &dirk, at(1)).await.unwrap();
    assert!(recent.is_empty(), "too long ago");
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
    write.save(&one.thread, &one.judged).await.unwrap();
    write.save(&other.thread, &other.judged).await.unwrap();
    one.thread.absorb(other.thread);
    write.save(&one.thread, &one.judged).await.unwrap();
    write.drop_request(RequestId(2)).await.unwrap();
    for root in ["1", "2"] {
        let of =
            write.request_of(&slack(), &support(), &ext(root)).await.unwrap();
        assert_eq!(of, Some(RequestId(1)), "{root}");
    }
    assert_eq!(write.every().await.unwrap().len(), 1);
    write.drop_projections().await.unwrap();
    assert!(write.every().await.unwrap().is_empty());
    let of = write.request_of(&slack(), &support(), &ext("1")).await.unwrap();
    assert_eq!(of, None);
}

#[tokio::test]
async fn only_what_lives_is_loaded_at_the_start() {
    let store = Store::in_memory().await.unwrap();
    let living = stored(1, "1", 0);
    let mut ended = stored(2, "2", 1);
    ended.judged.life = domain::Life::History;
    let mut write = store.write().await.unwrap();
    for request in [&living, &ended] {
        write.save(&request.thread, &request.judged).await.unwrap();
    }
    let here = write.living_in(&slack(), &support()).await.unwrap();
    assert_eq!(here, std::slice::from_ref(&living));
    let there = PlaceId::new("alerts");
    assert!(write.living_in(&slack(), &there).await.unwrap().is_empty());
    write.commit().await.unwrap();
    assert_eq!(store.living().await.unwrap(), [living]);
    assert_eq!(store.ended(at(0), 5).await.unwrap(), [ended]);
    assert!(store.ended(at(2), 5).await.unwrap().is_empty());
    let last = store.last_requests(&slack()).await.unwrap();
    assert_eq!(last, [(support(), at(1))]);
}
