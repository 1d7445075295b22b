//! A message of Teams, from the channel into the queue and back.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::accounts::teams::team;
use crate::conformance_teams::Channel;
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};

/// Signs in with a code, as somebody types it on Microsoft's page.
pub(crate) async fn sign_in(hotseat: &Hotseat, channel: &Channel, who: &str) {
    sign_in_to(hotseat, ("teams", channel), who).await;
}

/// The same where the source has another key.
pub(super) async fn sign_in_to(
    hotseat: &Hotseat,
    (key, channel): (&str, &Channel),
    who: &str,
) {
    let mut command = hotseat.command(&["accounts", "add", key]);
    let mut adding = command.stderr(Stdio::piped()).spawn().expect("hotseat");
    let said = BufReader::new(adding.stderr.take().expect("its errors"));
    let mut lines = said.lines().map(|line| line.expect("a line"));
    let line = lines.find(|line| line.starts_with("Type ")).expect("a code");
    let code = line.split_whitespace().nth(1).expect("a code");
    let typed = json!({ "code": code, "as": who });
    channel.control("type", typed).await;
    assert!(adding.wait().expect("its end").success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_in_the_queue_claimed_there_and_answered() {
    let channel = Channel::open().await;
    channel.control("clock", json!({ "run": true })).await;
    let computer = Computer::without_screen().await;
    let mut hotseat = computer.bare();
    let file = hotseat.data().join("team.toml");
    std::fs::write(file, team(&channel)).expect("a team file");
    sign_in(&hotseat, &channel, "alice").await;
    hotseat.start(&["run", "--headless"]).await;
    let caught_up = |source: &Value| source["state"] == "reading";
    eventually("a source that is read", async || {
        let said = hotseat.verb(&["sources"]).await;
        said.data().as_array()?.iter().all(caught_up).then_some(())
    })
    .await;
    let body = json!({ "as": "customer", "text": "the till is down" });
    let root = channel.control("write", body).await["id"].clone();
    let row = eventually("the message", async || {
        hotseat.read_now().await;
        hotseat.rows("queue").await.first().cloned()
    })
    .await;
    assert_eq!(row["gist"], "the till is down", "{row}");
    let id = row["id"].to_string();
    let claimed = hotseat.in_words(&["claim", &id]).await;
    assert_eq!(claimed.code, 0, "{claimed:?}");
    let standing =
        || async { channel.control("standing", json!({ "id": root })).await };
    let eyes = eventually("my eyes on it", async || {
        let stands = standing().await;
        let who = stands["reactions"]["👀"][0].clone();
        who.is_string().then_some(who)
    });
    assert_eq!(eyes.await, "alice");
    let replied = hotseat.in_words(&["reply", &id, "on <it>"]).await;
    assert_eq!(replied.code, 0, "{replied:?}");
    let answered = eventually("my answer", async || {
        let stands = standing().await;
        let words = stands["texts"][1].clone();
        words.is_string().then_some(words)
    });
    assert_eq!(answered.await, "on <it>");
    let doctor = hotseat.in_words(&["doctor"]).await;
    assert!(doctor.words.contains("60 reads a minute"), "{doctor:?}");
}
