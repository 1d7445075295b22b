//! What is not taken back, with what a person does instead.

use domain::Done;
use domain::picture::Stage;
use domain::practice::Guess;
use engine::{Act, Refused};

use crate::support::house::{
    Desktop, House, Mishap, TeamFile, minutes, seconds,
};

const READING_ALONG: &str = "onboarding = [\"Read the playbook\"]
on_duty = [\"you\"]
observer = [\"lena\"]";

fn team() -> TeamFile {
    TeamFile::usual()
        .duty(READING_ALONG)
        .handing_over("questions = [\"Any leads?\"]\njobs = [\"Deploy\"]")
}

fn refused(undone: Result<Act, Refused>) -> (String, String) {
    match undone {
        Err(Refused::No(words, instead)) => (words, instead),
        other => panic!("it is to be refused: {other:?}"),
    }
}

/// How a desktop is set, and what is ticked off on it.
async fn set(desktop: &Desktop) -> [String; 5] {
    let picture = desktop.picture();
    let taught = desktop.desk.taught(false).await.expect("it can be read");
    let handoff = desktop.desk.handoff(None).await.expect("it can be read");
    [
        format!("rings: {}", picture.rings),
        format!("alarms: {}", picture.alarms),
        format!("quiet: {}", picture.quiet_until.is_some()),
        format!("ticked: {:?}", taught.checklist),
        format!("jobs: {:?}", handoff.jobs),
    ]
}

async fn sets(desktop: &Desktop, on: bool) {
    let desk = &desktop.desk;
    let done = [
        desk.ring(!on).await,
        desk.alarms(on).await,
        desk.quiet(on).await,
        desk.tick("Read the playbook", on).await,
        desk.tick_job("Deploy", on).await,
    ];
    assert!(done.iter().all(Result::is_ok), "{done:?}");
}

#[tokio::test]
async fn what_is_its_own_opposite_is_set_back_by_the_same_key() {
    let house = House::with("2026-11-20 14:00", &team());
    let lena = house.desktop("Lena").await;
    let before = set(&lena).await;
    sets(&lena, true).await;
    let after = set(&lena).await;
    for (before, after) in before.iter().zip(&after) {
        assert_ne!(before, after, "each does something");
    }
    refused(lena.desk.undo(None).await);
    assert_eq!(set(&lena).await, after, "undo leaves it alone");
    sets(&lena, false).await;
    assert_eq!(set(&lena).await, before);
    house.close([lena]).await;
}

#[tokio::test]
async fn what_was_practised_and_deleted_does_not_come_back() {
    let house = House::with("2026-11-20 14:00", &team());
    let lena = house.desktop("Lena").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = lena.id("Tour");
    lena.desk.practise(id, Guess::Claim).await.expect("it is private");
    refused(lena.desk.undo(Some(id)).await);
    let practised = async || {
        lena.desk.look_at(id).await.expect("it is there").practice.len()
    };
    assert_eq!(practised().await, 1, "undo leaves it alone");
    lena.desk.discard_practice(id).await.expect("one key deletes it");
    refused(lena.desk.undo(Some(id)).await);
    assert_eq!(practised().await, 0);
    assert!(lena.rebuild().await.is_empty());
    assert_eq!(practised().await, 0, "nothing keeps what it was");
    house.close([lena]).await;
}

#[tokio::test]
async fn what_was_sent_again_may_have_been_read() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.goes_blind();
    let id = you.id("Tour");
    you.desk.reply(id, "Rerouted.", true, true).await.expect("it waits");
    house.pass(minutes(12)).await;
    house.world.sees_again();
    house.pass(minutes(1)).await;
    assert_eq!(you.row("Tour").pending[0].stage, Stage::Held);
    you.desk.send_again(id, None).await.expect("it waits for that");
    house.pass(seconds(2)).await;
    let (words, instead) = refused(you.desk.undo(Some(id)).await);
    assert_eq!(words, "The answer has been sent.");
    assert!(instead.starts_with("Answer again to set it right"), "{instead}");
    assert_eq!(house.world.answers(&ask).len(), 1, "and it stays there");
    house.close([you]).await;
}

#[tokio::test]
async fn what_the_user_called_there_is_there_whatever_undo_says() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.denies(Some(Done::CannotTell));
    house.world.forgets_actions();
    house.world.mishap(Mishap::AfterEffect);
    let id = you.id("Tour");
    you.desk.reply(id, "Rerouted.", true, true).await.expect("it waits");
    house.pass(minutes(1)).await;
    assert_eq!(you.row("Tour").pending[0].stage, Stage::Unknown);
    you.desk.it_is_there(id, None).await.expect("it waits for that");
    house.pass(minutes(1)).await;
    let (words, _) = refused(you.desk.undo(Some(id)).await);
    assert_eq!(words, "The answer has been sent.");
    assert_eq!(you.row("Tour").pending, vec![]);
    house.close([you]).await;
}

#[tokio::test]
async fn the_form_is_written_anew_and_handed_over_once_more() {
    let house = House::with("2026-11-20 14:00", &team());
    let you = house.desktop("You").await;
    let desk = &you.desk;
    let leads = async || {
        let page = desk.handoff(None).await.expect("it can be read");
        (page.form[0].text.clone(), page.handed)
    };
    desk.answer_form("Any leads?", "Acme.").await.expect("it is asked");
    let first = desk.hand_over().await.expect("nothing is missing").handed;
    refused(desk.undo(None).await);
    house.pass(minutes(1)).await;
    desk.answer_form("Any leads?", "None.").await.expect("it is asked");
    desk.hand_over().await.expect("nothing is missing");
    let (text, handed) = leads().await;
    assert_eq!(text.as_deref(), Some("None."));
    assert!(first.is_some() && handed > first, "{first:?} and {handed:?}");
    house.close([you]).await;
}

#[tokio::test]
async fn what_was_taken_back_is_done_again() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = you.id("Tour");
    you.desk.claim(id, true, None).await.expect("it is free");
    house.pass(seconds(1)).await;
    you.desk.undo(Some(id)).await.expect("the mark can be taken off");
    house.pass(seconds(1)).await;
    refused(you.desk.undo(Some(id)).await);
    assert!(you.owners("Tour").is_empty(), "an undo is not undone");
    you.desk.claim(id, true, None).await.expect("it is free again");
    house.pass(seconds(1)).await;
    assert_eq!(house.world.on_mark(&ask, "eyes"), ["You"]);
    house.close([you]).await;
}

#[tokio::test]
async fn what_changes_nothing_is_not_what_undo_takes_back() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = you.id("Tour");
    you.desk.claim(id, true, None).await.expect("it is free");
    house.pass(seconds(1)).await;
    let before = you.queue();
    // What is read here is all that is opened, copied or read again.
    you.desk.read_now().expect("anybody may");
    you.desk.look_at(id).await.expect("it is there");
    you.desk.handoff(None).await.expect("it can be read");
    house.pass(seconds(1)).await;
    assert_eq!(you.queue(), before);
    you.desk.undo(None).await.expect("the claim is the last act");
    house.pass(seconds(1)).await;
    assert!(you.owners("Tour").is_empty());
    house.close([you]).await;
}
