//! A shift is handed over in a channel, request by request.

mod crossing;
mod held;
mod lookalike;
mod together;
mod wednesday;

use domain::PersonKey;
use domain::handoff::NOTHING;
use engine::Refused;

use self::wednesday::{WEDNESDAY, page, reply, team, thread, wednesday};
use crate::support::house::{Desktop, House, Mishap, at, minutes, seconds};

#[tokio::test]
async fn a_wednesday_handoff_from_the_first_note_to_the_last_mark() {
    let house = House::with("2026-11-25 13:00", &team());
    let you = house.desktop("You").await;
    let ana = house.desktop("Ana").await;
    wednesday(&house, &you).await;

    let letter = you.desk.letter().await.expect("it is shown first");
    assert!(house.world.posted("You", "support").is_empty());
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(20)).await;
    let sent = thread(&house);
    assert_eq!(sent[0].1, letter.summary, "as it was shown");
    assert!(sent[0].1.starts_with("Handoff from You to Ana and Mika"));
    assert_eq!(sent.len(), 4, "{sent:?}");
    let tour = reply(&house, "Tour 4711");
    for part in ["https://chat.example/Dirk", "Note: Dirk sends the log."] {
        assert!(sent[1].1.contains(part), "{part}: {}", sent[1].1);
    }
    assert_eq!(house.world.root_of(&tour), sent[0].0, "in one thread");
    for desktop in [&you, &ana] {
        assert_eq!(desktop.picture().entries.len(), 3, "no request of it");
    }

    // One from her Hotseat, one by hand from Mika, who has none; one stays.
    ana.desk.accept(&tour, true).await.expect("it is there");
    let hub = reply(&house, "Hub 9");
    house.world.marks("Mika", &hub, "white_check_mark");
    house.pass(seconds(5)).await;
    assert_eq!(house.world.on_mark(&tour, "white_check_mark"), ["Ana"]);
    assert_eq!(you.owners("Tour"), ["You"], "until her shift begins");

    house.until("2026-11-25 15:01").await;
    for desktop in [&you, &ana] {
        assert_eq!(desktop.owners("Tour"), ["Ana"]);
        assert_eq!(desktop.owners("Hub"), ["Mika"]);
        assert!(desktop.owners("Where").is_empty());
        let passing = desktop.row("Where").judged.passing.clone();
        let passing = passing.expect("it was handed over");
        assert_eq!(passing.from, PersonKey::new("you"));
        assert_eq!(
            (passing.to, passing.until),
            (None, house.now() - minutes(1))
        );
    }

    // The shift that has gone by keeps who has accepted what, on both.
    for desktop in [&you, &ana] {
        let past = Some(at("2026-11-24 12:00"));
        let past = desktop.desk.handoff(past).await.expect("it stays");
        let taken = past.sent.items.iter().flat_map(|it| &it.accepted);
        let taken: Vec<_> = taken.map(|it| it.by.name.as_str()).collect();
        assert_eq!(taken, ["Ana", "Mika"]);
        assert_eq!(past.sent.items.len(), 4);
        assert_eq!(past.open.len(), 3);
        assert!(past.handed.is_some());
    }
    assert_eq!(you.rebuild().await, []);
    assert_eq!(ana.rebuild().await, []);
    house.close([you, ana]).await;
}

#[tokio::test]
async fn what_comes_after_it_was_sent_is_sent_after_it() {
    let house = House::with("2026-11-25 13:00", &team());
    let you = house.desktop("You").await;
    wednesday(&house, &you).await;
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(20)).await;
    let again = you.desk.send_handoff(true).await;
    assert!(matches!(again, Err(Refused::No(..))), "{again:?}");
    house.world.posts("Dirk", "backend", "And tour 4712");
    house.pass(seconds(2)).await;
    let early = you.desk.send_handoff(true).await;
    assert!(matches!(early, Err(Refused::No(..))), "no note: {early:?}");
    let id = you.id("And tour");
    you.desk.add_note(Some(id), NOTHING).await.expect("theirs");
    you.desk.send_handoff(true).await.expect("one more");
    house.pass(seconds(5)).await;
    let sent = thread(&house);
    assert_eq!(sent.len(), 5);
    assert_eq!(house.world.root_of(&reply(&house, "4712")), sent[0].0);
    assert_eq!(page(&you).await.sent.items.len(), 5);
    house.close([you]).await;
}

#[tokio::test]
async fn a_mark_that_nobody_could_see_for_ten_minutes_counts_all_the_same() {
    let house = House::with("2026-11-25 13:00", &team());
    let you = house.desktop("You").await;
    let ana = house.desktop("Ana").await;
    wednesday(&house, &you).await;
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(2)).await;
    house.world.goes_blind();
    house.pass(minutes(10)).await;
    assert!(thread(&house).len() < 4, "the rest waits");
    house.world.sees_again();
    house.pass(minutes(1)).await;
    assert_eq!(thread(&house).len(), 4, "{:?}", thread(&house));
    house.world.goes_blind();
    house.world.marks("Mika", &reply(&house, "Hub 9"), "white_check_mark");
    house.pass(minutes(10)).await;
    house.world.sees_again();
    house.until("2026-11-25 15:01").await;
    assert_eq!(you.owners("Hub"), ["Mika"]);
    assert_eq!(ana.owners("Hub"), ["Mika"]);
    house.close([you, ana]).await;
}

#[tokio::test]
async fn a_crash_while_it_is_sent_sends_nothing_twice_and_the_rest_after() {
    // The summary is the first of four messages.
    let steps = (0..4).flat_map(|n| {
        [Mishap::CutBefore, Mishap::CutAfter].map(|mishap| (n, mishap))
    });
    for (n, mishap) in steps {
        let house = House::with("2026-11-25 13:00", &team());
        let mut you = house.desktop_on_disk("You").await;
        wednesday(&house, &you).await;
        for mishap in [vec![Mishap::Passes; n], vec![mishap.clone()]].concat() {
            house.world.mishap(mishap);
        }
        you.desk.send_handoff(true).await.expect("nothing is missing");
        assert!(house.until_power_fails(seconds(30)).await, "{n} {mishap:?}");
        you.crash().await;
        house.pass(minutes(12)).await;
        you.start_again().await;
        house.pass(minutes(1)).await;
        let sent = thread(&house);
        assert_eq!(sent.len(), 4, "{n} {mishap:?}: {sent:?}");
        assert_eq!(house.world.writes(), 4, "{n} {mishap:?}: none twice");
        for gist in ["4 messages", "Tour 4711", "Hub 9", "Where"] {
            let found = sent.iter().filter(|(_, it)| it.contains(gist));
            let wanted = usize::from(gist != "4 messages");
            assert_eq!(found.count(), wanted, "{n} {mishap:?} {gist}");
        }
        assert_eq!(page(&you).await.sent.waiting, 0);
        house.close([you]).await;
    }
}

#[tokio::test]
async fn a_handoff_that_is_read_before_its_requests_counts_all_the_same() {
    let house = House::with("2026-11-25 13:00", &team());
    let you = house.desktop("You").await;
    wednesday(&house, &you).await;
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(20)).await;
    let hub = reply(&house, "Hub 9");
    house.world.marks("Mika", &hub, "white_check_mark");
    house.world.repeats_itself(99);
    house.pass(seconds(2)).await;
    // Her channels come in any order, the newest first.
    let ana = house.desktop("Ana").await;
    house.until("2026-11-25 15:01").await;
    assert_eq!(ana.owners("Hub"), ["Mika"]);
    assert_eq!(you.owners("Hub"), ["Mika"]);
    let passing = |of: &Desktop| of.row("Where").judged.passing.clone();
    assert_eq!(passing(&ana), passing(&you));
    house.close([you, ana]).await;
}

#[tokio::test]
async fn who_reads_along_sends_and_accepts_nothing() {
    let observed = WEDNESDAY.replace(
        "[\"you\"]",
        "[\"you\", \"lena\"]\nroles = { lena = \"observer\" }",
    );
    let house = House::with("2026-11-25 13:00", &team().duty(&observed));
    let (you, lena) = (house.desktop("You").await, house.desktop("Lena").await);
    wednesday(&house, &you).await;
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(20)).await;
    let writes = house.world.writes();
    let tour = reply(&house, "Tour 4711");
    assert!(lena.desk.accept(&tour, true).await.is_err());
    assert!(lena.desk.send_handoff(true).await.is_err());
    house.world.marks("Lena", &tour, "white_check_mark");
    house.until("2026-11-25 15:01").await;
    assert!(you.owners("Tour").is_empty(), "she does not answer at all");
    assert_eq!(house.world.writes(), writes);
    house.close([you, lena]).await;
}

#[tokio::test]
async fn without_a_channel_it_is_a_file_and_nothing_is_sent() {
    let house = House::with("2026-11-25 13:00", &team().handing_over(""));
    let you = house.desktop("You").await;
    wednesday(&house, &you).await;
    assert!(matches!(you.desk.letter().await, Err(Refused::No(..))));
    assert!(you.desk.send_handoff(true).await.is_err());
    assert!(you.desk.hand_over().await.is_ok());
    assert_eq!(house.world.writes(), 0);
    house.close([you]).await;
}

#[tokio::test]
async fn who_accepted_gives_it_back_by_taking_the_mark_off() {
    let house = House::with("2026-11-25 13:00", &team());
    let (you, ana) = (house.desktop("You").await, house.desktop("Ana").await);
    wednesday(&house, &you).await;
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(20)).await;
    let tour = reply(&house, "Tour 4711");
    ana.desk.accept(&tour, true).await.expect("it is there");
    let twice = ana.desk.accept(&reply(&house, "Hub 9"), true).await;
    assert!(twice.is_ok(), "{twice:?}");
    house.until("2026-11-25 15:01").await;
    assert_eq!(you.owners("Tour"), ["Ana"]);
    ana.desk.release(ana.id("Tour")).await.expect("it is hers");
    house.pass(seconds(5)).await;
    assert!(house.world.on_mark(&tour, "white_check_mark").is_empty());
    for desktop in [&you, &ana] {
        assert!(desktop.owners("Tour").is_empty());
        assert_eq!(desktop.owners("Hub"), ["Ana"]);
    }
    house.close([you, ana]).await;
}
