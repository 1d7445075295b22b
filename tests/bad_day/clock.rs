//! The clock of this computer, and the time in which nobody looked at it.

use domain::picture::Stop;
use domain::queue::Section;

use crate::support::house::{House, Said, TeamFile, at, minutes, seconds};

#[tokio::test]
async fn a_clock_that_is_wrong_is_shown_and_deadlines_are_not() {
    let house = House::at("2026-11-20 14:00");
    house.world.clock_ahead(90_000);
    let you = house.desktop("You").await;
    house.pass(minutes(1)).await;
    let said = you.picture().warnings.join(" ");
    assert!(said.contains("1 min 30 s behind"), "{said}");
    assert_eq!(you.desk.clock_flaw().as_deref(), Some(said.as_str()));
    house.world.clock_ahead(0);
    house.close([you]).await;
}

#[tokio::test]
async fn a_source_that_knows_no_time_has_no_say_in_it() {
    let team = TeamFile::usual().reading_mail();
    let house = House::with("2026-11-20 14:00", &team);
    house.world.clock_ahead(-90_000);
    let you = house.desktop("You").await;
    house.pass(minutes(1)).await;
    let said = you.desk.clock_flaw().expect("the chat has said so");
    assert!(said.contains("1 min 30 s ahead"), "{said}");
    house.world.clock_ahead(0);
    house.close([you]).await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_loses_nothing() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(5)).await;
    house.set_clock_back(minutes(30)).await;
    house.world.posts("Maya", "backend", "Label printer dead");
    house.pass(minutes(1)).await;
    you.row("Tour 4711 is stuck");
    you.row("Label printer dead");
    let titles = you.titles();
    assert!(
        !titles.iter().any(|title| title.starts_with("Not watching")),
        "nobody slept: {titles:?}"
    );
    assert_eq!(you.desk.pauses().await.expect("a record"), []);
    house.close([you]).await;
}

#[tokio::test]
async fn a_clock_that_is_set_forth_was_no_sleep() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.pass(minutes(1)).await;
    // It is noticed before any source has answered and can tell.
    house.world.goes_blind();
    house.set_clock_back(minutes(-60)).await;
    house.world.clock_ahead(-3_600_000);
    house.pass(minutes(1)).await;
    assert_eq!(you.desk.pauses().await.expect("a record").len(), 1);
    you.heard();
    house.world.sees_again();
    house.pass(minutes(2)).await;
    assert!(you.desk.clock_flaw().is_some(), "the source has said so");
    let told = you.titles();
    let slept = |title: &String| title.starts_with("Not watching");
    assert!(!told.iter().any(slept), "nobody slept: {told:?}");
    assert_eq!(you.desk.pauses().await.expect("a record"), []);
    house.close([you]).await;
}

#[tokio::test]
async fn a_gap_before_a_start_with_a_wrong_clock_has_its_right_length() {
    for wrong in [minutes(60), minutes(-10), minutes(-30)] {
        let house = House::at("2026-11-20 14:00");
        let mut you = house.desktop_on_disk("You").await;
        house.until("2026-11-20 14:05").await;
        you.stop().await;
        house.until("2026-11-20 14:20").await;
        house.set_clock_back(-wrong).await;
        house.world.clock_ahead(-wrong.num_milliseconds());
        you.start_again().await;
        house.pass(minutes(1)).await;
        assert!(you.desk.clock_flaw().is_some(), "the source has said so");
        let kept = you.desk.pauses().await.expect("a record");
        let [pause] = kept.as_slice() else { panic!("{wrong}: {kept:?}") };
        for (is, was) in [(pause.from, "14:05"), (pause.to, "14:20")] {
            let was = at(&format!("2026-11-20 {was}"));
            assert!((is - was).abs() <= minutes(1), "{wrong}: {pause:?}");
        }
        let told = you.titles();
        assert_eq!(told, ["Not watching 14:05 to 14:20"], "{wrong}");
        house.close([you]).await;
    }
}

#[tokio::test]
async fn a_quick_start_with_a_wrong_clock_was_no_gap() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    house.until("2026-11-20 14:05").await;
    you.stop().await;
    house.set_clock_back(minutes(-60)).await;
    house.world.clock_ahead(-3_600_000);
    you.start_again().await;
    house.pass(minutes(1)).await;
    assert_eq!(you.desk.pauses().await.expect("a record"), []);
    assert_eq!(you.titles(), Vec::<String>::new());
    house.close([you]).await;
}

#[tokio::test]
async fn while_the_clock_is_wrong_and_after_it_was_set_right_it_rings() {
    for wrong in [minutes(60), minutes(-10)] {
        let house = House::at("2026-11-20 14:00");
        house.world.reads_as_planned();
        let you = house.desktop("You").await;
        house.pass(minutes(1)).await;
        // Ours goes wrong, the one of the source as before.
        house.set_clock_back(-wrong).await;
        house.world.clock_ahead(-wrong.num_milliseconds());
        house.pass(minutes(1)).await;
        let flaw = you.desk.clock_flaw().expect("a clock that is wrong");
        let way = if wrong > minutes(0) { "ahead" } else { "behind" };
        let by = format!("{} {way}", domain::when::duration(wrong.abs()));
        assert!(flaw.contains(&by), "{flaw}");
        let said = |who: &str, what: &str, when: &str| {
            let when = at(&format!("2026-11-20 {when}"));
            Said::by(who, "backend", what).at(when)
        };
        you.heard();
        house.world.post(said("Dirk", "Tour 4711 is stuck", "14:02"));
        house.pass(seconds(40)).await;
        let titles = you.titles();
        assert_eq!(titles, ["New, due 14:07: Tour 4711 is stuck"], "{by}");
        assert_eq!(you.row("Tour").section, Section::Hour, "{by}");
        house.pass(minutes(4)).await;
        let warned = "Answer by 14:07: Tour 4711 is stuck";
        assert_eq!(you.titles(), [warned; 2], "{by}");

        house.set_clock_back(wrong).await;
        house.world.clock_ahead(0);
        house.pass(minutes(1)).await;
        assert_eq!(you.desk.clock_flaw(), None);
        house.world.post(said("Maya", "Label printer dead", "14:08"));
        house.pass(seconds(40)).await;
        let heard = you.titles();
        for told in ["New, due 14:13: Label", "Overdue since 14:07: Tour"] {
            let said = |title: &String| title.starts_with(told);
            assert!(heard.iter().any(said), "{told}: {heard:?}");
        }
        house.close([you]).await;
    }
}

#[tokio::test]
async fn every_pause_on_duty_is_kept_with_its_reason() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    house.until("2026-11-20 14:05").await;
    house.close_lid(minutes(10)).await;
    house.until("2026-11-20 14:20").await;
    you.stop().await;
    house.until("2026-11-20 14:40").await;
    you.start_again().await;
    house.until("2026-11-20 14:50").await;
    you.crash().await;
    house.until("2026-11-20 15:00").await;
    you.start_again().await;
    house.pass(minutes(1)).await;

    let kept = you.desk.pauses().await.expect("a record");
    let minute = |time: &str| at(&format!("2026-11-20 {time}"));
    let about = |one: chrono::DateTime<chrono::Utc>, time: &str| {
        (one - minute(time)).abs() <= minutes(1)
    };
    let wanted = [
        ("14:50", "15:00", Stop::Broke),
        ("14:20", "14:40", Stop::Quit),
        ("14:05", "14:15", Stop::Slept),
    ];
    assert_eq!(kept.len(), wanted.len(), "{kept:?}");
    for (pause, (from, to, stop)) in kept.iter().zip(wanted) {
        assert!(about(pause.from, from) && about(pause.to, to), "{pause:?}");
        assert_eq!(pause.stop, stop, "{pause:?}");
    }
    house.close([you]).await;
}
