//! What is told of a repository, and what it costs.

use chrono::TimeDelta;
use domain::{Bots, Event, GroupId, Mention, Raise, SourceId};

use super::super::map::{below, root};
use super::world::{Office, logins, noon, world};
use crate::conformance::Stage;

const MINUTE: TimeDelta = TimeDelta::minutes(1);
const DAY: TimeDelta = TimeDelta::days(1);

async fn watched(office: &Office) -> Stage<'_> {
    let stage = Stage::set(office).await;
    stage.listen(MINUTE).await;
    office.fake.calls();
    stage
}

/// The marks that were told last at an issue, with the people on them.
fn marks(stage: &Stage<'_>, number: u64) -> Vec<(String, Vec<String>)> {
    let last =
        stage.ledger().came.into_iter().rev().find_map(|came| {
            match came.activity.event {
                Event::Marks { marks }
                    if came.activity.root == root(number) =>
                {
                    Some(marks)
                }
                _ => None,
            }
        });
    let named = |mark: domain::Mark| {
        let by = logins(&mark.by).into_iter().map(str::to_owned).collect();
        (mark.name, by)
    };
    last.unwrap_or_default().into_iter().map(named).collect()
}

#[tokio::test]
async fn history_holds_what_is_open_and_was_talked_about() {
    let office = world().await;
    let at = |days: i64| noon() - DAY * i32::try_from(days).unwrap();
    office.fake.at(at(400));
    let forgotten = office.fake.happen(|it| it.open("jo", "an old wish"));
    let woken = office.fake.happen(|it| it.open("jo", "an old trouble"));
    office.fake.at(at(5));
    office.fake.happen(|it| it.label("ana", forgotten, "wish"));
    office.fake.happen(|it| it.comment("jo", woken, "again"));
    let new = office.fake.happen(|it| it.open("jo", "a new one"));
    let closed = office.fake.happen(|it| it.open("jo", "a closed one"));
    office.fake.happen(|it| it.close("ana", closed));
    office.fake.at(noon());
    let stage = watched(&office).await;
    let ledger = stage.ledger();
    assert!(ledger.post(&root(new)).is_some());
    assert!(ledger.post(&root(woken)).is_some(), "somebody wrote in it");
    assert!(ledger.post(&root(forgotten)).is_none(), "a label is no question");
    assert!(ledger.post(&root(closed)).is_none());
    assert!(ledger.came.iter().all(|came| came.history));
}

#[tokio::test]
async fn whoever_writes_in_an_old_issue_is_news_and_the_rest_is_history() {
    let office = world().await;
    office.fake.at(noon() - DAY * 90);
    let old = office.fake.happen(|it| it.open("jo", "an old one"));
    let before = office.fake.happen(|it| it.comment("ana", old, "fixed?"));
    office.fake.happen(|it| it.close("ana", old));
    office.fake.at(noon());
    let stage = watched(&office).await;
    assert!(stage.ledger().post(&root(old)).is_none());
    let again = office.fake.happen(|it| it.comment("jo", old, "it is back"));
    stage.listen(MINUTE).await;
    let came = stage.ledger().came;
    let told = |id| came.iter().find(|it| it.activity.external == id);
    assert!(told(root(old)).is_some_and(|it| it.history));
    assert!(told(below(before)).is_some_and(|it| it.history));
    assert!(told(below(again)).is_some_and(|it| !it.history));
}

#[tokio::test]
async fn more_than_a_page_is_read_to_its_end() {
    let office = world().await;
    for n in 0..230 {
        office.fake.happen(|it| it.open("jo", &format!("old {n}")));
    }
    let stage = watched(&office).await;
    let count = stage.ledger().came.len();
    assert_eq!(count, 230);
    let talked = office.fake.happen(|it| it.open("jo", "a long talk"));
    for n in 0..130 {
        office.fake.happen(|it| it.comment("jo", talked, &format!("{n}")));
    }
    stage.pass(MINUTE * 3).await;
    stage.listen(MINUTE).await;
    let texts = stage.ledger().standing(&root(talked)).map(|it| it.texts.len());
    assert_eq!(texts, Some(131));
}

#[tokio::test]
async fn an_assignee_has_it_and_so_does_who_looks_in_the_order_of_the_roster() {
    let mut office = world().await;
    office.mate("Bob");
    office.mate("Ana");
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = watched(&office).await;
    office.fake.happen(|it| it.assign("ana", number));
    office.fake.happen(|it| it.assign("bob", number));
    stage.listen(MINUTE).await;
    office.fake.happen(|it| it.look("jo", number));
    stage.listen(MINUTE).await;
    let all = ["Bob", "Ana", "jo"].map(str::to_owned);
    let eyes = ("eyes".to_owned(), all.to_vec());
    assert_eq!(marks(&stage, number), [eyes]);
}

#[tokio::test]
async fn bots_and_pull_requests_ask_only_where_the_team_file_says_so() {
    let mut office = world().await;
    let bot = office.fake.happen(|it| it.open("dependabot[bot]", "bump x"));
    let pull = office.fake.happen(|it| it.open("jo", "my first change"));
    let mark = |it: &mut super::super::fake::State| {
        let issue = it.issues.get_mut(&pull).unwrap();
        issue["pull_request"] = serde_json::json!({ "url": "https://x" });
    };
    office.fake.happen(mark);
    assert_eq!(watched(&office).await.ledger().came.len(), 0);
    let place = &mut office.rules.sources[0].places[0];
    place.bots = Bots::Alerts;
    place.options.insert("pulls".into(), "true".into());
    let ledger = watched(&office).await.ledger();
    let alert = ledger.post(&root(bot)).unwrap();
    assert!(!alert.author.human && alert.alert.is_some());
    assert!(ledger.post(&root(pull)).is_some_and(|it| it.author.human));
}

#[tokio::test]
async fn a_team_that_is_named_is_known_by_the_name_in_the_team_file() {
    let mut office = world().await;
    office.rules.raises = vec![Raise {
        source: SourceId::new("github"),
        group: GroupId::new("@acme/oncall"),
        priority: domain::Priority::Urgent,
    }];
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let id = office.fake.happen(|it| it.comment("jo", number, "@Acme/OnCall!"));
    let ledger = watched(&office).await.ledger();
    let group = Mention::Group { id: GroupId::new("@acme/oncall") };
    assert_eq!(ledger.post(&below(id)).unwrap().mentions, [group]);
}

#[tokio::test]
async fn what_somebody_is_to_the_repository_is_shown() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let first = |it: &mut super::super::fake::State| {
        let issue = it.issues.get_mut(&number).unwrap();
        issue["author_association"] = "FIRST_TIME_CONTRIBUTOR".into();
    };
    office.fake.happen(first);
    let ledger = watched(&office).await.ledger();
    let post = ledger.post(&root(number)).unwrap();
    assert_eq!(post.author.of.as_deref(), Some("first time here"));
    let link = post.link.as_deref();
    assert_eq!(link, Some("https://github.com/acme/widgets/issues/1"));
}

#[tokio::test]
async fn an_edited_comment_shows_within_five_minutes() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let id = office.fake.happen(|it| it.comment("jo", number, "it is slow"));
    let stage = watched(&office).await;
    stage.open(&[root(number)]);
    stage.listen(MINUTE).await;
    office.fake.happen(|it| it.edit_comment(id, "it is down"));
    stage.listen(MINUTE * 6).await;
    let ledger = stage.ledger();
    let said = ledger.post(&below(id)).map(|post| post.text.words());
    assert_eq!(said.as_deref(), Some("it is down"));
}
