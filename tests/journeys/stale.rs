//! Acts that had to wait until they were out of date.

use domain::Fault;
use domain::picture::Stage;
use engine::Refused;

use crate::support::house::{House, Mishap, TeamFile, minutes, seconds};

#[tokio::test]
async fn a_claim_that_waited_yields_to_who_took_it_meanwhile() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.goes_blind();
    you.desk.claim(you.id("Tour"), false, None).await.expect("it is free");
    house.pass(minutes(4)).await;
    assert_eq!(you.row("Tour").pending.len(), 2, "shown as on its way");
    assert!(you.owners("Tour").is_empty(), "it is nobody's yet");
    house.world.marks("Ana", &ask, "eyes");
    house.world.sees_again();
    house.pass(minutes(1)).await;
    assert_eq!(house.world.on_mark(&ask, "eyes"), ["Ana"]);
    assert_eq!(house.world.answers(&ask), vec![], "its sentence is not said");
    assert_eq!(you.owners("Tour"), ["Ana"]);
    let told = you.titles();
    assert!(
        told.iter().any(|t| t.contains("Not sent") || t.contains("Ana has it")),
        "{told:?}"
    );
    house.close([you]).await;
}

#[tokio::test]
async fn a_reply_that_waited_for_ten_minutes_is_held_and_the_user_decides() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.goes_blind();
    let id = you.id("Tour");
    you.desk.reply(id, "Rerouted.", true, true).await.expect("it waits");
    house.pass(minutes(12)).await;
    house.world.sees_again();
    house.pass(minutes(1)).await;
    let pending = &you.row("Tour").pending[0];
    assert_eq!(pending.stage, Stage::Held);
    assert_eq!(pending.text.as_deref(), Some("Rerouted."));
    assert_eq!(house.world.answers(&ask), vec![]);
    you.desk.send_again(id, None).await.expect("it waits for that");
    house.pass(seconds(2)).await;
    assert_eq!(house.world.answers(&ask).len(), 1);
    house.close([you]).await;
}

#[tokio::test]
async fn of_two_answers_that_are_held_only_the_one_that_is_named_goes_out() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.goes_blind();
    let (id, desk) = (you.id("Tour"), &you.desk);
    desk.reply(id, "Looking.", true, true).await.expect("it waits");
    desk.reply(id, "Rerouted.", true, true).await.expect("it waits");
    house.pass(minutes(12)).await;
    house.world.sees_again();
    house.pass(minutes(1)).await;
    let held = you.row("Tour").pending;
    let texts: Vec<_> = held.iter().filter_map(|p| p.text.clone()).collect();
    assert_eq!(texts, ["Looking.", "Rerouted."]);
    assert!(held.iter().all(|pending| pending.stage == Stage::Held));

    let refused = desk.send_again(id, None).await;
    let Err(Refused::No(_, hint)) = refused else { panic!("{refused:?}") };
    for pending in &held {
        assert!(hint.contains(&pending.id), "each is named: {hint}");
    }
    assert!(desk.send_again(id, Some("another")).await.is_err());
    let there = desk.it_is_there(id, Some(&held[1].id)).await;
    assert!(there.is_err(), "what never went out is not there");
    desk.send_again(id, Some(&held[1].id)).await.expect("it waits for that");
    house.pass(seconds(2)).await;
    let said = house.world.answers(&ask);
    assert_eq!(said, [("You".to_owned(), "Rerouted.".to_owned())]);
    let left = you.row("Tour").pending;
    assert_eq!(left.len(), 1, "the other still waits: {left:?}");
    assert_eq!(left[0].id, held[0].id);
    desk.undo(Some(id)).await.expect_err("what was said stays");
    desk.send_again(id, None).await.expect("there is only one left");
    house.pass(seconds(2)).await;
    assert_eq!(house.world.answers(&ask).len(), 2);
    house.close([you]).await;
}

#[tokio::test]
async fn a_reply_is_held_when_they_wrote_something_else_meanwhile() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let until = house.now() + minutes(2);
    let words = "The chat asks to wait.".to_owned();
    let limited = Fault::Limited { until, words };
    house.world.mishap(Mishap::Refused(limited));
    let id = you.id("Tour");
    you.desk.reply(id, "Rerouted.", true, true).await.expect("it waits");
    house.pass(minutes(1)).await;
    assert_eq!(you.row("Tour").pending[0].stage, Stage::Waiting);
    house.world.replies("Dirk", &ask, "Found it, it was hub 9");
    house.pass(minutes(2)).await;
    assert_eq!(you.row("Tour").pending[0].stage, Stage::Held);
    you.desk.undo(Some(id)).await.expect("it has not gone out");
    house.pass(seconds(1)).await;
    assert_eq!(house.world.answers(&ask).len(), 1, "Dirk's own");
    house.close([you]).await;
}

#[tokio::test]
async fn my_own_answer_does_not_hold_up_the_next_one() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.goes_blind();
    let id = you.id("Tour");
    you.desk.reply(id, "Looking.", true, true).await.expect("it waits");
    you.desk.reply(id, "Rerouted.", true, true).await.expect("it waits");
    house.pass(minutes(2)).await;
    house.world.sees_again();
    house.pass(minutes(2)).await;
    let said: Vec<_> =
        house.world.answers(&ask).into_iter().map(|(_, words)| words).collect();
    assert_eq!(said, ["Looking.", "Rerouted."]);
    house.close([you]).await;
}

#[tokio::test]
async fn what_the_source_refuses_is_told_and_rolled_back() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    you.heard();
    let no = Fault::refused("The channel is archived.");
    house.world.mishap(Mishap::Refused(no));
    let id = you.id("Tour");
    you.desk.claim(id, false, None).await.expect("it is free");
    house.pass(seconds(2)).await;
    let heard = you.heard();
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert_eq!(heard[0].title, "Not sent: Tour 4711 is stuck");
    assert_eq!(heard[0].body, "The channel is archived.");
    assert_eq!(you.row("Tour").pending, vec![], "nor is the sentence said");
    assert_eq!(house.world.answers(&ask), vec![]);
    let why = you.desk.refusal(id).await;
    assert_eq!(why.as_deref(), Some("The channel is archived."));
    house.close([you]).await;
}

#[tokio::test]
async fn off_duty_too_one_hears_that_an_answer_was_not_sent() {
    let house = House::at("2026-11-20 14:00");
    let noor = house.desktop("Noor").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let no = Fault::refused("The channel is archived.");
    house.world.mishap(Mishap::Refused(no));
    let id = noor.id("Tour");
    noor.desk.reply(id, "Rerouted.", true, true).await.expect("they may");
    house.pass(seconds(2)).await;
    assert_eq!(noor.titles(), ["Not sent: Tour 4711 is stuck"]);
    house.close([noor]).await;
}

#[tokio::test]
async fn a_source_that_breaks_while_writing_is_asked_what_became_of_it() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.mishap(Mishap::Panics);
    let id = you.id("Tour");
    you.desk.claim(id, false, None).await.expect("it is free");
    house.pass(seconds(15)).await;
    assert_eq!(house.world.on_mark(&ask, "eyes"), ["You"]);
    assert_eq!(house.world.answers(&ask).len(), 1);
    house.close([you]).await;
}

#[tokio::test]
async fn a_source_that_takes_its_time_keeps_no_other_waiting() {
    let team = TeamFile::usual().reading_mail();
    let house = House::with("2026-11-20 14:00", &team);
    let you = house.desktop("You").await;
    let chat = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    let mail = house.world.posts("Maya", "inbox", "Label printer dead");
    house.pass(seconds(2)).await;
    // The chat answers only once the mail has been written to as well.
    house.world.claims_cross(2);
    for gist in ["Tour", "Label"] {
        let id = you.id(gist);
        you.desk.claim(id, true, None).await.expect("it is free");
    }
    let limit = std::time::Duration::from_secs(5);
    let both = tokio::time::timeout(limit, house.pass(seconds(2)));
    both.await.expect("neither waits for the other");
    house.world.claims_pass();
    assert_eq!(house.world.on_mark(&chat, "eyes"), ["You"]);
    assert_eq!(house.world.on_mark(&mail, "eyes"), ["You"]);
    house.close([you]).await;
}
