//! What goes to a teammate alone: the wish to pair, and an answer passed on.

use domain::picture::Stage;
use domain::{Done, Fault, PersonKey};
use engine::Refused;

use crate::support::house::{
    Desktop, House, Mishap, TeamFile, minutes, seconds,
};

fn said(refused: Refused) -> String {
    match refused {
        Refused::No(words, _) => words,
        other => panic!("{other:?}"),
    }
}

async fn read_along(house: &House) -> (Desktop, domain::ExternalId) {
    let lena = house.desktop("Lena").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    (lena, ask)
}

#[tokio::test]
async fn who_observes_asks_whoever_has_it_and_the_thread_stays_as_it_was() {
    let house = House::at("2026-11-20 14:00");
    let (lena, ask) = read_along(&house).await;
    house.world.marks("Mika", &ask, "eyes");
    house.pass(seconds(40)).await;
    let before = house.world.everything();
    let act = lena.desk.pair(lena.id("Tour"), None, true).await;
    assert_eq!(act.expect("it may leave").words, "Asking Mika to pair.");
    house.pass(seconds(2)).await;
    let told = house.world.directs();
    let [(to, words)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(to, "mika");
    assert!(words.contains("Tour 4711 is stuck"), "{words}");
    assert_eq!(house.world.everything(), before);
    assert_eq!(house.world.writes(), 1);
    let notes = lena.desk.look_at(lena.id("Tour")).await.expect("it").notes;
    assert_eq!(notes[0].text, "Asked Mika to pair.");

    house.pass(minutes(5)).await;
    let again = lena.desk.pair(lena.id("Tour"), None, true).await;
    let words = said(again.expect_err("Mika has read it"));
    assert!(words.contains("asked Mika"), "{words}");
    assert!(lena.rebuild().await.is_empty());
    house.close([lena]).await;
}

#[tokio::test]
async fn what_nobody_has_goes_to_each_on_duty() {
    let house = House::at("2026-11-20 14:00");
    let (lena, _) = read_along(&house).await;
    lena.desk.pair(lena.id("Tour"), None, true).await.expect("it may leave");
    house.pass(seconds(2)).await;
    let told = house.world.directs();
    let to: Vec<&str> = told.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(to, ["you", "ana", "mika"]);
    house.close([lena]).await;
}

#[tokio::test]
async fn what_goes_out_is_what_was_shown_or_nothing() {
    let house = House::at("2026-11-20 14:00");
    let (lena, ask) = read_along(&house).await;
    let id = lena.id("Tour");
    house.world.marks("Mika", &ask, "eyes");
    house.pass(seconds(40)).await;
    let stale = Some(("You, Ana and Mika", "May I pair with you?"));
    let refused = lena.desk.pair(id, stale, true).await;
    assert!(said(refused.expect_err("it has changed")).contains("Somebody"));
    house.pass(seconds(2)).await;
    assert_eq!(house.world.writes(), 0);
    house.close([lena]).await;
}

#[tokio::test]
async fn a_wish_to_pair_waits_five_seconds_and_can_be_taken_back_meanwhile() {
    let house = House::at("2026-11-20 14:00");
    let (lena, _) = read_along(&house).await;
    let id = lena.id("Tour");
    lena.desk.pair(id, None, false).await.expect("it waits");
    house.pass(seconds(4)).await;
    assert!(lena.row("Tour").pending[0].undo_until.is_some());
    lena.desk.undo(None).await.expect("there is time");
    house.pass(minutes(1)).await;
    assert_eq!(house.world.directs(), []);

    lena.desk.pair(id, None, false).await.expect("it waits anew");
    house.pass(seconds(6)).await;
    assert_eq!(house.world.directs().len(), 3);
    let words = said(lena.desk.undo(None).await.expect_err("it was read"));
    assert!(words.contains("direct message"), "{words}");
    house.close([lena]).await;
}

#[tokio::test]
async fn a_wish_that_may_not_have_arrived_is_theirs_to_decide() {
    let house = House::at("2026-11-20 14:00");
    let (lena, ask) = read_along(&house).await;
    house.world.marks("Mika", &ask, "eyes");
    house.pass(seconds(40)).await;
    let id = lena.id("Tour");
    house.world.mishap(Mishap::AfterEffect);
    house.world.denies(Some(Done::CannotTell));
    lena.desk.pair(id, None, true).await.expect("it may leave");
    house.pass(minutes(1)).await;
    assert_eq!(lena.row("Tour").pending[0].stage, Stage::Unknown);
    assert_eq!(house.world.directs().len(), 1, "it is not sent again");
    lena.desk.it_is_there(id, None).await.expect("Mika says so");
    house.pass(minutes(1)).await;
    assert!(lena.row("Tour").pending.is_empty());
    house.close([lena]).await;
}

#[tokio::test]
async fn only_who_observes_asks_to_pair() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let refused = you.desk.pair(you.id("Tour"), None, true).await;
    assert!(said(refused.expect_err("they work on it")).contains("observing"));
    house.close([you]).await;
}

/// A team whose off-duty teammates help those on duty to answer.
fn helping() -> TeamFile {
    TeamFile::usual().duty(
        "on_duty = [\"you\", \"ana\", \"mika\"]\n\
         observer = [\"lena\"]\noff_duty = \"help\"",
    )
}

#[tokio::test]
async fn off_duty_an_answer_goes_to_whoever_has_it_and_not_to_the_requester() {
    let house = House::with("2026-11-20 14:00", &helping());
    let noor = house.desktop("Noor").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.world.marks("Ana", &ask, "eyes");
    house.pass(seconds(40)).await;
    let id = noor.id("Tour");
    noor.desk.type_in(id, "Reload the hub.").await.expect("a draft");
    let act = noor.desk.reply(id, "Reload the hub.", false, false).await;
    let words = act.expect("it is passed on").words;
    assert_eq!(words, "Passing it on to Ana.");
    house.pass(seconds(2)).await;
    noor.desk.undo(Some(id)).await.expect("there is time");
    let draft = noor.desk.look_at(id).await.expect("it is known").draft;
    assert_eq!(draft.text, "Reload the hub.", "it comes back");

    noor.desk.reply(id, "Reload the hub.", false, false).await.expect("again");
    house.pass(seconds(8)).await;
    let told = house.world.directs();
    let [(to, words)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(to, "ana");
    assert!(words.ends_with("Reload the hub."), "{words}");
    assert!(words.contains("Dirk in #backend"), "{words}");
    assert_eq!(house.world.answers(&ask), vec![]);
    assert!(noor.row("Tour").judged.verdict.is_none(), "the clock runs on");
    house.close([noor]).await;
}

#[tokio::test]
async fn off_duty_they_answer_themselves_unless_the_team_says_otherwise() {
    let house = House::at("2026-11-20 14:00");
    let noor = house.desktop("Noor").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = noor.id("Tour");
    noor.desk.reply(id, "Reload the hub.", false, true).await.expect("it is");
    house.pass(seconds(2)).await;
    assert_eq!(house.world.answers(&ask).len(), 1);
    assert_eq!(house.world.directs(), []);
    house.close([noor]).await;
}

#[tokio::test]
async fn a_refused_message_comes_back_as_the_draft_and_says_why() {
    let house = House::with("2026-11-20 14:00", &helping());
    let noor = house.desktop("Noor").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.world.marks("Ana", &ask, "eyes");
    house.pass(seconds(40)).await;
    let id = noor.id("Tour");
    let no = Fault::refused("Slack brings Ana no direct messages");
    house.world.mishap(Mishap::Refused(no));
    noor.desk.reply(id, "Reload the hub.", false, true).await.expect("sent");
    house.pass(seconds(2)).await;
    assert!(noor.remark().contains("Not sent"), "{}", noor.remark());
    let draft = noor.desk.look_at(id).await.expect("it is known").draft;
    assert_eq!(draft.text, "Reload the hub.");
    house.close([noor]).await;
}

#[tokio::test]
async fn what_is_passed_on_is_offered_to_its_owner_and_credited() {
    let house = House::with("2026-11-20 14:00", &helping());
    let noor = house.desktop("Noor").await;
    let ana = house.desktop("Ana").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.world.marks("Ana", &ask, "eyes");
    house.pass(seconds(40)).await;
    let id = noor.id("Tour");
    noor.desk.reply(id, "Reload the hub.", false, true).await.expect("sent");
    house.pass(seconds(95)).await;
    let passed = ana.desk.look_at(ana.id("Tour")).await.expect("it").passed;
    let [one] = passed.as_slice() else { panic!("{passed:?}") };
    assert_eq!((one.by.as_str(), &*one.text), ("noor", "Reload the hub."));
    let helped = ana.desk.handoff(None).await.expect("a shift").helped;
    assert_eq!(helped, [(PersonKey::new("noor"), 1)]);

    house.pass(minutes(10)).await;
    let reads = house.world.direct_reads();
    assert!((10..=14).contains(&reads), "{reads} reads in twelve minutes");
    let passed = ana.desk.look_at(ana.id("Tour")).await.expect("it").passed;
    assert_eq!(passed.len(), 1, "it is told once");
    house.close([noor, ana]).await;
}

#[tokio::test]
async fn where_all_answer_themselves_no_direct_message_is_read() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.pass(minutes(5)).await;
    assert_eq!(house.world.direct_reads(), 0);
    house.close([you]).await;
}
