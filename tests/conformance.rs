//! The suite of all sources, run on Slack against the local workspace.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{ExternalId, PlaceId, Source, SourceId};
use serde_json::{Value, json};
use sources::conformance::{Keyring, Standing, Voice, World, rules};
use sources::slack::{Access, Slack, Tokens, UserTokens};

sources::suite!(Workspace::open());

/// A workspace of one test; its server leaves when the test ends, because
/// its input closes.
struct Workspace {
    server: Child,
    client: reqwest::Client,
    api: String,
    control: String,
    channel: String,
    vault: Arc<Keyring>,
}

impl Drop for Workspace {
    fn drop(&mut self) {
        drop(self.server.stdin.take());
        let _ = self.server.wait();
    }
}

impl Workspace {
    async fn open() -> Workspace {
        let servers = Path::new(env!("CARGO_MANIFEST_DIR")).join(SERVERS);
        let mut server = Command::new(servers.join("node_modules/.bin/node"))
            .arg("slack/main.mjs")
            .current_dir(&servers)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the servers of the tests are installed");
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let _ = rustls::crypto::ring::default_provider().install_default();
        let workspace = Workspace {
            server,
            client: reqwest::Client::new(),
            api: text(&ready["api"]),
            control: text(&ready["control"]),
            channel: text(&ready["channels"]["support"]),
            vault: Arc::default(),
        };
        let access = Access::at(&workspace.api).unwrap();
        let id = SourceId::new("slack");
        let tokens = Tokens::new(workspace.vault.clone(), access, id);
        let token = text(&ready["tokens"]["alice"]);
        let token = UserTokens::pasted(token.into());
        tokens.sign_in(token).await.unwrap();
        workspace.control("clock", json!({ "frozen": true })).await;
        workspace
    }

    async fn control(&self, what: &str, body: Value) -> Value {
        let url = format!("{}{what}", self.control);
        let answer = self.client.post(url).json(&body).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(answer["ok"], true, "{what} {body}: {answer}");
        answer
    }

    /// All that stands in the channel.
    async fn messages(&self) -> Vec<Value> {
        let url = format!("{}messages?channel={}", self.control, self.channel);
        let answer = self.client.get(url).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        answer["messages"].as_array().unwrap().clone()
    }
}

/// Where the servers are, seen from the package of this test.
const SERVERS: &str = "tests/servers";

fn name(voice: Voice) -> &'static str {
    match voice {
        Voice::Requester => "customer",
        Voice::Teammate => "bob",
        Voice::Me => "alice",
    }
}

fn posted(answer: &Value) -> ExternalId {
    ExternalId::new(answer["ts"].as_str().unwrap())
}

#[async_trait]
impl World for Workspace {
    fn source(&self) -> Arc<dyn Source> {
        let rules = rules("slack", &self.channel);
        let id = SourceId::new("slack");
        let vault = self.vault.clone();
        Arc::new(Slack::new(&rules, &id, vault, &self.api).unwrap())
    }

    fn place(&self) -> PlaceId {
        PlaceId::new(&self.channel)
    }

    async fn now(&self) -> DateTime<Utc> {
        let clock = self.control("clock", json!({})).await;
        let now = clock["now_ms"].as_i64().unwrap();
        let now = DateTime::from_timestamp_millis(now).unwrap();
        now + TimeDelta::seconds(1)
    }

    async fn turn(&self, now: DateTime<Utc>) {
        let now = now.timestamp_millis();
        self.control("clock", json!({ "now_ms": now })).await;
    }

    async fn post(&self, by: Voice, text: &str) -> ExternalId {
        let body = json!({
            "channel": self.channel, "as": name(by), "text": text,
        });
        posted(&self.control("post", body).await)
    }

    async fn reply(
        &self,
        by: Voice,
        root: &ExternalId,
        text: &str,
    ) -> ExternalId {
        let body = json!({
            "channel": self.channel, "as": name(by), "text": text,
            "thread_ts": root,
        });
        posted(&self.control("post", body).await)
    }

    async fn edit(&self, what: &ExternalId, text: &str) {
        let body = json!({ "channel": self.channel, "ts": what, "text": text });
        self.control("edit", body).await;
    }

    async fn delete(&self, what: &ExternalId) {
        let body = json!({ "channel": self.channel, "ts": what });
        self.control("delete", body).await;
    }

    async fn mark(&self, by: Voice, what: &ExternalId, mark: &str) {
        let body = json!({
            "channel": self.channel, "ts": what, "as": name(by), "name": mark,
        });
        self.control("react", body).await;
    }

    async fn unmark(&self, by: Voice, what: &ExternalId, mark: &str) {
        let body = json!({
            "channel": self.channel, "ts": what, "as": name(by), "name": mark,
        });
        self.control("unreact", body).await;
    }

    async fn standing(&self, root: &ExternalId) -> Option<Standing> {
        let all = self.messages().await;
        let is = |value: &Value| value.as_str() == Some(root.as_str());
        let head = all.iter().find(|message| is(&message["ts"]))?;
        if head["subtype"] == "tombstone" {
            return None;
        }
        let text = |message: &Value| {
            let text = message["text"].as_str().unwrap();
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        };
        let below = all.iter().filter(|m| is(&m["thread_ts"]) && !is(&m["ts"]));
        let texts = std::iter::once(head).chain(below).map(text).collect();
        let marks = head["reactions"].as_array().into_iter().flatten();
        let mark = |mark: &Value| {
            let on = mark["users"].as_array().unwrap().len();
            (mark["name"].as_str().unwrap().to_owned(), on)
        };
        Some(Standing { texts, marks: marks.map(mark).collect() })
    }

    async fn cut(&self, cut: bool) {
        let api = if cut { "down" } else { "up" };
        self.control("network", json!({ "api": api })).await;
    }
}
