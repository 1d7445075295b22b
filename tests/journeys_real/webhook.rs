//! A program tells by itself, and what it tells is claimed here.

use serde_json::{Value, json};

use crate::support::calls::{self, free};
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

/// The team also listens for its monitoring.
fn hears(hotseat: &Hotseat, address: &str) {
    let file = hotseat.data().join("team.toml");
    let mut team = std::fs::read_to_string(&file).expect("a team file");
    team.push_str(&format!(
        "\n[sources.hooks]\nkind = \"webhook\"\nname = \"Monitoring\"\n\
         listen = \"{address}\"\n[[sources.hooks.senders]]\nid = \"prom\"\n\
         name = \"Prometheus\"\ntable = \"alertmanager\"\n"
    ));
    std::fs::write(file, team).expect("a team file");
}

fn alert(status: &str) -> Value {
    json!({ "alerts": [{
        "status": status,
        "labels": { "alertname": "DiskFull", "severity": "urgent" },
        "annotations": { "summary": "Disk 91 % full on tours-db" },
        "fingerprint": "c0ffee",
    }] })
}

/// The ports at which a program can be called over the network.
fn open_ports(pid: u32) -> Vec<String> {
    let held = std::fs::read_dir(format!("/proc/{pid}/fd")).expect("its files");
    let held: Vec<String> = held
        .filter_map(|it| std::fs::read_link(it.ok()?.path()).ok())
        .map(|it| it.display().to_string())
        .collect();
    let tables = ["tcp", "tcp6"].map(|table| {
        let file = format!("/proc/{pid}/net/{table}");
        std::fs::read_to_string(file).unwrap_or_default()
    });
    let open = tables.iter().flat_map(|table| table.lines()).filter_map(|it| {
        let cells: Vec<&str> = it.split_whitespace().collect();
        let listens = *cells.get(3)? == "0A";
        let ours = held.contains(&format!("socket:[{}]", cells.get(9)?));
        let (_, port) = cells.get(1)?.rsplit_once(':')?;
        let port = u16::from_str_radix(port, 16).ok()?;
        (listens && ours).then(|| port.to_string())
    });
    open.collect()
}

async fn call(address: &str, token: &str, body: &Value) -> Option<u16> {
    calls::call((address, "prom"), token, body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_that_is_told_is_in_the_queue_and_claimed_on_this_desktop() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(&slack, "alice", team).await;
    hotseat.start(&["run", "--headless"]).await;
    assert_eq!(open_ports(hotseat.pid()), Vec::<String>::new());
    hotseat.terminate();
    hotseat.wait_for_end().await;
    let address = free();
    hears(&hotseat, &address);
    let added = hotseat.verb(&["accounts", "add", "hooks"]).await;
    let token = added.data()[0]["token"].as_str().expect("a token").to_owned();
    hotseat.start(&["run", "--headless"]).await;

    let fired = eventually("an inbox that is open", async || {
        call(&address, &token, &alert("firing")).await
    });
    assert_eq!(fired.await, 200);
    let (_, port) = address.rsplit_once(':').expect("a port");
    assert_eq!(open_ports(hotseat.pid()), [port], "and nothing else is open");
    assert_eq!(call(&address, "guessed", &alert("firing")).await, Some(401));
    let row = hotseat.wait_for_row("the alert", |_| true).await;
    assert_eq!(row["gist"], "Disk 91 % full on tours-db", "{row}");
    assert_eq!(row["priority"], "urgent", "{row}");

    let id = row["id"].to_string();
    let replied = hotseat.in_words(&["reply", &id, "Thanks"]).await;
    assert_eq!(replied.code, 4, "{replied:?}");
    assert!(replied.words.contains("Nothing can be written"), "{replied:?}");
    let claimed = hotseat.in_words(&["claim", &id]).await;
    assert_eq!(claimed.code, 0, "{claimed:?}");
    assert!(claimed.words.contains("on this desktop only"), "{claimed:?}");
    let mine = |row: &Value| row["owner"]["kind"] == "you";
    hotseat.wait_for_row("my claim", mine).await;

    assert_eq!(call(&address, &token, &alert("resolved")).await, Some(200));
    let shown = eventually("that it is over", async || {
        let shown = hotseat.in_words(&["show", &id]).await.words;
        shown.to_lowercase().contains("resolved").then_some(shown)
    });
    shown.await;
}

/// A team that reads nothing but webhooks.
fn alone(address: &str) -> String {
    format!(
        "team = \"Acme\"\nzone = \"UTC\"\n[roster.ana]\nname = \"Ana\"\n\
         email = \"ana@example.com\"\n[roster.bo]\nname = \"Bo\"\n\
         email = \"bo@example.com\"\n[sources.hooks]\nkind = \"webhook\"\n\
         listen = \"{address}\"\n[[sources.hooks.senders]]\n\
         id = \"prom\"\ntable = \"alertmanager\"\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_of_webhooks_alone_is_told_who_sits_here() {
    let computer = Computer::without_screen().await;
    let (mut hotseat, address) = (computer.bare(), free());
    let file = hotseat.data().join("team.toml");
    std::fs::write(file, alone(&address)).expect("a team file");
    let add = ["accounts", "add", "hooks"];
    let added = hotseat.verb_reading(&add, "2\n").await;
    assert_eq!(added.code, 0, "{added:?}");
    let token = added.data()[0]["token"].as_str().expect("a token").to_owned();
    hotseat.start(&["run", "--headless"]).await;
    let fired = eventually("an inbox that is open", async || {
        call(&address, &token, &alert("firing")).await
    });
    assert_eq!(fired.await, 200);
    let row = hotseat.wait_for_row("the alert", |_| true).await;
    let claimed = hotseat.in_words(&["claim", &row["id"].to_string()]).await;
    assert_eq!(claimed.code, 0, "{claimed:?}");
    let mine = |row: &Value| row["owner"]["kind"] == "you";
    hotseat.wait_for_row("my claim", mine).await;
    let tested = hotseat.in_words(&["accounts", "test", "hooks"]).await;
    assert!(tested.words.contains("Bo"), "{tested:?}");
}
