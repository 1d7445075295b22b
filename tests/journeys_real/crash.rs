//! Kill after kill at any moment, and what must be true after all of them.

use std::collections::BTreeMap;
use std::time::Duration;

use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, in_the_end, pause};
use crate::support::slack::Slack;
use crate::support::workspace::{SENTENCE, TeamFile};

/// How often each kind is killed, unless the environment says otherwise.
const KILLS: usize = 50;
/// The latest moment after a start, in milliseconds.
const LATEST: u64 = 1200;
/// After so many kills in a row that came before anything was acknowledged,
/// the latest moment comes later.
const TOO_SOON: usize = 5;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_sent_twice_where_slack_pushes() {
    lives_through(TeamFile::push(), 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_sent_twice_where_slack_is_polled() {
    lives_through(TeamFile::polling(), 2).await;
}

/// Half of the kills that were asked for.
fn kills() -> usize {
    let wanted = std::env::var("HOTSEAT_CRASH_N");
    let wanted = wanted.ok().map(|n| n.parse::<usize>().expect("a number"));
    wanted.map_or(KILLS, |n| n.div_ceil(2))
}

async fn lives_through(team: TeamFile, seed: u64) {
    let kills = kills();
    let slack = Slack::of_a_crowd(kills);
    let computer = Computer::without_screen().await;
    let mut hotseat = computer.hotseat(&slack, "alice", team).await;
    let mut dice = SmallRng::seed_from_u64(seed);
    let mut record = Record::default();
    let mut latest = LATEST;
    for round in 0..kills {
        // A busy computer takes longer to come as far as that.
        if round % TOO_SOON == TOO_SOON - 1 && !record.has_lived() {
            latest += LATEST;
        }
        let moment = Duration::from_millis(dice.random_range(5..latest));
        hotseat.launch(&["run", "--headless"]);
        let customer = format!("crowd{round}");
        let limit = Duration::from_millis(latest);
        let live = record.live(&slack, &hotseat, (&customer, limit));
        tokio::join!(live, kill(&hotseat, moment));
        hotseat.kill();
    }
    hotseat.start(&["run", "--headless"]).await;
    record.everything_stands(&slack, &hotseat).await;
    let rebuilt = hotseat.verb(&["rebuild"]).await;
    assert_eq!(rebuilt.data()["mended"], json!([]), "{rebuilt:?}");
}

/// Pulls the plug at a moment after the start.
async fn kill(hotseat: &Hotseat, moment: Duration) {
    pause(moment).await;
    hotseat.pull_the_plug();
}

/// What was posted, and what Hotseat said yes to.
#[derive(Default)]
struct Record {
    posted: Vec<String>,
    /// Each request's number with whether the claim was acknowledged.
    claims: BTreeMap<i64, bool>,
    /// Each answer's text with whether it was acknowledged.
    answers: BTreeMap<String, bool>,
}

impl Record {
    /// Whether a claim and an answer have been acknowledged.
    fn has_lived(&self) -> bool {
        self.claims.values().any(|yes| *yes)
            && self.answers.values().any(|yes| *yes)
    }

    /// A customer asks, and Alice claims one request and answers another, if
    /// there are any and somebody listens before it is too late.
    async fn live(
        &mut self,
        slack: &Slack,
        hotseat: &Hotseat,
        (who, limit): (&str, Duration),
    ) {
        let question = format!("Question of {who}");
        slack.says(who, "support", &question).await;
        self.posted.push(question);
        let rows = rows(hotseat, limit).await;
        let id = |row: &Value| row["id"].as_i64().expect("a number");
        let free = rows.iter().find(|row| {
            row["owner"]["kind"] == "nobody"
                && !self.claims.contains_key(&id(row))
        });
        if let Some(id) = free.map(id) {
            let claimed = hotseat.verb(&["claim", &id.to_string()]).await;
            self.claims.insert(id, acknowledged(claimed.code));
        }
        let mine = rows.iter().find(|row| {
            row["owner"]["kind"] == "you"
                && !self.answers.contains_key(&answer(id(row)))
        });
        if let Some(id) = mine.map(id) {
            let text = answer(id);
            let number = id.to_string();
            let told = hotseat.verb(&["reply", &number, &text]).await;
            self.answers.insert(text, acknowledged(told.code));
        }
    }

    async fn everything_stands(&self, slack: &Slack, hotseat: &Hotseat) {
        in_the_end("every message in the ledger", async || {
            let known = ledger(hotseat).await;
            self.posted.iter().all(|text| known.contains(text)).then_some(())
        })
        .await;
        let yes =
            |acts: &BTreeMap<_, bool>| acts.values().filter(|y| **y).count();
        let claims = yes(&self.claims);
        let answers: Vec<&String> =
            self.answers.iter().filter(|(_, yes)| **yes).map(|a| a.0).collect();
        eprintln!(
            "{} posted, {claims} of {} claims and {} of {} answers \
             acknowledged",
            self.posted.len(),
            self.claims.len(),
            answers.len(),
            self.answers.len(),
        );
        assert!(self.has_lived(), "nothing was tried");
        in_the_end("every acknowledged act at Slack", async || {
            let said = slack.messages("support").await;
            let sentences = count(&said, SENTENCE);
            let answered = answers.iter().all(|text| count(&said, text) > 0);
            (answered && sentences >= claims).then_some(())
        })
        .await;
        self.nothing_twice(&slack.messages("support").await);
    }

    fn nothing_twice(&self, said: &[Value]) {
        for text in self.answers.keys() {
            assert!(count(said, text) <= 1, "{text} stands twice");
        }
        let roots: Vec<&Value> = said
            .iter()
            .filter(|message| message["text"] == SENTENCE)
            .map(|message| &message["thread_ts"])
            .collect();
        for root in &roots {
            let times = roots.iter().filter(|other| other == &root).count();
            assert_eq!(times, 1, "a claim was told twice: {root}");
        }
    }
}

/// Zero is done, six is written down.
fn acknowledged(code: i32) -> bool {
    code == 0 || code == 6
}

fn answer(request: i64) -> String {
    format!("The answer to number {request}.")
}

fn count(said: &[Value], text: &str) -> usize {
    said.iter().filter(|message| message["text"] == text).count()
}

/// The queue of the engine as soon as it answers, or nothing if it dies
/// before.
async fn rows(hotseat: &Hotseat, limit: Duration) -> Vec<Value> {
    let ask = json!({ "cmd": "snapshot", "select": {} });
    let asking = async {
        loop {
            if let Some(said) = hotseat.ask(&ask).await {
                return said["data"]["rows"].as_array().cloned();
            }
            pause(Duration::from_millis(20)).await;
        }
    };
    let rows = tokio::time::timeout(limit, asking).await;
    rows.ok().flatten().unwrap_or_default()
}

/// Every text of every request, whichever part of the list it is in.
async fn ledger(hotseat: &Hotseat) -> Vec<String> {
    let mut texts = Vec::new();
    for fold in ["queue", "waiting", "snoozed", "answered"] {
        let select = json!({ "fold": fold });
        let ask = json!({ "cmd": "snapshot", "select": select });
        let said = hotseat.ask(&ask).await.unwrap_or_default();
        for row in said["data"]["rows"].as_array().into_iter().flatten() {
            texts.extend(row["gist"].as_str().map(str::to_owned));
        }
    }
    texts
}
