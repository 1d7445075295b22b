//! A Slack of a test's own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

/// The server of one test; it leaves when its input closes.
pub(super) struct Workspace {
    server: Child,
    client: reqwest::Client,
    ready: Value,
}

impl Workspace {
    /// Starts it and waits until it can be called.
    pub(super) fn open() -> Workspace {
        let servers =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers");
        let mut server = Command::new(servers.join("node_modules/.bin/node"))
            .arg("slack/main.mjs")
            .current_dir(&servers)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the servers of the tests are installed");
        let out = server.stdout.take().expect("its output");
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).expect("a line");
        let ready = serde_json::from_str(&line).expect("what is where");
        // reqwest wants a provider even for a plain address.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Workspace { server, client: reqwest::Client::new(), ready }
    }

    /// Something it said when it was ready, by a path like "tokens/alice".
    pub(super) fn has(&self, path: &str) -> &str {
        let found = self.ready.pointer(&format!("/{path}"));
        found.and_then(Value::as_str).expect(path)
    }

    /// Words with the names of people and channels instead of their ids,
    /// which are others in every workspace.
    pub(super) fn named(&self, words: &str) -> String {
        let ids = ["users", "channels"]
            .iter()
            .filter_map(|kind| self.ready[*kind].as_object())
            .flatten();
        ids.fold(words.to_owned(), |words, (name, id)| {
            words.replace(id.as_str().expect("an id"), &name.to_uppercase())
        })
    }

    /// Changes something in it.
    pub(super) async fn control(&self, what: &str, body: Value) {
        let url = format!("{}{what}", self.has("control"));
        let answer = self.client.post(url).json(&body).send().await;
        let answer: Value = answer.unwrap().json().await.unwrap();
        assert_eq!(answer["ok"], true, "{what} {body}: {answer}");
    }

    /// Asks something of it.
    pub(super) async fn asks(&self, what: &str) -> Value {
        let url = format!("{}{what}", self.has("control"));
        let answer = self.client.get(url).send().await.unwrap();
        answer.json().await.unwrap()
    }

    /// A token that loses a scope.
    pub(super) async fn takes_scope(&self, person: &str, scope: &str) {
        let body = json!({ "person": person, "without": [scope] });
        self.control("tokens/scopes", body).await;
    }

    /// Every secret that it knows or has given out.
    pub(super) async fn secrets(&self) -> Vec<String> {
        let url = format!("{}tokens", self.has("control"));
        let answer = self.client.get(url).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        let tokens = answer["tokens"].as_array().unwrap().iter();
        let tokens = tokens.map(|token| token["token"].clone());
        let apps = self.ready["app_tokens"].as_object().unwrap().values();
        tokens
            .chain(apps.cloned())
            .map(|token| token.as_str().unwrap().to_owned())
            .collect()
    }

    /// What a browser does with an address: it goes where it is sent.
    pub(super) async fn browse(&self, address: &str) -> String {
        let page = self.client.get(address).send().await.unwrap();
        page.text().await.unwrap()
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        drop(self.server.stdin.take());
        let _ = self.server.wait();
    }
}
