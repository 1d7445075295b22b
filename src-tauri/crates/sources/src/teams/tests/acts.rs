//! What goes out to Teams, and what a probe says.

use chrono::TimeDelta;
use domain::{Deed, Done, Event, Fault, OpenThread, PlaceId, Source};

use super::super::fake::{ME, PLACE, Trouble};
use super::super::map::external;
use super::world::world;
use crate::conformance::Stage;

const MESSAGES: &str =
    "v1.0/teams/team-1/channels/19:abc@thread.tacv2/messages";

fn eyes() -> Deed {
    Deed::Mark { name: "eyes".into() }
}

fn words(text: &str) -> Deed {
    Deed::Reply { text: text.into() }
}

#[tokio::test]
async fn a_reply_whose_answer_is_lost_is_unknown_and_then_found() {
    let office = world().await;
    let root = office.fake.happen(|it| it.post("jo", "help"));
    let stage = Stage::set(&office).await;
    office.fake.at(stage.now());
    let deed = words("on <it>\nsoon");
    let action = stage.action("a1", &external(&root), deed);
    let call = format!("POST {MESSAGES}/{root}/replies");
    office.fake.trouble(&call, Trouble::Lost);
    let teams = office.teams();
    let fault = teams.perform(&action).await.unwrap_err();
    assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
    let done = teams.confirm(&action).await.unwrap();
    assert!(matches!(done, Done::There(_)), "{done:?}");
    teams.perform(&action).await.unwrap();
    let standing = office.fake.standing(&root).unwrap();
    assert_eq!(standing.texts, ["help", "on <it>\nsoon"], "and not again");
}

#[tokio::test]
async fn the_same_words_of_somebody_else_are_not_ours() {
    let office = world().await;
    let root = office.fake.happen(|it| it.post("jo", "help"));
    let stage = Stage::set(&office).await;
    let action = stage.action("a1", &external(&root), words("on it"));
    office.fake.at(stage.now());
    office.fake.happen(|it| it.reply("ana", &root, "on it"));
    let teams = office.teams();
    assert_eq!(teams.confirm(&action).await, Ok(Done::NotThere));
    teams.perform(&action).await.unwrap();
    let standing = office.fake.standing(&root).unwrap();
    assert_eq!(standing.texts, ["help", "on it", "on it"]);
}

#[tokio::test]
async fn a_deleted_message_is_neither_claimed_nor_answered() {
    let office = world().await;
    let root = office.fake.happen(|it| it.post("jo", "oops"));
    let stage = Stage::set(&office).await;
    office.fake.happen(|it| it.delete(&root));
    let teams = office.teams();
    for deed in [eyes(), words("on it")] {
        let action = stage.action("a1", &external(&root), deed);
        let fault = teams.perform(&action).await.unwrap_err();
        assert!(matches!(fault, Fault::Refused { .. }), "{fault}");
        assert!(fault.to_string().contains("gone"), "{fault}");
        assert_eq!(teams.confirm(&action).await, Ok(Done::NotThere));
    }
}

#[tokio::test]
async fn a_mark_without_a_character_is_refused_with_a_remedy() {
    let office = world().await;
    let root = office.fake.happen(|it| it.post("jo", "help"));
    let stage = Stage::set(&office).await;
    let deed = Deed::Mark { name: "partyparrot".into() };
    let action = stage.action("a1", &external(&root), deed);
    let fault = office.teams().perform(&action).await.unwrap_err();
    assert!(fault.to_string().contains("[marks]"), "{fault}");
}

#[tokio::test]
async fn a_last_look_tells_what_became_of_a_thread() {
    let office = world().await;
    let root = office.fake.happen(|it| it.post("jo", "help"));
    let stage = Stage::set(&office).await;
    let thread = OpenThread {
        place: PlaceId::new(PLACE),
        root: external(&root),
        ours: true,
        last: stage.now(),
        watched: false,
    };
    office.fake.at(stage.now());
    office.fake.happen(|it| it.reply("ana", &root, "try again"));
    office.fake.happen(|it| it.react("ana", &root, "👀"));
    let teams = office.teams();
    let told = teams.check(&thread, stage.now()).await.unwrap();
    let kinds: Vec<_> = told.iter().map(|it| it.event.kind()).collect();
    assert_eq!(kinds, ["post", "marks"]);
    let Event::Post { post } = &told[0].event else { panic!("a post") };
    assert_eq!(post.author.email.as_deref(), Some("ana@acme.example"));
    office.fake.happen(|it| it.delete(&root));
    let told = teams.check(&thread, stage.now()).await.unwrap();
    assert_eq!(told[0].event, Event::Deleted);
}

#[tokio::test]
async fn a_probe_says_who_we_are_and_what_we_may_do_where() {
    let mut office = world().await;
    let probe = office.teams().probe(office.fake.now()).await.unwrap();
    assert_eq!(probe.me.id.as_str(), ME);
    assert_eq!(probe.me.name, "Mia Example");
    assert_eq!(probe.me.email.as_deref(), Some("mia@acme.example"));
    assert_eq!(probe.may.len(), 2, "{:?}", probe.may);
    assert_eq!(probe.may_not, [] as [&str; 0]);
    assert!(probe.ends.is_some(), "it renews itself while it is used");
    let mut gone = office.rules.sources[0].places[0].clone();
    gone.id = PlaceId::new("team-1/19:gone@thread.tacv2");
    gone.name = "Gone".into();
    office.rules.sources[0].places.push(gone);
    let probe = office.teams().probe(office.fake.now()).await.unwrap();
    let may_not = probe.may_not.join("\n");
    assert!(may_not.contains("Gone: Teams shows nothing there"), "{may_not}");
}

#[tokio::test]
async fn a_token_that_is_not_taken_any_more_is_renewed_once() {
    let office = world().await;
    office.fake.state().tokens = 7;
    let probe = office.teams().probe(office.fake.now()).await.unwrap();
    assert_eq!(probe.me.id.as_str(), ME);
    let calls = office.fake.calls();
    let renewed = calls.iter().filter(|it| it.contains("/token ")).count();
    assert_eq!(renewed, 1, "{calls:?}");
}

#[tokio::test]
async fn a_probe_tells_how_far_the_clocks_are_apart() {
    let office = world().await;
    let ahead = TimeDelta::seconds(90);
    let now = office.fake.now() - ahead;
    let probe = office.teams().probe(now).await.unwrap();
    let off = TimeDelta::milliseconds(probe.offset_ms.unwrap()) - ahead;
    assert!(off.abs() <= TimeDelta::seconds(1), "{:?}", probe.offset_ms);
}
