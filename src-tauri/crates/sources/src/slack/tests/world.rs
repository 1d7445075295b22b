//! The tests' Slack as a world of the conformance suite.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Bots, ExternalId, PlaceId, Rules, Source, SourceId};

use super::super::fake::{CHANNEL, Fake, ME};
use super::super::kept::UserTokens;
use super::super::source::Slack;
use super::super::stamp::Stamp;
use super::super::{Access, Tokens};
use crate::conformance::{Keyring, Standing, Voice, Wired, World, rules};

pub(super) struct Office {
    pub(super) fake: Fake,
    pub(super) rules: Rules,
    vault: Arc<Keyring>,
}

pub(super) fn noon() -> DateTime<Utc> {
    "2026-03-04T12:00:00Z".parse().unwrap()
}

pub(super) async fn office(bots: Bots) -> Office {
    let fake = Fake::start(noon());
    fake.group("S0ONCALL", "oncall");
    let vault = Arc::new(Keyring::default());
    let access = Access::at(&fake.base).unwrap();
    let tokens = Tokens::new(vault.clone(), access, SourceId::new("slack"));
    let token = UserTokens::pasted("xoxp-me".into());
    tokens.sign_in(token).await.unwrap();
    let mut rules = rules("slack", CHANNEL);
    rules.sources[0].places[0].bots = bots;
    Office { fake, rules, vault }
}

pub(super) async fn world() -> Office {
    office(Bots::Ignore).await
}

impl Office {
    pub(super) fn slack(&self) -> Slack {
        self.slack_at(&self.fake.base)
    }

    fn slack_at(&self, base: &str) -> Slack {
        let id = SourceId::new("slack");
        Slack::new(&self.rules, &id, self.vault.clone(), base).unwrap()
    }
}

fn who(voice: Voice) -> &'static str {
    match voice {
        Voice::Requester => "U2JO",
        Voice::Teammate => "U1ANA",
        Voice::Me => ME,
    }
}

fn stamp(id: &ExternalId) -> Stamp {
    Stamp::read(id.as_str()).unwrap()
}

#[async_trait]
impl World for Office {
    fn source(&self) -> Arc<dyn Source> {
        Arc::new(self.slack())
    }

    fn place(&self) -> PlaceId {
        PlaceId::new(CHANNEL)
    }

    async fn now(&self) -> DateTime<Utc> {
        self.fake.now() + TimeDelta::seconds(1)
    }

    async fn turn(&self, now: DateTime<Utc>) {
        self.fake.at(now);
    }

    async fn post(&self, by: Voice, text: &str) -> ExternalId {
        self.fake.post(who(by), text).external()
    }

    async fn reply(
        &self,
        by: Voice,
        root: &ExternalId,
        text: &str,
    ) -> ExternalId {
        self.fake.reply(who(by), stamp(root), text).external()
    }

    async fn edit(&self, what: &ExternalId, text: &str) {
        self.fake.edit(stamp(what), text);
    }

    async fn delete(&self, what: &ExternalId) {
        self.fake.delete(stamp(what));
    }

    async fn mark(&self, by: Voice, what: &ExternalId, name: &str) {
        self.fake.react(who(by), stamp(what), name);
    }

    async fn unmark(&self, by: Voice, what: &ExternalId, name: &str) {
        self.fake.unreact(who(by), stamp(what), name);
    }

    async fn standing(&self, root: &ExternalId) -> Option<Standing> {
        self.fake.standing(stamp(root))
    }

    async fn cut(&self, cut: bool) {
        self.fake.broken(cut);
    }
}

impl Wired for Office {
    fn address(&self) -> String {
        self.fake.base.replace("/api/", "")
    }

    fn source_at(&self, address: &str) -> Arc<dyn Source> {
        Arc::new(self.slack_at(&format!("{address}/api/")))
    }

    fn signed_out(&self) -> (u16, &'static str) {
        (200, r#"{"ok":false,"error":"token_revoked"}"#)
    }
}
