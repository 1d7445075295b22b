//! The suite of all sources, run on Teams against the local stand-in.

mod described;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{ExternalId, PlaceId, Rules, Source, SourceId};
use secrecy::SecretString;
use serde_json::{Value, json};
use sources::conformance::{Keyring, Standing, Voice, World, rules};
use sources::teams::{Access, Client, Doors, Teams, Tokens, UserTokens};

use crate::support::served::{Served, name};

sources::suite!(Channel::open());

/// A channel of one test.
pub(crate) struct Channel {
    server: Served,
    vault: Arc<Keyring>,
}

impl Channel {
    pub(crate) async fn open() -> Channel {
        Channel::checked(None).await
    }

    /// The same, with every call held against the vendor's description.
    async fn checked(description: Option<&Path>) -> Channel {
        let server = Served::start("teams/main.mjs", description);
        let channel = Channel { server, vault: Arc::default() };
        channel.sign_in().await;
        channel
    }

    /// Without walking through the sign-in.
    async fn sign_in(&self) {
        let made = self.control("token", json!({ "as": "alice" })).await;
        let secret = |text: &str| SecretString::from(text.to_owned());
        let now = self.now().await;
        let tokens = UserTokens {
            access: secret(made["token"].as_str().unwrap()),
            expires: now + TimeDelta::days(1),
            scopes: Vec::new(),
            client: Client {
                id: self.says("client_id").to_owned(),
                refresh: secret("none"),
                issued: now,
            },
        };
        let doors = Doors {
            tenant: None,
            login: Some(self.says("login")),
            graph: Some(self.says("graph")),
        };
        let (vault, id) = (self.vault.clone(), SourceId::new("teams"));
        let kept = Tokens::new(vault, Access::at(doors).unwrap(), id);
        kept.sign_in(tokens).await.unwrap();
    }

    /// What the server said of itself when it was ready.
    pub(crate) fn says(&self, what: &str) -> &str {
        self.server.says(what)
    }

    /// Its clock goes with everybody's from now on.
    pub(crate) async fn now_is_now(&self) {
        self.control("clock", json!({ "run": true })).await;
    }

    /// Somebody outside of the team asks.
    pub(crate) async fn asked(&self, text: &str) -> ExternalId {
        let body = json!({ "as": "customer", "text": text });
        let answer = self.control("write", body).await;
        ExternalId::new(answer["id"].as_str().unwrap())
    }

    /// Whose eyes are on a message, by their names.
    pub(crate) async fn eyes_on(&self, what: &ExternalId) -> Vec<String> {
        let body = json!({ "id": what.as_str() });
        let stands = self.control("standing", body).await;
        let who = stands["reactions"]["👀"].as_array().into_iter().flatten();
        who.map(|it| it.as_str().unwrap().to_owned()).collect()
    }

    /// The id of a person.
    pub(crate) fn person(&self, name: &str) -> &str {
        self.server.says(&format!("people/{name}"))
    }

    fn rules(&self) -> Rules {
        let mut rules = rules("teams", self.says("place"));
        let options = &mut rules.sources[0].options;
        for door in ["login", "graph"] {
            options.insert(door.to_owned(), self.says(door).to_owned());
        }
        rules.close_mark = Some("white_check_mark".to_owned());
        rules
    }

    pub(crate) async fn control(&self, what: &str, body: Value) -> Value {
        self.server.control(what, body).await
    }

    /// Something happens, and no two things happen at once.
    async fn act(&self, what: &str, body: Value) -> Value {
        let answer = self.control(what, body).await;
        let now = self.now().await;
        self.turn(now - TimeDelta::milliseconds(900)).await;
        answer
    }

    async fn write(
        &self,
        by: Voice,
        root: Option<&ExternalId>,
        text: &str,
    ) -> ExternalId {
        let root = root.map(ExternalId::as_str);
        let body = json!({ "as": name(by), "root": root, "text": text });
        let answer = self.act("write", body).await;
        ExternalId::new(answer["id"].as_str().unwrap())
    }

    async fn react(&self, by: Voice, what: (&ExternalId, &str), off: bool) {
        let (id, mark) = what;
        let kind = match mark {
            "eyes" => "👀",
            _ => "✅",
        };
        let (id, by) = (id.as_str(), name(by));
        let body = json!({ "as": by, "id": id, "kind": kind, "off": off });
        self.act("react", body).await;
    }
}

#[async_trait]
impl World for Channel {
    fn source(&self) -> Arc<dyn Source> {
        let (id, vault) = (SourceId::new("teams"), self.vault.clone());
        Arc::new(Teams::new(&self.rules(), &id, vault).unwrap())
    }

    fn place(&self) -> PlaceId {
        PlaceId::new(self.says("place"))
    }

    async fn now(&self) -> DateTime<Utc> {
        self.server.now().await
    }

    async fn turn(&self, now: DateTime<Utc>) {
        self.server.turn(now).await;
    }

    async fn post(&self, by: Voice, text: &str) -> ExternalId {
        self.write(by, None, text).await
    }

    async fn reply(
        &self,
        by: Voice,
        root: &ExternalId,
        text: &str,
    ) -> ExternalId {
        self.write(by, Some(root), text).await
    }

    async fn edit(&self, what: &ExternalId, text: &str) {
        let body = json!({ "id": what.as_str(), "text": text });
        self.act("edit", body).await;
    }

    async fn delete(&self, what: &ExternalId) {
        self.act("delete", json!({ "id": what.as_str() })).await;
    }

    async fn mark(&self, by: Voice, what: &ExternalId, name: &str) {
        self.react(by, (what, name), false).await;
    }

    async fn unmark(&self, by: Voice, what: &ExternalId, name: &str) {
        self.react(by, (what, name), true).await;
    }

    async fn standing(&self, root: &ExternalId) -> Option<Standing> {
        let body = json!({ "id": root.as_str() });
        let stands = self.control("standing", body).await;
        if stands["gone"] == true {
            return None;
        }
        let texts = stands["texts"].as_array().unwrap();
        let text = |it: &Value| it.as_str().unwrap().to_owned();
        let marks = stands["reactions"].as_object().unwrap().iter();
        let called = |kind: &str| match kind {
            "👀" => "eyes".to_owned(),
            "✅" => "white_check_mark".to_owned(),
            other => other.to_owned(),
        };
        Some(Standing {
            texts: texts.iter().map(text).collect(),
            marks: marks
                .map(|(kind, by)| (called(kind), by.as_array().unwrap().len()))
                .collect(),
        })
    }

    async fn cut(&self, cut: bool) {
        self.server.cut(cut).await;
    }

    fn keeps_ids(&self) -> bool {
        false
    }
}
