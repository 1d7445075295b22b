//! A shift is handed over: what is open, with a note on each, and the week
//! behind it.

use domain::handoff::{Handoff, NOTHING};
use domain::{PersonKey, RequestId};
use engine::Refused;

use crate::support::house::{Desktop, House, TeamFile, at, minutes, seconds};

const WEEKS: &str = "[[shifts]]
from = 2026-11-13T09:00
to = 2026-11-20T15:00
people = [\"you\"]
[[shifts]]
from = 2026-11-20T15:00
to = 2026-11-27T15:00
people = [\"ana\"]";

fn team() -> TeamFile {
    TeamFile::usual()
        .promising("urgent", "2 business hours")
        .wordless()
        .duty(WEEKS)
        .handing_over("questions = [\"Any leads?\"]")
}

async fn page(you: &Desktop) -> Handoff {
    you.desk.handoff(None).await.expect("it can be read")
}

fn notes(handoff: &Handoff) -> Vec<Option<&str>> {
    handoff.open.iter().map(|(left, _)| left.note.as_deref()).collect()
}

async fn refused(you: &Desktop) -> String {
    match you.desk.hand_over().await {
        Err(Refused::No(words, _)) => words,
        other => panic!("it is to be refused: {other:?}"),
    }
}

/// Two wait when the shift is about to end, one was answered and closed.
async fn friday(house: &House) -> (Desktop, [RequestId; 2]) {
    let you = house.desktop_on_disk("You").await;
    let done = house.world.posts("Maya", "backend", "Where is the archive");
    house.pass(minutes(1)).await;
    house.world.replies("You", &done, "Under Archive.");
    house.world.marks("You", &done, "white_check_mark");
    house.pass(minutes(1)).await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(6)).await;
    house.world.posts("Pia", "backend", "Hub 9 prints no labels");
    house.pass(minutes(1)).await;
    let open = [you.id("Tour"), you.id("Hub")];
    (you, open)
}

#[tokio::test]
async fn a_shift_is_handed_over_once_every_request_has_its_note() {
    let house = House::with("2026-11-20 14:00", &team());
    let (mut you, [tour, hub]) = friday(&house).await;
    let before = page(&you).await;
    assert_eq!(before.span.to, at("2026-11-20 15:00"));
    assert_eq!(before.next, [PersonKey::new("ana")]);
    assert_eq!(notes(&before), [None, None]);
    assert_eq!(before.numbers.requests, 3);
    assert_eq!((before.numbers.in_time, before.numbers.waiting), (1, 2));
    assert_eq!(before.users.iter().map(|day| day.users).max(), Some(3));
    assert_eq!(refused(&you).await, "It waits for 2 notes and an answer.");

    let desk = &you.desk;
    desk.add_note(Some(tour), "Dirk sends the log.").await.expect("theirs");
    desk.add_note(Some(hub), NOTHING).await.expect("theirs");
    assert_eq!(refused(&you).await, "It waits for an answer.");
    desk.answer_form("Any leads?", "None.").await.expect("it is asked");
    let wrong = desk.answer_form("Any leaks?", "None.").await;
    assert!(matches!(wrong, Err(Refused::No(..))), "{wrong:?}");
    let handed = desk.hand_over().await.expect("nothing is missing");
    assert_eq!(notes(&handed), [Some("Dirk sends the log."), Some(NOTHING)]);
    assert_eq!(house.world.writes(), 0, "nothing has left this computer");

    // What happens later changes nothing in what was handed over.
    you.stop().await;
    house.until("2026-11-20 16:00").await;
    you.start_again().await;
    house.pass(seconds(2)).await;
    let now = page(&you).await;
    assert_eq!(now.span.from, at("2026-11-20 15:00"));
    assert_eq!(now.handed, None);
    assert_eq!(notes(&now), [None, None], "a new shift, new notes");
    assert_eq!(now.open[0].0.before.as_deref(), Some("Dirk sends the log."));
    let [past] = now.past.as_slice() else { panic!("{:?}", now.past) };
    assert_eq!(past.on, [PersonKey::new("you")]);
    let past = Some(past.span.from);
    let past = you.desk.handoff(past).await.expect("it stays readable");
    assert!(past.over);
    assert_eq!(notes(&past), [Some("Dirk sends the log."), Some(NOTHING)]);
    assert_eq!(past.form[0].text.as_deref(), Some("None."));
    assert_eq!(past.numbers.requests, 3);
    house.close([you]).await;
}

#[tokio::test]
async fn of_what_was_forgotten_the_handoff_keeps_no_word() {
    let house = House::with("2026-11-20 14:00", &team());
    let (you, open) = friday(&house).await;
    for id in open {
        you.desk.add_note(Some(id), NOTHING).await.expect("theirs");
    }
    you.desk.answer_form("Any leads?", "None.").await.expect("asked");
    you.desk.hand_over().await.expect("nothing is missing");
    house.until("2026-11-20 15:10").await;
    you.desk.forget("Dirk", true).await.expect("he is known");
    house.pass(seconds(2)).await;
    let past = Some(at("2026-11-20 14:00"));
    let past = you.desk.handoff(past).await.expect("it stays readable");
    let all = format!("{past:?}");
    assert!(!all.contains("4711"), "{all}");
    house.close([you]).await;
}
