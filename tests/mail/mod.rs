//! Mail against the servers of others: dovecot keeps it, aiosmtpd takes it.

mod listener;
pub(crate) mod servers;
mod talk;
mod town;

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{Cursors, Deed, Fault, Source};
use sources::conformance::{Stage, Voice, World};

use listener::Listener;
use town::Town;

const MINUTE: TimeDelta = TimeDelta::minutes(1);

mod conformance {
    //! The suite of all sources.
    sources::suite!(super::Town::open());
}

#[tokio::test]
async fn what_the_account_may_do_is_said() {
    let town = Town::open().await;
    let probe = town.mail().probe(town.now().await).await.unwrap();
    assert_eq!(probe.may_not, Vec::<String>::new());
    let may = probe.may.join(" ");
    for what in ["without a trace", "a claim", "Sent", "Archive", "send as"] {
        assert!(may.contains(what), "{what}: {may}");
    }
}

#[tokio::test]
async fn what_is_closed_lies_in_the_archive_and_comes_back() {
    let town = Town::open().await;
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    town.reply(Voice::Requester, &root, "please").await;
    stage.listen(MINUTE).await;
    let name = "white_check_mark".to_owned();
    let close = stage.action("a1", &root, Deed::Mark { name: name.clone() });
    town.mail().perform(&close).await.unwrap();
    assert_eq!(town.count("INBOX"), 0);
    assert_eq!(town.count("Archive"), 2);
    stage.listen(MINUTE).await;
    let closed = stage.ledger().standing(&root).unwrap();
    assert_eq!(closed.marks.get(&name), Some(&1));
    let open = stage.action("a2", &root, Deed::Unmark { name });
    town.mail().perform(&open).await.unwrap();
    assert_eq!(town.count("INBOX"), 2);
    stage.listen(MINUTE).await;
    let opened = stage.ledger().standing(&root).unwrap();
    assert!(opened.marks.is_empty());
}

#[tokio::test]
async fn what_is_filed_elsewhere_is_taken_back_until_it_is_moved_back() {
    let town = Town::open().await;
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    stage.listen(MINUTE).await;
    let before = stage.ledger().standing(&root);
    assert_eq!(before, town.standing(&root).await);
    town.carry("INBOX", "Projects");
    stage.listen(MINUTE).await;
    assert_eq!(stage.ledger().post(&root), None);
    town.carry("Projects", "INBOX");
    stage.listen(MINUTE).await;
    assert_eq!(stage.ledger().standing(&root), before);
}

#[tokio::test]
async fn a_clock_that_runs_away_is_told_from_the_age_of_a_mail() {
    let town = Town::open().await;
    let now = town.now().await;
    town.turn(now - MINUTE).await;
    town.post(Voice::Requester, "help").await;
    town.turn(now).await;
    let stage = Stage::set(&town).await;
    // These minutes pass for us alone.
    stage.listen(MINUTE * 20).await;
    let told = stage.offset().expect("this server searches by age") / 1000;
    assert!((-1205..=-400).contains(&told), "{told} s");
}

#[tokio::test]
async fn reading_leaves_every_mail_unread() {
    let town = Town::open().await;
    let stage = Stage::set(&town).await;
    let root = town.post(Voice::Requester, "help").await;
    stage.listen(MINUTE * 5).await;
    assert!(stage.ledger().post(&root).is_some());
    assert_eq!(town.unread("INBOX"), 1);
}

#[tokio::test]
async fn a_wrong_password_is_a_matter_of_the_sign_in() {
    let town = Town::open().await;
    town.password("wrong").await;
    let source: Arc<dyn Source> = town.source();
    let told = source.probe(town.now().await).await;
    assert!(matches!(told, Err(Fault::Unauthorized { .. })), "{told:?}");
}

#[tokio::test]
async fn a_mail_is_told_by_the_server_as_soon_as_it_comes() {
    let town = Town::open().await;
    let (mail, from) = (town.mail(), Cursors::new());
    let mut listener = Listener::new(town.now().await);
    let sink = listener.sink();
    let story = async {
        listener.hears().await;
        let root = town.post(Voice::Requester, "help").await;
        assert_eq!(listener.hears().await, [root]);
    };
    // The listener's clock stands still: nothing is read but what is told.
    tokio::select! {
        fault = mail.listen(&from, &sink) => panic!("{fault}"),
        () = story => {}
    }
}
