//! A last look at what is about to ring.

use crate::support::house::{Desktop, House, LastLook, seconds};

/// A request of 14:01 that is answered within five minutes; what happens to
/// it from now on stands in no list.
async fn asked(house: &House) -> (Desktop, domain::ExternalId) {
    let you = house.desktop("You").await;
    house.until("2026-11-20 14:01").await;
    let asked = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(10)).await;
    assert_eq!(you.titles().len(), 1, "it came");
    house.world.goes_out_of_sight();
    (you, asked)
}

#[tokio::test]
async fn what_was_claimed_out_of_sight_rings_no_more() {
    let house = House::at("2026-11-20 14:00");
    let (you, asked) = asked(&house).await;
    house.world.marks("Ana", &asked, "eyes");
    house.until("2026-11-20 14:03:59").await;
    assert_eq!(you.owners("Tour"), [""; 0], "nobody has looked");
    house.until("2026-11-20 14:05:30").await;
    assert_eq!(you.owners("Tour"), ["Ana"]);
    let titles = you.titles();
    assert!(titles.iter().all(|t| !t.starts_with("Due")), "{titles:?}");
    house.close([you]).await;
}

#[tokio::test]
async fn what_was_deleted_out_of_sight_is_gone() {
    let house = House::at("2026-11-20 14:00");
    let (you, asked) = asked(&house).await;
    house.world.deletes(&asked);
    house.until("2026-11-20 14:07").await;
    assert!(you.find("Tour").is_none());
    assert_eq!(you.titles(), [""; 0]);
    house.close([you]).await;
}

#[tokio::test]
async fn a_look_that_fails_keeps_nothing_from_ringing() {
    let house = House::at("2026-11-20 14:00");
    let (you, _) = asked(&house).await;
    house.world.last_look(LastLook::Fails);
    house.until("2026-11-20 14:04:01").await;
    assert_eq!(you.titles().len(), 1, "the first warning");
    house.close([you]).await;
}

#[tokio::test]
async fn a_look_that_never_ends_keeps_an_alarm_waiting_for_three_seconds() {
    let house = House::at("2026-11-20 14:00");
    let (you, _) = asked(&house).await;
    house.world.last_look(LastLook::Hangs);
    house.until("2026-11-20 14:04:02").await;
    assert_eq!(you.titles(), [""; 0]);
    house.until("2026-11-20 14:04:04").await;
    assert_eq!(you.titles().len(), 1, "the first warning");
    house.until("2026-11-20 14:06:04").await;
    assert_eq!(you.titles().len(), 2, "the second, and overdue");
    house.close([you]).await;
}
