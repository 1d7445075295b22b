//! Two who answer in one shift hand it over in one thread.

use domain::handoff::NOTHING;
use engine::Refused;

use super::wednesday::{page, reply, team, thread, wednesday};
use crate::support::house::{Desktop, House, TeamFile, seconds};

/// You and Noor until Wednesday 15:00, then Ana and Mika.
const BOTH: &str = "[[shifts]]
from = 2026-11-18T09:00
to = 2026-11-25T15:00
people = [\"you\", \"noor\"]
[[shifts]]
from = 2026-11-25T15:00
to = 2026-12-02T15:00
people = [\"ana\", \"mika\"]";

pub(super) fn both() -> TeamFile {
    team().duty(BOTH).handing_over(
        "channel = \"#support\"\napart = true\nquestions = [\"Risks?\"]",
    )
}

async fn two() -> (House, Desktop, Desktop) {
    let house = House::with("2026-11-25 13:00", &both());
    let (you, noor) = (house.desktop("You").await, house.desktop("Noor").await);
    wednesday(&house, &you).await;
    you.desk.answer_form("Risks?", "None.").await.expect("an answer");
    (house, you, noor)
}

#[tokio::test]
async fn who_comes_second_adds_what_is_missing_to_the_thread() {
    let (house, you, noor) = two().await;
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(20)).await;
    let root = thread(&house)[0].0.clone();

    // What you wrote there she need not write again.
    let hers = page(&noor).await;
    assert_eq!((hers.notes_missing(), hers.answers_missing()), (0, 0));
    let notes: Vec<_> = hers.open.iter().map(|(it, _)| &it.note).collect();
    let yours = Some("Dirk sends the log.".to_owned());
    assert!(notes.contains(&&yours), "{notes:?}");
    let nothing = noor.desk.send_handoff(true).await;
    let Err(Refused::No(why, _)) = nothing else { panic!("{nothing:?}") };
    assert_eq!(
        why,
        "You sent it Wed 25 Nov 13:18, and nothing is missing there."
    );

    house.world.posts("Dirk", "backend", "And tour 4712");
    house.pass(seconds(2)).await;
    let id = noor.id("And tour");
    noor.desk.add_note(Some(id), NOTHING).await.expect("hers");
    noor.desk.send_handoff(true).await.expect("one more");
    assert!(noor.remark().contains("You's handoff"), "{}", noor.remark());
    house.pass(seconds(5)).await;
    let added = house.world.posted("Noor", "support");
    assert_eq!(added.len(), 1, "{added:?}");
    assert_eq!(house.world.root_of(&added[0].0), root);

    // Whoever comes next sees one handoff, and accepts from both.
    let ana = house.desktop("Ana").await;
    house.pass(seconds(5)).await;
    let arriving = ana.desk.arriving().expect("it is there");
    assert_eq!(arriving.items.len(), 4);
    ana.desk.accept(&added[0].0, true).await.expect("it is there");
    let tour = reply(&house, "Tour 4711");
    ana.desk.accept(&tour, true).await.expect("it is there");
    house.until("2026-11-25 15:01").await;
    for desktop in [&you, &noor, &ana] {
        assert_eq!(desktop.owners("And tour"), ["Ana"]);
        assert_eq!(desktop.owners("Tour"), ["Ana"]);
    }
    house.close([you, noor, ana]).await;
}

#[tokio::test]
async fn what_a_colleague_has_just_added_is_not_added_twice() {
    let (house, you, noor) = two().await;
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(20)).await;
    house.world.posts("Dirk", "backend", "And tour 4712");
    house.pass(seconds(2)).await;
    for desktop in [&you, &noor] {
        let id = desktop.id("And tour");
        desktop.desk.add_note(Some(id), NOTHING).await.expect("a note");
    }
    you.desk.send_handoff(true).await.expect("one more");
    noor.desk.send_handoff(false).await.expect("she has not read of it");
    house.pass(seconds(20)).await;
    assert_eq!(thread(&house).len(), 5);
    assert!(house.world.posted("Noor", "support").is_empty());
    let told = format!("{:?} {}", noor.titles(), noor.remark());
    assert!(told.contains("You has passed it on meanwhile"), "{told}");
    house.close([you, noor]).await;
}

#[tokio::test]
async fn of_two_who_press_at_once_one_sends() {
    let (house, you, noor) = two().await;
    let (one, other) =
        tokio::join!(you.desk.send_handoff(true), you.desk.send_handoff(true));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    house.pass(seconds(20)).await;
    assert_eq!(thread(&house).len(), 4);
    house.close([you, noor]).await;
}

#[tokio::test]
async fn who_is_about_to_send_is_told_that_somebody_has() {
    let (house, you, noor) = two().await;
    for gist in ["Tour", "Hub", "Where"] {
        let id = noor.id(gist);
        noor.desk.add_note(Some(id), NOTHING).await.expect("hers");
    }
    noor.desk.answer_form("Risks?", "None.").await.expect("an answer");
    you.desk.send_handoff(true).await.expect("nothing is missing");
    noor.desk.send_handoff(false).await.expect("she has not read of it");
    noor.heard();
    house.pass(seconds(20)).await;
    assert_eq!(thread(&house).len(), 4);
    assert!(house.world.posted("Noor", "support").is_empty());
    let told = format!("{:?} {}", noor.titles(), noor.remark());
    assert!(told.contains("You has sent it meanwhile"), "{told}");
    house.close([you, noor]).await;
}

#[tokio::test]
async fn what_is_answered_while_it_is_sent_is_kept() {
    let (house, you, noor) = two().await;
    let desk = &you.desk;
    let (sent, answered) = tokio::join!(
        desk.send_handoff(true),
        desk.answer_form("Risks?", "The deploy."),
    );
    sent.expect("nothing is missing");
    answered.expect("it is asked");
    let shift = page(&you).await;
    assert_eq!(shift.form[0].text.as_deref(), Some("The deploy."));
    assert!(shift.handed.is_some());
    house.close([you, noor]).await;
}
