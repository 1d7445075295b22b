//! What a person writes for themselves: notes, and answers that were begun.

use domain::picture::Stage;
use domain::{Fault, RequestId};
use engine::Refused;

use crate::support::house::{Desktop, House, Mishap, minutes, seconds};

async fn asked(house: &House) -> (Desktop, domain::ExternalId) {
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    (you, ask)
}

async fn notes(you: &Desktop, id: RequestId) -> Vec<String> {
    let close = you.desk.look_at(id).await.expect("it is there");
    close.notes.into_iter().map(|note| note.text).collect()
}

async fn draft(you: &Desktop, id: RequestId) -> String {
    you.desk.look_at(id).await.expect("it is there").draft.text
}

#[tokio::test]
async fn a_note_is_written_changed_deleted_and_brought_back() {
    let house = House::at("2026-11-20 14:00");
    let (you, _) = asked(&house).await;
    let id = you.id("Tour");
    you.desk.add_note(Some(id), "Hub 9").await.expect("it is theirs");
    house.pass(minutes(1)).await;
    you.desk.add_note(Some(id), "Ask Kofi").await.expect("it is theirs");
    assert_eq!(notes(&you, id).await, ["Hub 9", "Ask Kofi"]);
    let close = you.desk.look_at(id).await.expect("it is there");
    let first = &close.notes[0];
    you.desk.edit_note(first.id, "Hub 8").await.expect("it is there");
    you.desk.delete_note(first.id).await.expect("it is there");
    assert_eq!(notes(&you, id).await, ["Ask Kofi"]);
    for expected in [vec!["Hub 8", "Ask Kofi"], vec!["Hub 9", "Ask Kofi"]] {
        you.desk.undo(Some(id)).await.expect("it can be taken back");
        assert_eq!(notes(&you, id).await, expected);
    }
    you.desk.undo(None).await.expect("the second is taken back");
    you.desk.undo(None).await.expect("the first is taken back");
    assert!(notes(&you, id).await.is_empty());
    assert_eq!(house.world.writes(), 0, "nothing has left this computer");
    house.close([you]).await;
}

#[tokio::test]
async fn notes_are_an_observers_too_and_nothing_else_is() {
    let house = House::at("2026-11-20 14:00");
    let lena = house.desktop("Lena").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = lena.id("Tour");
    lena.desk.add_note(Some(id), "Why hub 9?").await.expect("it is private");
    lena.desk.add_note(None, "First day").await.expect("it is private");
    lena.desk.undo(None).await.expect("it was theirs");
    assert_eq!(notes(&lena, id).await, ["Why hub 9?"]);
    assert!(matches!(lena.desk.close(id, true).await, Err(Refused::No(..))));
    house.close([lena]).await;
}

#[tokio::test]
async fn notes_outlive_a_restart_and_folding_anew() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = you.id("Tour");
    you.desk.add_note(Some(id), "Hub 9").await.expect("it is theirs");
    you.desk.add_note(None, "Kofi swaps").await.expect("it is theirs");
    you.stop().await;
    you.start_again().await;
    assert!(you.rebuild().await.is_empty());
    assert_eq!(notes(&you, id).await, ["Hub 9"]);
    assert_eq!(you.picture().notes[0].text, "Kofi swaps");
    house.close([you]).await;
}

#[tokio::test]
async fn what_is_typed_survives_a_crash_a_moment_later() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = you.id("Tour");
    assert!(!you.row("Tour").drafted);
    you.desk.type_in(id, "Looking in").await.expect("it is there");
    you.desk.type_in(id, "Looking into it").await.expect("it is there");
    assert!(you.row("Tour").drafted, "the row says so at once");
    house.pass(seconds(1)).await;
    you.crash().await;
    you.start_again().await;
    assert_eq!(draft(&you, id).await, "Looking into it");
    assert!(you.row("Tour").drafted);
    you.desk.type_in(id, "").await.expect("it is there");
    you.stop().await;
    you.start_again().await;
    assert!(!you.row("Tour").drafted, "an orderly end forgets nothing");
    house.close([you]).await;
}

#[tokio::test]
async fn a_draft_ends_with_the_answer_that_it_becomes() {
    let house = House::at("2026-11-20 14:00");
    let (you, _) = asked(&house).await;
    let id = you.id("Tour");
    you.desk.type_in(id, "Rerouted. ").await.expect("it is there");
    you.desk.reply(id, "Rerouted.", true, false).await.expect("it waits");
    assert_eq!(draft(&you, id).await, "");
    you.desk.undo(Some(id)).await.expect("there is time");
    assert_eq!(draft(&you, id).await, "Rerouted.", "it comes back");
    you.desk.reply(id, "Other words.", true, false).await.expect("it waits");
    assert_eq!(draft(&you, id).await, "Rerouted.", "it was another answer");
    house.pass(minutes(1)).await;
    house.close([you]).await;
}

#[tokio::test]
async fn an_answer_that_is_refused_comes_back_before_what_was_begun() {
    let house = House::at("2026-11-20 14:00");
    let (you, _) = asked(&house).await;
    let id = you.id("Tour");
    house.world.mishap(Mishap::Refused(Fault::refused("The channel is shut.")));
    you.desk.reply(id, "Rerouted.", true, true).await.expect("it waits");
    you.desk.type_in(id, "And another").await.expect("it is there");
    house.pass(seconds(2)).await;
    assert_eq!(draft(&you, id).await, "Rerouted.\n\nAnd another");
    assert!(you.remark().contains("The channel is shut."));
    assert!(you.picture().remark.is_some_and(|remark| remark.failed));
    house.close([you]).await;
}

#[tokio::test]
async fn a_held_answer_comes_back_and_is_replaced_by_the_next() {
    let house = House::at("2026-11-20 14:00");
    let (you, ask) = asked(&house).await;
    let id = you.id("Tour");
    house.world.goes_blind();
    you.desk.reply(id, "Rerouted.", true, true).await.expect("it waits");
    house.pass(minutes(12)).await;
    house.world.sees_again();
    house.pass(minutes(1)).await;
    assert_eq!(you.row("Tour").pending[0].stage, Stage::Held);
    assert_eq!(draft(&you, id).await, "Rerouted.");
    you.desk.reply(id, "Rerouted by now.", true, true).await.expect("it goes");
    house.pass(seconds(2)).await;
    let said: Vec<String> =
        house.world.answers(&ask).into_iter().map(|(_, text)| text).collect();
    assert_eq!(said, ["Rerouted by now."]);
    assert!(you.row("Tour").pending.is_empty(), "nothing is held any more");
    house.close([you]).await;
}
