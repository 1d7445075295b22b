//! Handoffs that teammates have begun in a channel.

use chrono::{DateTime, TimeDelta, Utc};
use domain::handoff::{Item, Tag};
use domain::{
    ActionId, Activity, ExternalId, Fault, HandoffChannel, PlaceId, Source,
    SourceId, Stretch,
};
use serde_json::json;

use super::super::fake::{CHANNEL, Trouble};
use super::super::stamp::Stamp;
use super::directs::ana;
use super::world::{Office, noon, world};

const HISTORY: &str = "conversations.history";
const HOUR: TimeDelta = TimeDelta::hours(1);

/// A workspace in whose only channel a team of one hands over.
async fn office() -> Office {
    let mut office = world().await;
    office.rules.roster = vec![ana()];
    office.rules.handoff.channel = Some(HandoffChannel {
        source: SourceId::new("slack"),
        place: PlaceId::new(CHANNEL),
        apart: false,
    });
    office
}

fn shift(days_ago: i64) -> Stretch {
    let to = noon() - TimeDelta::days(days_ago);
    Stretch { from: to - TimeDelta::days(1), to }
}

fn tag(span: Stretch) -> ActionId {
    Tag { span, about: None }.put_on(&ActionId::new("theirs"))
}

/// Somebody posts a message with a note through an app.
fn noted(office: &Office, (user, kind): (&str, &str), action: &str) -> Stamp {
    office.fake.put(json!({
        "user": user, "text": "Handoff from Ana", "bot_id": "B1APP",
        "metadata": {
            "event_type": kind, "event_payload": { "action": action },
        },
    }))
}

fn by_ana(office: &Office, span: Stretch) -> Stamp {
    noted(office, ("U1ANA", "hotseat_action"), tag(span).as_str())
}

async fn look(
    office: &Office,
    since: DateTime<Utc>,
) -> Result<Vec<Activity>, Fault> {
    let (place, now) = (PlaceId::new(CHANNEL), office.fake.now());
    office.slack().begun(&place, since, now).await
}

/// Which messages are told, and which shifts they hand over.
fn told(office: &Office, all: &[Activity]) -> Vec<(ExternalId, Stretch)> {
    let source = SourceId::new("slack");
    let read = |it| Item::read(it, (&office.rules, &source), noon()).unwrap();
    let all = all.iter().map(read);
    let mut all: Vec<_> = all.map(|it| (it.external, it.span)).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[tokio::test]
async fn one_that_lies_a_page_back_is_found_with_its_shift() {
    let office = office().await;
    let older = by_ana(&office, shift(0));
    for n in 0..250 {
        office.fake.post("U2JO", &format!("no {n}"));
    }
    let other = by_ana(&office, shift(1));
    let all = look(&office, noon()).await.unwrap();
    assert_eq!(office.fake.called(HISTORY), 2, "over two pages");
    assert_eq!(
        told(&office, &all),
        [(older.external(), shift(0)), (other.external(), shift(1))],
        "and one of another shift is told as that"
    );
    assert!(all.iter().all(Activity::is_root));
}

#[tokio::test]
async fn what_only_looks_like_one_is_left_out() {
    let office = office().await;
    let whole = tag(shift(0));
    let note = (whole.as_str(), "hotseat_action");
    noted(&office, ("U2JO", note.1), note.0);
    noted(&office, ("U9BOT", note.1), note.0);
    noted(&office, ("U1ANA", "another_app"), note.0);
    noted(&office, ("U1ANA", note.1), "a1");
    noted(&office, ("U1ANA", note.1), "a1|handoff|5|4");
    office.fake.post("U1ANA", "Handoff from Ana");
    let root = office.fake.post("U1ANA", "see below");
    office.fake.put(json!({
        "user": "U1ANA", "text": "Handoff", "thread_ts": root.to_string(),
        "subtype": "thread_broadcast",
        "metadata": {
            "event_type": note.1, "event_payload": { "action": note.0 },
        },
    }));
    let gone = by_ana(&office, shift(0));
    office.fake.reply("U2JO", gone, "thanks");
    office.fake.delete(gone);
    assert_eq!(look(&office, noon()).await.unwrap(), []);
    let real = by_ana(&office, shift(0));
    let all = look(&office, noon()).await.unwrap();
    assert_eq!(told(&office, &all), [(real.external(), shift(0))]);
}

#[tokio::test]
async fn what_is_older_than_clocks_can_differ_is_left_out() {
    let office = office().await;
    by_ana(&office, shift(0));
    office.fake.at(noon() + HOUR * 2);
    let since = office.fake.now();
    let newer = by_ana(&office, shift(0));
    let all = look(&office, since).await.unwrap();
    assert_eq!(told(&office, &all), [(newer.external(), shift(0))]);
    let all = look(&office, noon()).await.unwrap();
    assert_eq!(told(&office, &all).len(), 2, "both, read from earlier on");
}

#[tokio::test]
async fn a_slack_out_of_order_is_a_fault_and_not_an_empty_channel() {
    let office = office().await;
    by_ana(&office, shift(0));
    for n in 0..250 {
        office.fake.post("U2JO", &format!("no {n}"));
    }
    office.fake.trouble(HISTORY, Trouble::Status(503, "<html>"));
    let fault = look(&office, noon()).await.unwrap_err();
    assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
    assert!(fault.may_pass());
    office.fake.trouble(HISTORY, Trouble::Limited(30));
    let fault = look(&office, noon()).await.unwrap_err();
    assert!(matches!(fault, Fault::Limited { .. }), "{fault}");
    assert_eq!(look(&office, noon()).await.unwrap().len(), 1);
}
