//! From an empty data directory to the first claimed request, whichever
//! place people ask in.

use serde_json::{Value, json};

use crate::conformance_github::Repository;
use crate::mail::servers::{PASSWORD, SHARED, Servers};
use crate::support::calls::{call, free};
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};

const QUESTION: &str = "The export stops after the first page";

/// What the first ten minutes show after an answer.
pub(super) async fn answered(hotseat: &Hotseat, act: Value) -> Value {
    let command = json!({ "cmd": "setup", "act": act });
    let said = hotseat.ask(&command).await.expect("an answer");
    assert_eq!(said["ok"], true, "{said}");
    said["data"].clone()
}

/// The same on the way to a source, with nothing in the way.
pub(super) async fn connects(hotseat: &Hotseat, act: Value) -> Value {
    let page = answered(hotseat, json!({ "do": "connect", "act": act })).await;
    assert_eq!(page["connect"]["trouble"], Value::Null, "{page}");
    assert_eq!(page["trouble"], Value::Null, "{page}");
    page
}

/// Begins with a preset in an empty directory, and chooses a kind of source.
pub(super) async fn begins(computer: &Computer, kind: &str) -> Hotseat {
    let mut hotseat = computer.bare();
    hotseat.launch(&["run"]);
    let look = json!({ "cmd": "setup", "act": { "do": "look" } });
    let page = eventually("the steps", async || hotseat.ask(&look).await).await;
    assert_eq!(page["data"]["step"], "door", "{page}");
    let preset = json!({ "do": "preset", "name": "support-channel" });
    let page = answered(&hotseat, preset).await;
    assert_eq!(page["connect"]["step"], "kinds", "{page}");
    let begin = json!({ "do": "begin", "kind": kind });
    let page = connects(&hotseat, begin).await;
    assert_eq!(page["connect"]["step"], "sign_in", "{page}");
    hotseat
}

pub(super) fn typed(all: &[(&str, &str)]) -> Value {
    let typed = all.iter();
    typed.map(|(key, text)| json!({ "key": key, "text": text })).collect()
}

pub(super) async fn enters(
    hotseat: &Hotseat,
    way: &str,
    said: &[(&str, &str)],
) -> Value {
    let said = typed(said);
    let enter = json!({ "do": "enter", "way": way, "said": said });
    let page = connects(hotseat, enter).await;
    assert_eq!(page["connect"]["step"], "places", "{page}");
    page
}

/// Reads one place.
pub(super) async fn reads(hotseat: &Hotseat, place: &str) -> Value {
    let choose = json!({ "do": "choose", "places": [place], "mentions": [] });
    connects(hotseat, choose).await
}

/// Answers the rest as it is offered, and starts.
pub(super) async fn starts(hotseat: &Hotseat, held: &str) {
    let page = answered(hotseat, json!({ "do": "enough" })).await;
    assert_eq!(page["step"], "people", "{page}");
    let ids = |which: &str| -> Vec<Value> {
        let people = page["people"].as_array().expect("people").iter();
        let chosen = people.filter(|it| it[which] == true);
        chosen.map(|it| it["id"].clone()).collect()
    };
    let staff = json!({
        "do": "staff", "roster": ids("answers"),
        "on_duty": ids("on_duty"), "zone": "UTC",
    });
    let page = answered(hotseat, staff).await;
    assert_eq!(page["step"], "file", "{page}");
    assert!(!hotseat.data().join("team.toml").exists(), "not agreed to yet");
    let page = answered(hotseat, json!({ "do": "write" })).await;
    assert_eq!(page["step"], "preview", "{page}");
    eventually("what the queue would hold", async || {
        let page = answered(hotseat, json!({ "do": "look" })).await;
        let words = page["preview"]["words"].as_str()?.to_owned();
        words.contains(held).then_some(())
    })
    .await;
    let page = answered(hotseat, json!({ "do": "start" })).await;
    assert_eq!(page["step"], "done", "{page}");
}

/// Claims the request, and waits until it is mine.
pub(super) async fn claims(hotseat: &Hotseat, gist: &str) {
    let row = hotseat.wait_for_row("it", |row| row["gist"] == gist).await;
    let id = row["id"].to_string();
    let claimed = hotseat.in_words(&["claim", &id, "--quiet"]).await;
    assert_eq!(claimed.code, 0, "{claimed:?}");
    let mine = |row: &Value| row["owner"]["kind"] == "you";
    hotseat.wait_for_row("a request of mine", mine).await;
}

pub(super) fn written(hotseat: &Hotseat) -> String {
    let file = hotseat.data().join("team.toml");
    std::fs::read_to_string(file).expect("a team file")
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_has_github_alone() {
    let repository = Repository::open().await;
    repository.asked(QUESTION).await;
    let computer = Computer::with_screen().await;
    let hotseat = begins(&computer, "github").await;
    let wrong = typed(&[("token", "two words"), ("url", repository.url())]);
    let wrong = json!({ "do": "enter", "way": "token", "said": wrong });
    let connect = json!({ "do": "connect", "act": wrong });
    let page = answered(&hotseat, connect).await;
    let trouble = page["connect"]["trouble"]["message"].as_str();
    assert!(trouble.is_some_and(|it| it.contains("no token")), "{page}");

    let said = [("token", "ghp_alice"), ("url", repository.url())];
    let page = enters(&hotseat, "token", &said).await;
    assert!(!page.to_string().contains("ghp_alice"), "it is told nobody");
    let listed = page["connect"]["places"]["places"].to_string();
    assert!(listed.contains("\"alice/notes\""), "{page}");
    assert!(listed.contains("\"private\""), "{page}");
    let page = reads(&hotseat, repository.name()).await;
    let line = &page["connected"][0];
    assert_eq!(line["words"], "acme/widgets, as alice", "{page}");
    assert!(line["may"][0].as_str().is_some_and(|it| it.contains("issues")));
    starts(&hotseat, "1 open, oldest today").await;
    claims(&hotseat, QUESTION).await;
    let team = written(&hotseat);
    assert!(team.contains("github = \"alice\""), "{team}");
    assert!(!team.contains("[sources.slack]"), "{team}");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_has_a_mailbox_alone() {
    let servers = Servers::start();
    let computer = Computer::with_screen().await;
    let hotseat = begins(&computer, "mail").await;
    let (imap, smtp) = (
        format!("127.0.0.1:{}", servers.imap_port),
        format!("127.0.0.1:{}", servers.smtp_port),
    );
    let who = [("address", SHARED), ("own", "zoe@acme.test"), ("name", "Zoe")];
    let said = [who.as_slice(), &[("password", PASSWORD)]].concat();
    let said = typed(&said);
    let enter = json!({ "do": "enter", "way": "password", "said": said });
    let connect = json!({ "do": "connect", "act": enter });
    let page = answered(&hotseat, connect).await;
    let trouble = page["connect"]["trouble"]["message"].as_str();
    let asked = |it: &str| it.contains("is not known here");
    assert!(trouble.is_some_and(asked), "{page}");

    let at = [("imap", imap.as_str()), ("smtp", smtp.as_str())];
    let said = [who.as_slice(), &at, &[("password", PASSWORD)]].concat();
    let page = enters(&hotseat, "password", &said).await;
    let places = &page["connect"]["places"]["places"];
    assert_eq!(places[0]["id"], "INBOX", "{page}");
    assert!(!places.to_string().contains("Archive"), "{page}");
    let page = reads(&hotseat, "INBOX").await;
    assert_eq!(page["connected"][0]["words"], "INBOX, as Zoe", "{page}");
    starts(&hotseat, "nothing open").await;
    servers.bring("Cleo <cleo@customer.test>", QUESTION);
    hotseat.read_now().await;
    claims(&hotseat, QUESTION).await;
    assert!(!written(&hotseat).contains(PASSWORD), "no secret is in it");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_whose_monitoring_calls() {
    let repository = Repository::open().await;
    let computer = Computer::with_screen().await;
    let hotseat = begins(&computer, "webhook").await;
    let address = free();
    enters(&hotseat, "listen", &[("listen", &address)]).await;
    let page = reads(&hotseat, "alertmanager").await;
    assert_eq!(page["connect"]["step"], "tokens", "{page}");
    let once = page["connect"]["tokens"][0].clone();
    let line = once["line"].as_str().expect("a line");
    let token = once["token"].as_str().expect("a token").to_owned();
    assert!(line.starts_with("curl ") && line.contains(&token), "{line}");
    let page = connects(&hotseat, json!({ "do": "seen" })).await;
    assert!(!page.to_string().contains(&token), "it is shown once");

    let page = answered(&hotseat, json!({ "do": "enough" })).await;
    let trouble = page["trouble"]["message"].as_str();
    let nobody = |it: &str| it.contains("can tell who you are");
    assert!(trouble.is_some_and(nobody), "{page}");
    connects(&hotseat, json!({ "do": "begin", "kind": "github" })).await;
    let said = [("token", "ghp_alice"), ("url", repository.url())];
    enters(&hotseat, "token", &said).await;
    reads(&hotseat, repository.name()).await;
    starts(&hotseat, "nothing open").await;
    let alert = json!({ "alerts": [{
        "status": "firing",
        "labels": { "alertname": "DiskFull", "severity": "urgent" },
        "annotations": { "summary": "Disk 91 % full on tours-db" },
        "fingerprint": "c0ffee",
    }] });
    let fired = eventually("an inbox that is open", async || {
        call((&address, "alertmanager"), &token, &alert).await
    });
    assert_eq!(fired.await, 200);
    claims(&hotseat, "Disk 91 % full on tours-db").await;
}
