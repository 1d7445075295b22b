//! A source that cannot be read, and can be again.

use std::collections::BTreeSet;

use domain::picture::Sight;
use domain::queue::Section;
use domain::{Button, Notice};

use crate::support::house::{Desktop, House, TeamFile, minutes, seconds};

fn sight(desktop: &Desktop) -> Sight {
    desktop.picture().sources[0].sight
}

#[tokio::test]
async fn it_is_told_once_and_what_came_is_told_when_it_sees_again() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.until("2026-11-20 14:02").await;
    house.world.goes_blind();
    house.pass(seconds(25)).await;
    assert_eq!(you.titles(), Vec::<String>::new(), "it may come back");
    house.pass(seconds(10)).await;
    assert_eq!(sight(&you), Sight::Blind);
    assert_eq!(you.titles(), ["Chat not read since 14:02"]);

    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(7)).await;
    assert_eq!(you.titles(), Vec::<String>::new(), "once, however long");
    assert_eq!(sight(&you), Sight::Blind, "trying is not seeing");
    let watched = &you.picture().sources[0];
    assert!(watched.tries > 5);
    assert!(watched.history.len() >= 2, "{:?}", watched.history);

    house.world.sees_again();
    house.pass(seconds(45)).await;
    assert_eq!(sight(&you), Sight::Seeing);
    let heard = you.heard();
    assert_eq!(heard.len(), 1, "ONE bubble: {heard:?}");
    assert!(heard[0].title.starts_with("Chat read again, blind 14:02 to 14:"));
    let came = "1 came meanwhile: 1 overdue.\nTour 4711 is stuck";
    assert_eq!(heard[0].body, came);
    let kept = you.desk.blindness(&watched.id).await.expect("a record");
    assert_eq!(kept.len(), 1);
    assert!(kept[0].until.is_some());
    house.close([you]).await;
}

/// Four ask in all that is read while nothing can be reached, and then
/// everything can.
async fn four_ask_in_the_dark(house: &House, you: &Desktop) {
    house.world.goes_dark();
    house.pass(seconds(45)).await;
    you.heard();
    for (who, place, words) in [
        ("Dirk", "backend", "Tour 4711 is stuck"),
        ("Maya", "support", "Labels are blank"),
        ("Pia", "inbox", "Which ferry is mine?"),
        ("Kai", "inbox", "Where is our invoice?"),
    ] {
        house.world.posts(who, place, words);
    }
    house.pass(seconds(10)).await;
    assert_eq!(you.titles(), Vec::<String>::new(), "nobody can know");
    house.world.sees_again();
    house.pass(seconds(45)).await;
}

const NAMED: [&str; 4] = [
    "Tour 4711 is stuck",
    "Labels are blank",
    "Which ferry is mine?",
    "Where is our invoice?",
];

#[tokio::test]
async fn what_was_cut_off_together_comes_back_in_one_bubble_that_names_all() {
    let team = TeamFile::usual().reading_mail();
    let house = House::with("2026-11-20 14:00", &team);
    let you = house.desktop("You").await;
    house.until("2026-11-20 14:02").await;
    four_ask_in_the_dark(&house, &you).await;
    let heard = you.heard();
    assert_eq!(heard.len(), 1, "ONE bubble: {heard:?}");
    let title = &heard[0].title;
    assert!(title.starts_with("Chat and Mail read again, blind 14:0"));
    for gist in NAMED {
        assert!(heard[0].body.contains(gist), "{gist}: {heard:?}");
    }
    let standing = you.notifier.standing();
    assert_eq!(standing.len(), 1, "none says any more that it is blind");
    house.close([you]).await;
}

#[tokio::test]
async fn after_an_hour_offline_all_is_told_once_and_claimed_where_it_came() {
    let team = TeamFile::usual().reading_mail();
    let house = House::with("2026-11-20 14:00", &team);
    let [you, ana] = [house.desktop("You").await, house.desktop("Ana").await];
    house.until("2026-11-20 14:02").await;
    house.world.goes_dark();
    house.until("2026-11-20 14:30").await;
    let asked = [
        ("Dirk", "backend", NAMED[0]),
        ("Maya", "support", NAMED[1]),
        ("Pia", "inbox", NAMED[2]),
        ("Kai", "inbox", NAMED[3]),
    ]
    .map(|(who, place, words)| house.world.posts(who, place, words));
    house.until("2026-11-20 15:02").await;
    let mut dark = [you.heard(), ana.heard()].concat();
    dark.retain(|notice| !notice.title.contains("not read since"));
    assert_eq!(dark, [], "nobody can know");
    house.world.sees_again();
    house.until("2026-11-20 15:03").await;
    for desktop in [&you, &ana] {
        let heard = desktop.heard();
        let all = |it: &&Notice| NAMED.iter().all(|n| it.body.contains(n));
        assert_eq!(heard.iter().filter(all).count(), 1, "{heard:?}");
        // What came in the same instant may stand in any order.
        let queue = desktop.queue().into_iter().map(|(_, gist)| gist);
        assert_eq!(
            queue.collect::<BTreeSet<_>>(),
            NAMED.map(str::to_owned).into()
        );
    }
    for gist in NAMED {
        let claimed = you.desk.claim(you.id(gist), true, None).await;
        claimed.expect("nobody has it");
    }
    house.pass(minutes(2)).await;
    for (gist, ask) in NAMED.iter().zip(&asked) {
        assert_eq!(house.world.on_mark(ask, "eyes"), ["You"], "{gist}");
        assert_eq!(ana.owners(gist), ["You"], "{gist}");
    }
    house.close([you, ana]).await;
}

#[tokio::test]
async fn a_return_in_the_middle_of_a_flood_loses_no_name() {
    let team = TeamFile::usual().reading_mail();
    let house = House::with("2026-11-20 14:00", &team);
    let you = house.desktop("You").await;
    house.until("2026-11-20 14:02").await;
    for n in 0..5 {
        house.world.posts(&format!("Eva {n}"), "support", "Who is on?");
    }
    house.pass(seconds(2)).await;
    four_ask_in_the_dark(&house, &you).await;
    let heard = you.heard();
    for gist in NAMED {
        let named = |notice: &&Notice| notice.body.contains(gist);
        assert_eq!(heard.iter().filter(named).count(), 1, "{gist}: {heard:?}");
    }
    house.close([you]).await;
}

#[tokio::test]
async fn a_deadline_that_nobody_can_see_rings_once_as_such() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    let ask = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.world.goes_blind();
    house.until("2026-11-20 14:04").await;
    you.heard();
    assert_eq!(you.row("Tour").section, Section::Unsure);
    house.until("2026-11-20 14:12").await;
    let heard = you.heard();
    assert_eq!(heard.len(), 2, "{heard:?}");
    assert!(heard[1].body.contains("it may have been answered"));
    let visit = (Button::Visit, "Open at the source".to_owned());
    let open = (Button::Open, "Open".to_owned());
    let buttons = [visit, open];
    assert_eq!(heard[1].buttons, buttons, "where one can look oneself");

    house.world.replies("Ana", &ask, "Rerouted.");
    house.world.sees_again();
    house.pass(minutes(1)).await;
    assert_eq!(you.row("Tour").section, Section::Answered);
    let titles = you.titles();
    assert_eq!(titles.len(), 1, "it sees again, and that is all: {titles:?}");
    house.close([you]).await;
}

#[tokio::test]
async fn a_panic_in_a_source_is_that_sources_blindness_and_passes() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.panics();
    house.pass(seconds(2)).await;
    let words = you.fault().expect("it broke").to_string();
    assert!(words.contains("should not happen"), "{words}");
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(10)).await;
    assert_eq!(you.fault(), None, "it is read again");
    assert_eq!(you.titles(), ["New, due 14:05: Tour 4711 is stuck"]);
    house.close([you]).await;
}

#[tokio::test]
async fn a_source_that_was_never_read_is_blind_after_half_a_minute() {
    let house = House::at("2026-11-20 14:00");
    house.world.goes_blind();
    let you = house.desktop("You").await;
    assert_eq!(you.titles(), Vec::<String>::new());
    house.pass(minutes(1)).await;
    assert_eq!(
        you.titles(),
        Vec::<String>::new(),
        "nobody knows yet who sits here"
    );
    assert_eq!(sight(&you), Sight::Blind);
    house.close([you]).await;
}
