//! Quiet for an hour.

use crate::support::house::{House, minutes, seconds};

#[tokio::test]
async fn it_holds_everything_but_emergencies_and_ends_with_one_digest() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    you.desk.quiet(true).await.expect("anybody may");
    house.until("2026-11-20 14:10").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    let asked = house.world.posts("Maya", "backend", "Label printer dead");
    house.pass(minutes(2)).await;
    house.world.replies("Ana", &asked, "It is on again.");
    house.pass(minutes(8)).await;
    assert_eq!(you.titles(), Vec::<String>::new(), "late, and yet quiet");

    house.world.posts("Ole", "support", "@dev911 all tours are gone");
    house.pass(seconds(2)).await;
    let heard = you.heard();
    assert_eq!(heard.len(), 1, "an emergency breaks it: {heard:?}");
    assert!(heard[0].title.starts_with("New, due 14:30"));
    let id = you.id("@dev911");
    you.desk.reply(id, "Rolling back.", true, true).await.expect("it is mine");

    house.until("2026-11-20 14:59:59").await;
    assert_eq!(you.titles(), Vec::<String>::new());
    house.until("2026-11-20 15:00:03").await;
    let heard = you.heard();
    let digests: Vec<_> =
        heard.iter().filter(|n| n.title.contains("came")).collect();
    assert_eq!(digests.len(), 1, "{heard:?}");
    let both = "1 overdue, 1 answered.\nTour 4711 is stuck\n\
                Label printer dead";
    assert_eq!(digests[0].body, both);
    let alerts = you.desk.look_at(you.id("Tour")).await.expect("it is there");
    let arrival = alerts.alerts.iter().find(|told| told.kind == "arrival");
    let arrival = arrival.expect("it was decided");
    assert_eq!(arrival.hushed, "quiet was on", "it is on the record");
    house.close([you]).await;
}

#[tokio::test]
async fn a_computer_that_is_switched_off_rings_nobody() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    you.desk.ring(false).await.expect("anybody may");
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    let asked = house.world.posts("Maya", "backend", "Label printer dead");
    house.pass(minutes(2)).await;
    house.world.replies("Ana", &asked, "It is on again.");
    house.pass(minutes(8)).await;
    assert_eq!(you.titles(), Vec::<String>::new());
    you.desk.ring(true).await.expect("anybody may");
    house.pass(minutes(2)).await;
    let heard = you.heard();
    let missed: Vec<_> =
        heard.iter().filter(|n| n.title.contains("came")).collect();
    assert_eq!(missed.len(), 1, "what was missed is told once: {heard:?}");
    let both = "1 overdue, 1 answered.\nTour 4711 is stuck\n\
                Label printer dead";
    assert_eq!(missed[0].body, both);
    assert!(heard.len() > 1, "it is still overdue");
    house.close([you]).await;
}
