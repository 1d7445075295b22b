//! A lid that is closed from 14:00 to 15:10, with three arrivals.

use crate::support::house::{House, Said, TeamFile, at, minutes, seconds};

#[tokio::test]
async fn one_bubble_tells_what_came_and_how_it_stands() {
    let team = TeamFile::usual().promising("urgent", "30 business minutes");
    let house = House::with("2026-11-20 13:50", &team);
    let you = house.desktop("You").await;
    house.until("2026-11-20 14:00").await;

    let say = |who, words, time| {
        house.world.post(Said::by(who, "backend", words).at(at(time)))
    };
    say("Dirk", "Tour 4711 is stuck", "2026-11-20 14:10");
    let second = say("Maya", "Label printer dead", "2026-11-20 14:55");
    let ana = ("Ana", at("2026-11-20 15:01"));
    house.world.marks_at(ana, &second, "eyes");
    say("Ole", "Export is empty", "2026-11-20 15:10");
    house.close_lid(minutes(70)).await;
    house.pass(seconds(3)).await;

    let heard = you.heard();
    assert_eq!(heard.len(), 1, "ONE bubble: {heard:?}");
    assert_eq!(heard[0].title, "Not watching 14:00 to 15:10");
    assert_eq!(
        heard[0].body,
        "3 came: 1 overdue, 1 with Ana, 1 due 15:40.\nTour 4711 is stuck\n\
         Label printer dead\nExport is empty"
    );

    house.pass(minutes(1)).await;
    assert_eq!(
        you.titles(),
        ["Overdue since 14:40: Tour 4711 is stuck"],
        "from now on it rings as always"
    );
    house.close([you]).await;
}

#[tokio::test]
async fn a_lid_that_was_closed_over_nothing_says_so() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.close_lid(minutes(10)).await;
    house.pass(seconds(3)).await;
    let heard = you.heard();
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert_eq!(heard[0].title, "Not watching 14:00 to 14:10");
    assert_eq!(heard[0].body, "Nothing came.");
    house.close([you]).await;
}

#[tokio::test]
async fn nobody_off_duty_is_told_that_they_were_not_watching() {
    let house = House::at("2026-11-20 14:00");
    let noor = house.desktop("Noor").await;
    house.close_lid(minutes(70)).await;
    house.pass(minutes(5)).await;
    assert_eq!(noor.titles(), Vec::<String>::new());
    house.close([noor]).await;
}
