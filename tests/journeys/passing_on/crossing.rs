//! Two who answer in one shift begin its thread at the same time.

use domain::handoff::NOTHING;
use domain::{ExternalId, Fault};

use super::together::both;
use super::wednesday::{page, wednesday};
use crate::support::house::{Desktop, House, Mishap, minutes, seconds};

/// Both have written what is to be said. Noor has one more request, which you
/// have put away on your computer. Nobody reads for the next 18 seconds, or
/// for as long as they are told.
async fn both_are_ready() -> (House, Desktop, Desktop) {
    both_are_ready_reading(20).await
}

async fn both_are_ready_reading(pace: u64) -> (House, Desktop, Desktop) {
    let house = House::with("2026-11-25 13:00", &both());
    let you = house.desktop("You").await;
    let noor = house.desktop_on_disk("Noor").await;
    wednesday(&house, &you).await;
    for gist in ["Tour", "Hub", "Where"] {
        let id = noor.id(gist);
        noor.desk.add_note(Some(id), NOTHING).await.expect("hers");
    }
    for desktop in [&you, &noor] {
        let desk = &desktop.desk;
        desk.answer_form("Risks?", "None.").await.expect("an answer");
    }
    you.desk.dismiss(you.id("Where"), true).await.expect("none for you");
    house.world.pace(pace);
    house.pass(seconds(2)).await;
    (house, you, noor)
}

/// What stands in the channel, whoever wrote it.
fn standing(house: &House) -> Vec<(ExternalId, String)> {
    let by = |who| house.world.posted(who, "support");
    [by("You"), by("Noor")].concat()
}

/// The beginnings of threads that stand there.
fn threads(house: &House) -> Vec<ExternalId> {
    let all = standing(house).into_iter().map(|(id, _)| id);
    all.filter(|id| house.world.root_of(id) == *id).collect()
}

/// Each request is passed on once, and below this message.
fn is_whole(house: &House, root: &ExternalId, story: &str) {
    let all = standing(house);
    for gist in ["Tour 4711", "Hub 9", "Where"] {
        let replies: Vec<_> =
            all.iter().filter(|it| it.1.contains(gist)).collect();
        assert_eq!(replies.len(), 1, "{story}, {gist}: {all:?}");
        let below = house.world.root_of(&replies[0].0);
        assert_eq!(below, *root, "{story}, {gist}");
    }
}

#[tokio::test]
async fn who_sends_while_a_colleague_sends_makes_no_second_thread() {
    for (gap, pace) in [(0, 20), (1, 20), (1, 90)] {
        let (house, you, noor) = both_are_ready_reading(pace).await;
        you.desk.send_handoff(true).await.expect("nothing is missing");
        house.pass(seconds(gap)).await;
        noor.desk.send_handoff(true).await.expect("she has not read of it");
        house.pass(seconds(10)).await;
        let [root] = threads(&house).try_into().expect("one thread");
        let told = format!("{} {}", you.remark(), noor.remark());
        assert!(told.contains("sent it at the same time"), "{told}");
        house.pass(minutes(5)).await;
        assert_eq!(threads(&house), std::slice::from_ref(&root));
        is_whole(&house, &root, &format!("{gap} s apart, {pace} s"));
        for desktop in [&you, &noor] {
            let sent = page(desktop).await.sent;
            let stands = sent.summary().map(|it| it.external.clone());
            assert_eq!((stands, sent.waiting), (Some(root.clone()), 0));
            let titles = desktop.titles();
            let failed = titles.iter().any(|it| it.starts_with("Not sent"));
            assert!(!failed, "{titles:?}");
            assert!(desktop.rebuild().await.is_empty());
        }
        house.close([you, noor]).await;
    }
}

#[tokio::test]
async fn a_crash_while_a_second_thread_is_taken_back_loses_nothing() {
    // The summary, the taking back of it, and the one reply that is missing
    // in the other thread.
    let steps = (0..3).flat_map(|n| {
        [Mishap::CutBefore, Mishap::CutAfter].map(|mishap| (n, mishap))
    });
    for (n, mishap) in steps {
        let story = format!("{n} {mishap:?}");
        let (house, you, mut noor) = both_are_ready().await;
        you.desk.send_handoff(true).await.expect("nothing is missing");
        house.pass(seconds(5)).await;
        let [root] = threads(&house).try_into().expect("yours");
        for mishap in [vec![Mishap::Passes; n], vec![mishap]].concat() {
            house.world.mishap(mishap);
        }
        noor.desk.send_handoff(true).await.expect("she has not read of it");
        assert!(house.until_power_fails(minutes(2)).await, "{story}");
        noor.crash().await;
        house.pass(minutes(12)).await;
        noor.start_again().await;
        house.pass(minutes(2)).await;
        assert_eq!(threads(&house), std::slice::from_ref(&root), "{story}");
        is_whole(&house, &root, &story);
        assert_eq!(page(&noor).await.sent.waiting, 0, "{story}");
        house.close([you, noor]).await;
    }
}

#[tokio::test]
async fn a_second_thread_that_cannot_be_deleted_stays_and_says_so() {
    let (house, you, noor) = both_are_ready().await;
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(5)).await;
    let [root] = threads(&house).try_into().expect("yours");
    let no = Fault::refused("your workspace lets nobody delete messages");
    house.world.mishap(Mishap::Passes);
    house.world.mishap(Mishap::Refused(no));
    noor.desk.send_handoff(true).await.expect("she has not read of it");
    house.pass(seconds(5)).await;
    assert_eq!(
        noor.remark(),
        "Your summary stays beside the other one, which counts: Your \
         workspace lets nobody delete messages."
    );
    house.pass(minutes(2)).await;
    assert_eq!(threads(&house).len(), 2);
    is_whole(&house, &root, "both stand");
    let ana = house.desktop("Ana").await;
    house.pass(seconds(5)).await;
    let arriving = ana.desk.arriving().expect("it is there");
    assert_eq!(arriving.from.as_str(), "you");
    assert_eq!(arriving.items.len(), 3);
    house.close([you, noor, ana]).await;
}

#[tokio::test]
async fn while_a_second_thread_cannot_be_deleted_it_is_said_once() {
    let (house, you, noor) = both_are_ready().await;
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(5)).await;
    let [root] = threads(&house).try_into().expect("yours");
    house.world.mishap(Mishap::Passes);
    for _ in 0..3 {
        let out = Fault::unauthorized("You are signed out.");
        house.world.mishap(Mishap::Refused(out));
    }
    noor.desk.send_handoff(true).await.expect("she has not read of it");
    house.pass(seconds(5)).await;
    let said = noor.picture().remark.expect("it is said");
    assert!(said.words.contains("so yours is taken back"), "{said:?}");
    assert_eq!(threads(&house).len(), 2, "it is tried again");
    house.pass(seconds(20)).await;
    assert_eq!(noor.picture().remark, Some(said));
    house.pass(minutes(3)).await;
    assert_eq!(threads(&house), std::slice::from_ref(&root));
    is_whole(&house, &root, "in the end");
    house.close([you, noor]).await;
}

#[tokio::test]
async fn where_nobody_tells_of_other_threads_a_handoff_goes_out_all_the_same() {
    for fault in [
        Fault::garbled("the answer is no list"),
        Fault::refused("your workspace lets nobody look"),
    ] {
        let house = House::with("2026-11-25 13:00", &both());
        let you = house.desktop("You").await;
        wednesday(&house, &you).await;
        you.desk.answer_form("Risks?", "None.").await.expect("an answer");
        house.world.tells_no_beginnings(fault.clone());
        you.desk.send_handoff(true).await.expect("nothing is missing");
        house.pass(seconds(20)).await;
        let [root] = threads(&house).try_into().expect("one thread");
        is_whole(&house, &root, &fault.to_string());
        let told = you.remark();
        let unseen = "It could not be seen whether somebody else sent it";
        assert!(told.starts_with(unseen), "{told}");
        assert!(you.rebuild().await.is_empty());
        house.close([you]).await;
    }
}
