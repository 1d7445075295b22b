//! Holidays that come from an address.

use chrono::TimeDelta;

use crate::support::calendar::{CalendarServer, holidays};
use crate::support::house::{Desktop, House, TeamFile, at, minutes, seconds};

/// The usual team, which is free on the days of a server.
fn team(server: &CalendarServer) -> String {
    let text = TeamFile::usual().promising("urgent", "30 business minutes");
    let from = format!("[calendar]\nholidays_from = \"{}\"", server.address());
    let text = text.text();
    assert!(text.contains("[calendar]"), "{text}");
    text.replace("[calendar]", &from)
}

fn due(desktop: &Desktop) -> String {
    let judged = desktop.row("Tour").judged;
    judged.deadline.as_ref().expect("a deadline").due.to_string()
}

fn failed(desktop: &Desktop) -> Option<String> {
    desktop.desk.calendars()[0].failed.clone()
}

#[tokio::test]
async fn a_holiday_that_comes_late_moves_what_is_open_and_says_so() {
    let server = CalendarServer::start();
    let house = House::at("2026-11-20 14:00");
    house.rules(&team(&server));
    let mut you = house.desktop_on_disk("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let ordinary = at("2026-11-20 14:30:02").to_string();
    assert_eq!(due(&you), ordinary, "no start waits for a server");
    let why = failed(&you).expect("it is down");
    assert!(why.contains("status 503"), "{why}");

    server.serves(&holidays(&["20261120", "20261123"]));
    house.pass(minutes(61)).await;
    assert_eq!(failed(&you), None);
    let later = at("2026-11-24 09:30:00").to_string();
    assert_eq!(due(&you), later, "Friday and Monday are free");
    assert_eq!(you.remark(), "A calendar has changed: 1 deadline moved.");

    let asked = server.asked().len();
    you.stop().await;
    you.start_again().await;
    house.pass(seconds(2)).await;
    let again = server.asked();
    assert_eq!(again.len(), asked + 1, "it is asked at every start");
    assert!(again[asked].contains("if-none-match: \"v1\""), "{again:?}");
    assert_eq!(failed(&you), None, "and still is the same");
    assert_eq!(due(&you), later);
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn the_last_good_copy_holds_and_its_age_is_told_after_a_week() {
    let server = CalendarServer::start();
    server.serves(&holidays(&["20261120", "20261123"]));
    let house = House::at("2026-11-20 14:00");
    house.rules(&team(&server));
    let you = house.desktop_on_disk("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(61)).await;
    let later = at("2026-11-24 09:30:00").to_string();
    assert_eq!(due(&you), later);

    server.serves("<html>Please sign in</html>");
    house.sleeps(TimeDelta::days(2)).await;
    house.pass(seconds(2)).await;
    let why = failed(&you).expect("that is no calendar");
    assert!(why.contains("no iCalendar file"), "{why}");
    assert_eq!(due(&you), later, "the last good copy holds");
    assert!(!you.remark().contains("out of date"), "{}", you.remark());
    house.sleeps(TimeDelta::days(6)).await;
    house.pass(seconds(2)).await;
    let told = you.remark();
    assert!(told.contains("may be out of date: fetched"), "{told}");
    house.close([you]).await;
}
