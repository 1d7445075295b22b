//! How long ten thousand open requests take to be judged by a new calendar.

use domain::Clock;
use domain::picture::Picture;
use engine::SystemClock;
use store::Store;
use tokio::sync::mpsc;

use super::figures::{Row, ms, part, print, stopwatch};
use super::filled::Filled;
use super::posts::PLACE;
use super::pouring::Pouring;

const OPEN: usize = 10_000;
/// The calendar changes so often; the middle one counts.
const TIMES: usize = 7;

const TEAM: &str = r#"
team = "Ferryline"
zone = "Europe/Berlin"
on_duty = ["you"]
[roster.you]
name = "You"
demo = "you"
[sources.chat]
kind = "demo"
[[sources.chat.places]]
id = "support"
[calendar]
days = "mon-fri"
hours = ["09:00-18:00"]
[[levels]]
priority = "normal"
first_response = "90 business hours"
"#;

/// The same team with another end of its day.
fn closing_at(minute: usize) -> String {
    TEAM.replace("18:00", &format!("17:{minute:02}"))
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: cargo xtask bench"]
async fn ten_thousand_open_requests_after_a_calendar_edit() {
    let dir = tempfile::tempdir().expect("a directory");
    let (file, team) = (dir.path().join("r.db"), dir.path().join("team.toml"));
    let now = SystemClock::new().now();
    let rules = team::parse(TEAM, "team.toml").expect("a team").rules;
    let place = ("chat", PLACE);
    let filled = Filled { rules: &rules, place, open: OPEN, closed: 0 };
    filled.write(&file, now).await;
    std::fs::write(&team, TEAM).expect("a team file");
    let (took, _told) = mpsc::channel(1);
    let pouring = Pouring { batches: Vec::new(), took };
    let store = Store::open(&file).await.expect("a ledger");
    let engine = pouring.into_engine(store, (TEAM, Some(team.clone()))).await;
    let desk = engine.desk();
    let mut lengths = Vec::new();
    for minute in 0..TIMES {
        std::fs::write(&team, closing_at(minute)).expect("a team file");
        let before = told(&desk.picture());
        let mut changed = desk.changed();
        let begun = stopwatch();
        desk.reload().expect("anybody may");
        // As the window does: it looks whenever there is something new.
        let mut now = before.clone();
        while now == before || !now.contains(" 10000 deadlines moved") {
            changed.changed().await.expect("the engine lives");
            now = told(&desk.picture());
        }
        lengths.push(begun.elapsed());
    }
    engine.stop().await;
    print(&[Row {
        what: "judged by a new calendar".to_owned(),
        measured: ms(part(&mut lengths, 0.5)),
        beside: format!("{OPEN} open requests, until the picture says so"),
        budget: "< 200 ms".to_owned(),
    }]);
}

/// What is said of the last change.
fn told(picture: &Picture) -> String {
    let remark = picture.remark.as_ref();
    remark.map_or_else(String::new, |it| format!("{} {}", it.id, it.words))
}
