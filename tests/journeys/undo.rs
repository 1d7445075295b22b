//! Taking back what has not gone out yet, or has.

use domain::queue::Section;

use crate::support::house::{Desktop, House, minutes, seconds};

async fn asked(house: &House) -> (Desktop, domain::ExternalId) {
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    you.heard();
    (you, ask)
}

#[tokio::test]
async fn a_reply_waits_five_seconds_and_can_be_taken_back_meanwhile() {
    let house = House::at("2026-11-20 14:00");
    let (you, ask) = asked(&house).await;
    let id = you.id("Tour");
    you.desk.reply(id, "Rerouted.", true, false).await.expect("it waits");
    house.pass(seconds(4)).await;
    assert!(you.row("Tour").pending[0].undo_until.is_some());
    you.desk.undo(None).await.expect("there is time");
    house.pass(minutes(1)).await;
    assert_eq!(house.world.answers(&ask), vec![]);

    you.desk.reply(id, "Rerouted.", true, false).await.expect("it waits");
    house.pass(seconds(6)).await;
    assert_eq!(house.world.answers(&ask).len(), 1);
    assert!(you.desk.undo(None).await.is_err(), "everybody has read it");
    house.close([you]).await;
}

#[tokio::test]
async fn a_close_waits_ten_seconds_and_is_taken_off_again_afterwards() {
    let house = House::at("2026-11-20 14:00");
    let (you, ask) = asked(&house).await;
    let id = you.id("Tour");
    you.desk.close(id, false).await.expect("it waits");
    house.pass(seconds(9)).await;
    let none = Vec::<String>::new();
    assert_eq!(house.world.on_mark(&ask, "white_check_mark"), none);
    house.pass(seconds(2)).await;
    assert_eq!(house.world.on_mark(&ask, "white_check_mark"), ["You"]);
    assert!(you.find("Tour").is_none(), "it is done");

    you.desk.undo(Some(id)).await.expect("the mark can be taken off");
    house.pass(seconds(2)).await;
    assert_eq!(house.world.on_mark(&ask, "white_check_mark"), none);
    assert!(you.find("Tour").is_some());
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn a_claim_that_is_undone_is_released() {
    let house = House::at("2026-11-20 14:00");
    let (you, ask) = asked(&house).await;
    you.desk.claim(you.id("Tour"), true, None).await.expect("it is free");
    house.pass(seconds(1)).await;
    assert_eq!(you.owners("Tour"), ["You"]);
    you.desk.undo(None).await.expect("the mark can be taken off");
    house.pass(seconds(1)).await;
    assert_eq!(house.world.on_mark(&ask, "eyes"), Vec::<String>::new());
    assert_eq!(you.owners("Tour"), Vec::<String>::new());
    house.close([you]).await;
}

#[tokio::test]
async fn what_is_only_here_is_taken_back_without_a_trace() {
    let house = House::at("2026-11-20 14:00");
    let (you, _) = asked(&house).await;
    let id = you.id("Tour");
    you.desk.dismiss(id, false).await.expect("it is no request");
    assert!(you.find("Tour").is_none());
    you.desk.undo(Some(id)).await.expect("it is one after all");
    assert_eq!(you.row("Tour").section, Section::Hour);
    assert_eq!(house.world.writes(), 0);
    assert!(you.rebuild().await.is_empty());
    house.pass(seconds(1)).await;
    house.close([you]).await;
}

#[tokio::test]
async fn two_surfaces_that_claim_at_once_claim_once() {
    let house = House::at("2026-11-20 14:00");
    let (you, ask) = asked(&house).await;
    let id = you.id("Tour");
    let both = tokio::join!(
        you.desk.claim(id, false, None),
        you.desk.claim(id, false, None),
    );
    assert_ne!(both.0.is_ok(), both.1.is_ok(), "{both:?}");
    house.pass(seconds(2)).await;
    assert_eq!(house.world.answers(&ask).len(), 1, "one sentence");
    house.close([you]).await;
}
