//! The tests' Graph as a world of the conformance suite.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{ExternalId, PlaceId, Rules, Source, SourceId};

use super::super::access::{Access, Doors};
use super::super::fake::{Fake, ME, PLACE};
use super::super::kept::{Client, UserTokens};
use super::super::reactions::sign;
use super::super::said::escaped;
use super::super::source::Teams;
use super::super::token::Tokens;
use crate::conformance::{Keyring, Standing, Voice, Wired, World, rules};

pub(super) struct Office {
    pub(super) fake: Fake,
    pub(super) rules: Rules,
    pub(super) vault: Arc<Keyring>,
}

pub(super) fn noon() -> DateTime<Utc> {
    "2026-03-04T12:00:00Z".parse().unwrap()
}

pub(super) fn access(fake: &Fake) -> Access {
    let base = Some(fake.base.as_str());
    Access::at(Doors { login: base, graph: base, tenant: None }).unwrap()
}

/// The tokens of a sign-in that has just come about.
pub(super) fn signed_in(number: u64, now: DateTime<Utc>) -> UserTokens {
    UserTokens {
        access: format!("access-{number}").into(),
        expires: now + TimeDelta::hours(1),
        scopes: Vec::new(),
        client: Client {
            id: "app-1".into(),
            refresh: format!("refresh-{number}").into(),
            issued: now,
        },
    }
}

pub(super) async fn world() -> Office {
    let fake = Fake::start(noon());
    let vault = Arc::new(Keyring::default());
    let id = SourceId::new("teams");
    let tokens = Tokens::new(vault.clone(), access(&fake), id);
    tokens.sign_in(signed_in(0, noon())).await.unwrap();
    let mut rules = rules("teams", PLACE);
    let options = &mut rules.sources[0].options;
    options.insert("graph".into(), fake.base.clone());
    options.insert("login".into(), fake.base.clone());
    rules.close_mark = Some("white_check_mark".into());
    Office { fake, rules, vault }
}

impl Office {
    pub(super) fn teams(&self) -> Teams {
        let id = SourceId::new("teams");
        Teams::new(&self.rules, &id, self.vault.clone()).unwrap()
    }
}

pub(super) fn who(voice: Voice) -> &'static str {
    match voice {
        Voice::Requester => "jo",
        Voice::Teammate => "ana",
        Voice::Me => ME,
    }
}

#[async_trait]
impl World for Office {
    fn source(&self) -> Arc<dyn Source> {
        Arc::new(self.teams())
    }

    fn place(&self) -> PlaceId {
        PlaceId::new(PLACE)
    }

    async fn now(&self) -> DateTime<Utc> {
        self.fake.now() + TimeDelta::seconds(1)
    }

    async fn turn(&self, now: DateTime<Utc>) {
        self.fake.at(now);
    }

    async fn post(&self, by: Voice, text: &str) -> ExternalId {
        let page = escaped(text);
        ExternalId::new(self.fake.happen(|it| it.post(who(by), &page)))
    }

    async fn reply(
        &self,
        by: Voice,
        root: &ExternalId,
        text: &str,
    ) -> ExternalId {
        let (page, to) = (escaped(text), root.as_str());
        ExternalId::new(self.fake.happen(|it| it.reply(who(by), to, &page)))
    }

    async fn edit(&self, what: &ExternalId, text: &str) {
        self.fake.happen(|it| it.edit(what.as_str(), text));
    }

    async fn delete(&self, what: &ExternalId) {
        self.fake.happen(|it| it.delete(what.as_str()));
    }

    async fn mark(&self, by: Voice, what: &ExternalId, name: &str) {
        let kind = sign(name).unwrap();
        self.fake.happen(|it| it.react(who(by), what.as_str(), kind));
    }

    async fn unmark(&self, by: Voice, what: &ExternalId, name: &str) {
        let kind = sign(name).unwrap();
        self.fake.happen(|it| it.unreact(who(by), what.as_str(), kind));
    }

    async fn standing(&self, root: &ExternalId) -> Option<Standing> {
        self.fake.standing(root.as_str())
    }

    async fn cut(&self, cut: bool) {
        self.fake.broken(cut);
    }

    fn keeps_ids(&self) -> bool {
        false
    }
}

impl Wired for Office {
    fn address(&self) -> String {
        self.fake.base.clone()
    }

    fn source_at(&self, address: &str) -> Arc<dyn Source> {
        let (mut rules, id) = (self.rules.clone(), SourceId::new("teams"));
        let options = &mut rules.sources[0].options;
        options.insert("graph".into(), address.to_owned());
        Arc::new(Teams::new(&rules, &id, self.vault.clone()).unwrap())
    }
}
