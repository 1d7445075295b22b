//! The ledger is copied every day, and a damaged one is mended from there.

use chrono::TimeDelta;

use crate::support::house::{Desktop, House, minutes, seconds};

/// What stands beside it would mend it.
fn damage(you: &Desktop) {
    let file = you.ledger();
    std::fs::remove_file(file.with_extension("db-wal")).expect("a log");
    let mut bytes = std::fs::read(&file).expect("a ledger");
    let end = bytes.len();
    bytes[2_000..end].fill(0xa5);
    std::fs::write(&file, bytes).expect("the same file");
}

fn copies(you: &Desktop) -> usize {
    let dir = you.ledger().with_file_name("backups");
    std::fs::read_dir(dir).map_or(0, Iterator::count)
}

#[tokio::test]
async fn every_day_there_is_a_copy() {
    let house = House::at("2026-11-17 09:00");
    let you = house.desktop_on_disk("You").await;
    assert_eq!(copies(&you), 0, "whoever has just started is left alone");
    house.pass(minutes(12)).await;
    assert_eq!(copies(&you), 1);
    house.pass(TimeDelta::hours(23)).await;
    assert_eq!(copies(&you), 1);
    house.pass(TimeDelta::hours(2)).await;
    assert_eq!(copies(&you), 2);
    house.close([you]).await;
}

#[tokio::test]
async fn a_damaged_ledger_is_mended_and_the_channels_are_read_again() {
    let house = House::at("2026-11-17 09:00");
    let mut you = house.desktop_on_disk("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(minutes(12)).await;
    house.world.posts("Maya", "backend", "Label printer dead");
    house.pass(seconds(30)).await;
    you.heard();
    you.crash().await;
    damage(&you);
    you.start_again().await;
    house.pass(minutes(1)).await;

    let titles = you.titles();
    assert!(
        titles.iter().any(|t| t == "The database was damaged"),
        "{titles:?}"
    );
    you.row("Tour 4711 is stuck");
    you.row("Label printer dead");
    let warnings = you.picture().warnings.join(" ");
    assert!(warnings.contains("backup of 09:1"), "{warnings}");
    house.close([you]).await;
}
