//! What this user writes that nobody else is shown.

use super::*;
use crate::{Entry, Kind, Store};
use domain::Note;
use domain::search::Query;

async fn store() -> Store {
    Store::in_memory().await.unwrap()
}

async fn found(store: &Store, words: &str) -> Vec<i64> {
    let notes = store.search_notes(&Query::read(words), 9).await.unwrap();
    notes.into_iter().map(|note| note.id).collect()
}

#[tokio::test]
async fn notes_stand_in_the_order_in_which_they_were_written() {
    let store = store().await;
    let mut write = store.write().await.unwrap();
    let on = Some(RequestId(7));
    write.add_note(on, at(2), "second").await.unwrap();
    write.add_note(on, at(1), "first").await.unwrap();
    write.add_note(None, at(3), "the shift").await.unwrap();
    write.commit().await.unwrap();
    let texts = |notes: Vec<Note>| -> Vec<String> {
        notes.into_iter().map(|note| note.text).collect()
    };
    let of = store.notes_of(RequestId(7)).await.unwrap();
    assert_eq!(texts(of), ["first", "second"]);
    let shift = store.notes_on_shift().await.unwrap();
    assert_eq!(texts(shift), ["the shift"]);
}

#[tokio::test]
async fn an_act_on_a_note_is_taken_back_one_by_one() {
    let store = store().await;
    let mut write = store.write().await.unwrap();
    let id = write.add_note(None, at(0), "one").await.unwrap();
    let note = write.note(id).await.unwrap().unwrap();
    let two = Note { text: "two".into(), edited: Some(at(1)), ..note.clone() };
    write.edit_note(11, &two).await.unwrap();
    write.delete_note(12, id).await.unwrap();
    assert_eq!(write.note(id).await.unwrap(), None);
    write.revert_note(12, id).await.unwrap();
    assert_eq!(write.note(id).await.unwrap(), Some(two));
    write.revert_note(11, id).await.unwrap();
    assert_eq!(write.note(id).await.unwrap(), Some(note));
    write.revert_note(10, id).await.unwrap();
    assert_eq!(write.note(id).await.unwrap(), None, "it was written then");
}

#[tokio::test]
async fn a_deleted_note_is_gone_once_it_cannot_be_brought_back() {
    let store = store().await;
    let mut write = store.write().await.unwrap();
    let id = write.add_note(None, at(0), "secret").await.unwrap();
    write.delete_note(1, id).await.unwrap();
    let acts: Vec<Entry> = (2..60).map(did).collect();
    write.log(&acts).await.unwrap();
    let other = write.add_note(None, at(1), "other").await.unwrap();
    write.delete_note(60, other).await.unwrap();
    write.revert_note(1, id).await.unwrap();
    assert_eq!(write.note(id).await.unwrap(), None);
}

fn did(seq: i64) -> Entry {
    Entry {
        seq,
        batch: seq,
        at: at(seq),
        kind: Kind::Did,
        source: String::new(),
        place: String::new(),
        external: String::new(),
        what: "claim".to_owned(),
        version: String::new(),
        request: 7,
        history: false,
        body: "{}".to_owned(),
    }
}

#[tokio::test]
async fn a_note_is_found_by_what_it_says_now() {
    let store = store().await;
    let mut write = store.write().await.unwrap();
    let id = write.add_note(None, at(0), "Printer four").await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(found(&store, "print").await, [id]);
    let mut write = store.write().await.unwrap();
    let note = write.note(id).await.unwrap().unwrap();
    let moved = Note { text: "Label maker".into(), ..note };
    write.edit_note(1, &moved).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(found(&store, "print").await, [0; 0]);
    assert_eq!(found(&store, "label").await, [id]);
    let mut write = store.write().await.unwrap();
    write.delete_note(2, id).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(found(&store, "label").await, [0; 0]);
}

#[tokio::test]
async fn what_is_private_goes_with_a_request_that_another_absorbs() {
    let store = store().await;
    let mut write = store.write().await.unwrap();
    write.add_note(Some(RequestId(7)), at(0), "mine").await.unwrap();
    write.keep_draft(RequestId(7), "Hello", at(0)).await.unwrap();
    write.move_private(RequestId(7), RequestId(3)).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(store.notes_of(RequestId(3)).await.unwrap().len(), 1);
    let drafts = store.drafts().await.unwrap();
    assert_eq!(drafts, [(RequestId(3), "Hello".to_owned(), false)]);
}

#[tokio::test]
async fn an_empty_draft_is_no_draft() {
    let store = store().await;
    let mut write = store.write().await.unwrap();
    write.keep_draft(RequestId(7), "Hello", at(0)).await.unwrap();
    write.keep_draft(RequestId(7), "", at(1)).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(store.drafts().await.unwrap(), []);
}

#[tokio::test]
async fn what_is_written_into_a_handoff_stays_with_its_shift() {
    let store = store().await;
    let span = |from, to| domain::Stretch { from: at(from), to: at(to) };
    for (shift, text) in [(span(1, 2), "None."), (span(1, 3), "The deploy.")] {
        let mut write = store.write().await.unwrap();
        let answer =
            |it: &mut domain::handoff::Written| it.answer("Risks?", text);
        write.change_handoff(shift, answer).await.unwrap();
        write.commit().await.unwrap();
    }
    let of = async |span| store.handoff(span).await.unwrap().answers;
    assert_eq!(of(span(1, 2)).await[0].text.as_deref(), Some("None."));
    let other = of(span(1, 3)).await;
    assert_eq!(other[0].text.as_deref(), Some("The deploy."));
    assert_eq!(of(span(2, 3)).await, []);
}

#[tokio::test]
async fn the_notes_of_some_requests_are_theirs_alone() {
    let store = store().await;
    let mut write = store.write().await.unwrap();
    for (id, text) in [(7, "seven"), (8, "eight"), (9, "nine")] {
        write.add_note(Some(RequestId(id)), at(1), text).await.unwrap();
    }
    write.add_note(None, at(1), "the shift").await.unwrap();
    write.commit().await.unwrap();
    let some = [RequestId(9), RequestId(7)];
    let notes = store.notes_of_many(&some).await.unwrap();
    let texts: Vec<&str> = notes.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["seven", "nine"]);
    assert_eq!(store.notes_of_many(&[]).await.unwrap(), []);
}
