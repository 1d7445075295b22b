//! Issues that are closed, by label or altogether.

use chrono::TimeDelta;
use domain::{CLOSED, Deed, Event, Mark, Source};

use super::super::map::root;
use super::world::{logins, world};
use crate::conformance::Stage;

const MINUTE: TimeDelta = TimeDelta::minutes(1);

fn mark<'m>(marks: &'m [Mark], name: &str) -> Vec<&'m str> {
    let mark = marks.iter().find(|mark| mark.name == name);
    mark.map_or_else(Vec::new, |mark| logins(&mark.by))
}

#[tokio::test]
async fn an_issue_that_its_author_closes_is_closed_when_github_says() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    office.fake.happen(|it| it.comment("jo", number, "found it"));
    office.fake.happen(|it| it.close("jo", number));
    let closed = office.fake.now() - TimeDelta::seconds(1);
    stage.pass(MINUTE).await;
    stage.listen(MINUTE).await;
    let came = stage.ledger().came;
    let last = came
        .iter()
        .rev()
        .map(|it| &it.activity)
        .find(|it| matches!(it.event, Event::Marks { .. }));
    let last = last.unwrap();
    let Event::Marks { marks } = &last.event else { unreachable!() };
    assert_eq!(mark(marks, CLOSED), ["jo"]);
    assert_eq!((last.at, last.since), (closed, None));
}

#[tokio::test]
async fn the_label_of_the_teams_choice_closes_for_whoever_hung_it() {
    let mut office = world().await;
    office.option("close_label", "Answered");
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    office.fake.happen(|it| it.label("bob", number, "bug"));
    office.fake.happen(|it| it.label("ana", number, "answered"));
    stage.listen(MINUTE).await;
    let came = stage.ledger().came;
    let told = came.iter().rev().find_map(|it| match &it.activity.event {
        Event::Marks { marks } => Some(marks),
        _ => None,
    });
    assert_eq!(mark(told.unwrap(), "white_check_mark"), ["ana"]);
}

#[tokio::test]
async fn closing_hangs_the_label_and_taking_it_back_takes_it_off() {
    let mut office = world().await;
    office.option("close_label", "all done");
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = Stage::set(&office).await;
    let github = office.github();
    let name = || "white_check_mark".to_owned();
    let set = stage.action("a1", &root(number), Deed::Mark { name: name() });
    let marks = github.perform(&set).await.unwrap().marks.unwrap();
    assert_eq!(mark(&marks, "white_check_mark"), ["mia"]);
    let off = stage.action("a2", &root(number), Deed::Unmark { name: name() });
    for _ in 0..2 {
        let marks = github.perform(&off).await.unwrap().marks.unwrap();
        assert_eq!(marks, []);
    }
}

#[tokio::test]
async fn without_a_label_nothing_closes_there_and_the_source_says_so() {
    let office = world().await;
    let github = office.github();
    assert_eq!(github.abilities().close_mark, None);
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = Stage::set(&office).await;
    let deed = Deed::Mark { name: "white_check_mark".into() };
    let action = stage.action("a1", &root(number), deed);
    let no = github.perform(&action).await.unwrap_err();
    assert!(no.to_string().contains("close_label"), "{no}");
}
