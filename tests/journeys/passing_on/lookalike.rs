//! Messages that only look like a handoff, to the letter and to the tag.

use domain::handoff::{About, Tag};
use domain::{ActionId, PlaceId, SourceId};

use super::wednesday::{WEDNESDAY, reply, team, thread, wednesday};
use crate::support::house::{
    Desktop, House, Said, TeamFile, at, minutes, seconds,
};

/// It is handed over where people ask.
fn among_those_who_ask() -> TeamFile {
    TeamFile::usual()
        .wordless()
        .duty(WEDNESDAY)
        .handing_over("channel = \"#support\"")
}

async fn parts_of_the_last_shift(of: &Desktop) -> usize {
    let past = of.desk.handoff(Some(at("2026-11-24 12:00"))).await;
    past.expect("it stays").sent.items.len()
}

#[tokio::test]
async fn what_only_looks_like_a_handoff_is_a_message_like_any_other() {
    let house = House::with("2026-11-25 13:00", &among_those_who_ask());
    let you = house.desktop("You").await;
    wednesday(&house, &you).await;
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(20)).await;
    let sent = thread(&house);
    // A customer copies it, with all that Hotseat has put on it.
    let copied = |n: usize| {
        let (of, words) = &sent[n];
        let said = Said::by("Dirk", "support", words);
        said.carrying(house.world.carried_on(of))
    };
    let root = house.world.post(copied(0));
    for said in [copied(1).under(&root), copied(1).under(&sent[0].0)] {
        let under = house.world.post(said);
        house.world.marks("Mika", &under, "white_check_mark");
    }
    // A teammate copies the words.
    let chat = house.world.replies("Noor", &sent[0].0, &sent[1].1);
    house.world.marks("Mika", &chat, "white_check_mark");
    house.until("2026-11-25 15:01").await;
    assert!(you.owners("Tour").is_empty());
    assert!(you.find("Handoff from").is_some(), "somebody asks");
    assert_eq!(you.picture().entries.len(), 4);
    assert_eq!(parts_of_the_last_shift(&you).await, 4, "yours alone");
    house.close([you]).await;
}

/// What the last of three replies will carry: the names of what is sent are
/// counted on from the summary's.
fn guessed(summary: &ActionId, about: About) -> ActionId {
    let span = Tag::read(summary).expect("its tag").span;
    let (name, _) = summary.as_str().split_once('|').expect("a tag");
    let (start, n) = name.rsplit_once('-').expect("a number");
    let n: usize = n.parse().expect("a number");
    let name = ActionId::new(format!("{start}-{}", n + 4));
    Tag { span, about: Some(about) }.put_on(&name)
}

#[tokio::test]
async fn what_somebody_else_puts_on_a_message_settles_nothing_of_ours() {
    let house = House::with("2026-11-25 13:00", &team());
    let you = house.desktop("You").await;
    let [_, _, root] = wednesday(&house, &you).await;
    you.desk.send_handoff(true).await.expect("nothing is missing");
    house.pass(seconds(1)).await;
    let begun = thread(&house);
    assert!(begun.len() < 4, "the rest is on its way: {begun:?}");
    let about = About {
        source: SourceId::new("chat"),
        place: PlaceId::new("backend"),
        root,
    };
    let guess = guessed(&house.world.carried_on(&begun[0].0), about);
    let said = Said::by("Dirk", "support", "Nothing to see here");
    house.world.post(said.carrying(guess.clone()));
    house.pass(minutes(1)).await;
    assert_eq!(thread(&house).len(), 4, "{:?}", thread(&house));
    let last = reply(&house, "Where is the archive");
    assert_eq!(house.world.carried_on(&last), guess, "he has guessed it");
    house.close([you]).await;
}
