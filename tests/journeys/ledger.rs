//! The ledger cannot be written.

use crate::support::house::{House, minutes, seconds};

#[tokio::test]
async fn what_is_known_rings_all_the_same_and_the_window_says_why() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    you.heard();
    you.breaks_its_ledger().await;
    house.until("2026-11-20 14:06").await;
    let titles = you.titles();
    assert!(
        titles.contains(&"Overdue since 14:05: Tour 4711 is stuck".to_owned()),
        "{titles:?}"
    );
    let words = you.remark();
    assert!(words.contains("the database answered"), "{words}");

    let id = you.id("Tour");
    assert!(you.desk.claim(id, false, None).await.is_err(), "it says so");
    assert_eq!(house.world.writes(), 0, "what is not written is not sent");

    house.world.posts("Maya", "backend", "Label printer dead");
    house.pass(minutes(1)).await;
    let fault = you.fault().expect("nothing can be taken in").to_string();
    assert!(fault.contains("cannot be written down"), "{fault}");
    house.close([you]).await;
}
