//! The first read of a channel, with seven days of history.

use domain::ExternalId;

use crate::support::house::{Desktop, House, Said, at, minutes};

fn asked(house: &House, who: &str, words: &str, time: &str) -> ExternalId {
    house.world.post(Said::by(who, "backend", words).at(at(time)))
}

fn said(house: &House, who: &str, root: &ExternalId, words: (&str, &str)) {
    let (words, time) = words;
    house.world.post(Said::by(who, "backend", words).under(root).at(at(time)));
}

fn a_week(house: &House) {
    asked(house, "Dirk", "Tour 4711 is stuck", "2026-11-17 10:00");
    let answered = asked(house, "Maya", "Printer dead", "2026-11-17 11:00");
    said(house, "Ana", &answered, ("It is on again.", "2026-11-17 11:03"));
    let thanked = asked(house, "Ole", "Export is empty", "2026-11-18 09:30");
    said(house, "Mika", &thanked, ("Try again now.", "2026-11-18 09:34"));
    said(house, "Ole", &thanked, ("Thanks!", "2026-11-18 09:40"));
    let again = asked(house, "Ines", "Login fails", "2026-11-19 15:00");
    said(house, "Ana", &again, ("Reset it.", "2026-11-19 15:02"));
    said(house, "Ines", &again, ("It fails again.", "2026-11-19 16:00"));
    let closed = asked(house, "Jan", "Wrong address", "2026-11-19 16:30");
    house.world.marks("Ana", &closed, "white_check_mark");
}

fn open(desktop: &Desktop) -> Vec<String> {
    desktop.queue().into_iter().map(|(_, gist)| gist).collect()
}

#[tokio::test]
async fn only_what_waits_for_us_is_opened_and_one_digest_tells_of_it() {
    let house = House::at("2026-11-20 14:00");
    a_week(&house);
    let you = house.desktop("You").await;
    assert_eq!(open(&you), ["Tour 4711 is stuck", "Login fails"]);
    let heard = you.heard();
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert_eq!(heard[0].title, "2 open, the oldest since Tue 10:00");
    house.pass(minutes(30)).await;
    assert_eq!(you.titles(), Vec::<String>::new(), "history rings nobody");
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn an_empty_channel_says_nothing() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.pass(minutes(5)).await;
    assert_eq!(you.titles(), Vec::<String>::new());
    house.close([you]).await;
}

#[tokio::test]
async fn a_second_start_tells_nothing_twice() {
    let house = House::at("2026-11-20 14:00");
    a_week(&house);
    let mut you = house.desktop_on_disk("You").await;
    you.heard();
    you.stop().await;
    you.start_again().await;
    house.pass(minutes(5)).await;
    assert_eq!(you.titles(), Vec::<String>::new());
    assert_eq!(open(&you), ["Tour 4711 is stuck", "Login fails"]);
    house.close([you]).await;
}
