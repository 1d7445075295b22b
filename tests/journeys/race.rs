//! Two Hotseats claim the same request within a second.

use crate::support::house::{Desktop, House, minutes, seconds};

struct Outcome {
    owners: [Vec<String>; 2],
    eyes: Vec<String>,
    answers: Vec<String>,
    told: [Vec<String>; 2],
}

async fn both_claim(house: &House, desktops: [&Desktop; 2]) -> Outcome {
    let [you, ana] = desktops;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    you.heard();
    ana.heard();
    house.world.claims_cross(2);
    for desktop in desktops {
        let id = desktop.id("Tour");
        desktop.desk.claim(id, false, None).await.expect("it is free");
    }
    house.pass(seconds(1)).await;
    house.world.claims_pass();
    house.pass(minutes(2)).await;
    let answers = house.world.answers(&ask);
    Outcome {
        owners: [you.owners("Tour"), ana.owners("Tour")],
        eyes: house.world.on_mark(&ask, "eyes"),
        answers: answers.into_iter().map(|(who, _)| who).collect(),
        told: [you.titles(), ana.titles()],
    }
}

/// One owner on both desktops, one mark and one sentence; the winner hears
/// nothing, the other hears once who has it.
fn one_has_it(outcome: &Outcome) {
    let first = outcome.eyes.first().expect("an owner");
    let alone = vec![first.clone()];
    assert_eq!(outcome.eyes, alone, "one mark");
    assert_eq!(outcome.answers, alone, "one sentence");
    assert_eq!(outcome.owners, [alone.clone(), alone]);
    let mut told = [vec![], vec![]];
    told[usize::from(first == "You")] =
        vec![format!("{first} has it: Tour 4711 is stuck")];
    assert_eq!(outcome.told, told);
}

#[tokio::test]
async fn the_first_in_the_order_of_the_source_has_it() {
    let house = House::at("2026-11-20 14:00");
    let (you, ana) = (house.desktop("You").await, house.desktop("Ana").await);
    let outcome = both_claim(&house, [&you, &ana]).await;
    one_has_it(&outcome);
    house.close([you, ana]).await;
}

#[tokio::test]
async fn the_same_holds_when_the_source_names_the_last_first() {
    let house = House::at("2026-11-20 14:00");
    house.world.names_in_reverse();
    let (you, ana) = (house.desktop("You").await, house.desktop("Ana").await);
    let outcome = both_claim(&house, [&you, &ana]).await;
    one_has_it(&outcome);
    house.close([you, ana]).await;
}

#[tokio::test]
async fn two_colleagues_whose_marks_stand_for_half_a_minute_are_together() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.marks("Ana", &ask, "eyes");
    house.world.marks("Mika", &ask, "eyes");
    house.pass(seconds(2)).await;
    assert_eq!(you.owners("Tour"), ["Ana"], "while they race");
    house.pass(seconds(29)).await;
    assert_eq!(you.owners("Tour"), ["Ana", "Mika"]);
    assert_eq!(house.world.writes(), 0, "nobody else's mark is touched");
    house.close([you]).await;
}

#[tokio::test]
async fn a_race_that_ends_while_nobody_watches_is_settled_at_the_start() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.marks("Ana", &ask, "eyes");
    house.world.marks("Mika", &ask, "eyes");
    house.pass(seconds(2)).await;
    you.crash().await;
    house.pass(minutes(1)).await;
    you.start_again().await;
    house.pass(seconds(2)).await;
    assert_eq!(you.owners("Tour"), ["Ana", "Mika"]);
    house.close([you]).await;
}
