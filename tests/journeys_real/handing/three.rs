//! Three desktops of a team whose shift is about to end, and their Slack.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually, in_the_end};
use crate::support::slack::{Post, Slack};

/// Who asks, and what.
pub(super) const ASKED: [(&str, &str); 3] =
    [("cleo", TOUR), ("dirk", HUB), ("kim", ARCHIVE)];
pub(super) const TOUR: &str = "Tour 4711 is stuck";
pub(super) const HUB: &str = "Hub 9 prints no labels";
pub(super) const ARCHIVE: &str = "Where is the archive";

/// Where the shift is handed over.
pub(super) const CHANNEL: &str = "handoffs";
/// So long the shift lasts from the moment in which its end is fixed: on a busy
/// computer too, all of it is handed over by then.
const LAST: TimeDelta = TimeDelta::seconds(120);
/// A desktop that is waited for reads again after so many questions.
const PATIENCE: usize = 50;

/// Alice's shift ends, Bob's and Mika's begins; Carol observes both, and Mika
/// has no Hotseat.
pub(super) struct Three {
    pub(super) alice: Hotseat,
    pub(super) bob: Hotseat,
    pub(super) carol: Hotseat,
    pub(super) slack: Slack,
    /// When the shift began.
    began: DateTime<Utc>,
    _computers: [Computer; 3],
}

impl Three {
    /// All of them read, and nobody has asked anything yet.
    pub(super) async fn at_their_desks() -> Three {
        let slack = workspace();
        let (hour, now) = (TimeDelta::hours(1), clock(&slack).await);
        let began = now - hour;
        let text = team(&slack, (began, now + hour));
        let (alice, bob, carol) = tokio::join!(
            desk(&slack, "alice", &text),
            desk(&slack, "bob", &text),
            desk(&slack, "carol", &text),
        );
        let (alice, here) = alice;
        let (bob, there) = bob;
        let (carol, beside) = carol;
        let _computers = [here, there, beside];
        Three { alice, bob, carol, slack, began, _computers }
    }

    /// Every desktop.
    pub(super) fn all(&self) -> [&Hotseat; 3] {
        [&self.alice, &self.bob, &self.carol]
    }

    /// Three customers ask, and every desktop shows it.
    pub(super) async fn three_ask(&self) -> Vec<Post> {
        let mut posts = Vec::new();
        for (who, words) in ASKED {
            posts.push(self.slack.says(who, "support", words).await);
        }
        for desk in self.all() {
            shows(desk, "three requests", |rows| rows.len() == 3).await;
        }
        posts
    }

    /// The team file says that the shift ends in a moment.
    pub(super) async fn the_shift_ends_soon(&self) {
        let end = clock(&self.slack).await + LAST;
        let text = team(&self.slack, (self.began, end));
        let starts = format!(" starts {}.", end.format("%a %-d %b %H:%M"));
        for desk in self.all() {
            write(desk, &text);
            let told = desk.verb(&["team", "reload"]).await;
            assert_eq!(told.code, 0, "{told:?}");
            eventually("another end", async || {
                let page = page(desk).await?;
                page["under"].as_str()?.ends_with(&starts).then_some(())
            })
            .await;
        }
    }

    /// The thread of the handoff as Slack holds it, its root first.
    pub(super) async fn thread(&self) -> Vec<Value> {
        let all = self.slack.messages(CHANNEL).await.into_iter();
        all.filter(|message| message["by"] == "alice").collect()
    }

    /// The reply that passes a request on.
    pub(super) async fn reply(&self, gist: &str) -> Value {
        let mut thread = self.thread().await.into_iter();
        let about = |it: &Value| text(&it["text"]).contains(gist);
        thread.find(about).unwrap_or_else(|| panic!("no reply about {gist}"))
    }

    /// Who has accepted a request at Slack.
    pub(super) async fn accepted(&self, gist: &str) -> Vec<String> {
        let ts = text(&self.reply(gist).await["ts"]).to_owned();
        let post = Post { channel: CHANNEL.to_owned(), ts };
        self.slack.marks_on(&post, "white_check_mark").await
    }

    /// Slack answers nothing but errors, and every desktop has met one.
    pub(super) async fn slack_breaks(&self) {
        let broken = json!({
            "method": "*", "times": 0, "do": "status", "status": 503,
        });
        self.slack.order("faults", broken).await;
        self.slack.forget("calls").await;
        for (desk, who) in self.all().into_iter().zip(["alice", "bob", "carol"])
        {
            let wanted = [("who", who), ("done", "1"), ("at_least", "1")];
            let soon = [&wanted[..], &[("within_ms", "1000")]].concat();
            // Who has just read does not read again at once.
            let calls = in_the_end("a desktop that reads", async || {
                desk.read_now().await;
                let found = self.slack.ask("calls", &soon).await;
                (found["met"] == true).then(|| found["calls"].clone())
            })
            .await;
            assert_eq!(calls[0]["fault"], "status", "{who} is refused");
        }
    }

    /// Slack answers again.
    pub(super) async fn slack_is_mended(&self) {
        self.slack.forget("faults").await;
    }

    /// Waits until Bob sits.
    pub(super) async fn the_next_shift_begins(&self) {
        in_the_end("Bob on support", async || {
            let shown = self.bob.ask(&snapshot()).await?;
            let role = &shown["data"]["duty"]["role"];
            (role == "responder").then_some(())
        })
        .await;
    }
}

/// What a desktop hands over, or is handed.
pub(super) async fn page(desk: &Hotseat) -> Option<Value> {
    let said = desk.ask(&json!({ "cmd": "handoff" })).await?;
    assert_eq!(said["ok"], true, "{said}");
    Some(said["data"].clone())
}

/// The rows of a desktop once they are as wanted. It is told to read every
/// now and then: what is said while it reads it finds at its next read.
pub(super) async fn shows(
    desk: &Hotseat,
    what: &str,
    wanted: impl Fn(&[Value]) -> bool,
) -> Vec<Value> {
    let mut asked = 0;
    in_the_end(what, async || {
        if asked % PATIENCE == 0 {
            desk.read_now().await;
        }
        asked += 1;
        let said = desk.ask(&snapshot()).await?;
        let rows = said["data"]["rows"].as_array()?;
        wanted(rows).then(|| rows.clone())
    })
    .await
}

/// Who has which request, by the words of the list.
pub(super) fn owners(rows: &[Value]) -> BTreeMap<&str, &str> {
    rows.iter()
        .map(|row| (text(&row["gist"]), text(&row["owner"]["label"])))
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("words")
}

/// The number of a request at a desktop.
pub(super) async fn number(desk: &Hotseat, gist: &str) -> String {
    let row = desk.wait_for_row(gist, |row| row["gist"] == gist).await;
    row["id"].to_string()
}

fn snapshot() -> Value {
    json!({ "cmd": "snapshot", "select": { "fold": "queue" } })
}

async fn desk(slack: &Slack, person: &str, text: &str) -> (Hotseat, Computer) {
    let computer = Computer::without_screen().await;
    let mut hotseat = computer.bare().reading(slack, text);
    hotseat.sign_in(slack, person, false).await;
    hotseat.start(&["run", "--headless"]).await;
    eventually("a source that is read", async || {
        let sources = hotseat.ask(&json!({ "cmd": "sources" })).await?;
        (sources["data"][0]["state"] == "reading").then_some(())
    })
    .await;
    (hotseat, computer)
}

fn write(desk: &Hotseat, text: &str) {
    let file = desk.data().join("team.toml");
    std::fs::write(file, text).expect("a team file");
}

/// How late it is by Slack's clock.
async fn clock(slack: &Slack) -> DateTime<Utc> {
    let state = slack.ask("state", &[]).await;
    let ms = state["clock"]["now_ms"].as_i64().expect("a time");
    DateTime::from_timestamp_millis(ms).expect("a time")
}

fn workspace() -> Slack {
    let people = ["alice", "bob", "carol", "mika", "cleo", "dirk", "kim"];
    let named = |name: &str| json!({ "name": name, "real_name": name });
    Slack::holding(&json!({
        "team": { "name": "Acme", "domain": "acme" },
        "users": people.map(named),
        "channels": [{ "name": "support" }, { "name": CHANNEL }],
    }))
}

/// A team of which Alice sits from one instant to another.
fn team(slack: &Slack, (from, end): (DateTime<Utc>, DateTime<Utc>)) -> String {
    let at = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%S").to_string();
    let last = at(end + TimeDelta::hours(1));
    let (from, end) = (at(from), at(end));
    let mate = |key: &str, name: &str| {
        let id = slack.person(key);
        format!("[roster.{key}]\nname = \"{name}\"\nslack = \"{id}\"\n")
    };
    let roster = [
        mate("alice", "Alice"),
        mate("bob", "Bob"),
        mate("carol", "Carol"),
        mate("mika", "Mika"),
    ]
    .concat();
    let channels = ["support", CHANNEL].map(|name| {
        let id = slack.channel(name);
        let list = "[[sources.slack.channels]]";
        format!("{list}\nid = \"{id}\"\nname = \"#{name}\"\n")
    });
    format!(
        "team = \"Ferryline\"\nzone = \"UTC\"\n{roster}\
         [[shifts]]\nfrom = {from}\nto = {end}\npeople = [\"alice\"]\n\
         observer = [\"carol\"]\n\
         [[shifts]]\nfrom = {end}\nto = {last}\n\
         people = [\"bob\", \"mika\"]\nobserver = [\"carol\"]\n\
         [handoff]\nchannel = \"#{CHANNEL}\"\n\
         questions = [\"Any leads?\"]\n\
         [sources.slack]\npush = false\n{}\
         [[levels]]\npriority = \"normal\"\nfirst_response = \"45 min\"\n",
        channels.concat(),
    )
}
