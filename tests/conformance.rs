//! The suite of all sources, run on Slack against the local workspace.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{ExternalId, PlaceId, Source, SourceId};
use serde_json::{Value, json};
use sources::conformance::{Keyring, Standing, Voice, World, rules};
use sources::slack::{Access, Slack, Tokens, UserTokens};

use crate::support::served::{Served, name};

sources::suite!(Workspace::open());

/// A workspace of one test.
struct Workspace {
    server: Served,
    vault: Arc<Keyring>,
}

impl Workspace {
    async fn open() -> Workspace {
        let server = Served::start("slack/main.mjs", None);
        let vault = Arc::<Keyring>::default();
        let access = Access::at(server.says("api")).unwrap();
        let id = SourceId::new("slack");
        let tokens = Tokens::new(vault.clone(), access, id);
        let token = server.says("tokens/alice").to_owned();
        let token = UserTokens::pasted(token.into());
        tokens.sign_in(token).await.unwrap();
        server.control("clock", json!({ "frozen": true })).await;
        Workspace { server, vault }
    }

    fn channel(&self) -> &str {
        self.server.says("channels/support")
    }

    async fn control(&self, what: &str, body: Value) -> Value {
        self.server.control(what, body).await
    }

    /// All that stands in the channel.
    async fn messages(&self) -> Vec<Value> {
        let (control, channel) = (self.server.says("control"), self.channel());
        let url = format!("{control}messages?channel={channel}");
        let answer = self.server.client.get(url).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        answer["messages"].as_array().unwrap().clone()
    }
}

fn posted(answer: &Value) -> ExternalId {
    ExternalId::new(answer["ts"].as_str().unwrap())
}

#[async_trait]
impl World for Workspace {
    fn source(&self) -> Arc<dyn Source> {
        let rules = rules("slack", self.channel());
        let id = SourceId::new("slack");
        let (vault, api) = (self.vault.clone(), self.server.says("api"));
        Arc::new(Slack::new(&rules, &id, vault, api).unwrap())
    }

    fn place(&self) -> PlaceId {
        PlaceId::new(self.channel())
    }

    async fn now(&self) -> DateTime<Utc> {
        self.server.now().await
    }

    async fn turn(&self, now: DateTime<Utc>) {
        self.server.turn(now).await;
    }

    async fn post(&self, by: Voice, text: &str) -> ExternalId {
        let body = json!({
            "channel": self.channel(), "as": name(by), "text": text,
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
            "channel": self.channel(), "as": name(by), "text": text,
            "thread_ts": root,
        });
        posted(&self.control("post", body).await)
    }

    async fn edit(&self, what: &ExternalId, text: &str) {
        let body =
            json!({ "channel": self.channel(), "ts": what, "text": text });
        self.control("edit", body).await;
    }

    async fn delete(&self, what: &ExternalId) {
        let body = json!({ "channel": self.channel(), "ts": what });
        self.control("delete", body).await;
    }

    async fn mark(&self, by: Voice, what: &ExternalId, mark: &str) {
        let body = json!({
            "channel": self.channel(), "ts": what, "as": name(by), "name": mark,
        });
        self.control("react", body).await;
    }

    async fn unmark(&self, by: Voice, what: &ExternalId, mark: &str) {
        let body = json!({
            "channel": self.channel(), "ts": what, "as": name(by), "name": mark,
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
        self.server.cut(cut).await;
    }
}
