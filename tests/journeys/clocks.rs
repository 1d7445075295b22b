//! Clocks that go wrong, and a clock's task that breaks down.

use std::time::Duration;

use crate::support::house::{House, at, minutes, seconds};

#[tokio::test]
async fn deadlines_are_counted_by_the_clock_of_the_source() {
    let house = House::at("2026-11-20 14:00");
    house.world.clock_ahead(45_000);
    let you = house.desktop("You").await;
    let warnings = you.picture().warnings;
    assert!(warnings[0].contains("45 s behind"), "{warnings:?}");
    let said = crate::support::house::Said::by("Dirk", "backend", "Stuck");
    house.world.post(said.at(at("2026-11-20 14:01:00")));
    house.until("2026-11-20 14:05:14").await;
    let none =
        |titles: &[String]| !titles.iter().any(|t| t.contains("Overdue"));
    assert!(none(&you.titles()));
    house.until("2026-11-20 14:05:15").await;
    assert_eq!(you.titles(), ["Overdue since 14:06: Stuck"]);
    house.close([you]).await;
}

#[tokio::test]
async fn a_clock_that_breaks_once_goes_on() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.breaks_the_clock(1);
    house.pass(minutes(1)).await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    assert_eq!(you.titles().len(), 1, "it still rings");
    assert!(!failed(&you).await);
    house.close([you]).await;
}

#[tokio::test]
async fn a_clock_that_breaks_twice_in_ten_minutes_ends_the_app_loudly() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.breaks_the_clock(2);
    house.pass(minutes(1)).await;
    assert_eq!(you.titles(), ["Hotseat has stopped watching"]);
    assert!(failed(&you).await);
    house.close([you]).await;
}

async fn failed(desktop: &crate::support::house::Desktop) -> bool {
    let limit = Duration::from_millis(20);
    tokio::time::timeout(limit, desktop.failed()).await.is_ok()
}

#[tokio::test]
async fn nobody_is_woken_while_there_is_nothing_to_do() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "support", "Whenever you have time");
    house.pass(minutes(1)).await;
    let before = house.looks();
    house.pass(minutes(60)).await;
    let looks = house.looks() - before;
    assert!(looks <= 3 * 60, "{looks} looks in an hour of calm");
    house.close([you]).await;
}
