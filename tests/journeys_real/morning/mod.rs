//! A morning on which something happens in every source.

pub(crate) mod town;

use serde_json::Value;

use self::town::{ALERT, CHAT, ISSUE, MAIL, POST, Town, names};
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually, in_the_end};
use crate::support::notifications::Shown;

const ALL: [&str; 5] = [POST, ISSUE, CHAT, MAIL, ALERT];
/// What two desktops share.
const SHARED: [&str; 4] = [POST, ISSUE, CHAT, MAIL];

/// The queue as it stands, once it holds so many rows.
async fn queue(hotseat: &Hotseat, size: usize) -> Vec<Value> {
    in_the_end("everything in the queue", async || {
        hotseat.read_now().await;
        let rows = hotseat.rows("queue").await;
        (rows.len() == size).then_some(rows)
    })
    .await
}

fn gists(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["gist"].as_str().expect("words")).collect()
}

/// Claims every row.
async fn claims(hotseat: &Hotseat, rows: &[Value]) {
    for row in rows {
        let id = row["id"].to_string();
        let claimed = hotseat.verb(&["claim", &id]).await;
        assert_eq!(claimed.code, 0, "{row}: {claimed:?}");
    }
}

fn is_read(source: &Value) -> bool {
    source["state"] == "live" || source["state"] == "reading"
}

/// Everything is read, and nothing is caught up any more.
pub(crate) async fn live(hotseat: &Hotseat) {
    in_the_end("sources that are read", async || {
        let said = hotseat.verb(&["sources"]).await;
        let sources = said.data().as_array()?;
        sources.iter().all(is_read).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_from_everywhere_is_one_queue_and_is_claimed_where_it_came()
{
    let town = Town::open().await;
    let computer = Computer::without_screen().await;
    let (mut alice, token) = town.hotseat(&computer, "alice").await;
    alice.start(&["run", "--headless"]).await;
    live(&alice).await;
    let came = town.happens().await;
    town.fires(&token).await;

    let rows = queue(&alice, ALL.len()).await;

    assert_eq!(gists(&rows), ALL, "the next deadline is on top");
    eventually("somebody told", async || {
        (!computer.notices.shown().is_empty()).then_some(())
    })
    .await;
    claims(&alice, &rows).await;
    town.claimed(&came, "alice").await;
    let mine = |row: &Value| row["owner"]["kind"] == "you";
    eventually("my claims", async || {
        alice.rows("queue").await.iter().all(mine).then_some(())
    })
    .await;
    rings_once(&computer, &ALL);
}

/// Nothing is told in two bubbles.
fn rings_once(computer: &Computer, titles: &[&str]) {
    let shown = computer.notices.shown();
    for title in titles {
        let of = |it: &&_| names(it, title);
        let fresh = shown.iter().filter(|it| it.replaces == 0);
        let bubbles = fresh.filter(of).count();
        assert!(bubbles <= 1, "{title} rang {bubbles} times");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_while_nothing_could_be_read_is_told_once_and_claimed() {
    let town = Town::open().await;
    let computer = Computer::without_screen().await;
    let (mut alice, _) = town.hotseat(&computer, "alice").await;
    alice.start(&["run", "--headless"]).await;
    live(&alice).await;
    town.goes_dark().await;
    // A mailbox that tells by itself is missed later than what is asked.
    in_the_end("two sources that say so", async || {
        let said = alice.verb(&["sources"]).await;
        let sources = said.data().as_array()?;
        let dark = |it: &&Value| !is_read(it);
        (sources.iter().filter(dark).count() >= 2).then_some(())
    })
    .await;
    let came = town.happens().await;
    town.comes_back().await;

    let rows = queue(&alice, SHARED.len()).await;

    assert_eq!(gists(&rows), SHARED);
    let shown = in_the_end("a bubble that names each of them", async || {
        let shown = computer.notices.shown();
        let told = |title: &&str| shown.iter().any(|it| names(it, title));
        SHARED.iter().all(told).then_some(shown)
    })
    .await;
    let both = |it: &Shown| names(it, POST) && names(it, ISSUE);
    assert!(shown.iter().any(both), "one bubble: {shown:#?}");
    claims(&alice, &rows).await;
    town.claimed(&came, "alice").await;
    rings_once(&computer, &SHARED);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_desktops_see_the_same_morning_and_who_has_what() {
    let town = Town::open().await;
    let (here, there) =
        (Computer::without_screen().await, Computer::without_screen().await);
    let (mut alice, _) = town.hotseat(&here, "alice").await;
    let (mut bob, _) = town.hotseat(&there, "bob").await;
    alice.start(&["run", "--headless"]).await;
    bob.start(&["run", "--headless"]).await;
    live(&alice).await;
    live(&bob).await;
    let came = town.happens().await;
    let rows = queue(&alice, SHARED.len()).await;
    assert_eq!(gists(&rows), SHARED);
    let theirs = queue(&bob, SHARED.len()).await;
    assert_eq!(gists(&theirs), SHARED, "the same order on both");

    claims(&alice, &rows).await;
    town.claimed(&came, "alice").await;

    in_the_end("Alice's claims at Bob's desktop", async || {
        bob.read_now().await;
        let rows = bob.rows("queue").await;
        let hers = |row: &Value| row["owner"]["label"] == "Alice";
        (rows.len() == SHARED.len() && rows.iter().all(hers)).then_some(())
    })
    .await;
}
