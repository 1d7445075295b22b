//! What is written to a mailbox.

use chrono::TimeDelta;
use domain::{Deed, Fault, Source};

use super::super::wire::Letter;
use super::town::{JO, ME, Town, town};
use crate::conformance::{Stage, Voice, World};

const MINUTE: TimeDelta = TimeDelta::minutes(1);

fn words(text: &str) -> Deed {
    Deed::Reply { text: text.into() }
}

fn check(on: bool) -> Deed {
    let name = "white_check_mark".to_owned();
    if on { Deed::Mark { name } } else { Deed::Unmark { name } }
}

fn folders_of(town: &Town, name: &str) -> Vec<String> {
    let office = town.fake.office();
    let mut all = Vec::new();
    for (folder, home) in &office.boxes {
        for mail in &home.mails {
            if Letter::read(&mail.raw).name.as_deref() == Some(name) {
                all.push(folder.clone());
            }
        }
    }
    all
}

#[tokio::test]
async fn an_answer_is_one_mail_to_whoever_asked_with_a_blind_copy_to_us() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    stage.listen(MINUTE).await;
    let action = stage.action("a1", &root, words("It works now."));
    let receipt = town.mail().perform(&action).await.unwrap();
    let sent = town.fake.office().sent.clone();
    let [(to, raw)] = sent.as_slice() else {
        panic!("it is one mail: {}", sent.len());
    };
    let shared = super::super::fake::SHARED;
    assert_eq!(to, &[JO.to_owned(), shared.to_owned()]);
    let text = String::from_utf8(raw.clone()).unwrap();
    assert!(!text.contains(shared), "the copy is blind: {text}");
    let letter = Letter::read(raw);
    assert_eq!(letter.from.address, ME);
    assert_eq!(letter.subject, "Re: help");
    assert_eq!(letter.follows, [root.as_str().to_owned()]);
    assert_eq!(letter.words, "It works now.");
    let name = receipt.external.unwrap();
    assert_eq!(letter.name.as_deref(), Some(name.as_str()));
    let kept = folders_of(&town, name.as_str());
    assert_eq!(kept, ["INBOX", "Sent"], "the copy, and what was sent");
}

#[tokio::test]
async fn a_server_that_keeps_what_it_sends_is_not_given_it_again() {
    let mut town = town().await;
    let options = &mut town.rules.sources[0].options;
    options.insert("keeps_sent".into(), "true".into());
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    let action = stage.action("a1", &root, words("Done."));
    let receipt = town.mail().perform(&action).await.unwrap();
    let kept = folders_of(&town, receipt.external.unwrap().as_str());
    assert_eq!(kept, ["INBOX"]);
}

#[tokio::test]
async fn an_answer_follows_the_last_mail_and_reaches_those_in_copy() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    stage.pass(MINUTE).await;
    let raw = format!(
        "From: kim@customer.test\r\nTo: support@acme.test, {JO}\r\n\
         Cc: ana@acme.test\r\nReply-To: team@customer.test\r\n\
         Subject: Re: help\r\nReferences: <{root}>\r\n\
         Message-ID: <kim@x>\r\n\r\nme too"
    );
    town.fake.put("INBOX", raw.as_bytes());
    stage.listen(MINUTE).await;
    let action = stage.action("a1", &root, words("Done."));
    town.mail().perform(&action).await.unwrap();
    let (to, raw) = town.fake.office().sent[0].clone();
    assert_eq!(to, ["team@customer.test", JO, "support@acme.test"]);
    let letter = Letter::read(&raw);
    assert_eq!(letter.follows, [root.as_str(), "kim@x"]);
}

#[tokio::test]
async fn a_request_that_is_closed_lies_in_the_archive_with_all_its_mails() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    let more = town.reply(Voice::Requester, &root, "please").await;
    let other = town.post(Voice::Requester, "something else").await;
    stage.listen(MINUTE).await;
    let close = stage.action("a1", &root, check(true));
    for _ in 0..2 {
        let receipt = town.mail().perform(&close).await.unwrap();
        let marks = receipt.marks.unwrap();
        assert_eq!(marks[0].by[0].id.as_str(), ME);
    }
    assert_eq!(folders_of(&town, root.as_str()), ["Archive"]);
    assert_eq!(folders_of(&town, more.as_str()), ["Archive"]);
    assert_eq!(folders_of(&town, other.as_str()), ["INBOX"]);
    stage.listen(MINUTE).await;
    let ledger = stage.ledger();
    assert_eq!(ledger.standing(&root), town.standing(&root).await);
    assert!(ledger.post(&more).is_some(), "nothing is taken back");
    let open = stage.action("a2", &root, check(false));
    town.mail().perform(&open).await.unwrap();
    assert_eq!(folders_of(&town, root.as_str()), ["INBOX"]);
    assert_eq!(folders_of(&town, more.as_str()), ["INBOX"]);
}

#[tokio::test]
async fn what_a_server_says_to_a_mail_is_told_by_its_kind() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    let action = stage.action("a1", &root, words("Done."));
    for (answer, kind) in [
        ("450 4.7.1 busy", "unreachable"),
        ("552 5.2.2 full", "refused"),
        ("535 5.7.8 no", "unauthorized"),
        ("cut", "unreachable"),
    ] {
        let verb = if kind == "unauthorized" { "AUTH" } else { "MAIL" };
        town.fake.refuse(verb, answer);
        let told = town.mail().perform(&action).await.unwrap_err();
        let is = match told {
            Fault::Unauthorized { .. } => "unauthorized",
            Fault::Unreachable { .. } => "unreachable",
            Fault::Refused { .. } => "refused",
            _ => "another",
        };
        assert_eq!(is, kind, "{answer}: {told}");
    }
    assert!(town.fake.office().sent.is_empty());
}

#[tokio::test]
async fn a_mail_that_is_gone_is_not_answered() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    town.delete(&root).await;
    let action = stage.action("a1", &root, words("Done."));
    let told = town.mail().perform(&action).await;
    assert!(matches!(told, Err(Fault::Refused { .. })), "{told:?}");
}
