//! Three messages of one person before anybody answers.

use domain::{ExternalId, Outcome};

use crate::support::house::{House, Said, at, minutes, seconds};

#[tokio::test]
async fn they_are_one_request_and_its_clock_runs_from_the_first() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.until("2026-11-20 14:10").await;
    let first = house.world.posts("Maya", "backend", "Hello?");
    house.pass(minutes(1)).await;
    house.world.posts("Maya", "backend", "The label printer is dead");
    house.pass(minutes(1)).await;
    let third = house.world.posts("Maya", "backend", "Hall 3, all of them");
    house.pass(seconds(2)).await;

    assert_eq!(you.queue().len(), 1, "{:?}", you.queue());
    let judged = you.row("Hello?").judged;
    let due = judged.deadline.as_ref().map(|deadline| deadline.due);
    assert_eq!(due, Some(at("2026-11-20 14:15")));
    assert_eq!(
        you.titles(),
        [
            "New, due 14:15: Hello?",
            "Maya wrote again: Hello?",
            "Maya wrote again: Hello?",
        ]
    );
    let bubbles = you.notifier.standing();
    assert_eq!(bubbles.len(), 1, "one bubble, replaced");

    // An answer under any of the three answers all of them.
    house.world.replies("Ana", &third, "On my way to hall 3.");
    house.pass(seconds(2)).await;
    let judged = you.row("Hello?").judged;
    let verdict = judged.verdict.as_ref().expect("answered");
    assert_eq!(verdict.outcome, Outcome::Met);
    assert_eq!(you.notifier.standing().len(), 0, "it has nothing to say");

    // What we mark, we mark on the first.
    you.desk.claim(judged.id, true, None).await.ok();
    house.pass(seconds(2)).await;
    assert_eq!(house.world.on_mark(&third, "eyes"), Vec::<String>::new());
    assert_eq!(house.world.on_mark(&first, "eyes").len(), 0, "Ana has it");
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn a_split_makes_the_last_one_a_request_of_its_own() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Maya", "backend", "The label printer is dead");
    house.pass(minutes(1)).await;
    let other = house.world.posts("Maya", "backend", "And my login is gone");
    house.pass(seconds(2)).await;
    you.desk.split(you.id("The label")).await.expect("two are joined");
    house.pass(seconds(2)).await;
    assert_eq!(you.queue().len(), 2);
    house.world.replies("Mika", &other, "You are in again.");
    house.pass(seconds(2)).await;
    assert!(you.row("And my login").judged.verdict.is_some());
    assert!(you.row("The label").judged.verdict.is_none());
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn a_split_that_is_undone_makes_one_of_them_again() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Maya", "backend", "The label printer is dead");
    house.pass(minutes(1)).await;
    let other = house.world.posts("Maya", "backend", "And my login is gone");
    house.pass(seconds(2)).await;
    you.desk.split(you.id("The label")).await.expect("two are joined");
    house.pass(minutes(1)).await;
    house.world.posts("Maya", "backend", "No account at all");
    house.pass(seconds(2)).await;
    assert_eq!(you.queue().len(), 2, "a third is no reason to join them");
    you.desk.claim(you.id("And my"), true, None).await.expect("it is free");
    house.pass(seconds(2)).await;
    you.desk.undo(None).await.expect("the claim");
    house.pass(seconds(2)).await;
    you.desk.undo(None).await.expect("and then the split");
    assert_eq!(you.queue().len(), 1, "{:?}", you.queue());
    assert!(you.rebuild().await.is_empty());
    house.world.replies("Mika", &other, "You are in again.");
    house.pass(seconds(2)).await;
    assert!(you.row("The label").judged.verdict.is_some());
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn a_reply_that_is_told_before_its_root_counts_once_the_root_is_there() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.pass(minutes(1)).await;
    let root = ExternalId::new("m00002");
    house.world.post(Said::by("Ana", "backend", "Restart it.").under(&root));
    house.pass(seconds(2)).await;
    assert!(you.queue().is_empty(), "nobody has asked");
    house.world.repeats_itself(1);
    let asked = Said::by("Maya", "backend", "It is dead");
    let asked = house.world.post(asked.at(at("2026-11-20 14:00:30")));
    assert_eq!(asked, root, "the numbers of the story");
    house.pass(seconds(2)).await;
    let judged = you.row("It is dead").judged;
    let verdict = judged.verdict.as_ref().expect("answered");
    assert_eq!(verdict.answered, at("2026-11-20 14:01:02"));
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}
