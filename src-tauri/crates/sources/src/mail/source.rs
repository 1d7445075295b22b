//! A mailbox as a source: who it is, what it can, and what it remembers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    Abilities, Action, Activity, Author, Cursors, Deed, Done, Event, Fault,
    OpenThread, PlaceId, PlaceRules, Probe, Receipt, Rules, Sink, Source,
    SourceId, Vault, Way,
};

use super::account::Account;
use super::client::Line;
use super::folders::Folders;
use super::map::{known_as, person};
use super::memory::Memory;
use super::pass::Passes;
use super::reader::Reader;
use super::rules::MailRules;
use super::watch::Watch;
use super::wire::Person;

/// A mailbox, read as one of those who answer it.
pub struct Mail {
    /// What the team file says.
    pub(super) rules: MailRules,
    vault: Arc<dyn Vault>,
    /// With what its servers are signed in to.
    pub(super) passes: Passes,
    found: Mutex<Found>,
}

#[derive(Debug, Default)]
struct Found {
    /// What is committed of each mailbox.
    memories: HashMap<PlaceId, Memory>,
    /// The mails that a last look found gone, and when.
    gone: Vec<(PlaceId, String, DateTime<Utc>)>,
    /// Whether the server tells by itself, once that is known.
    tells: Option<bool>,
}

impl Mail {
    /// The source of a team file.
    pub fn new(
        rules: &Rules,
        id: &SourceId,
        vault: Arc<dyn Vault>,
    ) -> Result<Mail, Fault> {
        let rules = MailRules::of(rules, id).map_err(Fault::refused)?;
        let passes = Passes::new(Arc::clone(&vault), &rules)?;
        Ok(Mail { rules, vault, passes, found: Mutex::default() })
    }

    /// Who signs in.
    pub(super) async fn account(&self) -> Result<Account, Fault> {
        Account::kept(self.vault.as_ref(), &self.rules.id).await
    }

    /// Who we are, as others know us.
    pub(super) fn me(&self, account: &Account) -> Author {
        let address = account.address.clone();
        let known = known_as(&self.rules, &address);
        if known.name != address || account.name.is_empty() {
            return known;
        }
        person(&Person { address, name: account.name.clone() })
    }

    /// Signs in for reading, and finds out which folders there are.
    pub(super) async fn line(
        &self,
        account: &Account,
        now: DateTime<Utc>,
    ) -> Result<(Line, Folders), Fault> {
        let mut line = self.passes.line(&self.rules, account, now).await?;
        let folders = Folders::of(&self.rules, &line.folders().await?);
        self.found().tells = Some(line.can.idle);
        Ok((line, folders))
    }

    /// A mailbox of the team file.
    pub(super) fn place(&self, id: &PlaceId) -> Result<&PlaceRules, Fault> {
        let mut places = self.rules.places().iter();
        places.find(|place| place.id == *id).ok_or_else(|| {
            Fault::refused(format!("the team file has no mailbox {id}"))
        })
    }

    /// So much of a mailbox is committed.
    pub(super) fn remember(&self, place: &PlaceId, memory: &Memory) {
        let mut found = self.found();
        found.memories.insert(place.clone(), memory.clone());
        let ahead = |at| memory.looked.is_some_and(|read| read < at);
        found.gone.retain(|(of, _, at)| of != place || ahead(*at));
    }

    /// What tells a mail that was told from another of its name.
    pub(super) fn print(&self, place: &PlaceId, id: &str) -> Option<u32> {
        let found = self.found();
        let (_, known) = found.memories.get(place)?.known(id)?;
        Some(known.print)
    }

    /// What a last look has told of a mailbox before it was read again: such
    /// a mail may be back by then. It is told until a read that knows of it is
    /// committed.
    pub(super) fn learn_gone(&self, place: &PlaceId, memory: &mut Memory) {
        for (_, id, at) in self.found().gone.iter().filter(|it| it.0 == *place)
        {
            memory.gone(id, *at);
        }
    }

    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What has become of a conversation since the last read.
    async fn look_once_more(
        &self,
        thread: &OpenThread,
        now: DateTime<Utc>,
    ) -> Result<Vec<Activity>, Fault> {
        let memory = self.found().memories.get(&thread.place).cloned();
        let Some(memory) = memory else { return Ok(Vec::new()) };
        let account = self.account().await?;
        let (mut line, folders) = self.line(&account, now).await?;
        let reader = Reader {
            rules: &self.rules,
            place: self.place(&thread.place)?,
            folders: &folders,
            me: &account.address,
        };
        let news = reader.read(&mut line, (&memory, now)).await?;
        let mut told = news.told;
        told.retain(|it| it.root == thread.root);
        let gone = told.iter().filter(|it| it.event == Event::Deleted);
        let gone = gone.map(|it| {
            (it.place.clone(), it.external.as_str().to_owned(), it.at)
        });
        self.found().gone.extend(gone);
        Ok(told)
    }
}

#[async_trait]
impl Source for Mail {
    fn abilities(&self) -> Abilities {
        let tells = self.found().tells;
        Abilities {
            kind: "mail",
            name: self.rules.name().to_owned(),
            way: if tells == Some(false) { Way::Poll } else { Way::Push },
            claim_mark: Some(self.rules.rules.claim_mark.clone()),
            close_mark: self.rules.rules.close_mark.clone(),
            closes_each: true,
            issues: false,
            directs: false,
        }
    }

    /// A mailbox does not tell how late it is there.
    async fn probe(&self, now: DateTime<Utc>) -> Result<Probe, Fault> {
        self.try_out(&self.account().await?, now).await
    }

    async fn listen(&self, from: &Cursors, to: &dyn Sink) -> Fault {
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
            Deed::Reply { .. } => self.replied(action).await,
            Deed::Open { .. }
            | Deed::Direct { .. }
            | Deed::Post { .. }
            | Deed::Retract => Ok(Done::NotThere),
        }
    }
}
