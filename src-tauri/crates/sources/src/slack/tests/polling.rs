//! What polling reads, and how often.

use chrono::TimeDelta;
use domain::{Bots, Event, GroupId, Mention};
use serde_json::json;

use super::super::fake::{ME, Trouble};
use super::world::{Office, office, world};
use crate::conformance::Stage;

const SECOND: TimeDelta = TimeDelta::seconds(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);

pub(super) fn texts(stage: &Stage<'_>) -> Vec<String> {
    let ledger = stage.ledger();
    let mut all = Vec::new();
    for came in ledger.came {
        if let Event::Post { post } = came.activity.event {
            all.push(post.text.words());
        }
    }
    all
}

/// A stage whose source has made its first read.
pub(super) async fn watched(office: &Office) -> Stage<'_> {
    let stage = Stage::set(office).await;
    stage.listen(MINUTE).await;
    stage
}

#[tokio::test]
async fn on_duty_a_quiet_channel_costs_one_head_every_ten_seconds() {
    let office = world().await;
    let stage = watched(&office).await;
    office.fake.called("conversations.history");
    stage.listen(MINUTE * 5).await;
    let heads = office.fake.called("conversations.history");
    assert!((30..=35).contains(&heads), "{heads} with one or two sweeps");
    assert_eq!(office.fake.called("conversations.replies"), 0);
    assert_eq!(office.fake.called("reactions.get"), 0);
}

#[tokio::test]
async fn off_duty_a_minute_lies_between_heads_and_five_between_reads_of_a_thread()
 {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    office.fake.reply("U1ANA", root, "first");
    let stage = Stage::set(&office).await;
    stage.duty(false);
    stage.listen(MINUTE).await;
    office.fake.called("conversations.history");
    office.fake.called("conversations.replies");
    for n in 1..10 {
        let answer = json!({
            "user": "U2JO", "text": "one more thing",
            "thread_ts": root.to_string(),
        });
        office.fake.later(MINUTE * n, answer);
    }
    stage.listen(MINUTE * 10).await;
    let heads = office.fake.called("conversations.history");
    assert!((10..=14).contains(&heads), "{heads} with sweeps");
    let threads = office.fake.called("conversations.replies");
    assert!((2..=3).contains(&threads), "{threads}");
}

#[tokio::test]
async fn a_long_history_is_told_in_parts_and_no_restart_makes_it_news() {
    let office = world().await;
    for n in 0..230 {
        let root = office.fake.post("U2JO", &format!("no {n}"));
        if n % 5 == 0 {
            office.fake.reply("U1ANA", root, &format!("to {n}"));
        }
    }
    let stage = Stage::set(&office).await;
    let mut parts = 0;
    while stage.stopped_after(2, MINUTE).await {
        parts += 1;
        let new = office.fake.post("U2JO", &format!("new {parts}"));
        stage.pass(SECOND).await;
        assert!(stage.ledger().post(&new.external()).is_none());
    }
    stage.listen(MINUTE * 5).await;
    let (news, history): (Vec<_>, Vec<_>) =
        stage.ledger().came.into_iter().partition(|came| !came.history);
    assert_eq!(history.len(), 230 + 46);
    assert_eq!(news.len(), parts);
    assert!(parts > 2, "{parts}");
    assert!(stage.ledger().repeated().is_empty());
}

#[tokio::test]
async fn a_long_gap_is_read_page_after_page() {
    let office = world().await;
    let stage = watched(&office).await;
    for n in 0..250 {
        office.fake.post("U2JO", &format!("no {n}"));
    }
    stage.pass(SECOND).await;
    stage.listen(SECOND * 20).await;
    assert_eq!(texts(&stage).len(), 250);
}

#[tokio::test]
async fn more_marks_than_names_are_asked_for_in_full() {
    let office = world().await;
    office.fake.name_only(1);
    let root = office.fake.post("U2JO", "help");
    let stage = watched(&office).await;
    office.fake.react("U1ANA", root, "eyes");
    office.fake.react(ME, root, "eyes");
    stage.pass(SECOND).await;
    stage.listen(SECOND * 20).await;
    let told = stage.ledger().came.pop().unwrap().activity;
    let Event::Marks { marks } = &told.event else { panic!("{told:?}") };
    let by: Vec<&str> = marks[0].by.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(by, ["U1ANA", ME]);
    assert!(told.since.is_some(), "a read before did not show them");
    assert!(told.since.unwrap() < told.at);
}

#[tokio::test]
async fn the_marks_of_the_first_read_have_no_time_before() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    office.fake.react("U1ANA", root, "eyes");
    let stage = watched(&office).await;
    let told = stage.ledger().came.pop().unwrap().activity;
    assert!(matches!(told.event, Event::Marks { .. }));
    assert_eq!(told.since, None);
}

#[tokio::test]
async fn a_root_that_becomes_a_tombstone_is_deleted_and_no_bot() {
    let office = world().await;
    let root = office.fake.post("U2JO", "oops");
    office.fake.reply("U1ANA", root, "what?");
    let stage = watched(&office).await;
    office.fake.delete(root);
    stage.pass(SECOND).await;
    stage.listen(SECOND * 20).await;
    let told = stage.ledger().came.pop().unwrap().activity;
    assert_eq!(told.external, root.external());
    assert_eq!(told.event, Event::Deleted);
}

#[tokio::test]
async fn a_root_missing_from_one_read_alone_is_not_gone() {
    let office = world().await;
    office.fake.post("U2JO", "help");
    let stage = watched(&office).await;
    let told = stage.ledger().came.len();
    let empty = r#"{"ok":true,"messages":[],"has_more":false}"#;
    let once = Trouble::Status(200, empty);
    office.fake.trouble("conversations.history", once);
    stage.listen(MINUTE).await;
    assert_eq!(stage.ledger().came.len(), told);
}

#[tokio::test]
async fn an_edit_that_adds_a_mention_is_told_with_its_time() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    let stage = watched(&office).await;
    stage.pass(MINUTE).await;
    office.fake.edit(root, "help <!subteam^S0ONCALL|@oncall>");
    let edited = office.fake.now();
    stage.listen(SECOND * 20).await;
    let ledger = stage.ledger();
    let post = ledger.post(&root.external()).unwrap();
    let oncall = Mention::Group { id: GroupId::new("@oncall") };
    assert_eq!(post.mentions, [oncall]);
    assert_eq!(post.edited, Some(edited));
}

#[tokio::test]
async fn an_edit_is_told_with_the_marks_that_stood_before_it() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    office.fake.react("U1ANA", root, "eyes");
    let stage = watched(&office).await;
    stage.pass(MINUTE).await;
    let told = stage.ledger().came.len();
    office.fake.edit(root, "help <!subteam^S0ONCALL|@oncall>");
    stage.listen(SECOND * 20).await;
    let ledger = stage.ledger();
    let kinds = ledger.came.iter().skip(told);
    let kinds: Vec<_> = kinds.map(|c| c.activity.event.kind()).collect();
    assert_eq!(kinds, ["post", "marks"]);
}

#[tokio::test]
async fn the_bots_of_an_ignored_channel_are_heard_only_in_threads_of_people() {
    let office = world().await;
    let bot = office.fake.post("U9BOT", "beep");
    office.fake.reply("U2JO", bot, "shut up");
    let root = office.fake.post("U2JO", "help");
    office.fake.reply("U9BOT", root, "have you read the manual?");
    let stage = watched(&office).await;
    let late = office.fake.post("U9BOT", "beep again");
    stage.pass(SECOND).await;
    stage.listen(SECOND * 20).await;
    let ledger = stage.ledger();
    assert_eq!(texts(&stage), ["help", "have you read the manual?"]);
    assert!(ledger.post(&late.external()).is_none());
    let told = ledger.came.iter().map(|came| &came.activity);
    let reply = told.clone().find(|a| !a.is_root()).unwrap();
    let Event::Post { post } = &reply.event else { panic!("{reply:?}") };
    assert!(!post.author.human);
}

#[tokio::test]
async fn the_bots_of_an_alert_channel_are_heard_with_their_key() {
    let office = office(Bots::Alerts).await;
    let root = office.fake.post("U9BOT", "<https://mon.example/1|Stuck>");
    let stage = watched(&office).await;
    let ledger = stage.ledger();
    let post = ledger.post(&root.external()).unwrap();
    assert!(!post.author.human);
    assert_eq!(post.alert.as_ref().unwrap().key, "https://mon.example/1");
}

#[tokio::test]
async fn the_engine_is_told_how_often_a_channel_is_read() {
    let office = world().await;
    let stage = Stage::set(&office).await;
    let seconds = |paces: Vec<std::time::Duration>| -> Vec<u64> {
        paces.iter().map(std::time::Duration::as_secs).collect()
    };
    stage.duty(false);
    stage.listen(MINUTE * 3).await;
    assert_eq!(seconds(stage.paces()), [60], "only when it changes");
    stage.duty(true);
    stage.listen(MINUTE * 3).await;
    assert_eq!(seconds(stage.paces()), [60, 10]);
}
