//! Whether this computer's clock is right, as far as a mailbox tells it.

use chrono::TimeDelta;

use super::town::town;
use crate::conformance::{Stage, Voice, World};

const MINUTE: TimeDelta = TimeDelta::minutes(1);

fn seconds(n: i64) -> TimeDelta {
    TimeDelta::seconds(n)
}

#[tokio::test]
async fn a_server_that_searches_by_age_tells_how_late_it_is_there() {
    for off in [0, 90, -90, 7200, -7200, 3 * 86_400] {
        let town = town().await;
        town.fake.office().off = seconds(off);
        town.post(Voice::Requester, "help").await;
        let stage = Stage::set(&town).await;
        stage.pass(MINUTE).await;
        stage.listen(MINUTE).await;
        let told = stage.offset().expect("it is told");
        let wrong = (told - off * 1000).abs();
        assert!(wrong <= 2000, "{off} s before us, told: {told} ms");
    }
}

#[tokio::test]
async fn a_clock_that_goes_wrong_later_is_noticed_within_minutes() {
    let town = town().await;
    town.post(Voice::Requester, "help").await;
    let stage = Stage::set(&town).await;
    stage.pass(MINUTE).await;
    stage.listen(MINUTE).await;
    assert_eq!(stage.offset(), Some(0));
    town.fake.office().off = seconds(-600);
    stage.listen(MINUTE * 11).await;
    let told = stage.offset().unwrap();
    assert!((told + 600_000).abs() <= 2000, "{told}");
}

#[tokio::test]
async fn a_server_that_does_not_say_is_not_taken_for_one_that_agrees() {
    let town = town().await;
    town.fake.office().can.within = false;
    town.fake.office().off = seconds(7200);
    town.post(Voice::Requester, "help").await;
    let stage = Stage::set(&town).await;
    stage.pass(MINUTE).await;
    stage.listen(MINUTE * 11).await;
    assert_eq!(stage.offset(), None);
    let probe = town.source().probe(stage.now()).await.unwrap();
    assert_eq!(probe.offset_ms, None);
}

#[tokio::test]
async fn an_empty_mailbox_and_a_mail_of_tomorrow_tell_nothing() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    stage.listen(MINUTE * 11).await;
    assert_eq!(stage.offset(), None, "there is nothing to go by");
    town.post(Voice::Requester, "help").await;
    town.fake.office().boxes.get_mut("INBOX").unwrap().mails[0].at +=
        TimeDelta::days(1);
    stage.listen(MINUTE * 22).await;
    assert_eq!(stage.offset(), None);
}

#[tokio::test]
async fn a_server_that_does_not_keep_its_word_is_read_all_the_same() {
    for answer in ["BAD what", "NO not today"] {
        let town = town().await;
        let root = town.post(Voice::Requester, "help").await;
        let stage = Stage::set(&town).await;
        stage.pass(MINUTE).await;
        town.fake.refuse("UID SEARCH UID 1 OLDER", answer);
        stage.listen(MINUTE).await;
        assert_eq!(stage.offset(), None, "{answer}");
        let more = town.reply(Voice::Requester, &root, "please").await;
        stage.listen(MINUTE).await;
        assert!(stage.ledger().post(&more).is_some(), "{answer}");
        assert_eq!(stage.troubles(), []);
    }
}

#[tokio::test]
async fn a_server_that_hangs_up_when_asked_for_its_time_is_read_all_the_same() {
    let town = town().await;
    let root = town.post(Voice::Requester, "help").await;
    let stage = Stage::set(&town).await;
    stage.pass(MINUTE).await;
    for _ in 0..50 {
        town.fake.refuse("UID SEARCH UID 1 OLDER", "cut");
    }
    stage.listen(MINUTE * 5).await;
    let asked = 50 - town.fake.office().refusals.len();
    assert_eq!(asked, 1, "it is not asked again at once");
    let more = town.reply(Voice::Requester, &root, "please").await;
    stage.listen(MINUTE).await;
    assert!(stage.ledger().post(&more).is_some());
    assert_eq!(stage.offset(), None);
    assert_eq!(stage.troubles(), []);
}
