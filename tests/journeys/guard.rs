//! A colleague is answered where customers read along.

use engine::Refused;

use crate::support::house::{House, seconds};

#[tokio::test]
async fn a_colleague_is_answered_in_public_on_the_second_key_only() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Noor", "backend", "Is hub 9 down?");
    house.pass(seconds(2)).await;
    let (id, words) = (you.id("Is hub 9"), "Yes, Acme did not pay.");
    let Err(Refused::No(why, what)) =
        you.desk.reply(id, words, false, true).await
    else {
        panic!("everybody would read it")
    };
    assert!(why.contains("everybody in the channel would read"), "{why}");
    assert!(what.contains("once more"), "{what}");
    house.pass(seconds(10)).await;
    assert_eq!(house.world.answers(&ask), vec![], "nothing went out");
    you.desk.reply(id, "Yes.", true, true).await.expect("it is meant");
    house.pass(seconds(2)).await;
    let said = house.world.answers(&ask);
    assert_eq!(said, [("You".to_owned(), "Yes.".to_owned())]);
    house.close([you]).await;
}

#[tokio::test]
async fn a_customer_is_answered_there_by_one_key() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Is hub 9 down?");
    house.pass(seconds(2)).await;
    let id = you.id("Is hub 9");
    you.desk.reply(id, "Yes.", false, true).await.expect("they asked");
    house.pass(seconds(2)).await;
    assert_eq!(house.world.answers(&ask).len(), 1);
    house.close([you]).await;
}

#[tokio::test]
async fn a_claim_says_nothing_to_a_colleague_in_public() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Noor", "backend", "Is hub 9 down?");
    house.pass(seconds(2)).await;
    let id = you.id("Is hub 9");
    let words = Some("Acme did not pay.".to_owned());
    let Err(Refused::No(why, what)) = you.desk.claim(id, false, words).await
    else {
        panic!("everybody would read it")
    };
    assert!(why.contains("everybody in the channel would read"), "{why}");
    assert!(what.contains("reply --sure"), "{what}");
    you.desk.claim(id, false, None).await.expect("the mark alone");
    house.pass(seconds(10)).await;
    assert_eq!(house.world.answers(&ask), vec![], "nothing was said");
    assert_eq!(you.owners("Is hub 9"), ["You"], "it is claimed");
    house.close([you]).await;
}
