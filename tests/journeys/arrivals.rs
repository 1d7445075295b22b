//! Many people who ask at once.

use domain::{Notice, NoticeId};

use crate::support::house::{House, TeamFile, minutes, seconds};

fn alone(notice: &&Notice) -> bool {
    matches!(notice.id, NoticeId::Request { .. })
}

#[tokio::test]
async fn three_come_in_their_own_bubbles_and_the_others_in_one_digest() {
    let team = TeamFile::usual().reading_mail();
    let house = House::with("2026-11-20 14:00", &team);
    let you = house.desktop("You").await;
    let asks = [
        ("Dirk", "support", "Where is tour 4711?"),
        ("Maya", "support", "Labels are blank"),
        ("Ole", "support", "The export is empty"),
        ("Pia", "inbox", "Which ferry is mine?"),
        ("Kai", "backend", "Nothing loads"),
    ];
    for (who, place, words) in asks {
        house.world.posts(who, place, words);
        house.pass(seconds(10)).await;
    }
    assert_eq!(you.queue().len(), 5, "five requests");
    let heard = you.heard();
    let bubbles: Vec<&Notice> = heard.iter().filter(alone).collect();
    let digests = heard.iter().filter(|notice| !alone(notice));
    assert_eq!(bubbles.len(), 3, "{heard:?}");
    for (bubble, (_, _, words)) in bubbles.iter().zip(asks) {
        assert_eq!(bubble.title, format!("New: {words}"));
    }
    let said: Vec<(&str, &str)> =
        digests.map(|d| (d.title.as_str(), d.body.as_str())).collect();
    let first = ("1 new", "Mail 1.\nWhich ferry is mine?");
    let both = "Chat 1, Mail 1.\nNothing loads\nWhich ferry is mine?";
    let last = ("2 new, first due 14:05", both);
    assert_eq!(said, [first, last], "one, kept up to date");
    let stand = you.notifier.standing();
    assert_eq!(stand.iter().filter(|n| n.id == NoticeId::Digest).count(), 1);

    house.pass(minutes(1)).await;
    you.heard();
    house.world.posts("Eva", "support", "Who prints labels?");
    house.pass(seconds(2)).await;
    let heard = you.heard();
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert!(alone(&&heard[0]), "after a minute without one: {heard:?}");
    house.close([you]).await;
}
