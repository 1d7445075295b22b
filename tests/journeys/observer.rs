//! An observer in an outage.

use domain::{Priority, RequestId, SourceId};
use engine::{Refused, SnoozeUntil};

use crate::support::house::{House, minutes, seconds};

#[tokio::test]
async fn they_see_everything_hear_nothing_and_change_nothing() {
    let house = House::at("2026-11-20 14:00");
    let lena = house.desktop("Lena").await;
    let ask = house.world.posts("Dirk", "backend", "All tours are gone");
    house.world.replies("Dirk", &ask, "@dev911 please");
    house.world.posts("Maya", "backend", "Us too");
    house.pass(minutes(20)).await;

    assert_eq!(lena.queue().len(), 2);
    let judged = lena.row("All tours").judged;
    assert_eq!(judged.priority, Priority::Emergency, "the same clock");
    assert_eq!(lena.titles(), Vec::<String>::new(), "no alarm");

    for refused in every_verb(&lena.desk, judged.id).await {
        let words = refused.expect_err("an observer changes nothing");
        assert!(
            matches!(&words, Refused::No(words, _) if words.contains("observ")),
            "{words:?}"
        );
    }
    house.world.goes_blind();
    house.pass(minutes(2)).await;
    assert_eq!(lena.titles(), Vec::<String>::new(), "not even blindness");
    house.world.sees_again();
    house.pass(minutes(1)).await;
    assert_eq!(house.world.writes(), 0, "nothing has left");
    assert!(lena.desk.probe(&SourceId::new("chat")).await.is_ok());
    house.pass(seconds(1)).await;
    house.close([lena]).await;
}

async fn every_verb(
    desk: &engine::Desk,
    id: RequestId,
) -> Vec<Result<engine::Act, Refused>> {
    let later = SnoozeUntil::Tomorrow;
    vec![
        desk.claim(id, false, None).await,
        desk.claim(id, true, Some("Hello".to_owned())).await,
        desk.together(id).await,
        desk.take_over(id).await,
        desk.release(id).await,
        desk.reply(id, "Hello", true, true).await,
        desk.close(id, true).await,
        desk.close_issue(id, true).await,
        desk.label(id, ("bug", true), true).await,
        desk.evergreen(id, true, true).await,
        desk.open_issue(id, None, (None, None), true).await,
        desk.dismiss(id, true).await,
        desk.bring_back(id).await,
        desk.snooze(id, later, false, true).await,
        desk.wake(id).await,
        desk.wait_on_them(id).await,
        desk.not_thanks(id).await,
        desk.set_priority(id, Priority::Normal).await,
        desk.split(id).await,
        desk.undo(Some(id)).await,
        desk.send_again(id, None).await,
        desk.it_is_there(id, None).await,
    ]
}
