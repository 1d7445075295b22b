//! Giving back what one has.

use crate::support::house::{House, minutes, seconds};

fn nobody() -> Vec<String> {
    Vec::new()
}

#[tokio::test]
async fn who_answered_and_then_releases_has_it_no_more_anywhere() {
    let house = House::at("2026-11-20 14:00");
    let (you, ana) = (house.desktop("You").await, house.desktop("Ana").await);
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = you.id("Tour");
    you.desk.claim(id, false, None).await.expect("it is free");
    house.pass(minutes(1)).await;
    assert_eq!(ana.owners("Tour"), ["You"]);
    you.desk.release(id).await.expect("it is mine");
    house.pass(minutes(1)).await;
    assert_eq!(you.owners("Tour"), nobody());
    assert_eq!(ana.owners("Tour"), nobody(), "the mark is gone for all");
    for desktop in [&you, &ana] {
        assert!(desktop.rebuild().await.is_empty());
        assert_eq!(desktop.owners("Tour"), nobody());
    }
    house.close([you, ana]).await;
}

#[tokio::test]
async fn who_answered_without_a_mark_releases_it_here_alone() {
    let house = House::at("2026-11-20 14:00");
    let (you, ana) = (house.desktop("You").await, house.desktop("Ana").await);
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = you.id("Tour");
    you.desk.reply(id, "Rerouted.", true, true).await.expect("free");
    house.pass(seconds(2)).await;
    let writes = house.world.writes();
    assert_eq!(you.owners("Tour"), ["You"]);
    you.desk.release(id).await.expect("it is mine");
    assert_eq!(you.owners("Tour"), nobody());
    assert_eq!(you.row("Tour").judged.only_here.as_deref(), Some("released"));
    house.pass(seconds(2)).await;
    assert_eq!(house.world.writes(), writes, "there is nothing to take off");
    assert_eq!(ana.owners("Tour"), ["You"]);
    you.desk.undo(None).await.expect("it is only here");
    assert_eq!(you.owners("Tour"), ["You"]);
    assert!(you.rebuild().await.is_empty());
    house.pass(seconds(1)).await;
    house.close([you, ana]).await;
}

#[tokio::test]
async fn a_claim_that_waits_is_kept_at_home_whatever_was_done_since() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = you.id("Tour");
    let busy = domain::Fault::Limited {
        until: house.now() + seconds(20),
        words: "Too many requests.".to_owned(),
    };
    house.world.mishap(crate::support::house::Mishap::Refused(busy));
    you.desk.claim(id, false, None).await.expect("it is free");
    house.pass(seconds(1)).await;
    let urgent = domain::Priority::Emergency;
    you.desk.set_priority(id, urgent).await.expect("only here");
    you.desk.release(id).await.expect("it has not gone out");
    house.pass(minutes(1)).await;
    assert_eq!(house.world.on_mark(&ask, "eyes"), nobody());
    assert_eq!(house.world.answers(&ask), vec![], "nor its sentence");
    assert_eq!(you.row("Tour").judged.priority, urgent);
    house.close([you]).await;
}
