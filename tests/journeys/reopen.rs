//! Closed, and they write again.

use domain::{Life, Outcome};

use crate::support::house::{House, TeamFile, minutes, seconds};

#[tokio::test]
async fn it_comes_back_and_stays_until_a_new_mark_appears() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.replies("Noor", &ask, "Rerouted.");
    house.world.marks("Noor", &ask, "white_check_mark");
    house.pass(seconds(2)).await;
    you.heard();
    assert!(you.find("Tour").is_none(), "Noor closed it");

    house.world.replies("Dirk", &ask, "Thanks!");
    house.pass(seconds(2)).await;
    assert!(you.find("Tour").is_none(), "a bare thank-you is none");

    house.world.replies("Dirk", &ask, "It is stuck again");
    house.pass(seconds(2)).await;
    let judged = you.row("Tour").judged;
    assert_eq!(judged.life, Life::Open);
    assert_eq!(judged.deadline, None, "no clock of its own yet");
    assert_eq!(you.titles(), ["Back: Tour 4711 is stuck"]);

    you.desk.close(judged.id, true).await.expect("it is open");
    house.pass(minutes(1)).await;
    assert!(you.find("Tour").is_none());
    let marks = house.world.on_mark(&ask, "white_check_mark");
    assert_eq!(marks, ["Noor", "You"], "beside the colleague's");
    house.world.replies("Dirk", &ask, "And again");
    house.pass(seconds(2)).await;
    you.desk.close(judged.id, true).await.expect("it is open");
    house.pass(minutes(1)).await;
    assert!(you.find("Tour").is_none(), "my mark was set anew");
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn long_after_it_was_closed_it_is_a_new_request_on_every_desktop() {
    let house = House::at("2026-11-16 14:00");
    let [you, ana] = [house.desktop("You").await, house.desktop("Ana").await];
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let old = you.id("Tour");
    you.desk.claim(old, true, None).await.expect("nobody has it");
    house.pass(minutes(1)).await;
    house.world.replies("Ana", &ask, "Rerouted.");
    you.desk.close(old, true).await.expect("it is open");
    house.pass(minutes(1)).await;
    house.world.pace(300);
    house.until("2026-11-20 14:00").await;

    house.world.replies("Dirk", &ask, "It is stuck once more");
    house.pass(minutes(6)).await;
    let mut alike = Vec::new();
    for desktop in [&you, &ana] {
        let entry = desktop.row("It is stuck");
        let judged = &entry.judged;
        let due = judged.deadline.as_ref().map(|d| (d.kind, d.due));
        alike.push((judged.life.clone(), judged.ball, due));
        assert_eq!(judged.owners, [], "your eyes stand from before");
        assert!(judged.follows.is_some_and(|it| it < judged.id));
        assert!(desktop.find("Tour 4711").is_none(), "that one has ended");
        assert_eq!(desktop.rebuild().await, []);
    }
    assert_eq!(alike[0], alike[1]);
    let close = you.desk.look_at(old).await.expect("it is on the record");
    let judged = close.entry.judged;
    let new = you.id("It is stuck");
    assert!(matches!(judged.life, Life::Closed { .. }));
    assert_eq!(judged.followed, Some(new));

    you.desk.claim(new, true, None).await.expect("nobody has it");
    house.pass(minutes(6)).await;
    assert_eq!(you.owners("It is stuck"), ["You"], "they are set anew");
    assert_eq!(ana.owners("It is stuck"), ["You"]);
    you.desk.close(new, true).await.expect("it is open");
    house.pass(minutes(6)).await;
    assert!(ana.find("It is stuck").is_none());
    assert!(you.rebuild().await.is_empty() && ana.rebuild().await.is_empty());
    house.close([you, ana]).await;
}

#[tokio::test]
async fn late_thanks_that_are_called_none_begin_a_request_until_undone() {
    let house = House::at("2026-11-16 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let old = you.id("Tour");
    house.world.replies("Noor", &ask, "Rerouted.");
    house.world.marks("Noor", &ask, "white_check_mark");
    house.pass(seconds(2)).await;
    house.world.pace(300);
    house.until("2026-11-20 14:00").await;
    house.world.replies("Dirk", &ask, "Thanks!");
    house.pass(minutes(6)).await;
    assert_eq!(you.queue(), [], "a bare thank-you is none");

    you.desk.not_thanks(old).await.expect("it was read as thanks");
    let new = you.row("Thanks").judged;
    assert_eq!((new.life.clone(), new.follows), (Life::Open, Some(old)));
    let close = you.desk.look_at(old).await.expect("it is on the record");
    assert!(matches!(close.entry.judged.life, Life::Closed { .. }));
    assert_eq!(close.entry.judged.followed, Some(new.id));
    assert_eq!(you.rebuild().await, []);

    you.desk.undo(None).await.expect("it can be taken back");
    assert_eq!(you.queue(), [], "they are one again");
    let close = you.desk.look_at(old).await.expect("it is on the record");
    assert_eq!(close.entry.judged.followed, None);
    assert_eq!(you.rebuild().await, []);
    house.close([you]).await;
}

#[tokio::test]
async fn what_the_requester_deletes_is_withdrawn() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 @oncall");
    house.pass(seconds(2)).await;
    house.world.edits(&ask, "Tour 4712 @oncall");
    house.pass(seconds(2)).await;
    assert!(you.find("Tour 4712").is_some());
    let id = you.id("Tour");
    house.world.deletes(&ask);
    house.pass(minutes(10)).await;
    assert!(you.find("Tour").is_none());
    assert_eq!(you.notifier.standing().len(), 0, "its bubble is gone");
    let close = you.desk.look_at(id).await.expect("it is on the record");
    assert!(matches!(close.entry.judged.life, Life::Withdrawn { .. }));
    let text = close.thread.messages[0].text.own_words();
    assert_eq!(text, "", "its words are gone");
    assert!(you.rebuild().await.is_empty(), "and so they are in the log");
    house.close([you]).await;
}

#[tokio::test]
async fn a_deletion_that_is_taken_back_rings_and_the_clock_never_stopped() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 @oncall");
    house.pass(seconds(2)).await;
    let (id, asked) = (you.id("Tour"), you.row("Tour").judged);
    for time in ["14:01", "14:02"] {
        house.world.deletes(&ask);
        house.until(&format!("2026-11-20 {time}")).await;
        assert!(you.find("Tour").is_none());
        you.heard();
        house.world.restores(&ask);
        house.pass(seconds(2)).await;
        let judged = you.row("Tour").judged;
        assert_eq!((judged.id, &judged.life), (id, &Life::Open));
        assert_eq!(judged.deadline, asked.deadline, "the clock never stopped");
        let [back] = <[_; 1]>::try_from(you.heard()).expect("one bubble");
        assert!(back.title.starts_with("Back, due 14:"), "{}", back.title);
        assert_eq!(back.body, "It was gone at the source, and is there again.");
        assert!(you.rebuild().await.is_empty(), "the log knows it, too");
        let close = you.desk.look_at(id).await.expect("it is there");
        let text = close.thread.messages[0].text.own_words();
        assert_eq!(text, "Tour 4711 @oncall");
    }
    you.crash().await;
    you.start_again().await;
    assert_eq!(you.row("Tour").judged.deadline, asked.deadline);
    house.close([you]).await;
}

#[tokio::test]
async fn an_answer_that_was_deleted_and_is_back_has_answered_in_time() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 @oncall");
    house.pass(minutes(1)).await;
    let (answer, when) =
        (house.world.replies("Ana", &ask, "Rerouted."), house.now());
    house.pass(seconds(2)).await;
    house.world.deletes(&answer);
    house.pass(minutes(45)).await;
    let judged = you.row("Tour").judged;
    assert!(judged.verdict.is_none(), "nobody has answered");
    house.world.restores(&answer);
    house.pass(seconds(2)).await;
    let close = you.desk.look_at(judged.id).await.expect("it is known");
    let verdict = close.entry.judged.verdict.clone().expect("answered");
    assert_eq!(verdict.outcome, Outcome::Met);
    assert_eq!(verdict.answered, when);
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn new_rules_part_a_request_from_what_came_late_by_them() {
    let house = House::at("2026-11-16 14:00");
    let holidays = "hours = [\"09:00-18:00\"]\n\
                    holidays = [\"2026-11-17\", \"2026-11-18\"]";
    let open = TeamFile::usual().text();
    let closed = open.replace("hours = [\"09:00-18:00\"]", holidays);
    assert_ne!(open, closed);
    house.rules(&closed);
    let [you, ana] = [house.desktop("You").await, house.desktop("Ana").await];
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let old = you.id("Tour");
    house.world.replies("Noor", &ask, "Rerouted.");
    house.world.marks("Noor", &ask, "white_check_mark");
    house.pass(seconds(2)).await;
    house.world.pace(300);
    house.until("2026-11-20 14:00").await;
    house.world.replies("Dirk", &ask, "It is stuck once more");
    house.pass(minutes(6)).await;
    assert_eq!(you.id("Tour"), old, "it came back within three days");

    // Nobody had the two days off after all.
    house.rules(&open);
    house.pass(minutes(1)).await;
    for desktop in [&you, &ana] {
        let new = desktop.row("It is stuck").judged;
        assert!(new.follows.is_some_and(|before| before < new.id));
        assert!(new.deadline.is_some(), "it has a clock of its own");
        assert!(desktop.find("Tour").is_none(), "that one has ended");
        assert_eq!(desktop.rebuild().await, []);
    }
    let was = you.desk.look_at(old).await.expect("it is on the record");
    let new = you.id("It is stuck");
    assert_eq!(was.entry.judged.followed, Some(new));
    let none = you.desk.undo(None).await;
    assert!(none.is_err(), "nobody did it");

    // They had.
    house.rules(&closed);
    house.pass(minutes(1)).await;
    for desktop in [&you, &ana] {
        let again = desktop.row("Tour").judged;
        assert_eq!((again.follows, again.followed), (None, None));
        assert!(desktop.find("It is stuck").is_none(), "they are one again");
        assert_eq!(desktop.rebuild().await, []);
    }
    assert_eq!(you.id("Tour"), old);
    house.close([you, ana]).await;
}
