//! A request in an urgent channel, from its arrival to its answer.

use crate::support::house::{House, minutes, seconds};

#[tokio::test]
async fn it_arrives_warns_twice_goes_overdue_and_rings_until_it_is_claimed() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.until("2026-11-20 14:10").await;

    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    assert_eq!(you.titles(), ["New, due 14:15: Tour 4711 is stuck"]);

    house.until("2026-11-20 14:12:59").await;
    assert_eq!(you.titles(), Vec::<String>::new(), "the calm before");
    house.until("2026-11-20 14:13").await;
    assert_eq!(you.titles(), ["Answer by 14:15: Tour 4711 is stuck"]);
    house.until("2026-11-20 14:14").await;
    assert_eq!(you.titles(), ["Answer by 14:15: Tour 4711 is stuck"]);

    house.until("2026-11-20 14:15").await;
    assert_eq!(you.titles(), ["Overdue since 14:15: Tour 4711 is stuck"]);
    house.until("2026-11-20 14:18").await;
    assert_eq!(you.titles().len(), 3, "once a minute");

    let id = you.id("Tour");
    you.desk.claim(id, false, None).await.expect("a claim");
    house.pass(seconds(1)).await;
    assert_eq!(house.world.on_mark(&ask, "eyes"), ["You"]);
    assert_eq!(
        house.world.answers(&ask),
        [(
            "You".to_owned(),
            "Looking into it, I'll get back to you here.".to_owned()
        )]
    );
    assert_eq!(you.owners("Tour"), ["You"]);
    house.pass(minutes(10)).await;
    assert_eq!(you.titles(), Vec::<String>::new(), "answered: it is calm");
    house.close([you]).await;
}

#[tokio::test]
async fn a_desktop_that_shows_nothing_is_survived_and_on_the_record() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    you.notifier.breaks(true);
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(2)).await;
    you.notifier.breaks(false);
    house.pass(minutes(2)).await;
    assert_eq!(you.titles().len(), 2, "the warnings are shown");
    let record = you.desk.look_at(you.id("Tour")).await.expect("a record");
    let arrival = &record.alerts[0];
    assert_eq!((arrival.kind.as_str(), arrival.shown), ("arrival", None));
    assert!(record.alerts[1].shown.is_some());
    house.close([you]).await;
}
