//! Microsoft Teams as a source: who it is, what it can, what it remembers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Abilities, Action, Activity, Cursors, Deed, Done, Fault, GroupId,
    OpenThread, PlaceId, PlaceRules, Probe, Receipt, Rules, Sink, Source,
    SourceId, SourceRules, Vault, Way,
};

use super::access::{Access, Doors};
use super::calls::Calls;
use super::client::{Api, No};
use super::people::People;
use super::place::at;
use super::token::Tokens;
use super::watch::Watch;
use crate::http::Http;

/// The people of a team are asked for so often.
const PEOPLE: TimeDelta = TimeDelta::hours(24);

/// Some channels of Teams, read as one of the people in them.
pub struct Teams {
    /// Its key in the team file.
    pub(crate) id: SourceId,
    /// The team file.
    pub(crate) rules: Rules,
    /// The interface.
    pub(crate) api: Api,
    known: Mutex<Known>,
}

/// What was asked before.
#[derive(Default)]
struct Known {
    me: Option<String>,
    /// The people of each team, and when they were asked for.
    people: BTreeMap<String, (Arc<People>, DateTime<Utc>)>,
    /// The threads that a last look found deleted, and no list has shown
    /// since.
    gone: BTreeSet<(PlaceId, String)>,
}

impl Teams {
    /// The source of a team file.
    pub fn new(
        rules: &Rules,
        id: &SourceId,
        vault: Arc<dyn Vault>,
    ) -> Result<Teams, Fault> {
        let source = rules.source(id).ok_or_else(|| {
            Fault::refused(format!("the team file has no source {id}"))
        })?;
        for place in &source.places {
            at(&place.id)?;
        }
        let http = Http::new()?;
        let access = Access::over(http.clone(), doors(Some(source)))?;
        let base = access.graph()?;
        let tokens = Tokens::new(vault, access, id.clone());
        Ok(Teams {
            id: id.clone(),
            rules: rules.clone(),
            api: Api::new(http, base, tokens),
            known: Mutex::default(),
        })
    }

    /// The channels that are read.
    pub(crate) fn places(&self) -> &[PlaceRules] {
        self.rules.source(&self.id).map_or(&[], |s| &s.places)
    }

    /// The groups that the team file knows here.
    pub(crate) fn groups(&self) -> Vec<GroupId> {
        let raises = self.rules.raises.iter();
        let ours = raises.filter(|raise| raise.source == self.id);
        ours.map(|raise| raise.group.clone()).collect()
    }

    /// The addresses of a team's people, asked for once a day; none where
    /// the sign-in may not know them, and then people are known by their ids
    /// alone.
    pub(crate) async fn people(
        &self,
        calls: &Calls<'_>,
        (team, now): (&str, DateTime<Utc>),
    ) -> Result<Arc<People>, No> {
        let known = self.known().people.get(team).cloned();
        if let Some((people, asked)) = known
            && now - asked < PEOPLE
        {
            return Ok(people);
        }
        let people = match calls.members(team).await {
            Ok(members) => Arc::new(People::of(&members)),
            Err(no) if matches!(no.status, Some(400 | 403 | 404)) => {
                Arc::default()
            }
            Err(no) => return Err(no),
        };
        let fresh = (Arc::clone(&people), now);
        self.known().people.insert(team.to_owned(), fresh);
        Ok(people)
    }

    /// Our own id, asked once.
    pub(crate) async fn me(&self, calls: &Calls<'_>) -> Result<String, Fault> {
        let known = self.known().me.clone();
        if let Some(me) = known {
            return Ok(me);
        }
        let user = calls.whose().await?;
        self.known().me = Some(user.id.clone());
        Ok(user.id)
    }

    /// A last look has told that a thread is deleted.
    pub(crate) fn told_gone(&self, place: &PlaceId, root: &str) {
        self.known().gone.insert((place.clone(), root.to_owned()));
    }

    /// Whether that was told of a thread that a list shows now.
    pub(crate) fn was_told_gone(&self, place: &PlaceId, root: &str) -> bool {
        self.known().gone.remove(&(place.clone(), root.to_owned()))
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the team file says of Microsoft's doors.
#[must_use]
pub fn doors(source: Option<&SourceRules>) -> Doors<'_> {
    let option = |key: &str| source?.options.get(key).map(String::as_str);
    Doors {
        tenant: option("tenant"),
        login: option("login"),
        graph: option("graph"),
    }
}

#[async_trait]
impl Source for Teams {
    fn abilities(&self) -> Abilities {
        let source = self.rules.source(&self.id);
        Abilities {
            kind: "teams",
            name: source.map_or("Teams", |s| s.name.as_str()).to_owned(),
            way: Way::Poll,
            claim_mark: Some(self.rules.claim_mark.clone()),
            close_mark: self.rules.close_mark.clone(),
            closes_each: false,
            issues: false,
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
            Deed::Mark { name } => self.mark(action, (name, true)).await,
            Deed::Unmark { name } => self.mark(action, (name, false)).await,
            Deed::Reply { text } => self.reply(action, text).await,
            Deed::Open { .. } => Err(crate::no_issues()),
            Deed::Direct { .. } => Err(crate::no_directs()),
            Deed::Post { .. } | Deed::Retract => Err(crate::no_posts()),
        }
    }

    async fn confirm(&self, action: &Action) -> Result<Done, Fault> {
        match &action.deed {
            Deed::Mark { name } => self.stands(action, (name, true)).await,
            Deed::Unmark { name } => self.stands(action, (name, false)).await,
            Deed::Reply { text } => self.replied(action, text).await,
            Deed::Open { .. }
            | Deed::Direct { .. }
            | Deed::Post { .. }
            | Deed::Retract => Ok(Done::NotThere),
        }
    }
}
