//! A workspace at Slack that runs on this computer.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

use serde_json::{Value, json};

/// The longest that the workspace waits for something to happen in it, in
/// milliseconds; it answers as soon as it has.
pub(crate) const WITHIN_MS: &str = "90000";

/// A running workspace; it ends with this value.
pub(crate) struct Slack {
    process: Child,
    /// The server leaves when this closes, also if the test is killed.
    _leash: ChildStdin,
    facts: Value,
    http: reqwest::Client,
}

/// A message that stands in a channel.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    /// Its channel's name.
    pub(crate) channel: String,
    /// Its time, which is its name.
    pub(crate) ts: String,
}

impl Slack {
    /// Starts a workspace of three colleagues and two customers, with the
    /// limits that Slack has.
    pub(crate) fn start() -> Slack {
        Slack::with(&[])
    }

    /// A workspace with a crowd of customers in which nobody is told to slow
    /// down; their names are `crowd0`, `crowd1` and so on.
    pub(crate) fn of_a_crowd(size: usize) -> Slack {
        let crowd = (0..size).map(|n| format!("crowd{n}"));
        let staff = ["alice", "bob", "carol"].map(str::to_owned);
        let users: Vec<Value> = staff
            .into_iter()
            .chain(crowd)
            .map(|name| json!({ "name": name, "real_name": name }))
            .collect();
        let seed = json!({
            "team": { "name": "Acme", "domain": "acme" },
            "users": users,
            "channels": [{ "name": "support" }],
            "usergroups": [
                { "handle": "oncall", "name": "On call", "users": ["alice"] },
                { "handle": "dev911", "name": "911", "users": ["carol"] },
            ],
        });
        Slack::holding(&seed)
    }

    /// A workspace that holds this, in which nobody is told to slow down.
    pub(crate) fn holding(seed: &Value) -> Slack {
        let file = tempfile::Builder::new().suffix(".json").tempfile();
        let file = file.expect("a seed");
        std::fs::write(&file, seed.to_string()).expect("a seed");
        let path = file.path().display().to_string();
        Slack::with(&["--limits", "off", "--seed", &path])
    }

    fn with(arguments: &[&str]) -> Slack {
        let servers = servers();
        let mut process = Command::new(servers.join("node_modules/.bin/node"))
            .arg(servers.join("slack/main.mjs"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the servers' packages are installed");
        let leash = process.stdin.take().expect("its input");
        let out = process.stdout.take().expect("its output");
        let mut line = String::new();
        // The line comes once both ports take connections.
        BufReader::new(out).read_line(&mut line).expect("a line");
        let facts = serde_json::from_str(&line).expect("the ready line");
        Slack { process, _leash: leash, facts, http: client() }
    }

    /// Where its methods are.
    pub(crate) fn api(&self) -> &str {
        self.fact("/api")
    }

    /// The id of a person.
    pub(crate) fn person(&self, name: &str) -> &str {
        self.fact(&format!("/users/{name}"))
    }

    /// The id of a channel.
    pub(crate) fn channel(&self, name: &str) -> &str {
        self.fact(&format!("/channels/{name}"))
    }

    /// The id of a group.
    pub(crate) fn group(&self, handle: &str) -> &str {
        self.fact(&format!("/usergroups/{handle}"))
    }

    /// The client id of the app that everybody signs in with.
    pub(crate) fn client_id(&self) -> &str {
        self.fact("/client_id")
    }

    /// A person's token, of an app of their own.
    pub(crate) fn token(&self, person: &str) -> &str {
        self.fact(&format!("/tokens/{person}"))
    }

    /// The app-level token of a person's own app.
    pub(crate) fn app_token(&self, person: &str) -> &str {
        self.fact(&format!("/app_tokens/own-{person}"))
    }

    fn fact(&self, pointer: &str) -> &str {
        let fact = self.facts.pointer(pointer).and_then(Value::as_str);
        fact.unwrap_or_else(|| panic!("the workspace has no {pointer}"))
    }

    /// Orders something of the workspace.
    pub(crate) async fn order(&self, verb: &str, what: Value) -> Value {
        let address = format!("{}{verb}", self.fact("/control"));
        let sent = self.http.post(address).json(&what).send().await;
        answer(verb, sent).await
    }

    /// Asks something of the workspace, also how it will soon be.
    pub(crate) async fn ask(&self, verb: &str, of: &[(&str, &str)]) -> Value {
        let address = format!("{}{verb}", self.fact("/control"));
        let sent = self.http.get(address).query(of).send().await;
        answer(verb, sent).await
    }

    /// Takes back what was ordered of one kind, or forgets what was recorded.
    pub(crate) async fn forget(&self, verb: &str) {
        let address = format!("{}{verb}", self.fact("/control"));
        answer(verb, self.http.delete(address).send().await).await;
    }

    /// A person types a message into a channel.
    pub(crate) async fn says(
        &self,
        person: &str,
        channel: &str,
        text: &str,
    ) -> Post {
        let said = json!({ "channel": channel, "as": person, "text": text });
        self.post(said).await
    }

    /// Something is posted, in the words of the workspace's own interface.
    pub(crate) async fn post(&self, what: Value) -> Post {
        let posted = self.order("post", what.clone()).await;
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        Post { channel: text(&what["channel"]), ts: text(&posted["ts"]) }
    }

    /// Everything that stands in a channel, earliest first.
    pub(crate) async fn messages(&self, channel: &str) -> Vec<Value> {
        list(self.ask("messages", &[("channel", channel)]).await, "messages")
    }

    /// Waits until a message that contains a text stands in a channel.
    pub(crate) async fn wait_for_message(
        &self,
        channel: &str,
        containing: &str,
    ) -> Value {
        let wanted = [
            ("channel", channel),
            ("containing", containing),
            ("at_least", "1"),
            ("within_ms", WITHIN_MS),
        ];
        let found = self.ask("messages", &wanted).await;
        assert!(met(&found), "nobody wrote {containing:?} in {channel}");
        list(found, "messages").swap_remove(0)
    }

    /// Who has left a mark on a message.
    pub(crate) async fn marks_on(
        &self,
        post: &Post,
        name: &str,
    ) -> Vec<String> {
        let all = self.messages(&post.channel).await;
        let found = all.iter().find(|message| message["ts"] == *post.ts);
        let marks = &found.expect("the message stands")["reactions"];
        let mark = marks.as_array().into_iter().flatten();
        let users = mark
            .filter(|mark| mark["name"] == name)
            .flat_map(|mark| mark["users"].as_array().cloned())
            .flatten();
        users.map(|user| self.name_of(&user)).collect()
    }

    fn name_of(&self, user: &Value) -> String {
        let users = self.facts["users"].as_object().expect("the people");
        let name = users.iter().find(|(_, id)| *id == user);
        name.map_or_else(|| user.to_string(), |(name, _)| name.clone())
    }

    /// Every call of a method so far.
    pub(crate) async fn calls(&self, method: &str) -> Vec<Value> {
        list(self.ask("calls", &[("method", method)]).await, "calls")
    }

    /// Waits until a method has been called so often by a person, and the
    /// calls have ended.
    pub(crate) async fn wait_for_calls(
        &self,
        method: &str,
        person: &str,
        count: usize,
    ) -> Vec<Value> {
        let count = count.to_string();
        let wanted = [
            ("method", method),
            ("who", person),
            ("done", "1"),
            ("at_least", &count),
            ("within_ms", WITHIN_MS),
        ];
        let found = self.ask("calls", &wanted).await;
        assert!(met(&found), "{person} did not call {method} {count} times");
        list(found, "calls")
    }

    /// Waits until a person's Hotseat is being told of what happens.
    pub(crate) async fn wait_for_socket(&self) {
        let wanted = [("at_least", "1"), ("within_ms", WITHIN_MS)];
        let found = self.ask("sockets", &wanted).await;
        assert!(met(&found), "nobody opened a socket");
    }
}

impl Drop for Slack {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn servers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers")
}

/// A client for what stands on this computer.
pub(crate) fn client() -> reqwest::Client {
    // A second installation is refused, and the first one stays.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().expect("a client")
}

async fn answer(
    verb: &str,
    sent: Result<reqwest::Response, reqwest::Error>,
) -> Value {
    let came = sent.unwrap_or_else(|e| panic!("{verb}: {e}"));
    let said: Value = came.json().await.expect("an answer in JSON");
    assert_eq!(said["ok"], true, "{verb}: {said}");
    said
}

fn list(mut answer: Value, name: &str) -> Vec<Value> {
    match answer[name].take() {
        Value::Array(list) => list,
        other => panic!("{name}: {other}"),
    }
}

fn met(answer: &Value) -> bool {
    answer["met"] == true
}
