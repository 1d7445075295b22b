//! The suite of all sources, run on GitHub against the local stand-in.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{ExternalId, PlaceId, Rules, Source, SourceId};
use serde_json::{Value, json};
use sources::conformance::{Keyring, Standing, Voice, World, rules};
use sources::github::{GitHub, Tokens};

use crate::support::served::{Served, name};

mod described;

sources::suite!(Repository::open());

/// A repository of one test.
pub(crate) struct Repository {
    server: Served,
    vault: Arc<Keyring>,
}

impl Repository {
    pub(crate) async fn open() -> Repository {
        Repository::checked(None).await
    }

    /// The same, with every call held against the vendor's description.
    async fn checked(description: Option<&Path>) -> Repository {
        let server = Served::start("github/main.mjs", description);
        let vault = Arc::<Keyring>::default();
        let tokens = Tokens::new(vault.clone(), SourceId::new("github"));
        let token = server.says("tokens/alice").to_owned().into();
        tokens.sign_in(&token).await.unwrap();
        Repository { server, vault }
    }

    /// Where people see it.
    pub(crate) fn url(&self) -> &str {
        self.server.says("url")
    }

    /// What people call it.
    pub(crate) fn name(&self) -> &str {
        self.server.says("place")
    }

    /// Somebody outside of the team asks.
    pub(crate) async fn asked(&self, title: &str) {
        self.post(Voice::Requester, title).await;
    }

    fn rules(&self) -> Rules {
        let mut rules = rules("github", self.name());
        let options = &mut rules.sources[0].options;
        options.insert("url".to_owned(), self.url().to_owned());
        options.insert("close_label".to_owned(), "all done".to_owned());
        rules.close_mark = Some("white_check_mark".to_owned());
        rules
    }

    pub(crate) async fn control(&self, what: &str, body: Value) -> Value {
        self.server.control(what, body).await
    }

    /// The statuses of the calls since this was asked last.
    pub(crate) async fn calls(&self) -> Vec<u64> {
        let answer = self.control("calls", json!({})).await;
        let calls = answer["calls"].as_array().unwrap();
        calls.iter().map(|call| call["status"].as_u64().unwrap()).collect()
    }

    /// It is as late there as here.
    #[expect(clippy::disallowed_methods, reason = "the program's own time")]
    pub(crate) async fn now_is_now(&self) {
        self.turn(Utc::now()).await;
    }

    /// Who works on an issue.
    pub(crate) async fn assigned(&self, issue: &ExternalId) -> Vec<String> {
        let call = ("GET", format!("/{issue}"));
        let call = (call.0, call.1.as_str());
        let answer = self.call("alice", call, Value::Null).await;
        let who = answer["body"]["assignees"].as_array().unwrap();
        let login = |it: &Value| it["login"].as_str().unwrap().to_owned();
        who.iter().map(login).collect()
    }

    /// Somebody types a code on the page of the device flow; nobody says no.
    pub(crate) async fn types(&self, code: &str, who: Option<&str>) {
        self.control("type", json!({ "code": code, "as": who })).await;
    }

    /// Somebody's call, below the issues of the repository.
    async fn call(&self, by: &str, call: (&str, &str), body: Value) -> Value {
        let (method, below) = call;
        let path = format!("/repos/{}/issues{below}", self.name());
        let body = json!({
            "as": by, "method": method, "path": path, "body": body,
        });
        let answer = self.control("act", body).await;
        // No two things happen at once.
        self.turn(self.now().await).await;
        answer
    }
}

/// Where a message is written and by which word its text is known.
fn address(what: &ExternalId) -> (String, &'static str) {
    match what.as_str().strip_prefix('c') {
        Some(comment) => (format!("/comments/{comment}"), "body"),
        None => (format!("/{what}"), "title"),
    }
}

#[async_trait]
impl World for Repository {
    fn source(&self) -> Arc<dyn Source> {
        let (id, vault) = (SourceId::new("github"), self.vault.clone());
        Arc::new(GitHub::new(&self.rules(), &id, vault).unwrap())
    }

    fn place(&self) -> PlaceId {
        PlaceId::new(self.name())
    }

    async fn now(&self) -> DateTime<Utc> {
        self.server.now().await
    }

    async fn turn(&self, now: DateTime<Utc>) {
        self.server.turn(now).await;
    }

    async fn post(&self, by: Voice, text: &str) -> ExternalId {
        let body = json!({ "title": text });
        let answer = self.call(name(by), ("POST", ""), body).await;
        ExternalId::new(answer["body"]["number"].to_string())
    }

    async fn reply(
        &self,
        by: Voice,
        root: &ExternalId,
        text: &str,
    ) -> ExternalId {
        let below = format!("/{root}/comments");
        let body = json!({ "body": text });
        let answer = self.call(name(by), ("POST", &below), body).await;
        ExternalId::new(format!("c{}", answer["body"]["id"]))
    }

    async fn edit(&self, what: &ExternalId, text: &str) {
        let (below, word) = address(what);
        let body = json!({ word: text });
        self.call("alice", ("PATCH", &below), body).await;
    }

    async fn delete(&self, what: &ExternalId) {
        let (below, _) = address(what);
        if below.starts_with("/comments") {
            let call = ("DELETE", below.as_str());
            self.call("alice", call, Value::Null).await;
        } else {
            let number: u64 = what.as_str().parse().unwrap();
            self.control("delete", json!({ "number": number })).await;
        }
    }

    /// Eyes are an assignee here.
    async fn mark(&self, by: Voice, what: &ExternalId, _name: &str) {
        let below = format!("/{what}/assignees");
        let body = json!({ "assignees": [name(by)] });
        self.call("alice", ("POST", &below), body).await;
    }

    async fn unmark(&self, by: Voice, what: &ExternalId, _name: &str) {
        let below = format!("/{what}/assignees");
        let body = json!({ "assignees": [name(by)] });
        self.call("alice", ("DELETE", &below), body).await;
    }

    async fn standing(&self, root: &ExternalId) -> Option<Standing> {
        let read = |below: String| async move {
            let call = ("GET", below.as_str());
            self.call("alice", call, Value::Null).await
        };
        let issue = read(format!("/{root}")).await;
        if issue["status"] == 410 {
            return None;
        }
        let below = read(format!("/{root}/comments")).await;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let comments = below["body"].as_array().unwrap();
        let comments = comments.iter().map(|it| text(&it["body"]));
        let title = text(&issue["body"]["title"]);
        let assigned = issue["body"]["assignees"].as_array().unwrap().len();
        let marks = (assigned > 0).then(|| ("eyes".to_owned(), assigned));
        Some(Standing {
            texts: std::iter::once(title).chain(comments).collect(),
            marks: marks.into_iter().collect(),
        })
    }

    async fn cut(&self, cut: bool) {
        self.server.cut(cut).await;
    }

    fn keeps_ids(&self) -> bool {
        false
    }
}
