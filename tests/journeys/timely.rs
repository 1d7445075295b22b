//! What rings at a time that somebody named, and what was left lying.

use domain::queue::Section;
use domain::{DueKind, Life, Outcome, Priority};

use crate::support::house::{House, TeamFile, at, minutes, seconds};

#[tokio::test]
async fn a_promise_rings_who_made_it_and_then_those_on_duty() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ana = house.desktop("Ana").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.replies("Ana", &ask, "I'll fix it by 14:30.");
    house.until("2026-11-20 14:29:59").await;
    you.heard();
    ana.heard();
    house.until("2026-11-20 14:30:01").await;
    assert_eq!(ana.titles(), ["You promised 14:30: Tour 4711 is stuck"]);
    assert_eq!(you.titles(), Vec::<String>::new());
    // It is not late, and stands at its time.
    assert_eq!(you.row("Tour").section, Section::Hour);
    house.until("2026-11-20 14:35:01").await;
    assert_eq!(you.titles(), ["Ana promised 14:30: Tour 4711 is stuck"]);
    assert_eq!(ana.titles(), Vec::<String>::new());

    house.world.replies("Noor", &ask, "It is on its way.");
    house.pass(seconds(2)).await;
    let judged = you.row("Tour").judged;
    assert_eq!((judged.promise.clone(), judged.deadline.clone()), (None, None));
    assert!(you.rebuild().await.is_empty() && ana.rebuild().await.is_empty());
    house.close([you, ana]).await;
}

#[tokio::test]
async fn a_reopened_request_is_promised_the_next_answer() {
    let team =
        TeamFile::usual().also("urgent", "next_response = \"20 business min\"");
    let house = House::with("2026-11-20 14:00", &team);
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.replies("Noor", &ask, "Rerouted.");
    house.world.marks("Noor", &ask, "white_check_mark");
    house.until("2026-11-20 15:00").await;
    house.world.replies("Dirk", &ask, "It is stuck again");
    house.pass(seconds(2)).await;
    let judged = you.row("Tour").judged;
    let deadline = judged.deadline.clone().expect("the next answer");
    assert_eq!(deadline.kind, DueKind::NextResponse);
    assert_eq!(deadline.due, at("2026-11-20 15:20"));
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn a_call_is_a_request_that_stands_nowhere_else() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    let call = ("Harbour office", "Gate 3 is stuck");
    let urgent = Some(Priority::Urgent);
    let called = house.now();
    you.desk.log_call(call, None, false, urgent).await.expect("logged");
    let judged = you.row("Gate 3").judged;
    let due = judged.deadline.as_ref().map(|deadline| deadline.due);
    assert_eq!(due, Some(called + minutes(5)), "it runs from the call");
    assert_eq!(judged.only_here.as_deref(), Some("priority"));
    assert!(you.desk.reply(judged.id, "hello", true, true).await.is_err());

    you.crash().await;
    you.start_again().await;
    house.pass(minutes(2)).await;
    you.desk.spoke(judged.id).await.expect("called back");
    let judged = you.row("Gate 3").judged;
    let verdict = judged.verdict.as_ref().expect("answered");
    assert_eq!(verdict.outcome, Outcome::Met);
    assert!(you.rebuild().await.is_empty(), "the log says the same");

    you.desk.close(judged.id, true).await.expect("done");
    assert!(you.find("Gate 3").is_none());
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn a_call_with_whom_one_spoke_is_answered_and_can_be_taken_back() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let call = ("Harbour office", "Gate 3 is stuck");
    let when = house.now() - minutes(3);
    let done = you.desk.log_call(call, Some(when), true, None).await;
    let id = done.expect("logged").request.expect("a request");
    let judged = you.row("Gate 3").judged;
    assert_eq!(judged.life, Life::Answered { at: when });
    assert_eq!(you.owners("Gate 3"), ["You"]);
    you.desk.undo(Some(id)).await.expect("taken back");
    assert!(you.find("Gate 3").is_none());
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn a_time_that_was_agreed_stands_in_the_place_of_the_target() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = you.id("Tour");
    let target = you.row("Tour").judged.deadline.clone();
    let then = at("2026-11-20 16:00");
    let agreed = you.desk.set_due(id, then, "Dirk said so").await;
    assert_eq!(agreed.expect("open").words, "Due 16:00, on this desktop only.");
    let judged = you.row("Tour").judged;
    assert_eq!(judged.deadline.as_ref().map(|d| d.due), Some(then));
    assert!(you.desk.set_due(id, at("2026-11-20 13:00"), "no").await.is_err());
    assert!(you.rebuild().await.is_empty());
    you.desk.undo(Some(id)).await.expect("taken back");
    assert_eq!(you.row("Tour").judged.deadline, target);
    house.close([you]).await;
}

#[tokio::test]
async fn what_was_left_lying_is_named_once_a_day() {
    let house = House::at("2026-11-19 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "support", "Where is the export?");
    house.world.pace(60);
    house.until("2026-11-20 18:30").await;
    you.heard();
    house.until("2026-11-23 12:00").await;
    let told: Vec<String> = you
        .titles()
        .into_iter()
        .filter(|title| title.starts_with("Left lying"))
        .collect();
    assert_eq!(told, ["Left lying: 1 not answered"]);
    house.close([you]).await;
}

#[tokio::test]
async fn only_whoever_is_first_in_line_hears_what_was_left_lying() {
    let team =
        TeamFile::usual().duty("on_duty = [\"you\"]\nsecondary = [\"ana\"]\n");
    let house = House::with("2026-11-19 14:00", &team);
    let [you, ana] = [house.desktop("You").await, house.desktop("Ana").await];
    house.world.posts("Dirk", "support", "Where is the export?");
    house.world.pace(60);
    house.until("2026-11-23 12:00").await;
    let told = |titles: Vec<String>| -> usize {
        titles.iter().filter(|it| it.starts_with("Left lying")).count()
    };
    assert_eq!(told(you.titles()), 1);
    assert_eq!(told(ana.titles()), 0);
    house.close([you, ana]).await;
}
