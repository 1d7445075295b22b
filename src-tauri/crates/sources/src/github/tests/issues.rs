//! What is done with issues beside answering them.

use chrono::TimeDelta;
use domain::{
    CLOSED, Deed, Done, Event, Fault, Mark, Source, VOTE, label_mark,
};

use super::super::fake::{ME, Trouble};
use super::super::map::root;
use super::world::{logins, world};
use crate::conformance::Stage;

const MINUTE: TimeDelta = TimeDelta::minutes(1);

fn by<'m>(marks: &'m [Mark], name: &str) -> Vec<&'m str> {
    let mark = marks.iter().find(|mark| mark.name == name);
    mark.map_or_else(Vec::new, |mark| logins(&mark.by))
}

/// All sets of marks that were told.
fn told(stage: &Stage<'_>) -> Vec<Vec<Mark>> {
    let came = stage.ledger().came.into_iter();
    came.filter_map(|it| match it.activity.event {
        Event::Marks { marks } => Some(marks),
        _ => None,
    })
    .collect()
}

fn shut() -> Deed {
    Deed::Mark { name: CLOSED.to_owned() }
}

fn bug() -> String {
    label_mark("bug")
}

fn wish() -> Deed {
    let title = "Labels are blank".to_owned();
    Deed::Open { title, body: "Asked by Jo in Slack\n".to_owned() }
}

#[tokio::test]
async fn the_issue_itself_is_closed_and_opened_again() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = Stage::set(&office).await;
    let github = office.github();
    let close = stage.action("a1", &root(number), shut());
    assert_eq!(github.confirm(&close).await.unwrap(), Done::NotThere);
    let marks = github.perform(&close).await.unwrap().marks.unwrap();
    assert_eq!(by(&marks, CLOSED), [ME]);
    let done = github.confirm(&close).await.unwrap();
    assert!(matches!(done, Done::There(_)), "{done:?}");

    let deed = Deed::Unmark { name: CLOSED.to_owned() };
    let open = stage.action("a2", &root(number), deed);
    let marks = github.perform(&open).await.unwrap().marks.unwrap();
    assert_eq!(marks, []);
}

#[tokio::test]
async fn closing_is_refused_to_whoever_may_not_and_they_hear_why() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = Stage::set(&office).await;
    let answer = r#"{"message":"Must have admin rights to Repository."}"#;
    let call = format!("PATCH repos/acme/widgets/issues/{number}");
    office.fake.trouble(&call, Trouble::Status(403, "", answer));
    let close = stage.action("a1", &root(number), shut());
    let fault = office.github().perform(&close).await.unwrap_err();
    assert!(matches!(&fault, Fault::Refused { .. }), "{fault:?}");
}

#[tokio::test]
async fn a_label_is_hung_by_hand_if_the_repository_has_it() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    office.fake.happen(|it| it.labels = vec!["bug"]);
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    let github = office.github();
    let on = Deed::Mark { name: bug() };
    let hang = stage.action("a1", &root(number), on);
    let marks = github.perform(&hang).await.unwrap().marks.unwrap();
    assert!(marks.iter().any(|mark| mark.name == bug()));
    stage.listen(MINUTE).await;
    let last = told(&stage).pop().unwrap();
    assert!(last.iter().any(|mark| mark.name == bug()), "it is read as well");

    let off = stage.action("a2", &root(number), Deed::Unmark { name: bug() });
    assert_eq!(github.perform(&off).await.unwrap().marks.unwrap(), []);

    let slip = Deed::Mark { name: label_mark("bgu") };
    let slip = stage.action("a3", &root(number), slip);
    let fault = github.perform(&slip).await.unwrap_err();
    assert!(fault.to_string().contains("no label \"bgu\""), "{fault}");
}

#[tokio::test]
async fn an_issue_is_opened_once_though_its_answer_was_lost() {
    let office = world().await;
    let stage = Stage::set(&office).await;
    let github = office.github();
    let open = stage.action("a1", &root(0), wish());
    assert_eq!(github.confirm(&open).await.unwrap(), Done::NotThere);
    let call = "POST repos/acme/widgets/issues";
    office.fake.trouble(call, Trouble::Lost);
    let fault = github.perform(&open).await.unwrap_err();
    assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
    let Done::There(found) = github.confirm(&open).await.unwrap() else {
        panic!("it is there");
    };
    assert_eq!(github.perform(&open).await.unwrap(), found);
    assert_eq!(found.external, Some(root(1)));
    let link = "https://github.com/acme/widgets/issues/1";
    assert_eq!(found.link.as_deref(), Some(link));
    assert_eq!(office.fake.state().issues.len(), 1, "and no second one");
}

#[tokio::test]
async fn who_wants_it_is_told_and_told_anew_when_it_is_wanted_more() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    office.fake.happen(|it| it.thumbs.push((number, "sam".into())));
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    assert_eq!(by(&told(&stage).pop().unwrap(), VOTE), ["sam"]);
    office.fake.happen(|it| it.thumbs.push((number, "kim".into())));
    stage.listen(MINUTE).await;
    assert_eq!(by(&told(&stage).pop().unwrap(), VOTE), ["sam", "kim"]);
}

#[tokio::test]
async fn an_edited_issue_is_told_with_what_stands_at_it() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    office.fake.happen(|it| it.assign("ana", number));
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    let before = told(&stage);
    office.fake.happen(|it| it.edit(number, "@acme/oncall help"));
    stage.listen(MINUTE).await;
    let after = told(&stage);
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(after.last(), before.last(), "the same marks once more");
}
