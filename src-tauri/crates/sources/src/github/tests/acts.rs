//! What goes out to GitHub, and what a probe says.

use chrono::TimeDelta;
use domain::{Deed, Done, Fault, Source};

use super::super::fake::{ME, Trouble};
use super::super::map::root;
use super::world::{logins, world};
use crate::conformance::Stage;

fn eyes() -> Deed {
    Deed::Mark { name: "eyes".into() }
}

fn words(text: &str) -> Deed {
    Deed::Reply { text: text.into() }
}

#[tokio::test]
async fn whoever_may_not_be_assigned_looks_instead() {
    let office = world().await;
    office.fake.assignable(&["ana"]);
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = Stage::set(&office).await;
    let github = office.github();
    let claim = stage.action("a1", &root(number), eyes());
    let marks = github.perform(&claim).await.unwrap().marks.unwrap();
    assert_eq!(logins(&marks[0].by), [ME]);
    assert!(
        office.fake.state().reactions.len() == 1,
        "a reaction, and no more"
    );
    let done = github.confirm(&claim).await.unwrap();
    assert!(matches!(done, Done::There(_)), "{done:?}");
    let deed = Deed::Unmark { name: "eyes".into() };
    let release = stage.action("a2", &root(number), deed);
    let marks = github.perform(&release).await.unwrap().marks.unwrap();
    assert_eq!(marks, []);
}

#[tokio::test]
async fn a_reply_whose_answer_is_lost_is_unknown_and_then_found() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = Stage::set(&office).await;
    let action = stage.action("a1", &root(number), words("on <it>"));
    let call = "POST repos/acme/widgets/issues/1/comments";
    office.fake.trouble(call, Trouble::Lost);
    let github = office.github();
    let fault = github.perform(&action).await.unwrap_err();
    assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
    let done = github.confirm(&action).await.unwrap();
    assert!(matches!(done, Done::There(_)), "{done:?}");
    github.perform(&action).await.unwrap();
    let standing = office.fake.standing(number).unwrap();
    assert_eq!(standing.texts, ["help", "on &lt;it>"], "and not sent again");
}

#[tokio::test]
async fn the_same_words_of_somebody_else_are_not_ours() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = Stage::set(&office).await;
    let action = stage.action("a1", &root(number), words("on it"));
    office.fake.at(stage.now());
    office.fake.happen(|it| it.comment("ana", number, "on it"));
    let github = office.github();
    assert_eq!(github.confirm(&action).await, Ok(Done::NotThere));
    github.perform(&action).await.unwrap();
    let standing = office.fake.standing(number).unwrap();
    assert_eq!(standing.texts, ["help", "on it", "on it"]);
}

#[tokio::test]
async fn a_deleted_issue_is_neither_claimed_nor_answered() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "oops"));
    let stage = Stage::set(&office).await;
    office.fake.happen(|it| it.issues.remove(&number));
    let github = office.github();
    for deed in [eyes(), words("on it")] {
        let action = stage.action("a1", &root(number), deed);
        let fault = github.perform(&action).await.unwrap_err();
        assert!(matches!(fault, Fault::Refused { .. }), "{fault}");
        assert!(fault.to_string().contains("gone"), "{fault}");
        let done = github.confirm(&action).await.unwrap();
        assert_eq!(done, Done::NotThere);
    }
}

#[tokio::test]
async fn a_last_look_tells_what_became_of_an_issue() {
    let office = world().await;
    let number = office.fake.happen(|it| it.open("jo", "help"));
    let stage = Stage::set(&office).await;
    let thread = domain::OpenThread {
        place: domain::PlaceId::new("acme/widgets"),
        root: root(number),
        ours: true,
        last: stage.now(),
        watched: false,
    };
    office.fake.at(stage.now());
    office.fake.happen(|it| it.comment("ana", number, "try again"));
    office.fake.happen(|it| it.assign("ana", number));
    let github = office.github();
    let told = github.check(&thread, stage.now()).await.unwrap();
    let kinds: Vec<_> = told.iter().map(|it| it.event.kind()).collect();
    assert_eq!(kinds, ["post", "marks"]);
    office.fake.happen(|it| it.issues.remove(&number));
    let told = github.check(&thread, stage.now()).await.unwrap();
    assert_eq!(told[0].event, domain::Event::Deleted);
}

#[tokio::test]
async fn a_probe_says_who_we_are_and_what_we_may_do_where() {
    let mut office = world().await;
    let probe = office.github().probe(office.fake.now()).await.unwrap();
    assert_eq!(probe.me.id.as_str(), ME);
    assert_eq!(probe.me.name, "Mia Example");
    assert_eq!(probe.may.len(), 2, "{:?}", probe.may);
    assert_eq!(probe.may_not, [] as [&str; 0]);
    office.fake.assignable(&[]);
    let mut gone = office.rules.sources[0].places[0].clone();
    gone.id = domain::PlaceId::new("acme/gone");
    gone.name = "Gone".into();
    office.rules.sources[0].places.push(gone);
    let probe = office.github().probe(office.fake.now()).await.unwrap();
    let may_not = probe.may_not.join("\n");
    assert!(may_not.contains("eyes reaction"), "{may_not}");
    assert!(may_not.contains("Gone: GitHub shows nothing there"), "{may_not}");
}

#[tokio::test]
async fn a_probe_tells_how_far_the_clocks_are_apart() {
    let office = world().await;
    let ahead = TimeDelta::seconds(90);
    let now = office.fake.now() - ahead;
    let probe = office.github().probe(now).await.unwrap();
    let off = TimeDelta::milliseconds(probe.offset_ms.unwrap()) - ahead;
    assert!(off.abs() <= TimeDelta::seconds(1), "{:?}", probe.offset_ms);
}
