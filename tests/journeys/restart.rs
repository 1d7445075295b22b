//! The power fails at every batch, and what is told is told again and again.

use crate::support::house::{Cut, Desktop, House, minutes, seconds};

/// A little of everything, and time to read it.
async fn a_little_life(house: &House) {
    let stuck = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(3)).await;
    let dead = house.world.posts("Maya", "backend", "Label printer dead");
    house.world.marks("Ana", &stuck, "eyes");
    house.pass(seconds(3)).await;
    house.world.replies("Ana", &stuck, "Which hub is it?");
    house.world.edits(&dead, "Label printer dead in hall 3");
    house.pass(seconds(3)).await;
    house.world.replies("Dirk", &stuck, "Hub 9");
    house.world.marks("Mika", &dead, "white_check_mark");
    let gone = house.world.posts("Ole", "support", "Never mind");
    house.pass(seconds(3)).await;
    house.world.deletes(&gone);
    let slip = house.world.posts("Dirk", "support", "The van is stuck");
    house.pass(seconds(3)).await;
    house.world.deletes(&slip);
    house.pass(seconds(3)).await;
    house.world.restores(&slip);
    house.pass(seconds(40)).await;
}

fn outcome(desktop: &Desktop) -> Vec<String> {
    let picture = desktop.picture();
    let told = picture.entries.iter().map(|entry| {
        let j = &entry.judged;
        format!("{} {:?} {:?} {:?}", j.gist, j.life, j.owners, j.deadline)
    });
    told.collect()
}

#[tokio::test]
async fn whatever_is_cut_nothing_is_lost() {
    for n in 1..=6 {
        for cut in [Cut::Before(n), Cut::After(n)] {
            let house = House::at("2026-11-20 14:00");
            let ana = house.desktop("Ana").await;
            let mut you = house.desktop_on_disk("You").await;
            house.world.cuts_power("You", cut);
            let life = tokio::select! {
                biased;
                () = house.world.power_fails() => false,
                () = a_little_life(&house) => true,
            };
            assert!(!life, "{cut:?} does not happen");
            you.crash().await;
            you.start_again().await;
            house.pass(seconds(5)).await;
            let (mine, hers) = (outcome(&you), outcome(&ana));
            assert_eq!(mine, hers, "nothing is lost: {cut:?}");
            assert!(you.rebuild().await.is_empty(), "{cut:?}");
            house.close([you, ana]).await;
        }
    }
}

#[tokio::test]
async fn what_is_told_twice_and_in_disorder_is_one_fact_each() {
    let calm = House::at("2026-11-20 14:00");
    let one = calm.desktop("You").await;
    a_little_life(&calm).await;
    let wild = House::at("2026-11-20 14:00");
    wild.world.repeats_itself(7);
    let other = wild.desktop("You").await;
    a_little_life(&wild).await;
    assert_eq!(outcome(&one), outcome(&other));
    let facts = |desktop: &Desktop| desktop.desk.clone();
    let (calm_log, wild_log) = (
        facts(&one).rebuild().await.expect("a log"),
        facts(&other).rebuild().await.expect("a log"),
    );
    assert_eq!(calm_log.requests, wild_log.requests);
    assert!(wild_log.mended.is_empty());
    calm.close([one]).await;
    wild.close([other]).await;
}

#[tokio::test]
async fn a_claim_survives_a_restart() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    you.desk.claim(you.id("Tour"), false, None).await.expect("it is free");
    house.pass(seconds(2)).await;
    you.crash().await;
    house.pass(minutes(1)).await;
    you.start_again().await;
    assert_eq!(you.owners("Tour"), ["You"], "before anything is read");
    house.pass(minutes(1)).await;
    assert_eq!(house.world.on_mark(&ask, "eyes"), ["You"]);
    assert_eq!(house.world.answers(&ask).len(), 1);
    house.close([you]).await;
}

#[tokio::test]
async fn a_gap_on_duty_is_told_at_the_next_start() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    house.until("2026-11-20 14:02").await;
    you.stop().await;
    house.until("2026-11-20 14:10").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.until("2026-11-20 14:20").await;
    you.start_again().await;
    house.pass(seconds(3)).await;
    let heard = you.heard();
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert_eq!(heard[0].title, "Not watching 14:02 to 14:20");
    assert_eq!(heard[0].body, "1 came: 1 overdue.\nTour 4711 is stuck");
    house.close([you]).await;
}

#[tokio::test]
async fn connecting_anew_in_the_middle_of_a_read_loses_nothing() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop_on_disk("You").await;
    for n in 0..60 {
        let who = format!("Customer {n}");
        house.world.posts(&who, "backend", "Where is my tour?");
        let anew = async {
            // Each time a little later.
            for _ in 0..n * 40 {
                tokio::task::yield_now().await;
            }
            you.desk.reconnect().await;
        };
        tokio::join!(house.pass(seconds(1)), anew);
    }
    house.pass(seconds(5)).await;
    assert_eq!(you.queue().len(), 60);
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}
