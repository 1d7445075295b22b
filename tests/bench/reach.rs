//! How long it takes from a change at each source until it is in the queue.

use std::time::Duration;

use serde_json::{Value, json};

use super::figures::{Row, ms, part, print, stopwatch};
use crate::journeys_real::morning::live;
use crate::journeys_real::morning::town::Town;
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, pause};

/// How often the queue is looked at.
const GLANCE: Duration = Duration::from_millis(4);
/// What was read so short a time ago is not read again when it is asked to.
const APART: Duration = Duration::from_secs(4);

/// Something happens at a source.
#[derive(Clone, Copy)]
enum Change {
    Slack,
    GitHub,
    Teams,
    Mail,
    Webhook,
}

struct Watched<'a> {
    town: &'a Town,
    hotseat: &'a Hotseat,
    token: &'a str,
}

impl Watched<'_> {
    async fn changes(&self, change: Change, words: &str) {
        let (town, name) = (self.town, words.replace(' ', "-"));
        match change {
            Change::Slack => drop(town.posts(words).await),
            Change::GitHub => drop(town.opens_issue(words).await),
            Change::Teams => town.chats(words).await,
            Change::Mail => town.mails(&name, words),
            Change::Webhook => {
                town.alerts(self.token, (&name, words)).await;
            }
        }
    }

    /// Waits until the queue holds it; says under which number.
    async fn is_there(&self, words: &str) -> String {
        let select = json!({ "fold": "queue" });
        let snapshot = json!({ "cmd": "snapshot", "select": select });
        let named = |row: &Value| row["gist"] == words;
        loop {
            let said = self.hotseat.ask(&snapshot).await.expect("an engine");
            let rows = said["data"]["rows"].as_array().expect("rows");
            if let Some(row) = rows.iter().find(|row| named(row)) {
                return row["id"].to_string();
            }
            pause(GLANCE).await;
        }
    }

    /// Some changes one after the other; at each the engine is asked to read
    /// at once, or is left to its pace.
    async fn row(
        &self,
        (what, change): (&str, Change),
        (times, asked): (usize, bool),
        budget: &str,
    ) -> Row {
        let mut took = Vec::new();
        for n in 0..times {
            pause(APART).await;
            let words = format!("{what} {n}");
            let began = stopwatch();
            self.changes(change, &words).await;
            if asked {
                self.hotseat.read_now().await;
            }
            let id = self.is_there(&words).await;
            took.push(began.elapsed());
            // What one person writes after that is a request of its own.
            let claimed = self.hotseat.verb(&["claim", &id]).await;
            assert_eq!(claimed.code, 0, "{claimed:?}");
        }
        let worst = ms(part(&mut took, 1.0));
        Row {
            what: what.to_owned(),
            measured: ms(part(&mut took, 0.5)),
            beside: format!("p50 of {times} changes; the longest {worst}"),
            budget: budget.to_owned(),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: cargo xtask bench"]
async fn from_a_change_until_it_is_in_the_queue() {
    let town = Town::open().await;
    let computer = Computer::without_screen().await;
    let (mut hotseat, token) = town.hotseat(&computer, "alice").await;
    hotseat.start(&["run", "--headless"]).await;
    live(&hotseat).await;
    let (town, hotseat, token) = (&town, &hotseat, token.as_str());
    let watched = Watched { town, hotseat, token };
    let told = [
        (("mail, told by the server", Change::Mail), (10, false), "none"),
        // From the sixth on within a minute they are one burst.
        (("webhook, told", Change::Webhook), (5, false), "none"),
        (("Slack, read when asked", Change::Slack), (8, true), "none"),
        (("GitHub, read when asked", Change::GitHub), (8, true), "none"),
        (("Teams, read when asked", Change::Teams), (8, true), "none"),
    ];
    for (of, times, budget) in told {
        print(&[watched.row(of, times, budget).await]);
    }
    let paced = [
        (("Slack, at its pace", Change::Slack), (6, false), "10 s"),
        (("GitHub, at its pace", Change::GitHub), (6, false), "10 s"),
        (("Teams, at its pace", Change::Teams), (2, false), "60 s"),
    ];
    let [slack, github, teams] =
        paced.map(|(of, times, budget)| watched.row(of, times, budget));
    let (slack, github, teams) = tokio::join!(slack, github, teams);
    print(&[slack, github, teams]);
}
