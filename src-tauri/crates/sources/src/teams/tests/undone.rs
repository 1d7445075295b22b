//! What is deleted, and what its author makes of that.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Event, ExternalId, OpenThread, PlaceId, Source};

use super::super::fake::PLACE;
use super::world::world;
use crate::conformance::Stage;

const MINUTE: TimeDelta = TimeDelta::minutes(1);

fn id(text: &str) -> ExternalId {
    ExternalId::new(text)
}

fn open(root: &str, last: DateTime<Utc>) -> OpenThread {
    let (place, root) = (PlaceId::new(PLACE), id(root));
    OpenThread { place, root, ours: true, last, watched: false }
}

#[tokio::test]
async fn what_was_deleted_is_told_again_when_that_is_taken_back() {
    let office = world().await;
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    office.fake.at(stage.now());
    let root = office.fake.happen(|it| it.post("jo", "help"));
    let reply = office.fake.happen(|it| it.reply("ana", &root, "try again"));
    office.fake.happen(|it| it.react("ana", &root, "👀"));
    stage.listen(MINUTE * 2).await;
    let stands =
        || (stage.ledger().standing(&id(&root)), office.fake.standing(&root));
    for what in [&reply, &root, &reply, &root] {
        let (before, _) = stands();
        office.fake.at(stage.now());
        office.fake.happen(|it| it.delete(what));
        stage.listen(MINUTE * 2).await;
        let (known, there) = stands();
        assert_eq!(known, there);
        assert_ne!(known, before, "{what} is gone");
        office.fake.at(stage.now());
        office.fake.happen(|it| it.restore(what));
        stage.listen(MINUTE * 2).await;
        let (known, there) = stands();
        assert_eq!((&known, &known), (&there, &before), "{what} is back");
    }
    assert!(stage.ledger().repeated().is_empty());
}

#[tokio::test]
async fn a_deletion_that_only_a_last_look_saw_is_taken_back_as_well() {
    let office = world().await;
    let stage = Stage::set(&office).await;
    let teams = office.teams();
    stage.listen_with(&teams, MINUTE).await;
    office.fake.at(stage.now());
    let root = office.fake.happen(|it| it.post("jo", "help"));
    stage.listen_with(&teams, MINUTE * 2).await;
    office.fake.at(stage.now());
    office.fake.happen(|it| it.delete(&root));
    let thread = open(&root, stage.now());
    let told = teams.check(&thread, stage.now()).await.unwrap();
    assert_eq!(told[0].event, Event::Deleted);
    let at = told[0].at;
    office.fake.happen(|it| it.restore(&root));
    stage.listen_with(&teams, MINUTE * 2).await;
    let ledger = stage.ledger();
    let back = ledger.post(&id(&root)).unwrap().restored;
    assert!(back.is_some_and(|back| back > at), "{back:?} and {at}");
}

#[tokio::test]
async fn a_last_look_that_shows_nothing_silences_nobody() {
    let office = world().await;
    let stage = Stage::set(&office).await;
    let thread = open("1772625600000", stage.now());
    let told = office.teams().check(&thread, stage.now()).await;
    assert!(told.is_err(), "{told:?}");
}
