//! Mails that somebody carries out of the mailbox, and back into it.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Deed, Event, ExternalId, Source};

use super::town::{Town, town};
use crate::conformance::{Stage, Voice, World};

const MINUTE: TimeDelta = TimeDelta::minutes(1);
const ELSEWHERE: &str = "Projects";

/// A town whose mailbox has a folder more, which nobody reads.
async fn with_projects() -> Town {
    let town = town().await;
    town.add_folder(ELSEWHERE);
    town
}

/// The same, read by one source all the time: a last look and a read know of
/// each other there.
async fn with_one_source() -> Town {
    let mut town = with_projects().await;
    town.one = Some(Arc::new(town.mail()));
    town
}

/// A mail that is gone, and when a last look at it has told so, alone.
async fn seen_gone(
    town: &Town,
    stage: &Stage<'_>,
) -> (ExternalId, DateTime<Utc>) {
    let root = town.post(Voice::Requester, "help").await;
    stage.listen(MINUTE).await;
    town.carry("INBOX", ELSEWHERE);
    stage.open(std::slice::from_ref(&root));
    let thread = domain::Sink::wish(stage).open.remove(0);
    let look = town.source().check(&thread, stage.now()).await.unwrap();
    let gone = look.iter().find(|it| it.event == Event::Deleted).unwrap().at;
    (root, gone)
}

/// When a mail was told as gone last, and when as back.
fn told(
    stage: &Stage<'_>,
    id: &ExternalId,
) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
    let ledger = stage.ledger();
    let of = ledger.came.iter().map(|came| &came.activity);
    let mut last = (None, None);
    for activity in of.filter(|it| it.external == *id) {
        match &activity.event {
            Event::Deleted => last.0 = Some(activity.at),
            Event::Post { post } => last.1 = post.restored,
            Event::Marks { .. } => {}
        }
    }
    last
}

#[tokio::test]
async fn a_mail_that_is_filed_elsewhere_comes_back_as_often_as_it_goes() {
    let town = with_projects().await;
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    town.reply(Voice::Requester, &root, "please").await;
    stage.listen(MINUTE).await;
    let before = stage.ledger().standing(&root);
    assert_eq!(before, town.standing(&root).await);
    for _ in 0..2 {
        town.carry("INBOX", ELSEWHERE);
        stage.listen(MINUTE).await;
        assert_eq!(stage.ledger().post(&root), None, "it is taken back");
        town.carry(ELSEWHERE, "INBOX");
        stage.listen(MINUTE).await;
        assert_eq!(stage.ledger().standing(&root), before);
        let (gone, back) = told(&stage, &root);
        assert!(back > gone, "{back:?} and {gone:?}");
    }
    assert!(stage.ledger().repeated().is_empty());
}

#[tokio::test]
async fn what_came_back_may_be_claimed_and_archived_as_before() {
    let town = with_projects().await;
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    stage.listen(MINUTE).await;
    town.carry("INBOX", ELSEWHERE);
    stage.listen(MINUTE).await;
    town.carry(ELSEWHERE, "INBOX");
    stage.listen(MINUTE).await;
    town.mark(Voice::Teammate, &root, "eyes").await;
    stage.listen(MINUTE).await;
    town.carry("INBOX", "Archive");
    stage.listen(MINUTE).await;
    let marks = stage.ledger().standing(&root).unwrap().marks;
    let names: Vec<&String> = marks.keys().collect();
    assert_eq!(names, ["eyes", "white_check_mark"]);
}

#[tokio::test]
async fn a_mail_that_only_a_last_look_saw_gone_comes_back_as_well() {
    let town = with_one_source().await;
    let stage = Stage::set(&town).await;
    let (root, gone) = seen_gone(&town, &stage).await;
    town.carry(ELSEWHERE, "INBOX");
    stage.listen(MINUTE).await;
    let (_, back) = told(&stage, &root);
    assert!(back > Some(gone), "{back:?} and {gone}");
}

#[tokio::test]
async fn who_writes_again_while_their_mail_is_gone_is_heard() {
    let town = with_projects().await;
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    let more = town.reply(Voice::Requester, &root, "anyone?").await;
    // The first mail was put away before the second came.
    let second = town.take_out("INBOX", &more);
    stage.listen(MINUTE).await;
    town.carry("INBOX", ELSEWHERE);
    stage.listen(MINUTE).await;
    town.fake.put("INBOX", &second);
    stage.listen(MINUTE).await;
    let ledger = stage.ledger();
    assert_eq!(ledger.post(&more).unwrap().text.words(), "Re: help\nanyone?");
    assert_eq!(ledger.post(&root), None);
    // They can be answered, claimed, and the claim is seen.
    let came = ledger.came.iter().rfind(|it| it.activity.external == more);
    let asks = came.unwrap().activity.root.clone();
    let text = "We are.".to_owned();
    let answer = stage.action("a1", &asks, Deed::Reply { text });
    town.mail().perform(&answer).await.expect("it is answered");
    let eyes = Deed::Mark { name: "eyes".to_owned() };
    let claim = stage.action("a2", &asks, eyes);
    town.mail().perform(&claim).await.expect("it is claimed");
    stage.listen(MINUTE).await;
    assert_eq!(stage.ledger().standing(&asks).unwrap().marks["eyes"], 1);
}

#[tokio::test]
async fn what_a_last_look_saw_gone_outlasts_a_read_that_breaks() {
    let town = with_one_source().await;
    let stage = Stage::set(&town).await;
    let (root, gone) = seen_gone(&town, &stage).await;
    town.carry(ELSEWHERE, "INBOX");
    town.fake.refuse("EXAMINE", "cut");
    assert!(stage.hears(MINUTE).await.is_some(), "the read breaks");
    stage.listen(MINUTE).await;
    let (_, back) = told(&stage, &root);
    assert!(back > Some(gone), "{back:?} and {gone}");
}

#[tokio::test]
async fn another_mail_of_its_name_does_not_pass_for_one_that_is_gone() {
    let town = town().await;
    let mail = Arc::new(town.mail());
    let stage = Stage::set(&town).await;
    let written = |by: &str| {
        let head = "Subject: help\r\nMessage-ID: <twice@x>\r\n\r\n";
        format!("From: <{by}>\r\nTo: support@acme.test\r\n{head}please")
    };
    let first = town.fake.put("INBOX", written("jo@x.test").as_bytes());
    let other = town.fake.put("INBOX", written("eve@y.test").as_bytes());
    stage.listen_with(mail.as_ref(), MINUTE).await;
    let root = ExternalId::new("twice@x");
    let told = stage.ledger().came;
    let mut ids = told.iter().map(|it| it.activity.external.clone());
    let twin = ids.find(|id| *id != root).unwrap();
    assert!(stage.ledger().post(&root).is_some());
    town.throw_away_number("INBOX", first);
    stage.listen_with(mail.as_ref(), MINUTE).await;
    assert_eq!(stage.ledger().post(&root), None, "it is withdrawn");
    assert!(stage.ledger().post(&twin).is_some(), "the other stays");
    let eyes = Deed::Mark { name: "eyes".to_owned() };
    let claim = stage.action("a1", &root, eyes);
    let no = mail.perform(&claim).await;
    assert!(no.is_err(), "the other is not claimed in its place");
    town.throw_away_number("INBOX", other);
    stage.listen_with(mail.as_ref(), MINUTE).await;
    assert_eq!(stage.ledger().post(&twin), None);
}

#[tokio::test]
async fn of_two_copies_of_a_mail_one_may_be_thrown_away() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    let copy = town.take_out("INBOX", &root);
    let first = town.fake.put("INBOX", &copy);
    let second = town.fake.put("INBOX", &copy);
    stage.listen(MINUTE).await;
    for uid in [second, first] {
        assert!(stage.ledger().post(&root).is_some(), "one is left");
        town.throw_away_number("INBOX", uid);
        stage.listen(MINUTE).await;
    }
    assert_eq!(stage.ledger().post(&root), None);
}
