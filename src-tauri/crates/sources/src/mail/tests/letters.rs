//! Mails of every make, taken apart.

use domain::File;

use super::super::map::{Standing, author, post};
use super::super::talk::Folder;
use super::super::wire::Letter;
use super::town::{Town, town};

const PLAIN: &[u8] = include_bytes!("../samples/plain.eml");
const PAGE: &[u8] = include_bytes!("../samples/page.eml");
const ABSENT: &[u8] = include_bytes!("../samples/absent.eml");
const BOUNCE: &[u8] = include_bytes!("../samples/bounce.eml");
const BROKEN: &[u8] = include_bytes!("../samples/broken.eml");

#[test]
fn a_plain_mail_is_read_without_its_signature() {
    let letter = Letter::read(PLAIN);
    assert_eq!(letter.name.as_deref(), Some("plain-1@customer.test"));
    assert_eq!(letter.from.address, "jo@customer.test");
    assert_eq!(letter.from.name, "Jo van Dijk");
    assert_eq!(letter.subject, "Labels don’t print");
    assert_eq!(letter.to, ["support@acme.test", "boss@customer.test"]);
    assert!(letter.words.starts_with("Hello,\n\nsince noon labels"));
    assert!(letter.words.ends_with("labels?id=7."), "{}", letter.words);
    assert!(!letter.machine && !letter.forged);
}

#[test]
fn a_page_is_read_without_what_it_answers() {
    let letter = Letter::read(PAGE);
    let names = ["plain-1@customer.test", "answer-1@acme.test"];
    assert_eq!(letter.follows, names, "the oldest comes first");
    assert_eq!(letter.words, "Still broken, see the picture. Grüße\n\nJo");
    assert_eq!(letter.bare_subject(), ("labels".to_owned(), true));
}

#[test]
fn what_hangs_on_a_mail_is_named_and_not_opened() {
    let letter = Letter::read(PAGE);
    let named = |name: &str| letter.files.iter().find(|it| it.name == name);
    assert_eq!(
        named("printer.png"),
        Some(&File { name: "printer.png".into(), bytes: Some(8) })
    );
    assert!(named("old mail.eml").is_some(), "{:?}", letter.files);
    assert!(!letter.words.contains("inner"), "{}", letter.words);
}

#[test]
fn what_answers_by_itself_and_what_comes_back_is_known() {
    assert!(Letter::read(ABSENT).machine);
    assert!(Letter::read(BOUNCE).machine);
}

#[test]
fn a_broken_mail_says_what_can_be_read() {
    let letter = Letter::read(BROKEN);
    assert_eq!(letter.name, None, "a name has no spaces");
    assert_eq!(letter.from.address, "jo@customer.test");
    assert!(letter.subject.starts_with("✓ broke"), "{}", letter.subject);
    assert!(letter.words.starts_with("Caf"), "{}", letter.words);
}

#[test]
fn nothing_is_a_mail_too() {
    for raw in [&b""[..], b"\r\n\r\n", b"\xff\xfe\x00", b"From:\r\n"] {
        let letter = Letter::read(raw);
        assert_eq!(letter.name, None);
        assert_eq!(letter.from.address, "");
    }
}

#[tokio::test]
async fn only_a_mail_at_google_has_an_address_at_which_it_is_read() {
    let mut town = town().await;
    let raw = b"From: Jo <jo@customer.test>\r\nMessage-ID: <a+b@x>\r\n\r\nHelp";
    let letter = Letter::read(raw);
    let link = |town: &Town| {
        let rules = town.mail().rules;
        let standing = Standing {
            author: author(&rules, &letter, Folder::Inbox),
            root: true,
            subject: "",
            private: false,
            mirrored: None,
            alert: false,
            mine: false,
            back: None,
        };
        post(&rules, &letter, standing).link
    };
    assert_eq!(link(&town), None);
    let imap = ("imap".to_owned(), "imap.gmail.com".to_owned());
    town.rules.sources[0].options.extend([imap]);
    let address = link(&town).expect("an address");
    assert_eq!(
        address,
        "https://mail.google.com/mail/u/0/#search/rfc822msgid:a%2Bb%40x"
    );
}
