//! The power fails between posting an answer and writing that down.

use domain::Done;
use domain::picture::Stage;

use crate::support::house::{Desktop, House, Mishap, minutes, seconds};

/// You answer, and the power fails on the way.
async fn an_answer_is_cut_off(house: &House, at: Mishap) -> Desktop {
    let mut you = house.desktop_on_disk("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.mishap(at);
    let id = you.id("Tour");
    you.desk.reply(id, "Rerouted.", true, true).await.expect("it is sent");
    assert!(house.until_power_fails(minutes(1)).await);
    you.crash().await;
    you.start_again().await;
    you
}

fn answers(house: &House) -> Vec<String> {
    let said = house.world.everything();
    said.into_iter().filter(|words| words == "Rerouted.").collect()
}

#[tokio::test]
async fn what_took_effect_is_found_and_not_sent_again() {
    let house = House::at("2026-11-20 14:00");
    let you = an_answer_is_cut_off(&house, Mishap::CutAfter).await;
    assert_eq!(you.row("Tour").pending.len(), 1, "it may be on its way");
    house.pass(seconds(30)).await;
    assert_eq!(answers(&house).len(), 1);
    assert_eq!(house.world.writes(), 1, "it was not even tried again");
    assert_eq!(you.row("Tour").pending, vec![]);
    assert!(you.row("Tour").judged.verdict.is_some());
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn it_is_found_by_asking_where_reading_does_not_show_it() {
    let house = House::at("2026-11-20 14:00");
    house.world.forgets_actions();
    let you = an_answer_is_cut_off(&house, Mishap::CutAfter).await;
    house.pass(seconds(9)).await;
    assert_eq!(you.row("Tour").pending.len(), 1, "an answer may be late");
    house.pass(seconds(3)).await;
    assert_eq!(you.row("Tour").pending, vec![]);
    assert_eq!(house.world.writes(), 1);
    house.close([you]).await;
}

#[tokio::test]
async fn what_is_not_there_is_sent_again_under_the_same_id_after_ten_seconds() {
    let house = House::at("2026-11-20 14:00");
    let you = an_answer_is_cut_off(&house, Mishap::CutBefore).await;
    house.pass(seconds(9)).await;
    assert_eq!(answers(&house).len(), 0, "too early to be sure");
    house.pass(seconds(3)).await;
    assert_eq!(answers(&house).len(), 1);
    assert_eq!(you.row("Tour").pending, vec![]);
    house.close([you]).await;
}

#[tokio::test]
async fn what_nobody_can_tell_waits_for_the_user() {
    let house = House::at("2026-11-20 14:00");
    house.world.denies(Some(Done::CannotTell));
    let you = an_answer_is_cut_off(&house, Mishap::CutBefore).await;
    house.pass(minutes(30)).await;
    assert_eq!(answers(&house).len(), 0, "never sent again by itself");
    assert_eq!(you.row("Tour").pending[0].stage, Stage::Unknown);
    let overdue = you.titles().iter().filter(|t| t.contains("Over")).count();
    assert!(overdue > 20, "it is still overdue, and rings: {overdue}");

    you.desk.send_again(you.id("Tour"), None).await.expect("it waits for that");
    house.pass(seconds(2)).await;
    assert_eq!(answers(&house).len(), 1);
    assert_eq!(you.row("Tour").pending, vec![]);
    house.close([you]).await;
}

#[tokio::test]
async fn the_user_may_say_that_it_is_there() {
    let house = House::at("2026-11-20 14:00");
    house.world.denies(Some(Done::CannotTell));
    house.world.forgets_actions();
    let you = an_answer_is_cut_off(&house, Mishap::CutAfter).await;
    house.pass(minutes(1)).await;
    assert_eq!(you.row("Tour").pending[0].stage, Stage::Unknown);
    you.desk
        .it_is_there(you.id("Tour"), None)
        .await
        .expect("it waits for that");
    house.pass(minutes(1)).await;
    assert_eq!(you.row("Tour").pending, vec![]);
    assert_eq!(house.world.writes(), 1);
    house.close([you]).await;
}

#[tokio::test]
async fn a_claim_whose_answer_is_lost_stands_once_and_says_its_sentence_once() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.mishap(Mishap::CutAfter);
    you.desk.claim(you.id("Tour"), false, None).await.expect("it is free");
    assert!(house.until_power_fails(minutes(1)).await);
    assert_eq!(house.world.answers(&ask), vec![], "the mark comes first");
    you.crash().await;
    you.start_again().await;
    house.pass(minutes(1)).await;
    assert_eq!(house.world.on_mark(&ask, "eyes"), ["You"]);
    assert_eq!(house.world.answers(&ask).len(), 1);
    assert_eq!(you.owners("Tour"), ["You"]);
    house.close([you]).await;
}

#[tokio::test]
async fn a_write_that_times_out_after_its_effect_is_not_repeated() {
    let house = House::at("2026-11-20 14:00");
    house.world.forgets_actions();
    let you = house.desktop_on_disk("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.mishap(Mishap::AfterEffect);
    let id = you.id("Tour");
    you.desk.reply(id, "Rerouted.", true, true).await.expect("it is sent");
    house.pass(minutes(1)).await;
    assert_eq!(answers(&house).len(), 1);
    assert_eq!(house.world.writes(), 1);
    house.close([you]).await;
}
