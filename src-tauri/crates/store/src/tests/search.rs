//! Finding what was said, and nothing that was taken out.

use super::*;
use crate::{Store, Within};
use domain::search::Query;

async fn store_of(requests: &[Stored]) -> Store {
    let store = Store::in_memory().await.unwrap();
    let mut write = store.write().await.unwrap();
    write.save(requests).await.unwrap();
    let threads: Vec<&Thread> = requests.iter().map(|s| &s.thread).collect();
    write.index(&threads).await.unwrap();
    write.commit().await.unwrap();
    store
}

async fn find(store: &Store, words: &str, within: &Within) -> Vec<i64> {
    let query = Query::read(words);
    let found = store.search(&query, within, 9).await.unwrap();
    found.into_iter().map(|stored| stored.judged.id.0).collect()
}

async fn found(store: &Store, words: &str) -> Vec<i64> {
    find(store, words, &Within::default()).await
}

/// Two requests of Dirk's, both saying that the tour is gone.
fn both() -> [Stored; 2] {
    [stored(3, "1", 0), stored(5, "2", 90)]
}

#[tokio::test]
async fn the_newest_stands_first_and_words_are_found_by_their_beginning() {
    let store = store_of(&both()).await;
    for words in ["tour", "TOU gon", "\"tour is gone\"", "from:dirk", ""] {
        assert_eq!(found(&store, words).await, [5, 3], "{words}");
    }
    for words in ["our", "\"tour gone\"", "tour printer", "dirk from:ana"] {
        assert_eq!(found(&store, words).await, [0; 0], "{words}");
    }
}

#[tokio::test]
async fn a_filter_leaves_out_what_is_elsewhere() {
    let store = store_of(&both()).await;
    let mut write = store.write().await.unwrap();
    write.add_note(Some(RequestId(3)), at(0), "mine").await.unwrap();
    write.commit().await.unwrap();
    let here = Some(vec![(slack(), support())]);
    let there = Some(vec![(slack(), PlaceId::new("tours"))]);
    let within = |within: Within| {
        let store = &store;
        async move { find(store, "tour", &within).await }
    };
    let all = Within { places: here, ..Within::default() };
    assert_eq!(within(all).await, [5, 3]);
    let none = Within { places: there, ..Within::default() };
    assert_eq!(within(none).await, [0; 0]);
    let late = Within { from: Some(at(1)), ..Within::default() };
    assert_eq!(within(late).await, [5]);
    let early = Within { to: Some(at(1)), ..Within::default() };
    assert_eq!(within(early).await, [3]);
    let noted = Within { noted: true, ..Within::default() };
    assert_eq!(within(noted).await, [3]);
    let ended = Within { ended: true, ..Within::default() };
    assert_eq!(within(ended).await, [0; 0]);
    let among = Within { among: Some(vec![RequestId(5)]), ..Within::default() };
    assert_eq!(within(among).await, [5]);
}

#[tokio::test]
async fn a_deleted_message_is_not_found_any_more() {
    let mut gone = stored(3, "1", 0);
    let store = store_of(&[gone.clone()]).await;
    let told = Activity { event: Event::Deleted, ..asks("1", 1) };
    gone.thread.apply(&told, at(1));
    let mut write = store.write().await.unwrap();
    write.index(&[&gone.thread]).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(found(&store, "tour").await, [0; 0]);
}

#[tokio::test]
async fn what_is_folded_anew_is_indexed_anew_and_notes_stay() {
    let store = store_of(&both()).await;
    let mut write = store.write().await.unwrap();
    write.add_note(None, at(0), "tour of the yard").await.unwrap();
    write.drop_projections().await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(found(&store, "tour").await, [0; 0]);
    let notes = store.search_notes(&Query::read("tour"), 9).await.unwrap();
    assert_eq!(notes.len(), 1);
    let mut write = store.write().await.unwrap();
    write.save(&both()).await.unwrap();
    write.index(&[&both()[0].thread]).await.unwrap();
    write.drop_request(RequestId(5)).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(found(&store, "tour").await, [3]);
}

#[tokio::test]
async fn nothing_of_a_deleted_text_stays_on_the_disk_once_it_is_scrubbed() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("h.db");
    let store = Store::open(&file).await.unwrap();
    let mut write = store.write().await.unwrap();
    let id = write.add_note(None, at(0), "xylophone").await.unwrap();
    write.commit().await.unwrap();
    assert!(on_disk(&store).await, "it is there to be found");
    let mut write = store.write().await.unwrap();
    write.delete_note(1, id).await.unwrap();
    write.scrub().await.unwrap();
    write.commit().await.unwrap();
    assert!(!on_disk(&store).await);
}

async fn on_disk(store: &Store) -> bool {
    let blocks: i64 = sqlx::query_scalar(
        "select count(*) from search_data where instr(block, 'xylophone') > 0",
    )
    .fetch_one(store.readers())
    .await
    .unwrap();
    blocks > 0
}

#[tokio::test]
async fn nothing_that_is_typed_breaks_the_search() {
    let store = store_of(&both()).await;
    for odd in ["\"", "*", "NEAR(a b)", "a AND", "said:x", "-tour", "^", "'"] {
        found(&store, odd).await;
    }
    assert_eq!(found(&store, "tour OR").await, [0; 0], "OR is a word");
}

#[tokio::test]
async fn a_place_is_known_since_its_oldest_request() {
    let store = store_of(&both()).await;
    let since = store.known_since(&slack(), &support()).await.unwrap();
    assert_eq!(since, Some(at(0)));
    let none = PlaceId::new("tours");
    assert_eq!(store.known_since(&slack(), &none).await.unwrap(), None);
}
