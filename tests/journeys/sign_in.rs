//! A sign-in that ends soon, or is another's than before.

use domain::{Button, Loudness, NoticeId};

use crate::support::house::{House, at, minutes, seconds};

/// Three days before.
const NOW: &str = "2026-11-20 14:00";
const END: &str = "2026-11-23 14:00";

#[tokio::test]
async fn it_is_told_in_one_bubble_for_each_sign_in_and_by_no_later_start() {
    let house = House::at(NOW);
    house.world.sign_ins_end(at(END));
    house.world.pace(30);
    let mut you = house.desktop_on_disk("You").await;
    let heard = you.heard();
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert_eq!(heard[0].title, "The sign-in to Chat ends on 23 November");
    assert_eq!(heard[0].id, NoticeId::Source { key: "chat".to_owned() });
    assert_eq!(heard[0].buttons[0].0, Button::SignIn);
    assert_eq!(heard[0].loudness, Loudness::Bubble);

    house.pass(minutes(6 * 60 + 5)).await;
    assert_eq!(you.titles(), Vec::<String>::new(), "once");
    you.stop().await;
    you.start_again().await;
    house.pass(minutes(5)).await;
    let titles = you.titles();
    let told = |titles: &[String]| {
        titles.iter().filter(|title| title.starts_with("The sign-in")).count()
    };
    assert_eq!(told(&titles), 0, "nor by the next start: {titles:?}");

    you.stop().await;
    house.world.sign_ins_end(at("2026-11-24 09:00"));
    you.start_again().await;
    house.pass(minutes(1)).await;
    let titles = you.titles();
    assert_eq!(told(&titles), 1, "another sign-in: {titles:?}");
    house.close([you]).await;
}

#[tokio::test]
async fn one_that_renews_itself_is_never_told() {
    let house = House::at(NOW);
    house.world.sign_ins_end(at("2026-11-25 14:01"));
    let you = house.desktop("You").await;
    house.world.sign_ins_end(at("2026-12-20 14:00"));
    house.pass(minutes(10)).await;
    assert_eq!(you.titles(), Vec::<String>::new());
    house.close([you]).await;
}

#[tokio::test]
async fn off_duty_too_it_is_ones_own() {
    let house = House::at(NOW);
    house.world.sign_ins_end(at(END));
    let noor = house.desktop("Noor").await;
    house.pass(seconds(2)).await;
    assert_eq!(noor.titles().len(), 1);
    house.close([noor]).await;
}

#[tokio::test]
async fn another_account_than_before_is_told_once() {
    let house = House::at(NOW);
    let mut you = house.desktop_on_disk("You").await;
    assert_eq!(you.titles(), Vec::<String>::new(), "the first is no other");
    house.world.all_sign_in_as("Noor");
    you.desk.reconnect().await;
    house.pass(seconds(2)).await;
    let heard = you.heard();
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert_eq!(heard[0].title, "Chat is read as Noor now");
    assert!(heard[0].body.starts_with("It was You before."), "{heard:?}");
    assert_eq!(heard[0].buttons[0].0, Button::SignIn);

    you.stop().await;
    you.start_again().await;
    house.pass(minutes(1)).await;
    assert_eq!(you.titles(), Vec::<String>::new(), "once");
    house.close([you]).await;
}
