//! Forty alerts within forty seconds.

use domain::picture::PendingVerb;
use domain::{ExternalId, Fault, NoticeId};

use crate::support::house::{Desktop, House, Mishap, Said, minutes, seconds};

/// So many alerts, one a second, as many as there are numbers.
async fn storms(
    house: &House,
    numbers: std::ops::Range<usize>,
) -> Vec<ExternalId> {
    let mut roots = Vec::new();
    for n in numbers {
        let words = format!("TimeoutError in worker {n}");
        let alert = Said::by("Bugsnag", "alerts", &words).by_bot();
        roots.push(house.world.post(alert));
        house.pass(seconds(1)).await;
    }
    house.pass(seconds(2)).await;
    roots
}

/// On how many of them somebody stands.
fn marked(house: &House, roots: &[ExternalId]) -> usize {
    let stands =
        |root: &&ExternalId| !house.world.on_mark(root, "eyes").is_empty();
    roots.iter().filter(stands).count()
}

fn said(house: &House, roots: &[ExternalId]) -> usize {
    roots.iter().map(|root| house.world.answers(root).len()).sum()
}

async fn claimed(house: &House) -> (Desktop, Vec<ExternalId>) {
    let you = house.desktop("You").await;
    let roots = storms(house, 0..40).await;
    you.desk.claim(you.id("40 alerts"), false, None).await.expect("free");
    (you, roots)
}

#[tokio::test]
async fn a_claim_marks_all_of_them_one_a_second_and_speaks_once() {
    let house = House::at("2026-11-20 14:00");
    let (you, roots) = claimed(&house).await;
    house.pass(seconds(5)).await;
    assert!((5..=7).contains(&marked(&house, &roots)), "one a second");
    let pending = you.row("40 alerts").pending;
    let verbs: Vec<_> = pending.iter().map(|p| p.verb).collect();
    assert_eq!(verbs, [PendingVerb::Claim], "many marks are one act");
    house.pass(seconds(45)).await;
    assert_eq!(marked(&house, &roots), 40);
    assert_eq!(said(&house, &roots), 1);
    assert_eq!(you.owners("40 alerts"), ["You"]);

    you.desk.undo(None).await.expect("marks can be taken off");
    house.pass(seconds(45)).await;
    assert_eq!(marked(&house, &roots), 0);
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn a_release_takes_off_what_stands_and_keeps_the_rest_at_home() {
    let house = House::at("2026-11-20 14:00");
    let (you, roots) = claimed(&house).await;
    house.pass(seconds(10)).await;
    you.desk.release(you.id("40 alerts")).await.expect("it is mine");
    house.pass(seconds(45)).await;
    assert_eq!(marked(&house, &roots), 0);
    assert_eq!(you.owners("40 alerts"), Vec::<String>::new());
    house.close([you]).await;
}

#[tokio::test]
async fn a_claim_on_its_way_stays_with_the_row_that_takes_its_own_in() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let first = storms(&house, 0..3).await;
    let busy = Fault::Limited {
        until: house.now() + seconds(15),
        words: "Too many requests.".to_owned(),
    };
    house.world.mishap(Mishap::Refused(busy));
    let id = you.id("TimeoutError in worker 1");
    you.desk.claim(id, true, None).await.expect("it is free");
    let more = storms(&house, 3..8).await;
    let row = you.row("8 alerts");
    assert_eq!(row.pending.len(), 1, "it is still on its way");
    house.pass(seconds(10)).await;
    assert_eq!(house.world.on_mark(&first[1], "eyes"), ["You"]);
    assert_eq!(you.owners("8 alerts"), ["You"]);
    assert_eq!(marked(&house, &more), 0, "one was claimed, not all");

    you.desk.release(id).await.expect("the number still means it");
    house.pass(seconds(5)).await;
    assert_eq!(marked(&house, &first), 0);
    assert_eq!(you.owners("8 alerts"), Vec::<String>::new());
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn three_bubbles_and_then_one_digest_and_one_row() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    for n in 0..40 {
        let words = format!("TimeoutError in worker {n}");
        let alert = Said::by("Bugsnag", "alerts", &words).by_bot();
        house.world.post(alert);
        house.pass(seconds(1)).await;
    }
    house.pass(seconds(2)).await;
    assert_eq!(you.queue().len(), 1, "one row: {:?}", you.queue());

    let heard = you.heard();
    let alone = |id: &NoticeId| matches!(id, NoticeId::Request { .. });
    let bubbles = heard.iter().filter(|notice| alone(&notice.id)).count();
    assert_eq!(bubbles, 3, "three by themselves");
    assert!(heard[..3].iter().all(|notice| alone(&notice.id)));
    assert!(heard[3..].iter().all(|n| n.id == NoticeId::Digest));
    let digests = you.notifier.standing();
    let digests = digests.iter().filter(|n| n.id == NoticeId::Digest);
    assert_eq!(digests.count(), 1, "one digest, updated");

    // Two quiet minutes later a new one is a row of its own.
    you.desk.claim(you.id("40 alerts"), true, None).await.expect("free");
    house.pass(minutes(4)).await;
    let alert = Said::by("Bugsnag", "alerts", "Disk full on db2").by_bot();
    house.world.post(alert);
    house.pass(seconds(2)).await;
    assert_eq!(you.queue().len(), 2);
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}
