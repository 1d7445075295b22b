//! The tests' GitHub as a world of the conformance suite.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Author, ExternalId, PersonKey, PlaceId, Rules, Source, SourceId, Teammate,
    UserId,
};
use secrecy::SecretString;

use super::super::fake::{Fake, ME, PLACE};
use super::super::map::number;
use super::super::source::GitHub;
use super::super::token::Tokens;
use crate::conformance::{Keyring, Standing, Voice, Wired, World, rules};

pub(super) struct Office {
    pub(super) fake: Fake,
    pub(super) rules: Rules,
    vault: Arc<Keyring>,
}

pub(super) fn noon() -> DateTime<Utc> {
    "2026-03-04T12:00:00Z".parse().unwrap()
}

pub(super) async fn world() -> Office {
    let fake = Fake::start(noon());
    let vault = Arc::new(Keyring::default());
    let tokens = Tokens::new(vault.clone(), SourceId::new("github"));
    let token = SecretString::from("github_pat_mia".to_owned());
    tokens.sign_in(&token).await.unwrap();
    let mut rules = rules("github", PLACE);
    let url = fake.base.clone();
    rules.sources[0].options.insert("url".into(), url);
    rules.close_mark = Some("white_check_mark".into());
    Office { fake, rules, vault }
}

impl Office {
    pub(super) fn github(&self) -> GitHub {
        let id = SourceId::new("github");
        GitHub::new(&self.rules, &id, self.vault.clone()).unwrap()
    }

    /// Somebody of the roster, as the team file writes them.
    pub(super) fn mate(&mut self, login: &str) {
        self.rules.roster.push(Teammate {
            key: PersonKey::new(login.to_lowercase()),
            name: login.to_owned(),
            email: None,
            zone: None,
            hours: None,
            observes: None,
            ids: vec![(SourceId::new("github"), UserId::new(login))],
        });
    }

    pub(super) fn option(&mut self, key: &str, value: &str) {
        let options = &mut self.rules.sources[0].options;
        options.insert(key.to_owned(), value.to_owned());
    }
}

/// The logins behind authors.
pub(super) fn logins(by: &[Author]) -> Vec<&str> {
    by.iter().map(|author| author.id.as_str()).collect()
}

fn who(voice: Voice) -> &'static str {
    match voice {
        Voice::Requester => "jo",
        Voice::Teammate => "ana",
        Voice::Me => ME,
    }
}

fn issue(id: &ExternalId) -> u64 {
    number(id).unwrap()
}

/// The comment that an id names, if it is none of an issue.
fn comment(id: &ExternalId) -> Option<u64> {
    id.as_str().strip_prefix('c')?.parse().ok()
}

#[async_trait]
impl World for Office {
    fn source(&self) -> Arc<dyn Source> {
        Arc::new(self.github())
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
        let number = self.fake.happen(|it| it.open(who(by), text));
        ExternalId::new(number.to_string())
    }

    async fn reply(
        &self,
        by: Voice,
        root: &ExternalId,
        text: &str,
    ) -> ExternalId {
        let to = issue(root);
        let id = self.fake.happen(|it| it.comment(who(by), to, text));
        ExternalId::new(format!("c{id}"))
    }

    async fn edit(&self, what: &ExternalId, text: &str) {
        self.fake.happen(|it| match comment(what) {
            Some(id) => it.edit_comment(id, text),
            None => it.edit(issue(what), text),
        });
    }

    async fn delete(&self, what: &ExternalId) {
        self.fake.happen(|it| match comment(what) {
            Some(id) => it.delete_comment(id),
            None => _ = it.issues.remove(&issue(what)),
        });
    }

    /// Eyes are an assignee here.
    async fn mark(&self, by: Voice, what: &ExternalId, _name: &str) {
        self.fake.happen(|it| it.assign(who(by), issue(what)));
    }

    async fn unmark(&self, by: Voice, what: &ExternalId, _name: &str) {
        self.fake.happen(|it| it.unassign(who(by), issue(what)));
    }

    async fn standing(&self, root: &ExternalId) -> Option<Standing> {
        self.fake.standing(issue(root))
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
        let (mut rules, id) = (self.rules.clone(), SourceId::new("github"));
        rules.sources[0].options.insert("url".into(), address.to_owned());
        Arc::new(GitHub::new(&rules, &id, self.vault.clone()).unwrap())
    }
}
