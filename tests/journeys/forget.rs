//! What was said is forgotten, and what happened is not.

use domain::picture::Entry;
use domain::{Block, Life, RequestId};
use engine::Refused;

use crate::support::house::{Desktop, House, TeamFile, minutes, seconds};

/// Every word that a desktop still knows of a request.
async fn words(you: &Desktop, id: RequestId) -> String {
    let close = you.desk.look_at(id).await.expect("a request");
    let thread = close.thread;
    let texts: Vec<String> =
        thread.messages.iter().map(|m| m.text.words()).collect();
    texts.join("|")
}

/// Dirk asks, you answer, he thanks.
async fn asked(house: &House, you: &Desktop) -> RequestId {
    let root = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = you.id("Tour 4711");
    let answered = you.desk.reply(id, "Which tour?", true, true).await;
    answered.expect("answered");
    house.pass(seconds(2)).await;
    house.world.replies("Dirk", &root, "The blue one");
    house.pass(seconds(2)).await;
    house.world.replies("Ana", &root, "Rerouted.");
    house.pass(seconds(2)).await;
    house.world.replies("Dirk", &root, "thanks!");
    house.pass(seconds(2)).await;
    id
}

#[tokio::test]
async fn a_person_is_forgotten_and_everything_stays_as_it_was_judged() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let id = asked(&house, &you).await;
    let before = you.desk.look_at(id).await.expect("it").entry.judged;

    let look = you.desk.forget("dirk", false).await.expect("known");
    assert_eq!((look.messages, look.requests, look.done), (3, 1, false));
    assert!(words(&you, id).await.contains("4711"), "only looked at");

    let done = you.desk.forget("Dirk", true).await.expect("forgotten");
    assert_eq!((done.messages, done.requests, done.done), (3, 1, true));
    assert_eq!(words(&you, id).await, "|Which tour?||Rerouted.|");
    let after = you.desk.look_at(id).await.expect("it").entry.judged;
    assert_eq!(after.gist, "(forgotten)");
    assert_eq!(after.requester, "Dirk", "who asked is a fact");
    let story = |judged: &domain::Judged| {
        let judged = judged.clone();
        (judged.life, judged.ball, judged.verdict, judged.thanks)
    };
    assert_eq!(story(&after), story(&before));
    assert_eq!(you.rebuild().await, [], "the log says the same");

    let again = you.desk.forget("Dirk", false).await.expect("known");
    assert_eq!(again.messages, 0);
    house.close([you]).await;
}

#[tokio::test]
async fn a_source_is_forgotten_with_all_that_was_told_of_it() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let id = asked(&house, &you).await;
    house.world.posts("Maya", "support", "Labels are blank");
    house.pass(seconds(2)).await;
    let done = you.desk.forget("chat", true).await.expect("forgotten");
    assert_eq!((done.messages, done.requests), (6, 2));
    assert_eq!(done.whose, "Chat");
    assert_eq!(words(&you, id).await, "||||");
    assert_eq!(you.rebuild().await, []);
    // What comes from now on is read as ever.
    house.world.posts("Noor", "support", "@oncall it is blank again");
    house.pass(seconds(2)).await;
    assert_eq!(you.row("@oncall it is blank").judged.requester, "Noor");
    assert_eq!(you.rebuild().await, []);
    house.close([you]).await;
}

#[tokio::test]
async fn nobody_is_forgotten_by_a_name_that_nobody_has() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    asked(&house, &you).await;
    let refused = you.desk.forget("Dick", true).await;
    assert!(matches!(refused, Err(Refused::Nobody(..))), "{refused:?}");
    house.close([you]).await;
}

#[tokio::test]
async fn what_ended_long_ago_loses_its_texts_by_itself() {
    let team =
        TeamFile::usual().duty("on_duty = [\"you\"]\nkeep_text = \"2 days\"");
    let house = House::with("2026-11-18 14:00", &team);
    let you = house.desktop("You").await;
    let id = asked(&house, &you).await;
    let living = house.world.posts("Maya", "support", "Labels are blank");
    house.pass(seconds(2)).await;
    you.desk.close(id, true).await.expect("closed");
    house.until("2026-11-20 13:00").await;
    assert!(words(&you, id).await.contains("4711"), "not two days ago");
    house.until("2026-11-22 15:00").await;
    assert_eq!(words(&you, id).await, "||||");
    let entry: Entry = you.desk.look_at(id).await.expect("it").entry;
    assert!(matches!(entry.judged.life, Life::Closed { .. }), "and stays so");
    let open = you.id("Labels");
    assert_eq!(words(&you, open).await, "Labels are blank", "{living}");
    assert_eq!(you.rebuild().await, []);
    house.close([you]).await;
}

#[tokio::test]
async fn what_is_left_of_a_text_is_how_it_was_read() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let id = asked(&house, &you).await;
    you.desk.forget("chat", true).await.expect("forgotten");
    let thread = you.desk.look_at(id).await.expect("it").thread;
    for message in &thread.messages {
        let blocks = &message.text.blocks;
        assert!(
            matches!(blocks.as_slice(), [Block::Forgotten(_)]),
            "{message:?}"
        );
    }
    house.pass(minutes(1)).await;
    house.close([you]).await;
}

#[tokio::test]
async fn whoever_called_is_forgotten_like_whoever_wrote() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let call = ("Harbour office", "Gate 3 is stuck");
    let done = you.desk.log_call(call, None, false, None).await;
    let id = done.expect("logged").request.expect("a request");
    let look = you.desk.forget("harbour office", false).await.expect("known");
    assert_eq!((look.messages, look.requests), (1, 1));
    you.desk.forget("Harbour office", true).await.expect("forgotten");
    assert_eq!(words(&you, id).await, "");
    assert_eq!(you.rebuild().await, [], "the log says the same");

    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let call = ("Dirk", "Gate 4 is stuck");
    you.desk.log_call(call, None, false, None).await.expect("logged");
    let unclear = you.desk.forget("Dirk", false).await;
    let Err(Refused::No(_, remedy)) = unclear else { panic!("two of them") };
    assert!(remedy.contains("Dirk (phone call)"), "{remedy}");
    let caller = you.desk.forget("Dirk (phone call)", true).await;
    assert_eq!(caller.expect("the one who called").requests, 1);
    assert!(you.find("Tour 4711").is_some(), "the other one is not");
    house.close([you]).await;
}
