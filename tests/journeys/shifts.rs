//! A shift ends and another begins.

use crate::support::house::{House, TeamFile, minutes, seconds};

const WEEK: &str = "[[shifts]]
from = 2026-11-20T09:00
to = 2026-11-20T15:00
people = [\"ana\"]
[[shifts]]
from = 2026-11-20T15:00
to = 2026-11-20T18:00
people = [\"you\"]";

#[tokio::test]
async fn what_the_leaver_had_is_nobodys_and_rings_for_the_arriving() {
    let team = TeamFile::usual()
        .promising("urgent", "2 business hours")
        .wordless()
        .duty(WEEK);
    let house = House::with("2026-11-20 14:00", &team);
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(1)).await;
    house.world.marks("Ana", &ask, "eyes");
    house.pass(minutes(1)).await;
    assert_eq!(you.titles(), Vec::<String>::new(), "it is not my turn");
    assert_eq!(you.owners("Tour"), ["Ana"]);

    house.until("2026-11-20 15:00:01").await;
    assert_eq!(you.owners("Tour"), Vec::<String>::new());
    assert_eq!(you.row("Tour").judged.looking.len(), 1, "Ana is looking");
    assert_eq!(you.remark(), "You are on support now.");
    let id = you.id("Tour");
    assert!(you.desk.claim(id, false, None).await.is_err(), "hands off");
    house.pass(seconds(2)).await;
    you.desk.claim(id, false, None).await.expect("it is nobody's");
    house.pass(seconds(1)).await;
    assert_eq!(you.owners("Tour"), ["You"]);
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn a_shift_that_changed_while_nobody_ran_is_judged_at_the_start() {
    let team = TeamFile::usual()
        .promising("urgent", "2 business hours")
        .wordless()
        .duty(WEEK);
    let house = House::with("2026-11-20 14:00", &team);
    let mut you = house.desktop_on_disk("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(1)).await;
    house.world.marks("Ana", &ask, "eyes");
    house.pass(minutes(1)).await;
    you.stop().await;
    house.until("2026-11-20 15:10").await;
    you.start_again().await;
    house.pass(seconds(2)).await;
    assert_eq!(you.owners("Tour"), Vec::<String>::new());
    house.close([you]).await;
}

#[tokio::test]
async fn a_restart_as_the_shift_begins_tells_nothing_twice() {
    let team = TeamFile::usual()
        .promising("urgent", "2 business hours")
        .wordless()
        .duty(WEEK);
    let house = House::with("2026-11-20 14:59:30", &team);
    let mut you = house.desktop_on_disk("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.until("2026-11-20 15:00:05").await;
    assert_eq!(you.titles(), ["1 waiting since 14:59, first due 16:59"]);
    house.world.posts("Maya", "backend", "Label printer dead");
    house.pass(seconds(5)).await;
    assert_eq!(you.titles(), ["New, due 17:00: Label printer dead"]);

    // It was not written down yet that the shift has begun.
    you.crash().await;
    house.pass(seconds(5)).await;
    you.start_again().await;
    house.pass(seconds(5)).await;
    assert_eq!(you.titles(), [""; 0]);
    let label = you.desk.look_at(you.id("Label")).await.expect("it is there");
    assert_eq!(label.alerts.len(), 1, "its arrival: {:?}", label.alerts);
    assert_eq!(label.alerts[0].hushed, "");
    let tour = you.desk.look_at(you.id("Tour")).await.expect("it is there");
    let before = tour.alerts.iter().filter(|it| it.hushed.contains("before"));
    assert_eq!(before.count(), 1, "the digest: {:?}", tour.alerts);
    house.close([you]).await;
}

#[tokio::test]
async fn who_claims_off_duty_is_told_that_they_only_look() {
    let house = House::at("2026-11-20 14:00");
    let noor = house.desktop("Noor").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = noor.id("Tour 4711");
    let claimed = noor.desk.claim(id, true, None).await.expect("allowed");
    assert_eq!(claimed.words, "You are looking. Chat shows it.");
    house.pass(seconds(2)).await;
    assert_eq!(noor.owners("Tour 4711"), [""; 0], "nobody has it for that");
    house.close([noor]).await;
}
