//! A teammate answers in the channel and not in the thread.

use domain::Outcome;

use crate::support::house::{Desktop, House, Said, at, minutes, seconds};

async fn asked(house: &House) -> (Desktop, domain::ExternalId) {
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(2)).await;
    let aside = house.world.posts("Ana", "backend", "Try it once more.");
    house.pass(seconds(2)).await;
    (you, aside)
}

#[tokio::test]
async fn what_names_nobody_is_offered_and_counts_by_one_key() {
    let house = House::at("2026-11-20 14:00");
    let (you, _) = asked(&house).await;
    let id = you.id("Tour");
    let judged = you.row("Tour").judged;
    assert!(judged.verdict.is_none(), "nobody knows whom she meant");
    assert_eq!(judged.offers.len(), 1);
    assert_eq!(judged.offers[0].gist, "Try it once more.");

    you.desk.this_answers(id, None).await.expect("it is offered");
    let judged = you.row("Tour").judged;
    let verdict = judged.verdict.as_ref().expect("answered");
    assert_eq!(verdict.outcome, Outcome::Met);
    assert_eq!(verdict.answered, at("2026-11-20 14:02:02"));
    assert_eq!(judged.only_here.as_deref(), Some("answered"));
    assert_eq!(house.world.writes(), 0, "nobody else is told");
    assert!(you.desk.this_answers(id, None).await.is_err(), "once");
    assert!(you.rebuild().await.is_empty());

    house.pass(minutes(5)).await;
    you.desk.undo(Some(id)).await.expect("she meant something else");
    let judged = you.row("Tour").judged;
    assert!(judged.verdict.is_none() && judged.offers.len() == 1);
    assert!(you.rebuild().await.is_empty());
    house.pass(seconds(1)).await;
    house.close([you]).await;
}

#[tokio::test]
async fn what_she_takes_back_is_offered_no_more() {
    let house = House::at("2026-11-20 14:00");
    let (you, aside) = asked(&house).await;
    house.world.deletes(&aside);
    house.pass(seconds(2)).await;
    assert!(you.row("Tour").judged.offers.is_empty());
    let id = you.id("Tour");
    assert!(you.desk.this_answers(id, None).await.is_err());
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn an_answer_that_only_linked_the_question_is_known_after_it_is_gone() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let link = "https://chat.example/backend/1";
    house.world.post(Said::by("Dirk", "backend", "It is stuck").at_link(link));
    house.pass(minutes(2)).await;
    let words = format!("Rerouted, see {link}");
    let aside = house.world.post(Said::by("Ana", "backend", &words));
    house.pass(minutes(10)).await;
    let answered = you.row("It is stuck").judged.verdict.clone();
    assert!(answered.is_some(), "she linked it");

    house.world.deletes(&aside);
    house.pass(seconds(2)).await;
    let kept = you.row("It is stuck").judged.verdict.clone();
    assert_eq!(kept, answered, "what was settled stays");
    assert!(you.rebuild().await.is_empty());
    assert_eq!(you.row("It is stuck").judged.verdict, kept);
    house.close([you]).await;
}
