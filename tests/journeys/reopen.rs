//! Closed, and they write again.

use domain::Life;

use crate::support::house::{House, minutes, seconds};

#[tokio::test]
async fn it_comes_back_and_stays_until_a_new_mark_appears() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.replies("Noor", &ask, "Rerouted.");
    house.world.marks("Noor", &ask, "white_check_mark");
    house.pass(seconds(2)).await;
    you.heard();
    assert!(you.find("Tour").is_none(), "Noor closed it");

    house.world.replies("Dirk", &ask, "Thanks!");
    house.pass(seconds(2)).await;
    assert!(you.find("Tour").is_none(), "a bare thank-you is none");

    house.world.replies("Dirk", &ask, "It is stuck again");
    house.pass(seconds(2)).await;
    let judged = you.row("Tour").judged;
    assert_eq!(judged.life, Life::Open);
    assert_eq!(judged.deadline, None, "no clock of its own yet");
    assert_eq!(you.titles(), ["Back: Tour 4711 is stuck"]);

    you.desk.close(judged.id, true).await.expect("it is open");
    house.pass(minutes(1)).await;
    assert!(you.find("Tour").is_none());
    let marks = house.world.on_mark(&ask, "white_check_mark");
    assert_eq!(marks, ["Noor", "You"], "beside the colleague's");
    house.world.replies("Dirk", &ask, "And again");
    house.pass(seconds(2)).await;
    you.desk.close(judged.id, true).await.expect("it is open");
    house.pass(minutes(1)).await;
    assert!(you.find("Tour").is_none(), "my mark was set anew");
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn what_the_requester_deletes_is_withdrawn() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 @oncall");
    house.pass(seconds(2)).await;
    house.world.edits(&ask, "Tour 4712 @oncall");
    house.pass(seconds(2)).await;
    assert!(you.find("Tour 4712").is_some());
    let id = you.id("Tour");
    house.world.deletes(&ask);
    house.pass(minutes(10)).await;
    assert!(you.find("Tour").is_none());
    assert_eq!(you.notifier.standing().len(), 0, "its bubble is gone");
    let close = you.desk.look_at(id).await.expect("it is on the record");
    assert!(matches!(close.entry.judged.life, Life::Withdrawn { .. }));
    let text = close.thread.messages[0].text.own_words();
    assert_eq!(text, "", "its words are gone");
    assert!(you.rebuild().await.is_empty(), "and so they are in the log");
    house.close([you]).await;
}
