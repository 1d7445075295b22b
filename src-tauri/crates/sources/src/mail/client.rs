//! The calls to a mailbox, typed; a read leaves no trace there.

use std::collections::{BTreeMap, BTreeSet};

use async_imap::Session;
use async_imap::types::{Flag, Mailbox};
use chrono::{DateTime, Utc};
use domain::Fault;
use futures_util::TryStreamExt;

use super::dial::{Allowance, Stream};
use super::fold::Found;
use super::heard::heard;
use super::talk::Reach;
use super::wire::{Letter, MOST_BYTES};

mod ear;
mod open;

pub(super) use ear::Ear;

/// The longest answer but for mails, in bytes.
const MOST_ANSWER: usize = 4 << 20;
/// So many mails are fetched in one go.
const AT_ONCE: usize = 10;
/// So many numbers are named in one go.
const NAMED_AT_ONCE: usize = 400;

/// What a server can do beyond the least.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Can {
    /// Tell by itself.
    pub(super) idle: bool,
    /// Tell when any mark was changed last.
    pub(super) condstore: bool,
    /// Move mails.
    pub(super) moves: bool,
    /// Take out mails one by one.
    pub(super) uidplus: bool,
    /// Search for mails by their age.
    pub(super) within: bool,
}

/// A folder as it was opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// How far it goes.
    pub(super) reach: Reach,
    /// Any keyword may be put on its mails.
    pub(super) keywords: bool,
}

/// A connection on which somebody is signed in.
#[derive(Debug)]
pub(super) struct Line {
    session: Session<Stream>,
    allowance: Allowance,
    host: String,
    /// What the server can do.
    pub(super) can: Can,
}

impl Line {
    fn ask(&mut self, most: usize) -> &mut Line {
        self.allowance.renew(most);
        self
    }

    /// The folders: their names, and what they are for where that is told.
    pub(super) async fn folders(
        &mut self,
    ) -> Result<Vec<(String, String)>, Fault> {
        let host = self.host.clone();
        let session = &mut self.ask(MOST_ANSWER).session;
        let list = async {
            let all = session.list(Some(""), Some("*")).await?;
            all.try_collect::<Vec<_>>().await
        };
        let all = heard(&host, list).await?;
        let known = |name: &async_imap::types::Name| {
            let uses = name.attributes().iter().map(|it| format!("{it:?}"));
            (name.name().to_owned(), uses.collect::<Vec<_>>().join(" "))
        };
        Ok(all.iter().map(known).collect())
    }

    /// Opens a folder to look at; nothing in it changes.
    pub(super) async fn examine(
        &mut self,
        folder: &str,
    ) -> Result<View, Fault> {
        let host = self.host.clone();
        let session = &mut self.ask(MOST_ANSWER).session;
        let opened = heard(&host, session.examine(folder)).await?;
        Ok(View::of(&opened))
    }

    /// Opens a folder to write to.
    pub(super) async fn select(&mut self, folder: &str) -> Result<View, Fault> {
        let host = self.host.clone();
        let session = &mut self.ask(MOST_ANSWER).session;
        let opened = heard(&host, session.select(folder)).await?;
        Ok(View::of(&opened))
    }

    /// The numbers of the mails that are searched for.
    pub(super) async fn search(
        &mut self,
        query: &str,
    ) -> Result<BTreeSet<u32>, Fault> {
        let host = self.host.clone();
        let session = &mut self.ask(MOST_ANSWER).session;
        let found = heard(&host, session.uid_search(query)).await?;
        Ok(found.into_iter().collect())
    }

    /// Mails by their numbers, in their order.
    pub(super) async fn fetch(
        &mut self,
        uids: &[u32],
    ) -> Result<Vec<Found>, Fault> {
        let host = self.host.clone();
        let items =
            format!("(UID FLAGS INTERNALDATE BODY.PEEK[]<0.{MOST_BYTES}>)");
        let mut all = Vec::new();
        for uids in uids.chunks(AT_ONCE) {
            // A server may send twice as much as it was asked for.
            let most = MOST_ANSWER + uids.len() * MOST_BYTES * 2;
            let session = &mut self.ask(most).session;
            let fetch = async {
                let mails = session.uid_fetch(set(uids), &items).await?;
                mails.try_collect::<Vec<_>>().await
            };
            let mails = heard(&host, fetch).await?;
            let found = mails.iter().filter_map(|mail| {
                let uid = mail.uid.filter(|uid| uids.contains(uid))?;
                let at = mail.internal_date()?.to_utc();
                let letter = Letter::read(mail.body().unwrap_or_default());
                let keywords = keywords(mail.flags());
                Some(Found { uid, at, keywords, letter })
            });
            all.extend(found);
        }
        all.sort_by_key(|found| found.uid);
        Ok(all)
    }

    /// The last mail of the folder that is open, and when it came there.
    pub(super) async fn newest(
        &mut self,
    ) -> Result<Option<(u32, DateTime<Utc>)>, Fault> {
        let host = self.host.clone();
        let session = &mut self.ask(MOST_ANSWER).session;
        let fetch = async {
            let mails = session.uid_fetch("*", "(UID INTERNALDATE)").await?;
            mails.try_collect::<Vec<_>>().await
        };
        let mails = heard(&host, fetch).await?;
        let dated = |mail: &async_imap::types::Fetch| {
            Some((mail.uid?, mail.internal_date()?.to_utc()))
        };
        Ok(mails.iter().filter_map(dated).max_by_key(|(uid, _)| *uid))
    }

    /// The keywords on mails by their numbers; those that are gone are not
    /// there.
    pub(super) async fn keywords(
        &mut self,
        uids: &[u32],
    ) -> Result<BTreeMap<u32, Vec<String>>, Fault> {
        let host = self.host.clone();
        let mut all = BTreeMap::new();
        for uids in uids.chunks(NAMED_AT_ONCE) {
            let session = &mut self.ask(MOST_ANSWER).session;
            let fetch = async {
                let mails = session.uid_fetch(set(uids), "(UID FLAGS)").await?;
                mails.try_collect::<Vec<_>>().await
            };
            let mails = heard(&host, fetch).await?;
            all.extend(
                mails.iter().filter_map(|mail| {
                    Some((mail.uid?, keywords(mail.flags())))
                }),
            );
        }
        Ok(all)
    }

    /// Puts a keyword on a mail, or takes it off.
    pub(super) async fn keyword(
        &mut self,
        uid: u32,
        (keyword, on): (&str, bool),
    ) -> Result<(), Fault> {
        let host = self.host.clone();
        let how = if on { "+FLAGS.SILENT" } else { "-FLAGS.SILENT" };
        let query = format!("{how} ({keyword})");
        let session = &mut self.ask(MOST_ANSWER).session;
        let store = async {
            let changed = session.uid_store(uid.to_string(), query).await?;
            changed.try_collect::<Vec<_>>().await
        };
        heard(&host, store).await.map(|_| ())
    }

    /// Moves mails of the opened folder to another one.
    pub(super) async fn shift(
        &mut self,
        uids: &BTreeSet<u32>,
        to: &str,
    ) -> Result<(), Fault> {
        let (host, can) = (self.host.clone(), self.can);
        let uids: Vec<u32> = uids.iter().copied().collect();
        let set = set(&uids);
        let session = &mut self.ask(MOST_ANSWER).session;
        if can.moves {
            return heard(&host, session.uid_mv(set, to)).await;
        }
        if !can.uidplus {
            return Err(Fault::refused(format!(
                "{host} cannot move a mail without touching others, so it \
                 stays where it is; archive it in your mail program"
            )));
        }
        heard(&host, session.uid_copy(&set, to)).await?;
        let take_out = async {
            let deleted = "+FLAGS.SILENT (\\Deleted)";
            let marked = session.uid_store(&set, deleted).await?;
            marked.try_collect::<Vec<_>>().await?;
            let gone = session.uid_expunge(&set).await?;
            gone.try_collect::<Vec<_>>().await
        };
        heard(&host, take_out).await.map(|_| ())
    }

    /// Puts a mail into a folder, as one that was read.
    pub(super) async fn append(
        &mut self,
        folder: &str,
        (mail, at): (&[u8], DateTime<Utc>),
    ) -> Result<(), Fault> {
        let host = self.host.clone();
        let date = at.format("\"%d-%b-%Y %H:%M:%S +0000\"").to_string();
        let session = &mut self.ask(MOST_ANSWER).session;
        let append =
            session.append(folder, Some("(\\Seen)"), Some(&date), mail);
        heard(&host, append).await
    }
}

impl View {
    fn of(opened: &Mailbox) -> View {
        let any = |flag: &Flag<'_>| matches!(flag, Flag::MayCreate);
        View {
            reach: Reach {
                validity: opened.uid_validity.unwrap_or_default(),
                next: opened.uid_next.unwrap_or_default(),
                count: opened.exists,
                change: opened.highest_modseq,
            },
            keywords: opened.permanent_flags.iter().any(any),
        }
    }
}

/// Only what people put on mails: what every server knows says nothing here.
fn keywords<'f>(flags: impl Iterator<Item = Flag<'f>>) -> Vec<String> {
    let named = flags.filter_map(|flag| match flag {
        Flag::Custom(name) => Some(name.into_owned()),
        _ => None,
    });
    named.collect()
}

/// Numbers as a server reads them.
fn set(uids: &[u32]) -> String {
    let uids: Vec<String> = uids.iter().map(u32::to_string).collect();
    uids.join(",")
}
