//! What happens in a mailbox, and what is told of it.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{AlertKey, Bots, Event, ExternalId, Fault, Post, Source};

use super::super::fake::Can;
use super::town::{ANA, Town, noon, town};
use crate::conformance::{Stage, Voice, World};

const MINUTE: TimeDelta = TimeDelta::minutes(1);
const SECOND: TimeDelta = TimeDelta::seconds(1);

fn put(town: &Town, folder: &str, raw: &str) {
    town.fake.put(folder, raw.replace('\n', "\r\n").as_bytes());
}

async fn read(stage: &Stage<'_>) {
    stage.pass(SECOND).await;
    stage.listen(MINUTE).await;
}

fn id(name: &str) -> ExternalId {
    ExternalId::new(name)
}

fn post(stage: &Stage<'_>, name: &str) -> Option<Post> {
    stage.ledger().post(&id(name)).cloned()
}

const ASKED: &str = "From: Jo <jo@customer.test>\nTo: support@acme.test\n\
    Subject: Labels\nMessage-ID: <q@x>\n\nThey are blank.";

#[tokio::test]
async fn an_answer_sent_with_another_program_counts() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    put(&town, "INBOX", ASKED);
    read(&stage).await;
    put(
        &town,
        "Sent",
        "From: Ana <ana@acme.test>\nTo: Jo <jo@customer.test>\n\
         Subject: Re: Labels\nReferences: <q@x>\nMessage-ID: <a@acme>\n\n\
         Try again?\n\nOn Monday Jo wrote:\n> They are blank.",
    );
    read(&stage).await;
    let answer = post(&stage, "a@acme").unwrap();
    assert_eq!(answer.author.id.as_str(), ANA);
    assert_eq!(answer.text.words(), "Try again?");
    assert!(!answer.private, "Jo has it");
    assert!(answer.author.human);
}

#[tokio::test]
async fn what_goes_past_those_who_ask_is_private() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    put(&town, "INBOX", ASKED);
    read(&stage).await;
    put(
        &town,
        "Sent",
        "From: ana@acme.test\nTo: dev@acme.test\nSubject: Fwd: Labels\n\
         In-Reply-To: <q@x>\nMessage-ID: <f@acme>\n\nCan you look?",
    );
    read(&stage).await;
    assert!(post(&stage, "f@acme").unwrap().private);
}

#[tokio::test]
async fn what_the_team_sends_to_others_is_nothing_that_is_asked() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    stage.listen(MINUTE).await;
    let raw = "From: ana@acme.test\nTo: jo@customer.test\nSubject: News\n\
        Message-ID: <n@acme>\n\nHello";
    put(&town, "Sent", raw);
    put(&town, "INBOX", raw);
    read(&stage).await;
    assert!(stage.ledger().came.is_empty());
    let asked = raw.replace("jo@customer.test", "support@acme.test");
    put(&town, "INBOX", &asked.replace("<n@", "<i@"));
    read(&stage).await;
    assert!(post(&stage, "i@acme").is_some(), "a teammate asks us");
    put(
        &town,
        "Sent",
        "From: zoe@acme.test\nTo: ana@acme.test\nSubject: Re: News\n\
         In-Reply-To: <i@acme>\nMessage-ID: <j@acme>\n\nYes.",
    );
    read(&stage).await;
    assert!(!post(&stage, "j@acme").unwrap().private, "she has it");
}

#[tokio::test]
async fn a_notice_of_absence_is_nobodys_word() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    put(&town, "INBOX", ASKED);
    let away = "From: jo@customer.test\nTo: support@acme.test\n\
        Auto-Submitted: auto-replied\nSubject: Away\nMessage-ID: <w@x>\n";
    put(&town, "INBOX", &format!("{away}References: <q@x>\n\nI am away."));
    put(&town, "INBOX", &away.replace("<w@x>", "<alone@x>"));
    read(&stage).await;
    assert!(!post(&stage, "w@x").unwrap().author.human);
    assert_eq!(post(&stage, "alone@x"), None, "a program asks for nothing");
}

#[tokio::test]
async fn where_programs_report_trouble_their_mails_are_requests() {
    let mut town = town().await;
    town.rules.sources[0].places[0].bots = Bots::Alerts;
    let stage = Stage::set(&town).await;
    stage.listen(MINUTE).await;
    for (name, state) in [("1@m", "PROBLEM"), ("2@m", "RECOVERY")] {
        let raw = format!(
            "From: monitor@acme.test\nTo: support@acme.test\n\
             Precedence: bulk\nSubject: {state}: disk full\n\
             Message-ID: <{name}>\n\nx"
        );
        put(&town, "INBOX", &raw);
    }
    read(&stage).await;
    let alert = |name| post(&stage, name).unwrap().alert.unwrap();
    let key = "disk full".to_owned();
    assert_eq!(alert("1@m"), AlertKey { key: key.clone(), resolved: false });
    assert_eq!(alert("2@m"), AlertKey { key, resolved: true });
}

#[tokio::test]
async fn a_form_that_writes_as_ourselves_carries_somebodys_words() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    stage.listen(MINUTE).await;
    put(
        &town,
        "INBOX",
        "From: support@acme.test\nTo: support@acme.test\n\
         Reply-To: Jo <jo@customer.test>\nSubject: Form\n\
         Message-ID: <form@acme>\n\nHelp",
    );
    read(&stage).await;
    let author = post(&stage, "form@acme").unwrap().author;
    assert_eq!(author.id.as_str(), "jo@customer.test");
}

#[tokio::test]
async fn what_is_archived_by_hand_is_closed_and_comes_back_open() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    put(&town, "INBOX", ASKED);
    read(&stage).await;
    let closed = |stage: &Stage<'_>| {
        let marks = stage.ledger().standing(&id("q@x")).unwrap().marks;
        marks.contains_key("white_check_mark")
    };
    assert!(!closed(&stage));
    town.carry("INBOX", "Archive");
    read(&stage).await;
    assert!(closed(&stage));
    town.carry("Archive", "INBOX");
    read(&stage).await;
    assert!(!closed(&stage));
    assert!(stage.ledger().repeated().is_empty());
}

#[tokio::test]
async fn a_mailbox_that_is_numbered_anew_tells_nothing_twice() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    put(&town, "INBOX", ASKED);
    read(&stage).await;
    let told = stage.ledger().came.len();
    {
        let mut office = town.fake.office();
        let inbox = office.boxes.get_mut("INBOX").unwrap();
        inbox.validity += 1;
        inbox.next = 900;
        for (uid, mail) in (500..).zip(&mut inbox.mails) {
            mail.uid = uid;
        }
    }
    put(&town, "INBOX", &ASKED.replace("q@x", "new@x"));
    read(&stage).await;
    assert!(post(&stage, "q@x").is_some());
    assert!(post(&stage, "new@x").is_some());
    assert_eq!(stage.ledger().came.len(), told + 1);
    town.throw_away("INBOX", &id("q@x"));
    read(&stage).await;
    assert_eq!(post(&stage, "q@x"), None, "its new number is known");
}

#[tokio::test]
async fn reading_leaves_no_trace_and_an_idle_hour_asks_for_no_mail() {
    let town = town().await;
    let stage = Stage::set(&town).await;
    put(&town, "INBOX", ASKED);
    read(&stage).await;
    town.fake.calls();
    stage.listen(MINUTE * 60).await;
    let calls = town.fake.calls();
    let quiet = [
        "EXAMINE",
        "IDLE",
        "LOGIN",
        "LIST",
        "CAPABILITY",
        "UID SEARCH UID",
        "UID FETCH * (UID INTERNALDATE)",
    ];
    for call in &calls {
        assert!(quiet.iter().any(|it| call.starts_with(it)), "{call}");
    }
    let idles = calls.iter().filter(|it| *it == "IDLE").count();
    assert!((100..=130).contains(&idles), "{idles}");
}

#[tokio::test]
async fn a_plain_server_is_read_as_well() {
    let town = town().await;
    town.fake.office().can = Can {
        idle: false,
        condstore: false,
        moves: false,
        keywords: false,
        within: false,
    };
    let stage = Stage::set(&town).await;
    stage.listen(MINUTE).await;
    put(&town, "INBOX", ASKED);
    stage.listen(TimeDelta::seconds(11)).await;
    assert!(post(&stage, "q@x").is_some());
    assert!(stage.paces().iter().all(|pace| pace.as_secs() == 10));
    let probe = town.mail().probe(noon()).await.unwrap();
    let lacks = probe.may_not.join("\n");
    assert!(lacks.contains("every 10 seconds"), "{lacks}");
    assert!(lacks.contains("keeps no keywords"), "{lacks}");
    let root = town.post(Voice::Requester, "more").await;
    let eyes = domain::Deed::Mark { name: "eyes".into() };
    let claim = town.mail().perform(&stage.action("a1", &root, eyes)).await;
    assert!(matches!(claim, Err(Fault::Refused { .. })), "{claim:?}");
}

#[tokio::test]
async fn a_password_that_is_not_taken_ends_the_reading() {
    let town = town().await;
    let answer = "NO [AUTHENTICATIONFAILED] wrong";
    town.fake.refuse("LOGIN", answer);
    let probe = town.mail().probe(noon()).await;
    let Err(Fault::Unauthorized { words }) = probe else {
        panic!("it is a matter of the sign-in: {probe:?}");
    };
    assert!(words.contains("sign in again"), "{words}");
    assert!(!words.contains("Some"), "it is a sentence: {words}");
    town.fake.refuse("LOGIN", "NO [UNAVAILABLE] later");
    let probe = town.mail().probe(noon()).await;
    assert!(matches!(probe, Err(Fault::Unreachable { .. })), "{probe:?}");
}

#[tokio::test]
async fn before_it_rings_it_is_looked_for_an_answer() {
    let mut town = town().await;
    let mail = Arc::new(town.mail());
    town.one = Some(Arc::clone(&mail));
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    stage.listen(MINUTE).await;
    town.reply(Voice::Teammate, &root, "here").await;
    stage.open(std::slice::from_ref(&root));
    let thread = domain::Sink::wish(&stage).open.remove(0);
    let told = mail.check(&thread, stage.now()).await.unwrap();
    let posts = told.iter().filter(|it| matches!(it.event, Event::Post { .. }));
    assert_eq!(posts.count(), 1, "{told:#?}");
}
