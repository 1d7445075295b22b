//! Forty alerts within forty seconds.

use domain::NoticeId;

use crate::support::house::{House, Said, minutes, seconds};

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
