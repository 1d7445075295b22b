//! Slack as a source: who it is, what it can, and what it remembers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::direct::PassedOn;
use domain::{
    Abilities, Action, Activity, Bots, Cursors, Deed, Done, Fault, GroupId,
    OpenThread, PlaceId, PlaceRules, Probe, Receipt, Rules, Sink, Source,
    SourceId, Vault, Way, direct_words,
};

use super::access::Access;
use super::calls::Calls;
use super::check::Shown;
use super::client::{Api, BASE, Line};
use super::groups::GroupNames;
use super::people::People;
use super::socket::listen_push;
use super::stamp::Stamp;
use super::token::Tokens;
use super::watch::Watch;
use crate::http::{Http, trusted};

/// Who we are in the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Me {
    /// Our id.
    pub(crate) id: String,
    /// The workspace's address.
    pub(crate) address: String,
}

/// A workspace of Slack, read as one of its people.
pub struct Slack {
    /// Its key in the team file.
    pub(crate) id: SourceId,
    /// The team file.
    pub(crate) rules: Rules,
    /// The Web API.
    pub(crate) api: Api,
    /// Who is who.
    pub(crate) people: People,
    /// The names of the team file's channels.
    pub(crate) channels: HashMap<String, String>,
    found: Mutex<Found>,
}

/// What is asked for once.
#[derive(Debug, Default)]
struct Found {
    me: Option<Arc<Me>>,
    groups: Option<Arc<GroupNames>>,
    greeted: bool,
    shown: HashMap<PlaceId, Shown>,
    push: Option<String>,
}

impl Slack {
    /// The source of a team file. `base` is where Slack's methods are, which
    /// the source's option `api` overrides.
    pub fn new(
        rules: &Rules,
        id: &SourceId,
        vault: Arc<dyn Vault>,
        base: &str,
    ) -> Result<Slack, Fault> {
        let source = rules.source(id).ok_or_else(|| {
            Fault::refused(format!("the team file has no source {id}"))
        })?;
        let base = source.options.get("api").map_or(base, String::as_str);
        let base = if base.is_empty() { BASE } else { base };
        let base = format!("{}/", base.trim_end_matches('/'));
        let http = Http::new()?;
        let access = Access::over(http.clone(), &base)?;
        let base = trusted(&base)?;
        let tokens = Tokens::new(vault, access, id.clone());
        let channels = source
            .places
            .iter()
            .map(|p| (p.id.as_str().to_owned(), p.name.clone()))
            .collect();
        Ok(Slack {
            id: id.clone(),
            rules: rules.clone(),
            api: Api::new(Line::new(http, base), Arc::new(tokens)),
            people: People::default(),
            channels,
            found: Mutex::default(),
        })
    }

    /// The channels that are read.
    pub(crate) fn places(&self) -> &[PlaceRules] {
        self.rules.source(&self.id).map_or(&[], |s| &s.places)
    }

    /// Whether Slack is to tell by itself.
    pub(crate) fn pushes(&self) -> bool {
        let source = self.rules.source(&self.id);
        source
            .and_then(|s| s.options.get("push"))
            .is_some_and(|push| push == "true")
    }

    /// The groups that the team file names.
    pub(crate) fn wanted(&self) -> Vec<GroupId> {
        self.rules
            .raises
            .iter()
            .filter(|raise| raise.source == self.id)
            .map(|raise| raise.group.clone())
            .collect()
    }

    /// Who we are, asked once.
    pub(crate) async fn me(&self, calls: &Calls<'_>) -> Result<Arc<Me>, Fault> {
        if let Some(me) = self.found().me.clone() {
            return Ok(me);
        }
        let whose = calls.whose().await?.body;
        let me = Arc::new(Me { id: whose.user_id, address: whose.url });
        self.found().me = Some(Arc::clone(&me));
        Ok(me)
    }

    /// Which groups the team file means, asked once.
    pub(crate) async fn groups(
        &self,
        calls: &Calls<'_>,
    ) -> Result<Arc<GroupNames>, Fault> {
        if let Some(groups) = self.found().groups.clone() {
            return Ok(groups);
        }
        let wanted = self.wanted();
        let found = match wanted.is_empty() {
            true => Vec::new(),
            false => match calls.groups().await {
                Ok(found) => found,
                // What mentions mean is unknown then, and the probe says so;
                // who asks for help is heard all the same.
                Err(no) if no.is("missing_scope") => Vec::new(),
                Err(no) => return Err(no.into()),
            },
        };
        let groups = GroupNames::find(&wanted, &found);
        for group in &groups.unknown {
            tracing::warn!(source = %self.id, %group, "no such user group");
        }
        let groups = Arc::new(groups);
        self.found().groups = Some(Arc::clone(&groups));
        Ok(groups)
    }

    /// Meets most of the people of a small workspace with one call.
    pub(crate) async fn greet(&self, calls: &Calls<'_>) -> Result<(), Fault> {
        if !std::mem::replace(&mut self.found().greeted, true) {
            self.people.learn(calls.users().await?);
        }
        Ok(())
    }

    /// Why push cannot be relied on now, or that it can.
    pub(crate) fn push_trouble(&self, why: Option<&str>) {
        self.found().push = why.map(str::to_owned);
    }

    /// Why push cannot be relied on, if it cannot.
    pub(crate) fn why_no_push(&self) -> Option<String> {
        self.found().push.clone()
    }

    /// A channel's own list was read.
    pub(crate) fn shows(&self, place: &PlaceId, shown: Shown) {
        self.found().shown.insert(place.clone(), shown);
    }

    /// What the last reads of a channel's own list have shown.
    pub(crate) fn shown(&self, place: &PlaceId) -> Shown {
        self.found().shown.get(place).copied().unwrap_or_default()
    }

    /// Whether the last head of a channel held a root.
    pub(crate) fn held(&self, place: &PlaceId, root: Stamp) -> bool {
        let shown = self.shown(place);
        shown.looked.is_some() && root >= shown.floor
    }

    /// How the bots of a channel are read.
    pub(crate) fn bots(&self, place: &PlaceId) -> Bots {
        let known = self.places().iter().find(|known| known.id == *place);
        known.map_or(Bots::Ignore, |known| known.bots)
    }

    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Source for Slack {
    fn abilities(&self) -> Abilities {
        let source = self.rules.source(&self.id);
        Abilities {
            kind: "slack",
            name: source.map_or("Slack", |s| s.name.as_str()).to_owned(),
            way: if self.pushes() { Way::Push } else { Way::Poll },
            claim_mark: Some(self.rules.claim_mark.clone()),
            close_mark: self.rules.close_mark.clone(),
            closes_each: false,
            issues: false,
            directs: true,
        }
    }

    async fn probe(&self, now: DateTime<Utc>) -> Result<Probe, Fault> {
        self.examine(now).await
    }

    async fn listen(&self, from: &Cursors, to: &dyn Sink) -> Fault {
        if self.pushes() {
            return listen_push(self, from, to).await;
        }
        match Watch::begin(self, from, to).await {
            Ok(mut watch) => watch.run().await,
            Err(fault) => fault,
        }
    }

    async fn check(
        &self,
        thread: &OpenThread,
        now: DateTime<Utc>,
    ) -> Result<Vec<Activity>, Fault> {
        self.look_once_more(thread, now).await
    }

    async fn begun(
        &self,
        place: &PlaceId,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Activity>, Fault> {
        self.begun_since(place, since, now).await
    }

    async fn passed_on(
        &self,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<PassedOn>, Fault> {
        self.read_passed_on(since, now).await
    }

    async fn perform(&self, action: &Action) -> Result<Receipt, Fault> {
        match &action.deed {
            Deed::Mark { name } => self.mark(action, name).await,
            Deed::Unmark { name } => self.unmark(action, name).await,
            Deed::Reply { text } => self.reply(action, text).await,
            Deed::Open { .. } => Err(crate::no_issues()),
            Deed::Post { text } => self.begin(action, text).await,
            Deed::Retract => self.retract(action).await,
            Deed::Direct { to, head, text } => {
                let words = direct_words(head, text);
                self.direct(action, (to, &words)).await
            }
        }
    }

    async fn confirm(&self, action: &Action) -> Result<Done, Fault> {
        match &action.deed {
            Deed::Mark { name } => self.stands(action, (name, true)).await,
            Deed::Unmark { name } => self.stands(action, (name, false)).await,
            Deed::Reply { .. } => self.replied(action).await,
            Deed::Direct { to, .. } => self.directed(action, to).await,
            Deed::Open { .. } => Ok(Done::NotThere),
            Deed::Post { .. } => self.began(action).await,
            // It is deleted once more without harm.
            Deed::Retract => Ok(Done::CannotTell),
        }
    }
}
