//! Mails that are made to do harm.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::{ActionId, Author, Cursors, Fault, Source};

use super::super::account::Account;
use super::super::compose::Answer;
use super::super::wire::Letter;
use super::town::{ME, noon, town};
use crate::conformance::{Stage, Voice, World};
use chrono::TimeDelta;

#[test]
fn a_mail_of_a_megabyte_is_cut() {
    let mut raw = b"From: a@b.test\r\nSubject: x\r\n\r\n".to_vec();
    raw.extend(b"word ".repeat(1 << 18));
    let letter = Letter::read(&raw);
    assert!(letter.words.len() <= 64 * 1024, "{}", letter.words.len());
    let mut page = b"Content-Type: text/html\r\n\r\n".to_vec();
    page.extend(b"<b>word</b> ".repeat(1 << 17));
    assert!(Letter::read(&page).words.len() <= 64 * 1024);
}

#[test]
fn parts_within_parts_end_somewhere() {
    let mut raw = b"From: a@b.test\r\n".to_vec();
    for depth in 0..20_000 {
        let part = format!(
            "Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n\
             --b{depth}\r\n"
        );
        raw.extend(part.into_bytes());
    }
    assert_eq!(Letter::read(&raw).from.address, "a@b.test");
    let mut mails = Vec::new();
    for _ in 0..20_000 {
        mails.extend(b"Content-Type: message/rfc822\r\n\r\n");
    }
    assert_eq!(Letter::read(&mails).words, "");
    let mut inner = Vec::new();
    for _ in 0..8_000 {
        inner.extend(b"Content-Type: message/rfc822\r\n\r\n");
    }
    let mut coded = b"Content-Type: message/rfc822\r\n\
        Content-Transfer-Encoding: base64\r\n\r\n"
        .to_vec();
    coded.extend(STANDARD.encode(&inner).into_bytes());
    assert_eq!(Letter::read(&coded).words, "");
}

#[test]
fn many_of_everything_are_a_few() {
    let to = "x@y.test, ".repeat(5_000);
    let refs = (0..5_000).map(|n| format!("<{n}@x> ")).collect::<String>();
    let raw = format!("To: {to}z@y.test\r\nReferences: {refs}\r\n\r\n");
    let letter = Letter::read(raw.as_bytes());
    assert!(letter.to.len() <= 200);
    assert!(letter.follows.len() <= 100);
    assert_eq!(letter.follows.last().map(String::as_str), Some("4999@x"));
}

/// The head of the mail that answers another, line by line.
fn answered(raw: &str) -> Vec<String> {
    let letter = Letter::read(raw.as_bytes());
    let account = Account {
        user: "zoe".into(),
        password: String::new().into(),
        address: ME.into(),
        name: "Zoe\r\nBcc: eve@evil.test".into(),
        token: false,
    };
    let answer = Answer {
        account: &account,
        shared: "support@acme.test",
        to: &letter,
        follows: letter.follows.clone(),
        copies: letter.to.clone(),
        words: "Fixed.\r\n.\r\nBcc: eve@evil.test",
        action: &ActionId::new("a1\r\nBcc: eve@evil.test"),
        at: noon(),
    };
    let mail = String::from_utf8(answer.mail().unwrap().formatted()).unwrap();
    let (head, _) = mail.split_once("\r\n\r\n").unwrap();
    assert!(!head.replace("\r\n", "").contains(['\r', '\n']));
    head.split("\r\n").map(str::to_owned).collect()
}

#[test]
fn no_header_can_be_slipped_into_an_answer() {
    let raw = "From: =?utf-8?Q?Jo=0D=0ABcc:_eve@evil.test?= <jo@x.test>\r\n\
        Reply-To: =?utf-8?Q?Jo=0D=0ABcc:_eve@evil.test?= <jo@x.test>\r\n\
        To: support@acme.test, \"a\r\n b\" <c@x.test>\r\n\
        Subject: =?utf-8?Q?Help=0D=0ABcc:_eve@evil.test=0D=0A=0D=0Aboo?=\r\n\
        Message-ID: <a@x.test\r\n Bcc: eve@evil.test>\r\n\
        References: <b@x.test>\r\n <c@x.test\r\n\tBcc:eve@evil.test>\r\n\
        \r\nwords";
    let head = answered(raw);
    let names: Vec<&str> = head
        .iter()
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap())
        .collect();
    for name in &names {
        let known = [
            "From",
            "To",
            "Cc",
            "Subject",
            "Date",
            "Message-ID",
            "In-Reply-To",
            "References",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
        ];
        assert!(known.contains(name), "{name} in {head:#?}");
    }
    let once = |name: &str| names.iter().filter(|it| **it == name).count();
    for name in ["From", "To", "Subject", "Message-ID"] {
        assert_eq!(once(name), 1, "{name} in {head:#?}");
    }
}

#[test]
fn an_answer_names_what_it_answers() {
    let raw = "From: jo@x.test\r\nTo: support@acme.test\r\nSubject: Help\r\n\
        Message-ID: <b@x.test>\r\nReferences: <a@x.test>\r\n\r\nwords";
    let head = answered(raw).join("\n");
    assert!(head.contains("Subject: Re: Help"), "{head}");
    assert!(head.contains("MIME-Version: 1.0"), "{head}");
    assert!(head.contains("In-Reply-To: <b@x.test>"), "{head}");
    assert!(head.contains("References: <a@x.test> <b@x.test>"), "{head}");
    assert!(head.contains("To: jo@x.test"), "{head}");
}

/// Who is known to have written each mail of a mailbox.
async fn authors(mails: &[&str]) -> Vec<Author> {
    let town = town().await;
    let stage = Stage::set(&town).await;
    stage.listen(TimeDelta::minutes(1)).await;
    for raw in mails {
        town.fake.put("INBOX", raw.replace('\n', "\r\n").as_bytes());
    }
    stage.pass(TimeDelta::seconds(1)).await;
    stage.listen(TimeDelta::minutes(1)).await;
    let told = stage.ledger().came.into_iter();
    let posts = told.filter_map(|came| match came.activity.event {
        domain::Event::Post { post } => Some(post.author),
        _ => None,
    });
    assert!(town.now().await >= noon());
    posts.collect()
}

#[tokio::test]
async fn another_mail_of_a_known_name_does_not_hide() {
    let head = "To: support@acme.test\nMessage-ID: <same@x.test>";
    let first = format!("From: jo@x.test\nSubject: One\n{head}\n\nhelp");
    let second = format!("From: eve@x.test\nSubject: Two\n{head}\n\nhelp");
    let told = authors(&[&first, &second, &first]).await;
    assert_eq!(told.len(), 2, "{told:#?}");
}

#[tokio::test]
async fn whoever_only_claims_to_be_of_the_team_is_not() {
    let of_our_server = "Authentication-Results: mx.acme.test; dmarc=fail\n";
    let of_the_sender = "Authentication-Results: mx.acme.test; dmarc=pass\n";
    let rest = "From: Ana <ana@acme.test>\nTo: support@acme.test\n\
        Subject: All is well\nMessage-ID: <forged@x.test>\n\ndone";
    // A server puts its word above what the sender wrote.
    for before in ["", of_the_sender] {
        let raw = format!("{of_our_server}{before}{rest}");
        let told = authors(&[&raw]).await;
        assert_eq!(told.len(), 1, "{raw}");
        assert_ne!(told[0].id.as_str(), "ana@acme.test", "{raw}");
        assert_eq!(told[0].email, None, "{raw}");
    }
}

#[tokio::test]
async fn a_mail_of_200_megabytes_is_not_taken_in() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    town.post(Voice::Requester, "help").await;
    town.fake.office().floods = true;
    let ended = town.mail().listen(&Cursors::new(), &stage).await;
    assert!(matches!(ended, Fault::Garbled { .. }), "{ended}");
}

#[tokio::test]
async fn an_answer_that_nobody_can_read_is_none() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    for answer in ["BAD what", "OK [UIDNEXT x] y\r\n* 1 FETCH ((((((("] {
        town.fake.refuse("EXAMINE", answer);
        let ended = town.mail().listen(&Cursors::new(), &stage).await;
        let told =
            matches!(ended, Fault::Garbled { .. } | Fault::Unreachable { .. });
        assert!(told, "{ended}");
    }
}
