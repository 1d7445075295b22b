//! Somebody reads along, practises, and gets a seat or loses one.

use domain::practice::Guess;
use domain::{Priority, RequestId, Role};
use engine::Refused;

use crate::support::house::{Desktop, House, TeamFile, at, minutes, seconds};

fn reply(text: &str) -> Guess {
    Guess::Reply { text: text.to_owned() }
}

async fn practised(lena: &Desktop, id: RequestId) -> Vec<Guess> {
    let close = lena.desk.look_at(id).await.expect("it is there");
    close.practice.into_iter().map(|it| it.guess).collect()
}

async fn asked(house: &House) -> (Desktop, RequestId, domain::ExternalId) {
    let lena = house.desktop("Lena").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = lena.id("Tour");
    (lena, id, ask)
}

#[tokio::test]
async fn of_each_kind_the_newest_guess_stays_and_one_key_deletes_all() {
    let house = House::at("2026-11-20 14:00");
    let (lena, id, _) = asked(&house).await;
    let guesses = [
        Guess::Claim,
        reply("Hello"),
        Guess::Tag { tag: ":bug:".to_owned() },
        Guess::Priority { priority: Priority::Normal },
        Guess::FirstStep { text: "Look at hub 9".to_owned() },
    ];
    for guess in guesses {
        house.pass(seconds(1)).await;
        lena.desk.practise(id, guess).await.expect("it is private");
    }
    lena.desk.practise(id, reply("Which tour?")).await.expect("again");
    let made = practised(&lena, id).await;
    assert_eq!(made.len(), 5);
    assert!(made.contains(&reply("Which tour?")));
    assert!(made.contains(&Guess::Tag { tag: "bug".to_owned() }));
    assert!(lena.desk.practise(id, reply("  ")).await.is_err());
    lena.desk.discard_practice(id).await.expect("it is theirs");
    assert!(practised(&lena, id).await.is_empty());
    assert!(lena.desk.discard_practice(id).await.is_err(), "it is gone");
    assert_eq!(house.world.writes(), 0, "nothing has left this computer");
    assert!(lena.rebuild().await.is_empty());
    house.close([lena]).await;
}

#[tokio::test]
async fn who_is_on_duty_has_nothing_to_practise() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let refused = you.desk.practise(you.id("Tour"), Guess::Claim).await;
    assert!(matches!(refused, Err(Refused::No(..))), "{refused:?}");
    house.close([you]).await;
}

#[tokio::test]
async fn two_who_observe_see_nothing_of_each_other() {
    let team = TeamFile::usual()
        .duty("on_duty = [\"you\", \"ana\"]\nobserver = [\"lena\", \"noor\"]");
    let house = House::with("2026-11-20 14:00", &team);
    let (lena, id, ask) = asked(&house).await;
    let noor = house.desktop("Noor").await;
    let theirs = noor.id("Tour");
    lena.desk.practise(id, reply("Hub 9?")).await.expect("it is private");
    noor.desk.practise(theirs, Guess::Claim).await.expect("so is this");
    house.pass(minutes(1)).await;
    assert_eq!(practised(&lena, id).await, [reply("Hub 9?")]);
    assert_eq!(practised(&noor, theirs).await, [Guess::Claim]);
    assert_eq!(house.world.writes(), 0);

    // What one of them marks by hand is no claim for the other, either.
    house.world.marks("Noor", &ask, "eyes");
    house.pass(seconds(40)).await;
    assert_eq!(lena.owners("Tour"), [""; 0]);
    // Each asks for themselves.
    for (desktop, of) in [(&lena, id), (&noor, theirs)] {
        desktop.desk.pair(of, None, true).await.expect("it may leave");
        house.pass(seconds(2)).await;
    }
    let told = house.world.directs();
    let to: Vec<&str> = told.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(to, ["you", "ana", "you", "ana"]);
    house.close([lena, noor]).await;
}

#[tokio::test]
async fn what_was_practised_is_forgotten_with_what_it_is_about() {
    let house = House::at("2026-11-20 14:00");
    let (lena, id, _) = asked(&house).await;
    lena.desk.practise(id, reply("Dirk, hub 9?")).await.expect("private");
    lena.desk.forget("Dirk", true).await.expect("forgotten");
    assert!(practised(&lena, id).await.is_empty());
    house.close([lena]).await;
}

/// Lena observes until 15:00 and answers from then on.
fn until_three() -> TeamFile {
    TeamFile::usual().duty(
        "[[shifts]]\nfrom = 2026-11-20T08:00\nto = 2026-11-20T15:00\n\
         people = [\"ana\"]\nobserver = [\"lena\"]\n\
         [[shifts]]\nfrom = 2026-11-20T15:00\nto = 2026-11-20T20:00\n\
         people = [\"lena\"]",
    )
}

#[tokio::test]
async fn a_week_that_ends_over_a_practice_draft_sends_none_of_it() {
    let house = House::with("2026-11-20 14:58", &until_three());
    let (lena, id, _) = asked(&house).await;
    lena.desk.type_in(id, "Is it hub 9 ag").await.expect("it is private");
    house.until("2026-11-20 15:00:01").await;
    assert_eq!(lena.picture().who.role, Role::Responder);
    let draft = lena.desk.look_at(id).await.expect("it").draft;
    assert_eq!(draft.text, "", "no reply box holds it");
    assert_eq!(practised(&lena, id).await, [reply("Is it hub 9 ag")]);
    let early = lena.desk.reply(id, "Is it hub 9 ag", true, true).await;
    let Err(Refused::No(words, _)) = early else { panic!("{early:?}") };
    assert!(words.contains("role has just changed"), "{words}");
    assert!(lena.picture().hands_off_until.is_some(), "the window says so");
    house.pass(seconds(3)).await;
    lena.desk.claim(id, true, None).await.expect("the seat is theirs");
    house.close([lena]).await;
}

#[tokio::test]
async fn a_week_that_ends_while_hotseat_is_off_sends_none_of_it_either() {
    let house = House::with("2026-11-20 14:58", &until_three());
    let mut lena = house.desktop_on_disk("Lena").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let id = lena.id("Tour");
    lena.desk.type_in(id, "Is it hub 9").await.expect("it is private");
    lena.stop().await;
    house.until("2026-11-20 15:10").await;
    lena.start_again().await;
    house.pass(seconds(3)).await;
    assert_eq!(lena.desk.look_at(id).await.expect("it").draft.text, "");
    assert_eq!(practised(&lena, id).await, [reply("Is it hub 9")]);
    house.close([lena]).await;
}

#[tokio::test]
async fn a_week_of_the_roster_begins_and_ends_by_itself() {
    let text = TeamFile::usual()
        .duty("on_duty = [\"you\", \"lena\"]")
        .text()
        .replace("[roster.lena]", "[roster.lena]\nobserves = \"2026-11-16\"");
    let house = House::at("2026-11-20 17:00");
    house.rules(&text);
    let lena = house.desktop("Lena").await;
    assert_eq!(lena.picture().who.role, Role::Observer, "Friday, the fifth");
    let until = lena
        .picture()
        .rules
        .observing(&domain::PersonKey::new("lena"), house.now());
    assert_eq!(until.expect("a week").to, at("2026-11-21 00:00"));
    house.until("2026-11-21 00:00:05").await;
    assert_eq!(lena.picture().who.role, Role::Responder);
    house.close([lena]).await;
}

#[tokio::test]
async fn who_vanishes_from_the_roster_reads_along_and_is_told() {
    let house = House::at("2026-11-20 14:00");
    let (lena, id, _) = asked(&house).await;
    lena.desk.practise(id, Guess::Claim).await.expect("it is private");
    let text = TeamFile::usual().duty("on_duty = [\"you\", \"ana\"]").text();
    let at = text.find("[roster.lena]").expect("an entry");
    let rest = text[at..].find("[roster.noor]").expect("the next");
    house.rules(&format!("{}{}", &text[..at], &text[at + rest..]));
    house.pass(minutes(1)).await;
    assert_eq!(lena.picture().who.person, None);
    let refused = lena.desk.claim(id, true, None).await;
    let Err(Refused::No(words, _)) = refused else { panic!("{refused:?}") };
    assert!(words.contains("roster"), "{words}");
    assert_eq!(practised(&lena, id).await, [Guess::Claim], "it is theirs");
    house.close([lena]).await;
}

#[tokio::test]
async fn alarms_come_only_to_who_asks_for_them_and_offer_only_to_read() {
    let house = House::at("2026-11-20 14:00");
    let (lena, _, _) = asked(&house).await;
    house.world.posts("Maya", "backend", "@dev911 all tours are gone");
    house.pass(minutes(1)).await;
    assert_eq!(lena.titles(), Vec::<String>::new(), "emergencies included");
    lena.desk.alarms(true).await.expect("it is their computer");
    house.world.posts("Kim", "backend", "The labels are gone as well");
    house.pass(seconds(5)).await;
    let heard = lena.heard();
    assert!(!heard.is_empty(), "they asked for it");
    let buttons = heard.iter().flat_map(|notice| &notice.buttons);
    for (button, _) in buttons {
        assert_eq!(*button, domain::Button::Open);
    }
    lena.desk.alarms(false).await.expect("it is their computer");
    house.world.posts("Pia", "backend", "And the reports");
    house.pass(minutes(1)).await;
    assert_eq!(lena.titles(), Vec::<String>::new());
    house.close([lena]).await;
}

#[tokio::test]
async fn a_day_is_counted_and_what_a_teammate_marked_is_worth_reading() {
    let house = House::at("2026-11-20 14:00");
    let (lena, id, ask) = asked(&house).await;
    let normal = Guess::Priority { priority: Priority::Normal };
    lena.desk.practise(id, normal).await.expect("it is private");
    house.world.replies("Ana", &ask, "Which hub is it?");
    house.world.marks("Mika", &ask, "evergreen_tree");
    house.pass(minutes(2)).await;
    let taught = lena.desk.taught(false).await.expect("a day");
    let lesson = &taught.lesson;
    assert_eq!((lesson.seen, lesson.in_time, lesson.unanswered), (1, 1, 0));
    assert_eq!(lesson.answered, [("Ana".to_owned(), 1)]);
    assert_eq!(lesson.differed[0].theirs, "urgent");
    assert_eq!(lesson.slowest[0].by, "Ana");
    assert_eq!(lesson.evergreen[0].request, id);
    house.close([lena]).await;
}

/// Lena reads along with the one rotation and answers in the other.
#[tokio::test]
async fn who_observes_in_one_rotation_answers_while_they_sit_in_another() {
    let team = TeamFile::usual().duty(
        "[[shifts]]\nfrom = 2026-11-20T08:00\nto = 2026-11-20T18:00\n\
         people = [\"ana\"]\nobserver = [\"lena\"]\n\
         [[shifts]]\nfrom = 2026-11-20T15:00\nto = 2026-11-20T16:00\n\
         people = [\"lena\"]",
    );
    let house = House::with("2026-11-20 14:58", &team);
    let (lena, id, _) = asked(&house).await;
    assert!(lena.desk.claim(id, true, None).await.is_err(), "they observe");
    lena.desk.practise(id, Guess::Claim).await.expect("it is private");
    assert_eq!(lena.titles(), [""; 0]);

    house.until("2026-11-20 15:00:05").await;
    assert_eq!(lena.picture().who.role, Role::Responder);
    lena.heard();
    house.world.posts("Maya", "backend", "All labels are blank");
    house.pass(seconds(5)).await;
    assert!(!lena.titles().is_empty(), "who answers is rung");
    lena.desk.claim(id, true, None).await.expect("the seat is theirs");
    house.pass(seconds(2)).await;

    house.until("2026-11-20 16:00:05").await;
    assert_eq!(lena.picture().who.role, Role::Observer, "and back");
    assert_eq!(lena.owners("Tour"), [""; 0], "what they had is nobody's");
    lena.heard();
    house.world.posts("Kim", "backend", "Gate 3 is shut");
    house.pass(minutes(1)).await;
    assert_eq!(lena.titles(), [""; 0], "who observes is not");
    house.close([lena]).await;
}

#[tokio::test]
async fn a_responder_puts_a_thread_on_every_reading_list_and_takes_it_off() {
    let house = House::at("2026-11-20 14:00");
    let (lena, id, ask) = asked(&house).await;
    let you = house.desktop("You").await;
    let refused = lena.desk.evergreen(id, true, true).await;
    assert!(matches!(refused, Err(Refused::No(..))), "{refused:?}");
    let mine = you.id("Tour");
    you.desk.evergreen(mine, true, true).await.expect("it is theirs to say");
    house.pass(seconds(40)).await;
    assert_eq!(house.world.on_mark(&ask, "evergreen_tree"), ["You"]);
    assert!(lena.row("Tour").judged.evergreen);
    let worth = lena.desk.taught(false).await.expect("a day").lesson.evergreen;
    assert_eq!(worth.len(), 1);
    assert!(you.desk.evergreen(mine, true, true).await.is_err(), "it is there");
    you.desk.evergreen(mine, false, true).await.expect("it is theirs");
    house.pass(seconds(40)).await;
    assert_eq!(house.world.on_mark(&ask, "evergreen_tree"), [""; 0]);
    assert!(!lena.row("Tour").judged.evergreen);
    house.close([lena, you]).await;
}
