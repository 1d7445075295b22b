//! How a mailbox bears what a server or a network can do to it.

use chrono::TimeDelta;
use domain::{Deed, Done, Fault, Source};

use super::super::fake::{Fake, PASSWORD};
use super::super::pass::Pass;
use super::super::rules::{Cover, Server};
use super::super::send::send;
use super::relay::{Relay, Trouble};
use super::town::{Town, town};
use crate::conformance::{Stage, Voice, World};

const SECOND: TimeDelta = TimeDelta::seconds(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);
/// So many connections a minute are no hammering.
const CALM: usize = 12;
/// More than this a short story does not say.
const MOST: usize = 4_000;

/// A town whose mailbox is read, or sent through, behind a line.
async fn behind(option: &str, server: impl Fn(&Fake) -> &str) -> (Town, Relay) {
    let mut town = town().await;
    let relay = Relay::to(server(&town.fake));
    let options = &mut town.rules.sources[0].options;
    options.insert(option.to_owned(), relay.address.clone());
    (town, relay)
}

/// Something is asked while the line has a trouble: it is read all the same,
/// or a sentence says why not. In the end, when the line is mended, everything
/// is known and nothing was told twice. Says whether the trouble was met.
async fn endured((town, relay): &(Town, Relay), trouble: Trouble) -> bool {
    let stage = Stage::set(town).await;
    stage.listen(SECOND).await;
    relay.lay(trouble);
    let root = town.post(Voice::Requester, "anybody there?").await;
    stage.pass(SECOND).await;
    let told = stage.hears(MINUTE).await;
    let read = stage.ledger().post(&root).is_some();
    let words = told.map(|fault| fault.to_string()).unwrap_or_default();
    assert!(read || words.len() > 20, "{trouble:?}: silence");
    let (calls, hits) = relay.mend();
    assert!(calls <= CALM, "{calls} connections within it: {trouble:?}");
    stage.pass(MINUTE).await;
    stage.listen(MINUTE).await;
    let ledger = stage.ledger();
    assert_eq!(ledger.standing(&root), town.standing(&root).await);
    assert!(ledger.repeated().is_empty(), "{trouble:?}");
    hits > 0
}

/// A trouble after ever more of what the server says, until it says less.
async fn wherever(trouble: fn(usize) -> Trouble) {
    let line = behind("imap", |fake| &fake.imap).await;
    let mut met = 0;
    for after in (0..MOST).step_by(223) {
        if !endured(&line, trouble(after)).await {
            break;
        }
        met += 1;
    }
    assert!(met > 5, "it was met {met} times");
}

#[tokio::test]
async fn wherever_the_line_is_cut_it_is_told_and_nothing_is_lost() {
    wherever(Trouble::Cut).await;
}

#[tokio::test]
async fn wherever_noise_begins_it_is_told_and_taken_for_no_news() {
    wherever(Trouble::Noise).await;
}

#[tokio::test]
async fn a_server_that_falls_silent_is_given_up() {
    let line = behind("imap", |fake| &fake.imap).await;
    for after in [0, 60, 400] {
        let stage = Stage::set(&line.0).await;
        stage.listen(SECOND).await;
        line.1.lay(Trouble::Silence(after));
        // Where nothing is to come, the clock of the waits runs ahead.
        tokio::time::pause();
        let began = tokio::time::Instant::now();
        let told = stage.hears(MINUTE * 5).await;
        let waited = began.elapsed().as_secs();
        tokio::time::resume();
        let given_up = matches!(told, Some(Fault::Unreachable { .. }));
        assert!(given_up, "after {after}: {told:?}");
        assert!((1..=120).contains(&waited), "it waited {waited} s");
        line.1.mend();
    }
}

/// Answers while the line that sends has a trouble, and goes on as the outbox
/// does; says whether the trouble was met.
async fn answered((town, relay): &(Town, Relay), trouble: Trouble) -> bool {
    let stage = Stage::set(town).await;
    let root = town.post(Voice::Requester, "help").await;
    let text = "On it.".to_owned();
    let name = format!("{root}-{trouble:?}");
    let action = stage.action(&name, &root, Deed::Reply { text });
    relay.lay(trouble);
    let done = town.mail().perform(&action).await;
    let (_, hits) = relay.mend();
    if done.is_err() {
        stage.pass(SECOND * 15).await;
        match town.mail().confirm(&action).await {
            Ok(Done::There(_)) => {}
            Ok(Done::NotThere) => {
                let again = town.mail().perform(&action).await;
                assert!(again.is_ok(), "{trouble:?}: {again:?}");
            }
            other => panic!("{trouble:?}: it can be told: {other:?}"),
        }
    }
    let sent = std::mem::take(&mut town.fake.office().sent);
    assert_eq!(sent.len(), 1, "{trouble:?}: {done:?}");
    hits > 0
}

#[tokio::test]
async fn wherever_sending_breaks_off_one_mail_goes_out() {
    for trouble in [Trouble::Cut, Trouble::Noise] {
        let line = behind("smtp", |fake| &fake.smtp).await;
        let mut met = 0;
        for after in (0..MOST).step_by(11) {
            if !answered(&line, trouble(after)).await {
                break;
            }
            met += 1;
        }
        assert!(met > 10, "it was met {met} times");
    }
}

#[tokio::test(start_paused = true)]
async fn a_sending_server_that_never_speaks_is_given_up_soon() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let server = Server {
        host: "127.0.0.1".to_owned(),
        port: silent.local_addr().unwrap().port(),
        cover: Cover::Bare,
    };
    let secret = PASSWORD.to_owned().into();
    let pass = Pass { user: "zoe".to_owned(), secret, token: false };
    let mail = lettre::Message::builder()
        .from("zoe@acme.test".parse().unwrap())
        .to("jo@customer.test".parse().unwrap())
        .body("On it.".to_owned());
    let began = tokio::time::Instant::now();
    let sent = send(&server, &pass, mail.unwrap()).await;
    assert!(matches!(sent, Err(Fault::Unreachable { .. })), "{sent:?}");
    let waited = began.elapsed().as_secs();
    assert!(waited <= 60, "all that is to be sent waits for it: {waited} s");
}
