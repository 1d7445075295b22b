//! The command line acts while nobody else runs.

use std::time::Duration;

use crate::support::house::{House, seconds};

#[tokio::test]
async fn one_act_is_done_and_delivered_and_the_next_start_knows_it() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = you.id("Tour");
    you.stop().await;

    you.starts_for_one_act().await;
    you.desk.claim(id, false, None).await.expect("it is known who I am");
    let limit = Duration::from_secs(20);
    assert!(you.desk.delivered(id, limit).await, "within the limit");
    you.stop().await;
    assert_eq!(house.world.on_mark(&ask, "eyes"), ["You"]);

    you.start_again().await;
    house.pass(seconds(2)).await;
    assert_eq!(you.owners("Tour"), ["You"]);
    assert_eq!(house.world.answers(&ask).len(), 1, "said once");
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn what_cannot_be_delivered_is_queued_and_goes_out_at_the_next_start() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = you.id("Tour");
    you.stop().await;
    house.world.goes_blind();
    you.starts_for_one_act().await;
    you.desk.claim(id, true, None).await.expect("it is queued");
    let limit = Duration::from_millis(50);
    assert!(!you.desk.delivered(id, limit).await, "nobody answers");
    you.stop().await;
    house.world.sees_again();
    you.start_again().await;
    house.pass(seconds(30)).await;
    assert_eq!(house.world.on_mark(&ask, "eyes"), ["You"]);
    house.close([you]).await;
}
