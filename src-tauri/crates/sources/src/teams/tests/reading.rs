//! Reading: pages, links that are forgotten, programs, limits.

use chrono::TimeDelta;
use domain::{Bots, Event, ExternalId, Mention};

use super::super::fake::Trouble;
use super::world::world;
use crate::conformance::Stage;

const MINUTE: TimeDelta = TimeDelta::minutes(1);
const DELTA: &str =
    "GET v1.0/teams/team-1/channels/19:abc@thread.tacv2/messages/delta";

fn id(text: &str) -> ExternalId {
    ExternalId::new(text)
}

#[tokio::test]
async fn a_long_history_is_read_page_by_page() {
    let office = world().await;
    office.fake.state().page = Some(2);
    let roots: Vec<String> = (0..5)
        .map(|n| office.fake.happen(|it| it.post("jo", &format!("{n}"))))
        .collect();
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    let ledger = stage.ledger();
    assert!(roots.iter().all(|root| ledger.post(&id(root)).is_some()));
    let read = office.fake.calls();
    let read = read.iter().filter(|it| it.starts_with(DELTA)).count();
    assert!(read >= 3, "{read}");
}

#[tokio::test]
async fn a_forgotten_link_is_no_loss_and_tells_nothing_twice() {
    let office = world().await;
    let gone = office.fake.happen(|it| it.post("jo", "never mind"));
    let stays = office.fake.happen(|it| it.post("jo", "help"));
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    office.fake.at(stage.now());
    let fresh = office.fake.happen(|it| it.post("jo", "and another"));
    office.fake.happen(|it| it.messages.remove(&gone));
    office.fake.happen(|it| it.forgotten = 99);
    stage.pass(MINUTE).await;
    stage.listen(MINUTE).await;
    let ledger = stage.ledger();
    assert!(ledger.post(&id(&stays)).is_some());
    assert!(ledger.post(&id(&gone)).is_none(), "it is in no list any more");
    let came = ledger.came.iter().find(|it| it.activity.external == id(&fresh));
    assert!(came.is_some_and(|it| !it.history), "what came meanwhile is new");
    assert!(ledger.repeated().is_empty());
}

#[tokio::test]
async fn an_old_thread_is_told_when_somebody_writes_in_it() {
    let office = world().await;
    let old = office.fake.happen(|it| it.post("jo", "long ago"));
    office.fake.at(office.fake.now() + TimeDelta::days(40));
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    assert!(stage.ledger().came.is_empty(), "older than the horizon");
    office.fake.at(stage.now());
    office.fake.happen(|it| it.react("ana", &old, "👀"));
    stage.listen(MINUTE * 2).await;
    assert!(stage.ledger().came.is_empty(), "a mark alone brings nothing up");
    office.fake.at(stage.now());
    let word = office.fake.happen(|it| it.reply("jo", &old, "again"));
    stage.listen(MINUTE * 2).await;
    let ledger = stage.ledger();
    let history = |what: &str| {
        let came = ledger.came.iter();
        let mut came = came.filter(|it| it.activity.external == id(what));
        came.next().map(|it| it.history)
    };
    assert_eq!(history(&old), Some(true));
    assert_eq!(history(&word), Some(false));
}

#[tokio::test]
async fn programs_ask_nothing_unless_the_team_says_so() {
    let mut office = world().await;
    let alert = office.fake.happen(|it| {
        it.post("bot-Bugsnag", "<a href=\"https://b.example/1\">Boom</a>")
    });
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    assert!(stage.ledger().came.is_empty());
    office.rules.sources[0].places[0].bots = Bots::Alerts;
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    let ledger = stage.ledger();
    let post = ledger.post(&id(&alert)).unwrap();
    assert!(!post.author.human);
    let key = post.alert.as_ref().map(|it| it.key.as_str());
    assert_eq!(key, Some("https://b.example/1"));
}

#[tokio::test]
async fn a_person_asks_behind_a_bot_where_the_team_says_so() {
    let mut office = world().await;
    let named = "<p><b>Jo Doe</b> wrote:</p><p>I cannot log in</p>";
    let named = office.fake.happen(|it| it.post("bot-Mailroom", named));
    let nobody = office.fake.happen(|it| it.post("bot-Mailroom", "Help"));
    office.rules.sources[0].places[0].bots = Bots::Mirror;
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    let ledger = stage.ledger();
    let asks = |root: &str| {
        let post = ledger.post(&id(root)).unwrap();
        assert!(!post.author.human && post.alert.is_none());
        post.mirrored.clone().unwrap()
    };
    assert_eq!(asks(&named).name, "Jo Doe");
    assert!(asks(&named).human);
    assert_eq!(asks(&nobody).name, "Mailroom", "somebody asks in any case");
}

#[tokio::test]
async fn a_teammate_is_known_by_the_address_that_the_team_has_for_them() {
    let office = world().await;
    let root = office.fake.happen(|it| it.post("ana", "ping @oncall"));
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    let ledger = stage.ledger();
    let post = ledger.post(&id(&root)).unwrap();
    assert_eq!(post.author.email.as_deref(), Some("ana@acme.example"));
    let oncall = Mention::Group { id: domain::GroupId::new("@oncall") };
    assert_eq!(post.mentions, [oncall], "typed by hand it counts as well");
    let link = post.link.as_deref().unwrap();
    assert!(link.starts_with("https://teams.microsoft.com/l/"), "{link}");
}

#[tokio::test]
async fn without_the_right_to_see_members_people_are_known_by_their_ids() {
    let office = world().await;
    let root = office.fake.happen(|it| it.post("ana", "hello"));
    let members = "GET v1.0/teams/team-1/members";
    office.fake.trouble(members, Trouble::Status(403, "", "{}"));
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    let ledger = stage.ledger();
    let author = &ledger.post(&id(&root)).unwrap().author;
    assert_eq!((author.id.as_str(), author.email.as_deref()), ("ana", None));
}

#[tokio::test]
async fn a_limit_is_obeyed_and_the_pace_slows() {
    let office = world().await;
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    office.fake.calls();
    let wait = Trouble::Status(429, "Retry-After: 300\r\n", "");
    office.fake.trouble(DELTA, wait);
    stage.listen(TimeDelta::seconds(299)).await;
    let read = office.fake.calls();
    let read = read.iter().filter(|it| it.starts_with(DELTA)).count();
    assert_eq!(read, 1, "not before it may");
    let said = stage
        .troubles()
        .iter()
        .any(|it| it.to_string().contains("call less often"));
    assert!(said, "a long wait is told: {:?}", stage.troubles());
}

#[tokio::test]
async fn a_channel_that_is_closed_to_us_is_in_trouble_and_nothing_else_is() {
    let office = world().await;
    let stage = Stage::set(&office).await;
    let why = r#"{"error":{"code":"Forbidden",
        "message":"Missing scope permissions on the request."}}"#;
    office.fake.trouble(DELTA, Trouble::Status(403, "", why));
    stage.listen(MINUTE * 5).await;
    let troubles = stage.troubles();
    let words = troubles[0].to_string();
    assert!(words.contains("#support: "), "{words}");
    assert!(words.contains("administrator"), "{words}");
}

#[tokio::test]
async fn off_duty_it_is_read_half_as_often() {
    let office = world().await;
    let stage = Stage::set(&office).await;
    stage.duty(true);
    stage.listen(MINUTE * 2).await;
    stage.duty(false);
    stage.listen(MINUTE * 5).await;
    let paces: Vec<u64> =
        stage.paces().iter().map(std::time::Duration::as_secs).collect();
    assert_eq!(paces, [60, 120]);
}

#[tokio::test]
async fn a_link_to_another_host_is_not_followed() {
    let office = world().await;
    let stage = Stage::set(&office).await;
    let evil = r#"{"value":[],
        "@odata.nextLink":"https://evil.example/v1.0/teams"}"#;
    office.fake.trouble(DELTA, Trouble::Status(200, "", evil));
    let source = crate::conformance::World::source(&office);
    let fault = source.listen(&domain::Cursors::new(), &stage).await;
    assert!(fault.to_string().contains("another address"), "{fault}");
}

#[tokio::test]
async fn marks_say_when_they_were_set() {
    let office = world().await;
    let stage = Stage::set(&office).await;
    stage.listen(MINUTE).await;
    office.fake.at(stage.now());
    let root = office.fake.happen(|it| it.post("jo", "help"));
    stage.listen(MINUTE * 2).await;
    office.fake.at(stage.now());
    let set = office.fake.now();
    office.fake.happen(|it| it.react("ana", &root, "👀"));
    stage.listen(MINUTE * 2).await;
    let ledger = stage.ledger();
    let marks = |it: &&crate::conformance::Came| matches!(&it.activity.event, Event::Marks { marks } if !marks.is_empty());
    let told = ledger.came.iter().find(marks).unwrap();
    assert_eq!((told.activity.at, told.activity.since), (set, None));
}
