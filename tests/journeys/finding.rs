//! Finding again what was asked, answered and noted.

use domain::search::{Findings, Hit, Query};

use crate::support::house::{Desktop, House, minutes, seconds};

async fn search(you: &Desktop, text: &str) -> Findings {
    you.desk.search(&Query::read(text)).await.expect("it is read")
}

async fn found(you: &Desktop, text: &str) -> Vec<String> {
    let hits = search(you, text).await.hits;
    hits.into_iter()
        .map(|hit| match hit {
            Hit::Request { entry, .. } => entry.judged.gist.clone(),
            Hit::Shift { note } => format!("shift: {}", note.text),
        })
        .collect()
}

#[tokio::test]
async fn what_was_asked_answered_and_noted_is_found() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let tour = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(20)).await;
    house.world.posts("Maya", "backend", "Labels are blank");
    house.world.replies("Ana", &tour, "It was the barrier of hub 9");
    house.pass(seconds(30)).await;
    assert_eq!(found(&you, "stuck").await, ["Tour 4711 is stuck"]);
    assert_eq!(found(&you, "barrier hub").await, ["Tour 4711 is stuck"]);
    assert_eq!(found(&you, "from:ana").await, ["Tour 4711 is stuck"]);
    let both = ["Labels are blank", "Tour 4711 is stuck"];
    assert_eq!(found(&you, "in:backend").await, both);
    assert!(found(&you, "zebra").await.is_empty());

    let labels = you.id("Labels");
    you.desk.add_note(Some(labels), "zebra printer").await.expect("private");
    you.desk.add_note(None, "zebra crossing").await.expect("private");
    assert_eq!(
        found(&you, "zebra").await,
        ["shift: zebra crossing", "Labels are blank"]
    );
    assert_eq!(found(&you, "blank has:note").await, ["Labels are blank"]);
    assert!(found(&you, "stuck has:note").await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn filters_follow_where_a_request_stands() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(20)).await;
    house.world.posts("Dirk", "backend", "Tour 4712 is late");
    house.pass(seconds(2)).await;
    let (old, new) = ("Tour 4711 is stuck", "Tour 4712 is late");
    assert_eq!(found(&you, "tour is:open").await, [new, old]);
    you.desk.claim(you.id("Tour 4712"), true, None).await.expect("it is free");
    house.pass(seconds(2)).await;
    assert_eq!(found(&you, "tour is:mine").await, [new]);
    you.desk.dismiss(you.id("Tour 4711"), true).await.expect("it is none");
    house.pass(seconds(20)).await;
    assert_eq!(found(&you, "tour is:closed").await, [old]);
    assert_eq!(found(&you, "tour is:open").await, [new]);
    assert_eq!(found(&you, "tour after:2026-11-20").await, [new, old]);
    assert!(found(&you, "tour before:2026-11-20").await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn what_is_deleted_at_its_source_is_not_found_any_more() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let tour = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let oops = house.world.replies("Dirk", &tour, "my password is hunter2");
    house.pass(seconds(30)).await;
    assert_eq!(found(&you, "hunter2").await.len(), 1);
    house.world.deletes(&oops);
    house.pass(seconds(30)).await;
    assert!(found(&you, "hunter2").await.is_empty());
    assert_eq!(found(&you, "stuck").await.len(), 1);
    assert!(you.rebuild().await.is_empty());
    assert!(found(&you, "hunter2").await.is_empty());
    assert_eq!(found(&you, "stuck").await.len(), 1, "it is indexed anew");
    house.close([you]).await;
}

#[tokio::test]
async fn it_says_how_far_back_this_computer_knows() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    assert_eq!(search(&you, "tour").await.since, None);
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(20)).await;
    house.world.posts("Dirk", "backend", "Tour 4712 is late");
    house.pass(seconds(2)).await;
    let since = search(&you, "").await.since.expect("it knows two");
    assert!(house.now() - since > minutes(20));
    house.close([you]).await;
}
