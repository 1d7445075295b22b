//! A server of `tests/servers` that lives as long as its test, with a hand on
//! it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sources::conformance::Voice;

/// The server; it leaves when its input closes.
pub(crate) struct Served {
    server: Child,
    pub(crate) client: reqwest::Client,
    ready: Value,
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.server.stdin.take());
        let _ = self.server.wait();
    }
}

impl Served {
    /// Starts a script; with a vendor's description every call is held
    /// against it.
    pub(crate) fn start(script: &str, description: Option<&Path>) -> Served {
        let servers = Path::new(env!("CARGO_MANIFEST_DIR")).join(SERVERS);
        let mut server = Command::new(servers.join("node_modules/.bin/node"))
            .arg(script)
            .args(description)
            .current_dir(&servers)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the servers of the tests are installed");
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let ready = serde_json::from_str(&line).unwrap();
        Served { server, client: super::slack::client(), ready }
    }

    /// What it said of itself when it was ready.
    pub(crate) fn says(&self, what: &str) -> &str {
        let says = self.ready.pointer(&format!("/{what}"));
        says.and_then(Value::as_str).unwrap()
    }

    /// Has something happen there.
    pub(crate) async fn control(&self, what: &str, body: Value) -> Value {
        let url = format!("{}{what}", self.says("control"));
        let answer = self.client.post(url).json(&body).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(answer["ok"], true, "{what} {body}: {answer}");
        answer
    }

    /// Later than everything that stands there.
    pub(crate) async fn now(&self) -> DateTime<Utc> {
        let clock = self.control("clock", json!({})).await;
        let now = clock["now_ms"].as_i64().unwrap();
        DateTime::from_timestamp_millis(now).unwrap() + TimeDelta::seconds(1)
    }

    /// It is so late there now.
    pub(crate) async fn turn(&self, now: DateTime<Utc>) {
        let now = now.timestamp_millis();
        self.control("clock", json!({ "now_ms": now })).await;
    }

    /// Cuts the connection to it, or mends it.
    pub(crate) async fn cut(&self, cut: bool) {
        let api = if cut { "down" } else { "up" };
        self.control("network", json!({ "api": api })).await;
    }

    /// How many calls were held against the description, and what was found
    /// wrong with them.
    pub(crate) async fn checked(&self) -> (u64, Vec<Value>) {
        let checked = self.control("checked", json!({})).await;
        let violations = checked["violations"].as_array().unwrap().clone();
        (checked["calls"].as_u64().unwrap(), violations)
    }
}

/// Where the servers are, seen from the package of this test.
const SERVERS: &str = "tests/servers";

/// Who somebody is at any of them.
pub(crate) fn name(voice: Voice) -> &'static str {
    match voice {
        Voice::Requester => "customer",
        Voice::Teammate => "bob",
        Voice::Me => "alice",
    }
}

/// A vendor's own description of its interface. Where this computer has none
/// that is said, and nothing is held against it.
pub(crate) fn described(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/specs");
    let folder = std::env::var_os("HOTSEAT_SPECS").map(PathBuf::from);
    let file = folder.unwrap_or(beside).join(name);
    let found = file.canonicalize().ok();
    if found.is_none() {
        // What is printed in a test that passes is shown to nobody.
        let said = writeln!(
            std::io::stderr(),
            "skipped: {} is not there, and HOTSEAT_SPECS names no folder \
             with it",
            file.display()
        );
        said.expect("somewhere to say it");
    }
    found
}
