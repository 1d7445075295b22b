//! Sending and accepting are taken back.

use domain::ExternalId;
use domain::handoff::NOTHING;
use engine::Refused;

use super::wednesday::{page, reply, team, thread, wednesday};
use crate::support::house::{Desktop, House, minutes, seconds};

const NONE: [&str; 0] = [];

/// Your three are in the channel, and Ana reads them.
async fn handed_over() -> (House, Desktop, Desktop, ExternalId) {
    let house = House::with("2026-11-25 13:00", &team());
    let (you, ana) = (house.desktop("You").await, house.desktop("Ana").await);
    wednesday(&house, &you).await;
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(20)).await;
    let tour = reply(&house, "Tour 4711");
    (house, you, ana, tour)
}

#[tokio::test]
async fn a_handoff_waits_five_seconds_and_can_be_taken_back_meanwhile() {
    let house = House::with("2026-11-25 13:00", &team());
    let you = house.desktop("You").await;
    wednesday(&house, &you).await;
    let before = page(&you).await;
    you.desk.send_handoff(false).await.expect("nothing is missing");
    let remark = you.picture().remark.expect("it is said");
    assert_eq!(remark.undo_until, Some(house.now() + seconds(5)));
    house.pass(seconds(4)).await;
    assert_eq!(page(&you).await.sent.waiting, 4);
    you.desk.undo(None).await.expect("there is time");
    assert_eq!(you.remark(), "Taken back before it was sent.");
    assert_eq!(page(&you).await, before, "as if it had not been sent");
    you.heard();
    house.pass(minutes(1)).await;
    assert!(thread(&house).is_empty());

    you.desk.send_handoff(false).await.expect("once more");
    house.pass(seconds(6)).await;
    let begun = thread(&house).len();
    assert!((1..4).contains(&begun), "{begun}: one message a second");
    let cut = you.desk.undo(None).await;
    let Err(Refused::No(why, hint)) = cut else { panic!("{cut:?}") };
    assert!(why.contains("in the channel"), "{why}");
    assert!(hint.contains("Delete its messages"), "{hint}");
    house.pass(seconds(20)).await;
    assert_eq!(thread(&house).len(), 4, "none of it is cut off");
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn who_takes_a_handoff_back_is_reminded_of_it_after_all() {
    let house = House::with("2026-11-25 13:00", &team());
    let you = house.desktop("You").await;
    wednesday(&house, &you).await;
    house.until("2026-11-25 14:29:58").await;
    you.heard();
    you.desk.send_handoff(false).await.expect("nothing is missing");
    house.pass(seconds(4)).await;
    let ends = || you.titles().iter().any(|it| it.contains("shift ends"));
    assert!(!ends(), "it is handed over");
    you.desk.undo(None).await.expect("there is time");
    house.pass(minutes(1)).await;
    assert!(ends());
    house.close([you]).await;
}

#[tokio::test]
async fn a_handoff_that_is_taken_back_leaves_the_one_before_as_it_was() {
    let house = House::with("2026-11-25 13:00", &team());
    let you = house.desktop("You").await;
    wednesday(&house, &you).await;
    you.desk.hand_over().await.expect("nothing is missing");
    let before = page(&you).await;
    assert!(before.handed.is_some());
    house.pass(minutes(1)).await;
    you.desk.send_handoff(false).await.expect("nothing is missing");
    assert!(page(&you).await.handed > before.handed);
    you.desk.undo(None).await.expect("there is time");
    assert_eq!(page(&you).await.handed, before.handed);
    house.close([you]).await;
}

#[tokio::test]
async fn two_that_are_taken_back_leave_a_shift_that_nobody_has_handed_over() {
    let house = House::with("2026-11-25 13:00", &team());
    let you = house.desktop("You").await;
    wednesday(&house, &you).await;
    you.desk.send_handoff(false).await.expect("nothing is missing");
    house.world.posts("Dirk", "backend", "And tour 4712");
    house.pass(seconds(2)).await;
    let id = you.id("And tour");
    you.desk.add_note(Some(id), NOTHING).await.expect("theirs");
    you.desk.send_handoff(false).await.expect("one more");
    assert_eq!(page(&you).await.sent.waiting, 5);
    // The second, the note, and the first.
    for _ in 0..3 {
        assert!(page(&you).await.handed.is_some());
        you.desk.undo(None).await.expect("there is time");
    }
    let shift = page(&you).await;
    assert_eq!((shift.handed, shift.sent.waiting), (None, 0));
    house.close([you]).await;
}

#[tokio::test]
async fn a_handoff_that_was_held_back_goes_out_after_a_quit() {
    let house = House::with("2026-11-25 13:00", &team());
    let mut you = house.desktop_on_disk("You").await;
    wednesday(&house, &you).await;
    you.desk.send_handoff(false).await.expect("nothing is missing");
    you.stop().await;
    house.pass(minutes(3)).await;
    assert!(thread(&house).is_empty());
    you.start_again().await;
    house.pass(seconds(20)).await;
    assert_eq!(thread(&house).len(), 4);
    house.close([you]).await;
}

#[tokio::test]
async fn what_is_deleted_in_the_channel_passes_nothing_on() {
    let (house, you, ana, tour) = handed_over().await;
    ana.desk.accept(&tour, true).await.expect("it is there");
    house.pass(seconds(5)).await;
    house.world.deletes(&tour);
    house.until("2026-11-25 15:01").await;
    for desktop in [&you, &ana] {
        assert!(desktop.owners("Tour").is_empty());
        assert!(desktop.row("Tour").judged.passing.is_none());
    }
    house.close([you, ana]).await;
}

#[tokio::test]
async fn what_was_accepted_is_taken_back_before_and_after_it_went_out() {
    let (house, you, ana, tour) = handed_over().await;
    let on = || house.world.on_mark(&tour, "white_check_mark");
    ana.desk.accept(&tour, false).await.expect("it is there");
    let twice = ana.desk.accept(&tour, false).await;
    assert!(matches!(twice, Err(Refused::No(..))), "{twice:?}");
    house.pass(seconds(9)).await;
    assert_eq!(on(), NONE, "it waits");
    ana.desk.undo(None).await.expect("there is time");
    house.pass(minutes(1)).await;
    assert_eq!(on(), NONE);

    ana.desk.accept(&tour, false).await.expect("now it is meant");
    house.pass(seconds(11)).await;
    assert_eq!(on(), ["Ana"]);
    house.until("2026-11-25 15:01").await;
    assert_eq!(you.owners("Tour"), ["Ana"]);
    ana.desk.undo(None).await.expect("the mark can be taken off");
    house.pass(seconds(5)).await;
    assert_eq!(on(), NONE);
    for desktop in [&you, &ana] {
        assert!(desktop.owners("Tour").is_empty());
        assert!(desktop.rebuild().await.is_empty());
    }
    house.close([you, ana]).await;
}
