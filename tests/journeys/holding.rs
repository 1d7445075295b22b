//! A holding word, or a claim, and then silence.

use domain::Outcome;
use domain::queue::Section;

use crate::support::house::{House, TeamFile, minutes, seconds};

#[tokio::test]
async fn the_sentence_of_a_claim_is_the_first_answer_and_the_row_stays() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    you.desk.claim(you.id("Tour"), false, None).await.expect("it is free");
    house.pass(seconds(2)).await;
    you.heard();
    let row = you.row("Tour");
    assert_eq!(row.section, Section::Hour, "somebody is still on it");
    let verdict = row.judged.verdict.as_ref().expect("a word");
    assert_eq!(verdict.outcome, Outcome::Met);
    house.pass(minutes(40)).await;
    let half = "Update due 15:00: Tour 4711 is stuck";
    assert_eq!(you.titles(), [half], "an update is due, and no answer");
    house.close([you]).await;
}

#[tokio::test]
async fn a_colleague_who_only_marks_is_named_once_when_it_is_late() {
    let house = House::with("2026-11-20 14:00", &TeamFile::usual().wordless());
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(2)).await;
    house.world.marks("Ana", &ask, "eyes");
    house.pass(seconds(2)).await;
    assert_eq!(
        you.titles(),
        [
            "New, due 14:05: Tour 4711 is stuck",
            "Ana has it: Tour 4711 is stuck"
        ]
    );
    house.until("2026-11-20 14:04:59").await;
    assert_eq!(you.titles(), Vec::<String>::new(), "Ana's warnings are hers");
    house.until("2026-11-20 14:30").await;
    assert_eq!(
        you.titles(),
        ["Ana has it since 14:02, nobody has answered"],
        "once"
    );
    house.close([you]).await;
}

#[tokio::test]
async fn who_is_silent_past_the_deadline_loses_it_to_a_newer_claim() {
    let house = House::with("2026-11-20 14:00", &TeamFile::usual().wordless());
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(2)).await;
    house.world.marks("Ana", &ask, "eyes");
    house.until("2026-11-20 14:04").await;
    let id = you.id("Tour");
    assert!(you.desk.claim(id, false, None).await.is_err(), "Ana is on it");
    assert!(you.desk.take_over(id).await.is_err(), "she may be working");
    house.until("2026-11-20 14:06").await;
    you.desk.take_over(id).await.expect("she is silent");
    house.pass(seconds(2)).await;
    assert_eq!(house.world.on_mark(&ask, "eyes"), ["Ana", "You"]);
    house.pass(minutes(1)).await;
    assert_eq!(you.owners("Tour"), ["You"]);
    house.close([you]).await;
}
