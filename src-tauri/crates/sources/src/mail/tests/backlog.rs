//! A mailbox in which much has come before it is watched.

use chrono::TimeDelta;

use super::town::town;
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
