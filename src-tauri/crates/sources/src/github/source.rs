//! GitHub as a source: who it is, what it can, and what it remembers.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    Abilities, Action, Activity, Cursors, Deed, Done, Fault, OpenThread,
    PlaceRules, Probe, Receipt, Rules, Sink, Source, SourceId, UserId, Vault,
    Way,
};

use super::access::Access;
use super::calls::Calls;
use super::client::Api;
use super::labels::Marks;
use super::said::Names;
use super::token::Tokens;
use super::watch::Watch;
use crate::http::Http;

/// Some repositories of a GitHub, read as one of its people.
pub struct GitHub {
    /// Its key in the team file.
    pub(crate) id: SourceId,
    /// The team file.
    pub(crate) rules: Rules,
    /// The interface.
    pub(crate) api: Api,
    me: Mutex<Option<String>>,
}

impl GitHub {
    /// The source of a team file. Its option `url` names a GitHub of one's
    /// own.
    pub fn new(
        rules: &Rules,
        id: &SourceId,
        vault: Arc<dyn Vault>,
    ) -> Result<GitHub, Fault> {
        let source = rules.source(id).ok_or_else(|| {
            Fault::refused(format!("the team file has no source {id}"))
        })?;
        for place in &source.places {
            named(place)?;
        }
        let http = Http::new()?;
        let url = source.options.get("url").map_or("", String::as_str);
        let access = Access::over(http.clone(), url)?;
        let tokens = Tokens::at(access.clone(), vault, id.clone());
        let tokens = Arc::new(tokens);
        Ok(GitHub {
            id: id.clone(),
            rules: rules.clone(),
            api: Api::new(http, access.api().clone(), tokens),
            me: Mutex::default(),
        })
    }

    /// The repositories that are read.
    pub(crate) fn places(&self) -> &[PlaceRules] {
        self.rules.source(&self.id).map_or(&[], |s| &s.places)
    }

    /// What the team's marks are here.
    pub(crate) fn marks(&self) -> Marks {
        Marks::of(&self.rules, &self.id)
    }

    /// Whom the team file knows here.
    pub(crate) fn names(&self) -> Names {
        let raises = self.rules.raises.iter();
        let people = self.rules.roster.iter().flat_map(|mate| &mate.ids);
        Names {
            groups: raises
                .filter(|raise| raise.source == self.id)
                .map(|raise| raise.group.clone())
                .collect(),
            people: people
                .filter(|(source, _)| *source == self.id)
                .map(|(_, id)| id.clone())
                .collect::<Vec<UserId>>(),
        }
    }

    /// Our own login, asked once.
    pub(crate) async fn me(&self, calls: &Calls<'_>) -> Result<String, Fault> {
        let known = self.known().clone();
        if let Some(me) = known {
            return Ok(me);
        }
        let (user, _) = calls.whose().await?;
        *self.known() = Some(user.login.clone());
        Ok(user.login)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.me.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A repository has an owner and a name, of which an address can be made.
fn named(place: &PlaceRules) -> Result<(), Fault> {
    let part = |part: &str| {
        !part.is_empty()
            && !matches!(part, "." | "..")
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    match place.id.as_str().split_once('/') {
        Some((owner, name)) if part(owner) && part(name) => Ok(()),
        _ => Err(Fault::refused(format!(
            "\"{}\" is no repository. Write its owner and its name into the \
             team file: \"acme/widgets\"",
            place.id
        ))),
    }
}

#[async_trait]
impl Source for GitHub {
    fn abilities(&self) -> Abilities {
        let source = self.rules.source(&self.id);
        let closes = self.rules.close_mark.clone();
        Abilities {
            kind: "github",
            name: source.map_or("GitHub", |s| s.name.as_str()).to_owned(),
            way: Way::Poll,
            claim_mark: Some(self.rules.claim_mark.clone()),
            close_mark: closes.filter(|it| self.marks().means(it).is_some()),
            closes_each: false,
            issues: true,
            directs: false,
        }
    }

    async fn probe(&self, now: DateTime<Utc>) -> Result<Probe, Fault> {
        self.examine(now).await
    }

    async fn listen(&self, from: &Cursors, to: &dyn Sink) -> Fault {
        Watch::begin(self, from, to).run().await
    }

    async fn check(
        &self,
        thread: &OpenThread,
        now: DateTime<Utc>,
    ) -> Result<Vec<Activity>, Fault> {
        self.look_once_more(thread, now).await
    }

    async fn perform(&self, action: &Action) -> Result<Receipt, Fault> {
        match &action.deed {
            Deed::Mark { name } => self.mark(action, name).await,
            Deed::Unmark { name } => self.unmark(action, name).await,
            Deed::Reply { text } => self.reply(action, text).await,
            Deed::Open { title, body } => {
                self.open(action, (title, body)).await
            }
            Deed::Direct { .. } => Err(crate::no_directs()),
            Deed::Post { .. } | Deed::Retract => Err(crate::no_posts()),
        }
    }

    async fn confirm(&self, action: &Action) -> Result<Done, Fault> {
        match &action.deed {
            Deed::Mark { name } => self.stands(action, (name, true)).await,
            Deed::Unmark { name } => self.stands(action, (name, false)).await,
            Deed::Reply { text } => self.replied(action, text).await,
            Deed::Open { title, body } => {
                self.opened(action, (title, body)).await
            }
            Deed::Direct { .. } | Deed::Post { .. } | Deed::Retract => {
                Ok(Done::NotThere)
            }
        }
    }
}
