//! A mailbox in which much has come before it is watched.

use chrono::TimeDelta;
use domain::ExternalId;

use super::town::{noon, town};
use crate::conformance::Stage;

const MAILS: usize = 450;

#[tokio::test]
async fn a_long_history_says_how_much_of_it_is_left() {
    let town = town().await;
    for n in 0..MAILS {
        let mail = format!(
            "From: Jo <jo@customer.test>\r\nTo: support@acme.test\r\n\
             Subject: Label {n}\r\nMessage-ID: <{n}@x>\r\n\r\nIt is blank."
        );
        town.fake.put("INBOX", mail.as_bytes());
    }
    let stage = Stage::set(&town).await;
    stage.listen(TimeDelta::minutes(1)).await;
    assert_eq!(stage.ahead(), [250, 50, 0]);
    let ledger = stage.ledger();
    let history = ledger.came.iter().filter(|came| came.history);
    assert!(history.count() >= MAILS);
}

#[tokio::test]
async fn what_is_older_than_a_week_is_no_history_and_its_answer_is_news() {
    let town = town().await;
    let mail = |name: &str, refers: &str| {
        format!(
            "From: Jo <jo@customer.test>\r\nTo: support@acme.test\r\n\
             Subject: Labels\r\nMessage-ID: <{name}>\r\n{refers}\r\n\
             They are blank."
        )
    };
    for (name, days) in [("old@x", 8), ("new@x", 6)] {
        let at = noon() - TimeDelta::days(days);
        let mail = mail(name, "");
        town.fake.office().put("INBOX", mail.as_bytes(), at);
    }
    let stage = Stage::set(&town).await;
    stage.listen(TimeDelta::minutes(1)).await;
    let told =
        |name: &str| stage.ledger().post(&ExternalId::new(name)).is_some();
    assert!(told("new@x"));
    assert!(!told("old@x"), "it lies beyond the horizon");
    let answer = mail("answer@x", "References: <old@x>\r\n");
    town.fake.put("INBOX", answer.as_bytes());
    stage.pass(TimeDelta::seconds(1)).await;
    stage.listen(TimeDelta::minutes(1)).await;
    assert!(told("answer@x"));
}
