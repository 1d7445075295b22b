//! Who is let in, and what is said of those who are not.

use std::net::TcpListener;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta};
use domain::{Fault, PlaceId, PlaceRules, Source};

use super::world::{SENDER, Street, TOKEN};
use crate::conformance::{Keyring, Stage};
use crate::webhook::Webhook;

/// A second sender, and a street on which both are heard.
fn two(tokens: &[(&str, &str)]) -> (Street, Webhook) {
    let mut street = Street::new();
    let source = &mut street.rules.sources[0];
    let first = source.places[0].clone();
    let id = PlaceId::new("other");
    let name = "Other".to_owned();
    source.places.push(PlaceRules { id, name, ..first });
    let id = source.id.clone();
    let vault = Arc::new(Keyring::with(tokens));
    let inbox = Webhook::new(&street.rules, &id, vault).unwrap();
    (street, inbox)
}

#[tokio::test]
async fn a_token_opens_for_its_own_sender_alone() {
    let tokens =
        [("webhook/webhook/printer", TOKEN), ("webhook/webhook/other", "its")];
    let (street, inbox) = two(&tokens);
    let stage = Stage::set(&street).await;
    let call = |name: &str, token: &str| {
        format!(
            "POST /{name} HTTP/1.1\r\nHost: here\r\nContent-Length: 12\r\n\
             Authorization: Bearer {token}\r\n\r\n{{\"what\":\"x\"}}"
        )
    };
    street.raw(call("other", TOKEN));
    street.raw(call(SENDER, "its"));
    street.raw(call("other", "its"));
    stage.listen_with(&inbox, TimeDelta::minutes(1)).await;
    let mut answers = street.answers();
    answers.sort_by_key(|answer| answer.status);
    let statuses: Vec<u16> = answers.iter().map(|it| it.status).collect();
    assert_eq!(statuses, [200, 401, 401]);
    assert_eq!(stage.ledger().came.len(), 1);
}

#[tokio::test]
async fn it_is_said_who_is_heard_where_and_who_is_not() {
    let (street, inbox) = two(&[("webhook/webhook/printer", TOKEN)]);
    let probe = inbox.probe(DateTime::UNIX_EPOCH).await.unwrap();
    let heard = format!("at http://{}", inbox.address());
    assert_eq!(probe.may.len(), 1, "{:?}", probe.may);
    assert!(probe.may[0].ends_with(&heard), "{:?}", probe.may);
    let lacks = probe.may_not.join("\n");
    assert!(lacks.contains("write anything back"), "{lacks}");
    assert!(lacks.contains("other has no token yet"), "{lacks}");
    assert!(!lacks.contains("without encryption"), "{lacks}");
    let stage = Stage::set(&street).await;
    stage.listen_with(&inbox, TimeDelta::minutes(1)).await;
    let troubles = stage.troubles();
    let [Fault::Unauthorized { words }] = troubles.as_slice() else {
        panic!("one is not heard: {troubles:?}");
    };
    assert!(words.contains("hotseat accounts add webhook"), "{words}");
}

#[tokio::test]
async fn an_address_that_others_can_call_says_so() {
    let (mut street, _) = two(&[]);
    let listen = "0.0.0.0:8787".to_owned();
    let source = &mut street.rules.sources[0];
    source.options.insert("listen".to_owned(), listen);
    let (id, vault) = (source.id.clone(), Arc::<Keyring>::default());
    let inbox = Webhook::new(&street.rules, &id, vault).unwrap();
    let probe = inbox.probe(DateTime::UNIX_EPOCH).await.unwrap();
    let lacks = probe.may_not.join("\n");
    assert!(lacks.contains("from other computers without"), "{lacks}");
}

#[tokio::test]
async fn an_address_that_is_taken_is_told_with_a_way_out() {
    let (mut street, _) = two(&[]);
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = other.local_addr().unwrap().to_string();
    let source = &mut street.rules.sources[0];
    source.options.insert("listen".to_owned(), taken.clone());
    let stage = Stage::set(&street).await;
    let fault = stage.hears(TimeDelta::minutes(1)).await;
    let Some(Fault::Refused { words }) = fault else {
        panic!("nobody can be heard there: {fault:?}");
    };
    assert!(words.contains(&taken), "{words}");
    assert!(words.contains("choose another port as `listen`"), "{words}");
}
