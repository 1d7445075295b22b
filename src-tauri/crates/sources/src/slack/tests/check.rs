//! The last look at what is about to ring.

use chrono::TimeDelta;
use domain::{Activity, Event, Fault, OpenThread, PlaceId, Source};

use super::super::fake::{CHANNEL, Fake, Trouble};
use super::super::source::Slack;
use super::super::stamp::Stamp;
use super::polling::watched;
use super::world::world;

const REPLIES: &str = "conversations.replies";

/// A thread of which the engine knows what was there a moment ago.
fn thread(fake: &Fake, root: Stamp) -> OpenThread {
    OpenThread {
        place: PlaceId::new(CHANNEL),
        root: root.external(),
        ours: true,
        last: fake.now(),
        watched: false,
    }
}

async fn look(slack: &Slack, thread: &OpenThread) -> Vec<Activity> {
    let now = thread.last + TimeDelta::seconds(5);
    slack.check(thread, now).await.unwrap()
}

fn later(fake: &Fake) {
    fake.at(fake.now() + TimeDelta::seconds(2));
}

#[tokio::test]
async fn a_claim_that_no_list_shows_is_told_by_one_read() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    let known = thread(&office.fake, root);
    office.fake.react("U1ANA", root, "eyes");
    let seen = look(&office.slack(), &known).await;
    let Some(Event::Marks { marks }) = seen.last().map(|a| &a.event) else {
        panic!("{seen:?}");
    };
    let by: Vec<_> = marks[0].by.iter().map(|by| by.id.as_str()).collect();
    assert_eq!((marks[0].name.as_str(), by), ("eyes", vec!["U1ANA"]));
    assert_eq!(office.fake.called(REPLIES), 1);
}

#[tokio::test]
async fn an_answer_that_is_not_known_is_read_with_its_thread() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    office.fake.reply("U1ANA", root, "what is it?");
    let known = thread(&office.fake, root);
    later(&office.fake);
    look(&office.slack(), &known).await;
    assert_eq!(office.fake.called(REPLIES), 1, "all answers are known");
    let answer = office.fake.reply("U1ANA", root, "done");
    let seen = look(&office.slack(), &known).await;
    assert_eq!(office.fake.called(REPLIES), 2);
    let told = seen.iter().find(|a| a.external == answer.external()).unwrap();
    assert_eq!(told.root, root.external());
    let last = seen.last().unwrap();
    assert!(matches!(last.event, Event::Marks { .. }), "posts come first");
}

#[tokio::test]
async fn what_was_deleted_is_told_to_be_gone() {
    let office = world().await;
    for answered in [true, false] {
        let root = office.fake.post("U2JO", "oops");
        if answered {
            office.fake.reply("U1ANA", root, "what?");
        }
        let known = thread(&office.fake, root);
        office.fake.delete(root);
        let seen = look(&office.slack(), &known).await;
        assert_eq!(seen.len(), 1, "{seen:?}");
        assert_eq!(seen[0].external, root.external());
        assert_eq!(seen[0].event, Event::Deleted);
    }
}

#[tokio::test]
async fn what_one_read_alone_does_not_find_is_not_gone() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    let known = thread(&office.fake, root);
    office.fake.trouble(REPLIES, Trouble::Error("thread_not_found"));
    let seen = look(&office.slack(), &known).await;
    assert!(seen.iter().all(|a| a.event != Event::Deleted), "{seen:?}");
}

#[tokio::test]
async fn what_the_last_head_held_is_not_read_again() {
    let office = world().await;
    let old = office.fake.post("U2JO", "long ago");
    for n in 0..100 {
        office.fake.post("U2JO", &format!("no {n}"));
    }
    let new = office.fake.post("U2JO", "just now");
    let stage = watched(&office).await;
    let (slack, from) = (office.slack(), stage.ledger().cursors);
    let (old, new) = (thread(&office.fake, old), thread(&office.fake, new));
    let read = async {
        while slack.shown(&old.place).looked.is_none() {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        fault = slack.listen(&from, &stage) => panic!("{fault}"),
        () = read => {}
    }
    office.fake.called(REPLIES);
    assert_eq!(look(&slack, &new).await, []);
    assert_eq!(office.fake.called(REPLIES), 0);
    look(&slack, &old).await;
    assert_eq!(office.fake.called(REPLIES), 1);
}

#[tokio::test]
async fn it_takes_no_turn_from_those_who_wait() {
    let office = world().await;
    let root = office.fake.post("U2JO", "help");
    let known = thread(&office.fake, root);
    let slack = office.slack();
    let now = known.last + TimeDelta::seconds(5);
    office.fake.trouble(REPLIES, Trouble::Limited(30));
    for _ in 0..2 {
        let fault = slack.check(&known, now).await.unwrap_err();
        assert!(matches!(fault, Fault::Limited { .. }), "{fault}");
    }
    assert_eq!(office.fake.called(REPLIES), 1, "the second did not ask");
}
