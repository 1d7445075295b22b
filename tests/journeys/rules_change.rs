//! The team file changes while everything runs.

use crate::support::house::{Desktop, House, TeamFile, at, minutes, seconds};

fn due(desktop: &Desktop, gist: &str) -> String {
    let judged = desktop.row(gist).judged;
    let due = judged.deadline.as_ref().map(|deadline| deadline.due);
    due.expect("a deadline").to_string()
}

#[tokio::test]
async fn deadlines_move_and_one_sentence_says_how_many() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    for who in ["Dirk", "Maya", "Ole"] {
        house.world.posts(who, "backend", &format!("{who} is stuck"));
    }
    house.world.posts("Ines", "support", "No promise for me");
    house.pass(seconds(2)).await;
    let team = TeamFile::usual().promising("urgent", "30 business minutes");
    house.rules(&team.text());
    house.pass(seconds(31)).await;
    assert_eq!(you.remark(), "The team file has changed: 3 deadlines moved.");
    let expected = at("2026-11-20 14:30:02").to_string();
    assert_eq!(due(&you, "Dirk"), expected);
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn a_broken_file_keeps_the_last_good_rules_and_says_what_is_wrong() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let good = TeamFile::usual().text();
    let before = due(&you, "Tour");
    house.rules(&good.replace("mon-fri", "mon-fry"));
    house.pass(seconds(31)).await;
    let warnings = you.picture().warnings;
    assert!(warnings[0].contains("mon-fry"), "{warnings:?}");
    assert_eq!(due(&you, "Tour"), before);
    house.rules(&good);
    house.pass(seconds(31)).await;
    assert_eq!(you.picture().warnings, Vec::<String>::new());
    house.close([you]).await;
}

#[tokio::test]
async fn a_reload_is_looked_at_at_once() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let team = TeamFile::usual().promising("urgent", "1 business minute");
    house.rules(&team.text());
    you.desk.reload().expect("anybody may");
    house.pass(seconds(1)).await;
    assert_eq!(due(&you, "Tour"), at("2026-11-20 14:01:02").to_string());
    house.close([you]).await;
}

#[tokio::test]
async fn rules_that_changed_while_nobody_ran_hold_at_the_start() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    you.stop().await;
    let team = TeamFile::usual().promising("urgent", "30 business minutes");
    house.rules(&team.text());
    you.start_again().await;
    house.pass(seconds(2)).await;
    assert_eq!(due(&you, "Tour"), at("2026-11-20 14:30:02").to_string());
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn who_leaves_the_roster_reads_along() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    let text = TeamFile::usual()
        .duty("on_duty = [\"ana\", \"mika\"]")
        .text()
        .replace("[roster.you]\nname = \"You\"\ndemo = \"you\"\n", "");
    house.rules(&text);
    house.pass(minutes(1)).await;
    let id = you.id("Tour");
    assert!(you.desk.claim(id, false, None).await.is_err());
    assert_eq!(house.world.writes(), 0);
    house.close([you]).await;
}
