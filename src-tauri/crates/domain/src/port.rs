//! The ports: what the house needs of the outside, and nothing more.

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::direct::PassedOn;
use crate::{
    Action, Activity, Author, Done, ExternalId, Fault, Notice, NoticeId,
    PlaceId, Receipt,
};

/// How a source is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It is asked again and again.
    Poll,
    /// It tells by itself, and is checked.
    Push,
}

/// What a source can do, as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// The kind of source, which picks its glyph: "slack".
    pub kind: &'static str,
    /// What people call it: "Slack".
    pub name: String,
    /// How it is read now.
    pub way: Way,
    /// The name of the mark that claims.
    pub claim_mark: Option<String>,
    /// The name of the mark that closes.
    pub close_mark: Option<String>,
    /// A close puts every root of a request away by itself: one that is left
    /// where it was looks open there.
    pub closes_each: bool,
    /// Its threads are issues, which can be closed altogether, labelled, and
    /// opened for what is asked elsewhere.
    pub issues: bool,
    /// A message can be brought to one teammate alone.
    pub directs: bool,
}

/// Who we are at a source, and what we may do there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// Who.
    pub me: Author,
    /// What the account may do, in words.
    pub may: Vec<String>,
    /// What it may not do, and what to do about it.
    pub may_not: Vec<String>,
    /// The source's clock minus ours, milliseconds; nothing where it does not
    /// tell how late it is there.
    pub offset_ms: Option<i64>,
    /// When the sign-in ends unless it is renewed before; nothing where it
    /// does not end, or nobody knows.
    pub ends: Option<DateTime<Utc>>,
}

/// What a server says of a calendar, to be asked later whether it still is
/// the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarMark {
    /// The server's name for this version.
    pub etag: Option<String>,
    /// When it was changed, as the server writes it.
    pub modified: Option<String>,
}

/// A calendar as it came from its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarCopy {
    /// The calendar.
    pub text: String,
    /// What its server says of it.
    pub mark: CalendarMark,
}

/// So long before its end a sign-in is spoken of.
const SOON: TimeDelta = TimeDelta::days(5);

impl Probe {
    /// When the sign-in ends, if that is soon. One that renews itself never
    /// comes near its end while it is used.
    #[must_use]
    pub fn ends_soon(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.ends.filter(|end| *end - now < SOON)
    }
}

/// A place's position in a source, opaque to all but the source.
pub type Cursor = String;

/// One cursor a place.
pub type Cursors = BTreeMap<PlaceId, Cursor>;

/// What a batch holds completely.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Every root from here.
    pub from: DateTime<Utc>,
    /// To here.
    pub to: DateTime<Utc>,
}

/// What was read in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Where.
    pub place: PlaceId,
    /// What.
    pub activity: Vec<Activity>,
    /// From where to read on, once this is committed.
    pub cursor: Cursor,
    /// Everything that stands in this scope is in here; a known root that is
    /// not, is gone.
    pub whole: Option<Scope>,
    /// When the read began, by our clock.
    pub read: DateTime<Utc>,
    /// The first read of a place: history, which rings nobody.
    pub history: bool,
}

/// The engine ends; nothing more is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the engine is closing")]
pub struct Closed;

/// How fast the engine wants a source to be read, and what to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Whether this user is on duty: the fast pace.
    pub on_duty: bool,
    /// The same for somebody who reads along.
    pub open: Vec<OpenThread>,
}

/// A request that is still open at a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenThread {
    /// Where.
    pub place: PlaceId,
    /// Its root.
    pub root: ExternalId,
    /// The ball is ours.
    pub ours: bool,
    /// Its last message.
    pub last: DateTime<Utc>,
    /// Somebody waits to see what becomes of it: it is being read in the
    /// window, or is handed over and not accepted.
    pub watched: bool,
}

/// A place where people ask for help.
#[async_trait]
pub trait Source: Send + Sync {
    /// What it can do.
    fn abilities(&self) -> Abilities;
    /// Asks who we are and what we may do. It is now by our clock, from which
    /// the offset of the source's is told.
    async fn probe(&self, now: DateTime<Utc>) -> Result<Probe, Fault>;
    /// Tells everything that happens; returns only when it breaks. Dropping
    /// the future stops it: all progress is what the sink has accepted.
    async fn listen(&self, from: &Cursors, to: &dyn Sink) -> Fault;
    /// Looks once more at a thread that is about to ring, and tells what has
    /// become of it, posts before what is about them. A source whose last
    /// read has shown the thread as it is has nothing to tell.
    async fn check(
        &self,
        _thread: &OpenThread,
        _now: DateTime<Utc>,
    ) -> Result<Vec<Activity>, Fault> {
        Ok(Vec::new())
    }
    /// The threads that desktops like this one have begun at a place since an
    /// instant, their roots as they stand now. Where no threads are begun
    /// there is nothing to tell.
    async fn begun(
        &self,
        _place: &PlaceId,
        _since: DateTime<Utc>,
        _now: DateTime<Utc>,
    ) -> Result<Vec<Activity>, Fault> {
        Ok(Vec::new())
    }
    /// What teammates have passed on to this user alone since an instant. A
    /// source that brings nobody such messages, or may not read them, has
    /// nothing to tell.
    async fn passed_on(
        &self,
        _since: DateTime<Utc>,
        _now: DateTime<Utc>,
    ) -> Result<Vec<PassedOn>, Fault> {
        Ok(Vec::new())
    }
    /// Writes; safe to repeat under the same action id.
    async fn perform(&self, action: &Action) -> Result<Receipt, Fault>;
    /// Finds out whether an action arrived.
    async fn confirm(&self, action: &Action) -> Result<Done, Fault>;
}

/// Where a source pours what it saw.
#[async_trait]
pub trait Sink: Send + Sync {
    /// Takes a batch. Ok means that it is committed: acknowledge now.
    async fn accept(&self, batch: Batch) -> Result<(), Closed>;
    /// The place was read, and there was nothing new.
    fn alive(&self, place: &PlaceId, at: DateTime<Utc>);
    /// The source's clock was so many milliseconds before ours.
    fn offset(&self, ms: i64);
    /// A place cannot be read while the others can; the sentence says why.
    fn trouble(&self, place: &PlaceId, fault: &Fault);
    /// Push cannot be relied on, so the source is read again and again: why,
    /// and what to do. Nothing, where push brings everything again.
    fn degraded(&self, why: Option<&str>);
    /// The pace at which each place is read now.
    fn pace(&self, _every: Duration) {}
    /// About so many messages of a place's history are still to be read;
    /// none of them, once it is read to its end.
    fn ahead(&self, _place: &PlaceId, _left: u64) {}
    /// The engine's wish now.
    fn wish(&self) -> Wish;
    /// The engine's time.
    fn now(&self) -> DateTime<Utc>;
    /// Waits on the engine's clock; a nudge ends it.
    async fn rest(&self, at_most: Duration);
}

/// Why a secret could not be had.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum VaultError {
    /// Nothing is kept under that name.
    #[error("nothing is kept in the keyring for {0}")]
    Missing(String),
    /// The keyring is locked and nobody has unlocked it in time.
    #[error("the keyring is locked; unlock it and try again")]
    Locked,
    /// There is no keyring.
    #[error("no keyring answers on this computer: {0}")]
    Absent(String),
}

/// Where secrets are kept: the keyring of the desktop and nothing else.
#[async_trait]
pub trait Vault: Send + Sync {
    /// Where it keeps them, in words.
    fn place(&self) -> &'static str {
        "the desktop's keyring"
    }
    /// Whether it can be read without asking anybody for a password, as far
    /// as that is known.
    async fn is_open(&self) -> bool {
        true
    }
    /// Reads a secret.
    async fn read(&self, name: &str) -> Result<String, VaultError>;
    /// Keeps a secret; it is there when this returns.
    async fn keep(&self, name: &str, secret: &str) -> Result<(), VaultError>;
    /// Forgets a secret.
    async fn forget(&self, name: &str) -> Result<(), VaultError>;
}

/// Why a notice could not be shown.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no notification could be shown: {0}")]
pub struct NotShown(pub String);

/// What shows notices on the desktop.
#[async_trait]
pub trait Notifier: Send + Sync {
    /// Shows a notice, in the place of the one with the same id.
    async fn show(&self, notice: &Notice) -> Result<(), NotShown>;
    /// Takes a notice away.
    async fn withdraw(&self, id: &NoticeId);
}

/// The time, and waiting for it.
#[async_trait]
pub trait Clock: Send + Sync {
    /// The wall clock.
    fn now(&self) -> DateTime<Utc>;
    /// The time that has passed on a clock nobody sets, which may stand still
    /// while the computer sleeps.
    fn steady(&self) -> TimeDelta;
    /// Waits at most so long.
    async fn sleep(&self, at_most: Duration);
}
