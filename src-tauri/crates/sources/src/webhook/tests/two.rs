//! Two inboxes of one team, with senders of the same name.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{PlaceId, SourceId};

use super::world::{SENDER, Street, TOKEN};
use crate::conformance::{Keyring, Stage};
use crate::webhook::Webhook;

const MINUTE: TimeDelta = TimeDelta::minutes(1);
const SAID: &str = r#"{"what":"Disk full","key":"disk","at":1727999000}"#;

/// The inbox of the tests, and another one at an address of its own with
/// another table, in the same team file and keyring.
struct Two {
    street: Street,
    other: Street,
    inboxes: [Webhook; 2],
}

fn two() -> Two {
    let (mut street, other) = (Street::new(), Street::new());
    let mut source = street.rules.sources[0].clone();
    source.id = SourceId::new("second");
    source.options.insert("listen".to_owned(), other.address.clone());
    let place = &mut source.places[0];
    place.options = [("what".to_owned(), "/key".to_owned())].into();
    street.rules.sources.push(source);
    let vault = Arc::new(Keyring::with(&[
        ("webhook/webhook/printer", TOKEN),
        ("webhook/second/printer", "another-token"),
    ]));
    let inbox = |id: &str| {
        let id = SourceId::new(id);
        Webhook::new(&street.rules, &id, vault.clone()).unwrap()
    };
    let inboxes = [inbox("webhook"), inbox("second")];
    Two { street, other, inboxes }
}

fn call(token: &str) -> String {
    format!(
        "POST /{SENDER} HTTP/1.1\r\nHost: here\r\nContent-Length: {}\r\n\
         Authorization: Bearer {token}\r\n\r\n{SAID}",
        SAID.len()
    )
}

/// Calls with both tokens in both streets; the statuses and what was told.
async fn heard(street: &Street, inbox: &Webhook) -> (Vec<u16>, Vec<String>) {
    let stage = Stage::set(street).await;
    for token in [TOKEN, "another-token"] {
        street.raw(call(token));
    }
    stage.listen_with(inbox, MINUTE).await;
    let mut statuses: Vec<u16> =
        street.answers().iter().map(|it| it.status).collect();
    statuses.sort_unstable();
    let ledger = stage.ledger();
    assert!(ledger.cursors.contains_key(&PlaceId::new(SENDER)));
    let words = ledger.came.iter().filter_map(|came| {
        let post = ledger.post(&came.activity.external)?;
        Some(post.text.words())
    });
    (statuses, words.collect())
}

#[tokio::test]
async fn each_is_heard_at_its_own_address_by_its_own_token_and_table() {
    let Two { street, other, inboxes: [first, second] } = two();
    let both = tokio::join!(heard(&street, &first), heard(&other, &second));
    let refused_one = vec![200, 401];
    assert_eq!(both.0, (refused_one.clone(), vec!["Disk full".to_owned()]));
    assert_eq!(both.1, (refused_one, vec!["disk".to_owned()]));
}
