//! A shift begins and ends: both are told once, quietly, and only to those on
//! duty.

use domain::Loudness;
use domain::alert::Begun;
use domain::handoff::NOTHING;

use crate::support::house::{Desktop, House, TeamFile, at, minutes, seconds};

const DAY: &str = "[[shifts]]
from = 2026-11-20T09:00
to = 2026-11-20T15:00
people = [\"ana\"]
[[shifts]]
from = 2026-11-20T15:00
to = 2026-11-20T18:00
people = [\"you\"]
observer = [\"lena\"]";

fn team() -> TeamFile {
    TeamFile::usual()
        .promising("urgent", "6 business hours")
        .wordless()
        .duty(DAY)
        .handing_over("questions = [\"Leads?\"]\njobs = [\"Deploy\"]")
}

async fn tells(desk: &Desktop) {
    let shift = desk.desk.begun().expect("it is still to be told");
    assert_eq!(shift.to, at("2026-11-20 18:00"));
    let begun = Begun { faults: vec!["sound".to_owned()], left: None };
    desk.desk.tell_begun(shift, &begun).await.expect("it is written down");
}

#[tokio::test]
async fn how_everything_stands_is_told_once_as_a_shift_begins() {
    let house = House::with("2026-11-20 14:00", &team());
    let mut you = house.desktop_on_disk("You").await;
    let lena = house.desktop("Lena").await;
    house.until("2026-11-20 14:59").await;
    assert_eq!(you.desk.begun(), None, "Ana is on");
    house.until("2026-11-20 15:00:10").await;
    assert!(you.desk.begun().is_some());
    assert_eq!(lena.desk.begun(), None, "who observes has nothing to try");

    // A crash before it was told loses nothing.
    you.crash().await;
    you.start_again().await;
    house.pass(seconds(40)).await;
    tells(&you).await;
    house.pass(seconds(2)).await;
    let heard = you.heard();
    let [notice] = heard.as_slice() else { panic!("{heard:?}") };
    assert_eq!(
        notice.title,
        "You are on until 18:00, and one thing is not well"
    );
    assert_eq!(notice.loudness, Loudness::Bubble, "it is quiet");
    assert_eq!(you.desk.begun(), None);

    you.stop().await;
    house.pass(minutes(5)).await;
    you.start_again().await;
    house.pass(minutes(1)).await;
    assert_eq!(you.desk.begun(), None, "once means once");
    assert_eq!(lena.titles(), [""; 0]);
    house.close([you, lena]).await;
}

#[tokio::test]
async fn of_a_shift_in_which_hotseat_is_set_up_nothing_is_told() {
    let house = House::with("2026-11-20 15:30", &team());
    let you = house.desktop("You").await;
    house.pass(minutes(2)).await;
    assert_eq!(you.desk.begun(), None, "the set-up has tried everything");
    house.close([you]).await;
}

#[tokio::test]
async fn what_is_missing_is_told_once_half_an_hour_before_the_end() {
    let house = House::with("2026-11-20 15:30", &team());
    let mut you = house.desktop_on_disk("You").await;
    let lena = house.desktop("Lena").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(5)).await;
    let id = you.id("Tour");
    you.desk.claim(id, true, None).await.expect("it is nobody's");
    house.until("2026-11-20 17:20").await;
    assert!(!you.titles().is_empty(), "the request rang");
    lena.heard();

    house.until("2026-11-20 17:31").await;
    let heard = you.heard();
    let [ends] = heard.as_slice() else { panic!("{heard:?}") };
    assert_eq!(ends.title, "Your shift ends 18:00");
    assert_eq!(
        ends.body,
        "In the handoff 1 note is missing, 1 question is open, 1 job is not \
         done."
    );
    assert_eq!(ends.loudness, Loudness::Bubble, "it is quiet");
    you.stop().await;
    you.start_again().await;
    house.until("2026-11-20 17:45").await;
    assert_eq!(you.titles(), [""; 0], "once means once");
    assert_eq!(lena.titles(), [""; 0], "who observes hands nothing over");
    house.close([you, lena]).await;
}

#[tokio::test]
async fn who_has_handed_over_is_not_reminded() {
    let house = House::with("2026-11-20 16:00", &team());
    let you = house.desktop("You").await;
    let desk = &you.desk;
    desk.answer_form("Leads?", NOTHING).await.expect("it is asked");
    let wrong = desk.tick_job("Fly", true).await;
    wrong.expect_err("the team file names no such job");
    desk.tick_job("Deploy", true).await.expect("it is a job");
    let page = desk.handoff(None).await.expect("it can be read");
    assert_eq!(page.jobs[0].done, Some(house.now()));
    desk.hand_over().await.expect("nothing is missing");
    house.until("2026-11-20 17:59").await;
    assert_eq!(you.titles(), [""; 0]);
    assert_eq!(house.world.writes(), 0, "nothing has left this computer");
    house.close([you]).await;
}

#[tokio::test]
async fn quiet_holds_both_back_until_it_ends() {
    let house = House::with("2026-11-20 17:10", &team());
    let you = house.desktop("You").await;
    you.desk.quiet(true).await.expect("it is their computer");
    house.until("2026-11-20 17:50").await;
    assert_eq!(you.titles(), [""; 0]);
    you.desk.quiet(false).await.expect("it is their computer");
    house.pass(minutes(1)).await;
    assert_eq!(you.titles(), ["Your shift ends 18:00"]);
    house.close([you]).await;
}
