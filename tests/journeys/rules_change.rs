//! The team file changes while everything runs.

use std::path::Path;

use sqlx::{Connection, Row, SqliteConnection};

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
async fn the_deadlines_of_a_crowd_move_together() {
    let house = House::at("2026-11-20 14:00");
    let you = house.desktop("You").await;
    for n in 0..230 {
        house.world.posts(&format!("Asker {n}"), "backend", "It is stuck");
    }
    house.pass(seconds(2)).await;
    let team = TeamFile::usual().promising("urgent", "30 business minutes");
    house.rules(&team.text());
    house.pass(seconds(31)).await;
    let moved = "The team file has changed: 230 deadlines moved.";
    assert_eq!(you.remark(), moved);
    let picture = you.picture();
    let dues = picture.entries.iter().map(|it| it.judged.deadline.as_ref());
    let expected = at("2026-11-20 14:30:02");
    assert!(dues.flatten().all(|it| it.due == expected), "each of them");
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

/// What was heard since the last time, without what is said of it.
fn overdue(desktop: &Desktop) -> usize {
    let titles = desktop.titles();
    titles.iter().filter(|title| title.contains("verdue")).count()
}

#[tokio::test]
async fn what_new_rules_make_late_rings_from_its_next_repeat() {
    let house = House::at("2026-11-20 14:00");
    let team = TeamFile::usual().promising("urgent", "1 business hour");
    house.rules(&team.text());
    let you = house.desktop("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.world.posts("Maya", "backend", "So is mine");
    house.until("2026-11-20 14:10:00").await;
    house.rules(&TeamFile::usual().text());
    you.desk.reload().expect("anybody may");
    house.pass(seconds(1)).await;
    assert_eq!(
        you.remark(),
        "The team file has changed: 2 deadlines moved, 2 are now overdue."
    );
    assert_eq!(overdue(&you), 0, "the sentence tells of them");
    house.pass(minutes(1)).await;
    assert!(overdue(&you) > 0, "{:?}", you.titles());
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}

#[tokio::test]
async fn a_settled_word_stays_until_it_is_asked_for_anew_and_then_both_stay() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    let asked = house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.until("2026-11-20 14:04:00").await;
    house.world.replies("Ana", &asked, "It is on its way again.");
    house.until("2026-11-20 14:10:00").await;
    let outcome = |you: &Desktop| {
        let judged = you.row("Tour").judged;
        judged.verdict.as_ref().map(|verdict| verdict.outcome)
    };
    assert_eq!(outcome(&you), Some(domain::Outcome::Met));
    let team = TeamFile::usual().promising("urgent", "2 business minutes");
    house.rules(&team.text());
    house.pass(seconds(31)).await;
    assert_eq!(outcome(&you), Some(domain::Outcome::Met), "it is settled");

    let none = you.desk.rejudge(at("2026-11-20 15:00:00")).await;
    assert_eq!(none.expect("mine to do").looked, 0);
    let told = you.desk.rejudge(at("2026-11-20 00:00:00")).await;
    let told = told.expect("mine to do");
    assert_eq!((told.looked, told.changed), (1, 1));
    assert_eq!(outcome(&you), Some(domain::Outcome::Missed));
    let earlier = you.row("Tour").judged.earlier.clone();
    assert_eq!(earlier.len(), 1);
    assert_eq!(earlier[0].outcome, domain::Outcome::Met);

    assert!(you.rebuild().await.is_empty(), "the log knows of it");
    you.stop().await;
    you.start_again().await;
    house.pass(seconds(2)).await;
    assert_eq!(you.row("Tour").judged.earlier, earlier);
    house.close([you]).await;
}

async fn opened(ledger: &Path) -> SqliteConnection {
    let address = format!("sqlite://{}", ledger.display());
    SqliteConnection::connect(&address).await.expect("a database")
}

/// What the ledger of a stopped desktop holds: the rules in force, and what
/// is true of every request by them.
async fn written(ledger: &Path) -> Vec<String> {
    let mut db = opened(ledger).await;
    let all = "select value from setting where key = 'judged_by'
        union all select * from (
          select body from log where kind = 'ruled' order by seq)
        union all select * from (
          select judged || coalesce(clocks, '') from request
            left join clocks on clocks.request = request.id
          order by id)";
    let rows = sqlx::query(all).fetch_all(&mut db).await;
    rows.expect("a ledger").iter().map(|row| row.get(0)).collect()
}

/// Breaks off whatever the ledger of a stopped desktop is told of the clocks
/// of its last request; says how it is mended.
async fn break_off(ledger: &Path) -> &'static str {
    let breaks = "create trigger breaks before insert on clocks
        when new.request = (select max(id) from request)
        begin select raise(abort, 'the power fails'); end";
    let broken = sqlx::query(breaks).execute(&mut opened(ledger).await).await;
    broken.expect("a ledger");
    "drop trigger breaks"
}

#[tokio::test]
async fn a_change_of_rules_that_is_cut_off_has_never_been() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    for n in 0..230 {
        house.world.posts(&format!("Asker {n}"), "backend", "It is stuck");
    }
    house.pass(seconds(2)).await;
    you.stop().await;
    let ledger = you.ledger();
    let before = written(&ledger).await;
    let mends = break_off(&ledger).await;
    you.start_again().await;
    house.pass(seconds(2)).await;

    let closing = TeamFile::usual().text().replace("18:00", "14:04");
    house.rules(&closing);
    house.pass(seconds(31)).await;
    let dues = |you: &Desktop| {
        let picture = you.picture();
        let entries = picture.entries.iter();
        let dues = entries.map(|it| it.judged.deadline.as_ref().map(|d| d.due));
        dues.collect::<std::collections::BTreeSet<_>>()
    };
    let of = |time| std::collections::BTreeSet::from([Some(at(time))]);
    assert_eq!(dues(&you), of("2026-11-20 14:05:02"), "none has moved");
    let complaint = you.remark();
    assert!(complaint.contains("the power fails"), "{complaint}");
    you.stop().await;
    assert_eq!(written(&ledger).await, before, "nor in the ledger");

    let mended = sqlx::query(mends).execute(&mut opened(&ledger).await).await;
    mended.expect("a ledger");
    you.start_again().await;
    let moved = of("2026-11-23 09:01:02");
    assert_eq!(dues(&you), moved, "each has moved at the start");
    assert!(you.rebuild().await.is_empty());
    you.stop().await;
    assert_ne!(written(&ledger).await, before);
    you.start_again().await;
    assert_eq!(dues(&you), moved, "it was written down");
    house.close([you]).await;
}

#[tokio::test]
async fn what_new_rules_have_moved_is_written_with_them() {
    let house = House::at("2026-11-20 14:00");
    let mut you = house.desktop_on_disk("You").await;
    house.world.posts("Dirk", "backend", "Tour 4711 is stuck");
    house.pass(seconds(2)).await;
    house.rules(&TeamFile::usual().text().replace("18:00", "14:04"));
    house.pass(seconds(31)).await;
    let moved = at("2026-11-23 09:01:02").to_string();
    assert_eq!(due(&you, "Tour"), moved);
    you.crash().await;
    you.start_again().await;
    assert_eq!(due(&you, "Tour"), moved);

    let ask = you.row("Tour").judged.root.clone().expect("a root");
    house.world.replies("Dirk", &ask, "Still stuck!");
    house.pass(seconds(2)).await;
    you.crash().await;
    you.start_again().await;
    assert_eq!(due(&you, "Tour"), moved, "and stays with what came since");
    assert!(you.rebuild().await.is_empty());
    house.close([you]).await;
}
