//! Issues that are closed, labelled and opened beside being answered.

use domain::{CLOSED, Life};

use crate::support::house::{
    Desktop, House, Mishap, TeamFile, minutes, seconds,
};

async fn asked(house: &House) -> (Desktop, domain::ExternalId) {
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    (you, ask)
}

#[tokio::test]
async fn closing_the_issue_asks_nothing_waits_and_ends_the_request() {
    let house = House::at("2026-11-20 14:00");
    let (you, ask) = asked(&house).await;
    let id = you.id("Tour");
    you.desk.close_issue(id, false).await.expect("it waits");
    house.pass(seconds(9)).await;
    assert_eq!(house.world.on_mark(&ask, CLOSED), Vec::<String>::new());
    house.pass(seconds(2)).await;
    assert_eq!(house.world.on_mark(&ask, CLOSED), ["You"]);
    let close = you.desk.look_at(id).await.expect("it is known");
    assert!(matches!(close.entry.judged.life, Life::Closed { .. }));
    let twice = you.desk.close_issue(id, false).await;
    assert!(format!("{twice:?}").contains("closed already"), "{twice:?}");

    you.desk.undo(Some(id)).await.expect("it is opened again");
    house.pass(seconds(2)).await;
    assert_eq!(house.world.on_mark(&ask, CLOSED), Vec::<String>::new());
    assert!(you.find("Tour").is_some(), "and asks again");
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn closing_the_issue_is_not_closing_the_request() {
    let house = House::at("2026-11-20 14:00");
    let (you, ask) = asked(&house).await;
    let id = you.id("Tour");
    you.desk.close(id, true).await.expect("it is done");
    house.pass(seconds(2)).await;
    assert_eq!(house.world.on_mark(&ask, CLOSED), Vec::<String>::new());
    you.desk.close_issue(id, true).await.expect("that is another verb");
    house.pass(seconds(2)).await;
    assert_eq!(house.world.on_mark(&ask, CLOSED), ["You"]);
    house.close([you]).await;
}

#[tokio::test]
async fn an_issue_waits_five_seconds_and_can_be_taken_back_meanwhile() {
    let house = House::at("2026-11-20 14:00");
    let (you, _) = asked(&house).await;
    let id = you.id("Tour");
    let unchanged = (None, None);
    let open = async |at_once| {
        let wish = unchanged.clone();
        you.desk.open_issue(id, None, wish, at_once).await
    };
    open(false).await.expect("it waits");
    house.pass(seconds(4)).await;
    you.desk.undo(None).await.expect("there is time");
    house.pass(minutes(1)).await;
    assert_eq!(house.world.issues(), []);

    open(false).await.expect("it waits");
    house.pass(seconds(6)).await;
    let [(title, body)] = house.world.issues().try_into().expect("one");
    assert_eq!(title, "Tour 4711 is stuck");
    assert!(body.contains("Asked by Dirk"), "{body}");
    assert!(body.contains("~~~text\nTour 4711 is stuck\n~~~"), "{body}");
    let close = you.desk.look_at(id).await.expect("it is known");
    let notes: Vec<&str> =
        close.notes.iter().map(|note| note.text.as_str()).collect();
    let noted = "Issue opened: backend #7 https://chat.example/issues/7";
    assert_eq!(notes, [noted]);
    let undone = you.desk.undo(None).await;
    assert!(format!("{undone:?}").contains("has been opened"), "{undone:?}");
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn an_issue_is_opened_once_though_the_answer_was_lost() {
    let house = House::at("2026-11-20 14:00");
    let (you, _) = asked(&house).await;
    let id = you.id("Tour");
    house.world.mishap(Mishap::AfterEffect);
    let wish = (Some("Stuck tours".to_owned()), Some("See chat.".to_owned()));
    you.desk.open_issue(id, Some("support"), wish, true).await.expect("asked");
    house.pass(minutes(2)).await;
    let wanted = ("Stuck tours".to_owned(), "See chat.".to_owned());
    assert_eq!(house.world.issues(), [wanted]);
    let close = you.desk.look_at(id).await.expect("it is known");
    assert_eq!(close.notes.len(), 1, "and noted once");
    house.close([you]).await;
}

#[tokio::test]
async fn every_mail_of_a_request_is_put_away_with_it() {
    let team = TeamFile::usual().reading_mail();
    let house = House::with("2026-11-20 14:00", &team);
    let you = house.desktop("You").await;
    let first = house.world.posts("Pia", "inbox", "Which ferry is mine?");
    house.pass(seconds(2)).await;
    let second = house.world.posts("Pia", "inbox", "The one at nine?");
    house.pass(seconds(2)).await;
    let id = you.id("Which ferry");
    you.desk.close(id, true).await.expect("it is done");
    house.pass(seconds(5)).await;
    for mail in [&first, &second] {
        let done = house.world.on_mark(mail, "white_check_mark");
        assert_eq!(done, ["You"], "{mail}");
    }
    you.desk.undo(Some(id)).await.expect("they come back");
    house.pass(seconds(5)).await;
    for mail in [&first, &second] {
        let done = house.world.on_mark(mail, "white_check_mark");
        assert_eq!(done, Vec::<String>::new(), "{mail}");
    }
    house.close([you]).await;
}
