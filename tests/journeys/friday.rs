//! An untagged question on Friday at 17:50, raised on Saturday.

use domain::Priority;

use crate::support::house::{House, TeamFile, minutes, seconds};

#[tokio::test]
async fn it_rests_over_the_weekend_and_is_told_once_at_the_opening() {
    let team = TeamFile::usual().promising("urgent", "30 business minutes");
    let house = House::with("2026-11-20 17:45", &team);
    let you = house.desktop("You").await;

    house.until("2026-11-20 17:50").await;
    let ask = house.world.posts("Dirk", "support", "Where is the export?");
    house.pass(seconds(2)).await;
    assert_eq!(you.titles(), ["New: Where is the export?"]);
    assert_eq!(you.row("Where").judged.deadline, None, "nothing is promised");

    house.world.pace(60);
    house.until("2026-11-21 11:00").await;
    house.world.replies("Dirk", &ask, "@oncall it blocks us now");
    house.pass(minutes(2)).await;
    let judged = you.row("Where").judged;
    let deadline = judged.deadline.as_ref().expect("raised");
    assert_eq!(judged.priority, Priority::Urgent);
    assert_eq!(deadline.due, crate::support::house::at("2026-11-23 09:30"));

    house.until("2026-11-23 08:59:59").await;
    assert_eq!(you.titles(), Vec::<String>::new(), "nobody is there");
    house.until("2026-11-23 09:00:01").await;
    let heard = you.heard();
    assert_eq!(heard.len(), 1, "one bubble: {heard:?}");
    assert_eq!(heard[0].title, "1 since Fri 17:50, first due 09:30");
    assert_eq!(heard[0].body, "1 due 09:30.\nWhere is the export?");

    house.until("2026-11-23 09:17:59").await;
    assert_eq!(you.titles(), Vec::<String>::new());
    house.until("2026-11-23 09:30").await;
    assert_eq!(
        you.titles(),
        [
            "Answer by 09:30: Where is the export?",
            "Answer by 09:30: Where is the export?",
            "Overdue since 09:30: Where is the export?",
        ]
    );
    assert!(you.rebuild().await.is_empty(), "the log says the same");
    house.close([you]).await;
}
