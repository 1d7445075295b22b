//! Reads a mailbox with its folders once, and tells what changed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{Activity, Batch, Fault, PlaceRules, Sink};

use super::client::{Line, View};
use super::find::find;
use super::fold::{Fold, Found};
use super::folders::Folders;
use super::memory::Memory;
use super::rules::MailRules;
use super::talk::{Folder, Reach};

/// So many new mails are read in one go.
const AT_ONCE: usize = 200;

/// Why a read did not end well.
#[derive(Clone, Debug)]
pub(super) enum Stop {
    /// The engine takes nothing more.
    Closed,
    /// The server said no, or nothing.
    Fault(Fault),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Fault(fault)
    }
}

/// Reads and tells.
pub(super) struct Reader<'a> {
    /// What the team file says.
    pub(super) rules: &'a MailRules,
    /// The mailbox.
    pub(super) place: &'a PlaceRules,
    /// The folders beside it.
    pub(super) folders: &'a Folders,
    /// Our own address.
    pub(super) me: &'a str,
}

/// What a read has found.
pub(super) struct News {
    /// What is told.
    pub(super) told: Vec<Activity>,
    /// What is known once that is committed.
    pub(super) memory: Memory,
    /// So much more is to be read at once.
    pub(super) left: usize,
}

/// What a look into a folder has brought.
#[derive(Default)]
struct Look {
    reach: Reach,
    found: Vec<Found>,
    /// So many new mails are still to be read.
    left: usize,
    /// The keywords on the mails that are known there; nothing where nothing
    /// has changed.
    keywords: Option<BTreeMap<u32, Vec<String>>>,
}

impl Reader<'_> {
    /// One read; the mailbox itself is open afterwards.
    pub(super) async fn read(
        &self,
        line: &mut Line,
        (memory, read): (&Memory, DateTime<Utc>),
    ) -> Result<News, Fault> {
        // What was sent is read before the mailbox, so that the mail which
        // an answer is about is always known.
        let done = self.look(line, (Folder::Archive, memory)).await?;
        let sent = self.look(line, (Folder::Sent, memory)).await?;
        let inbox = self.look(line, (Folder::Inbox, memory)).await?;
        let mut fold = Fold {
            rules: self.rules,
            place: self.place,
            me: self.me,
            read,
            memory: memory.clone(),
            told: Vec::new(),
        };
        fold.memory.reach(Folder::Inbox, inbox.reach);
        fold.memory.reach(Folder::Archive, done.reach);
        for found in &inbox.found {
            fold.take(Folder::Inbox, found);
        }
        // What was sent is taken in only after all that came.
        let mut left = inbox.left + sent.found.len() + sent.left;
        if inbox.left == 0 {
            fold.memory.reach(Folder::Sent, sent.reach);
            for found in &sent.found {
                fold.take(Folder::Sent, found);
            }
            left = sent.left;
        }
        self.settle(line, &mut fold, (inbox, done)).await?;
        fold.memory.filled = memory.filled || left == 0;
        fold.memory.looked = Some(read);
        fold.told.sort_by_key(|it| (!it.is_root(), it.at));
        Ok(News { told: fold.told, memory: fold.memory, left })
    }

    /// Hands over what a read has found.
    pub(super) async fn commit(
        &self,
        (sink, read): (&dyn Sink, DateTime<Utc>),
        (memory, news): (&mut Memory, News),
    ) -> Result<bool, Stop> {
        let News { told, memory: mut after, left } = news;
        let history = !memory.filled;
        let quiet = told.is_empty()
            && after.folders == memory.folders
            && after.filled == memory.filled;
        if quiet {
            sink.alive(&self.place.id, read);
        } else {
            let open: Vec<String> = sink
                .wish()
                .open
                .iter()
                .filter(|it| it.place == self.place.id)
                .map(|it| it.root.as_str().to_owned())
                .collect();
            after.forget(read, &open);
            let batch = Batch {
                place: self.place.id.clone(),
                activity: told,
                cursor: after.cursor(),
                whole: None,
                read,
                history,
            };
            sink.accept(batch).await.map_err(|_| Stop::Closed)?;
        }
        if history {
            let left = u64::try_from(left).unwrap_or(u64::MAX);
            sink.ahead(&self.place.id, left);
        }
        *memory = after;
        Ok(left > 0)
    }

    /// The name of a folder, where there is one.
    fn name(&self, folder: Folder) -> Option<&str> {
        match folder {
            Folder::Inbox => Some(self.place.id.as_str()),
            Folder::Sent => self.folders.sent.as_deref(),
            Folder::Archive => self.folders.archive.as_deref(),
        }
    }

    async fn look(
        &self,
        line: &mut Line,
        (folder, memory): (Folder, &Memory),
    ) -> Result<Look, Fault> {
        let Some(name) = self.name(folder) else { return Ok(Look::default()) };
        let View { reach: now, .. } = line.examine(name).await?;
        let known = memory.folders.get(&folder).copied();
        let known = known.filter(|known| known.validity == now.validity);
        let mut look = Look { reach: now, ..Look::default() };
        if folder != Folder::Archive {
            self.fresh(line, (known, memory), &mut look).await?;
        }
        // Where the server counts every change, an equal count is peace.
        let peace = line.can.condstore
            && now.change.is_some_and(|_| {
                known.is_some_and(|known| {
                    Reach { next: now.next, ..known } == now
                })
            });
        if folder != Folder::Sent && !peace {
            let uids: Vec<u32> = memory.lying(folder).into_keys().collect();
            look.keywords = Some(match known {
                Some(_) => line.keywords(&uids).await?,
                None => BTreeMap::new(),
            });
        }
        Ok(look)
    }

    /// The mails that came since a folder was read last.
    async fn fresh(
        &self,
        line: &mut Line,
        (known, memory): (Option<Reach>, &Memory),
        look: &mut Look,
    ) -> Result<(), Fault> {
        let now = look.reach;
        let horizon = memory.horizon();
        let uids = match known {
            Some(known) if now.next != 0 && known.next >= now.next => {
                look.reach.next = known.next;
                return Ok(());
            }
            Some(known) => {
                let all = format!("UID {}:*", known.next);
                let new = |uid: &u32| *uid >= known.next;
                line.search(&all).await?.into_iter().filter(new).collect()
            }
            None => {
                let since = horizon.format("%-d-%b-%Y");
                line.search(&format!("SINCE {since}")).await?
            }
        };
        let uids: Vec<u32> = uids.into_iter().collect();
        look.left = uids.len().saturating_sub(AT_ONCE);
        let now: Vec<u32> = uids.into_iter().take(AT_ONCE).collect();
        let last = now.last().map_or(0, |uid| uid.saturating_add(1));
        look.found = line.fetch(&now).await?;
        look.found.retain(|found| known.is_some() || found.at >= horizon);
        look.reach.next = match look.left {
            0 => look.reach.next.max(last),
            _ => last,
        };
        Ok(())
    }

    /// What stands on the mails that are known, and which of them are gone.
    async fn settle(
        &self,
        line: &mut Line,
        fold: &mut Fold<'_>,
        (inbox, done): (Look, Look),
    ) -> Result<(), Fault> {
        let complete = inbox.keywords.is_some() && inbox.left == 0;
        let mut here = inbox.keywords.unwrap_or_default();
        let fresh = inbox.found.into_iter();
        here.extend(fresh.map(|found| (found.uid, found.keywords)));
        let mut missing = Vec::new();
        for (uid, id) in fold.memory.lying(Folder::Inbox) {
            match here.get(&uid) {
                Some(on) => fold.marked(&id, (Folder::Inbox, on)),
                None if complete => missing.push(id),
                None => {}
            }
        }
        if let Some(there) = done.keywords {
            for (uid, id) in fold.memory.lying(Folder::Archive) {
                match there.get(&uid) {
                    Some(on) => fold.marked(&id, (Folder::Archive, on)),
                    None => missing.push(id),
                }
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        self.follow(line, fold, missing).await
    }

    /// Looks for mails that are not where they were: a copy in the mailbox
    /// is as good, and what lies in the archive is done. The mailbox is open.
    async fn follow(
        &self,
        line: &mut Line,
        fold: &mut Fold<'_>,
        mut missing: Vec<String>,
    ) -> Result<(), Fault> {
        Self::spot(line, fold, (Folder::Inbox, &mut missing)).await?;
        if let Some(archive) = self.name(Folder::Archive)
            && !missing.is_empty()
        {
            line.examine(archive).await?;
            Self::spot(line, fold, (Folder::Archive, &mut missing)).await?;
            line.examine(self.place.id.as_str()).await?;
        }
        for id in missing {
            fold.gone(&id);
        }
        Ok(())
    }

    /// Finds mails in the folder that is open; those that do not lie there
    /// are left over.
    async fn spot(
        line: &mut Line,
        fold: &mut Fold<'_>,
        (folder, missing): (Folder, &mut Vec<String>),
    ) -> Result<(), Fault> {
        for id in std::mem::take(missing) {
            let print = fold.memory.known(&id).map(|(_, it)| it.print);
            let Some(found) = find(line, (&id, print)).await? else {
                missing.push(id);
                continue;
            };
            fold.memory.lies(&id, Some((folder, found.uid)));
            fold.marked(&id, (folder, &found.keywords));
        }
        Ok(())
    }
}
