//! Everything there is to show at one instant, in the trade's own words.
//!
//! The engine draws it; what a surface makes of it is the surface's matter.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::direct::PassedOn;
use crate::practice::Practice;
use crate::queue::Section;
use crate::{
    Draft, Fault, Judged, Note, Refusal, RequestId, Rules, SourceId, Thread,
    Way, Who,
};

/// A stretch on duty in which this desktop was not watching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// From.
    pub from: DateTime<Utc>,
    /// To.
    pub to: DateTime<Utc>,
    /// How the watching before it ended.
    pub stop: Stop,
}

/// How a stretch of watching ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Nobody knows: a crash, or a power cut.
    Broke,
    /// It was quit.
    Quit,
    /// The computer slept, or its clock was set.
    Slept,
}

/// An action of this user that has not reached its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The action's id.
    pub id: String,
    /// What it is.
    pub verb: PendingVerb,
    /// The words of a reply.
    pub text: Option<String>,
    /// When it was asked for.
    pub asked: DateTime<Utc>,
    /// Until when it can be taken back without a trace.
    pub undo_until: Option<DateTime<Utc>>,
    /// How far it has come.
    pub stage: Stage,
    /// Why it is where it is.
    pub words: String,
}

/// What an action does, in the user's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PendingVerb {
    /// A claim.
    Claim,
    /// The claim taken back.
    Release,
    /// An answer.
    Reply,
    /// The mark that closes.
    Close,
    /// The mark that dismisses.
    Dismiss,
    /// A mark taken off.
    Unmark,
    /// The issue itself closed.
    CloseIssue,
    /// The issue itself open again.
    ReopenIssue,
    /// A label hung on the issue.
    Label,
    /// A label taken off the issue.
    Unlabel,
    /// An issue opened for it.
    OpenIssue,
    /// A message to a teammate alone.
    Direct,
}

/// How far an action has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// On its way.
    Sending,
    /// Waits until the source can be written.
    Waiting,
    /// The thread moved on, or too much time passed: the user decides.
    Held,
    /// It may or may not have arrived: the user decides.
    Unknown,
}

/// A request as it stands in the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where.
    pub section: Section,
    /// What is true of it.
    pub judged: Arc<Judged>,
    /// What is on its way.
    pub pending: Vec<Pending>,
    /// When its snooze really ends.
    pub snooze_end: Option<DateTime<Utc>>,
    /// An answer was begun and not sent.
    pub drafted: bool,
}

/// A request read closely.
#[derive(Clone, Debug)]
pub struct Close {
    /// As it stands in the list.
    pub entry: Entry,
    /// Everything known about it.
    pub thread: Thread,
    /// What was decided about telling of it, in order.
    pub alerts: Vec<Told>,
    /// This user's notes on it, the oldest first.
    pub notes: Vec<Note>,
    /// What was practised on it, the oldest first.
    pub practice: Vec<Practice>,
    /// The answer that was begun.
    pub draft: Draft,
    /// The answers that teammates passed on, the oldest first.
    pub passed: Vec<PassedOn>,
}

/// A decision about an alert, from the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// When it was decided.
    pub at: DateTime<Utc>,
    /// What it is about: "arrival".
    pub kind: String,
    /// How loud: "bubble", "sound", "critical".
    pub loudness: String,
    /// Why it was not said by itself; empty if it was.
    pub hushed: String,
    /// It went out in a digest.
    pub together: bool,
    /// When the desktop took it.
    pub shown: Option<DateTime<Utc>>,
}

/// How well a source is read; the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// As it should be.
    Seeing,
    /// Reading what was missed.
    CatchingUp,
    /// Push does not bring everything; it is asked instead.
    Degraded,
    /// Not read for longer than it may be.
    Blind,
    /// Not signed in.
    SignedOut,
}

/// The history of a source on its way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// So many messages of it were read.
    pub read: u64,
    /// About so many there are, where the source knows.
    pub about: Option<u64>,
}

/// A source as it is read now.
#[derive(Clone, Debug)]
pub struct Watched {
    /// Its key.
    pub id: SourceId,
    /// Its kind, which picks its glyph.
    pub kind: String,
    /// What people call it.
    pub name: String,
    /// How it is read.
    pub way: Way,
    /// Something can be written there.
    pub writes: bool,
    /// Its threads are issues.
    pub issues: bool,
    /// It brings a message to one teammate alone.
    pub directs: bool,
    /// How well.
    pub sight: Sight,
    /// Why push cannot be relied on, if it cannot.
    pub degraded: Option<String>,
    /// Its history, while a long one is being read.
    pub backlog: Option<Backlog>,
    /// The oldest of its places' last reads.
    pub read: Option<DateTime<Utc>>,
    /// Blind since.
    pub blind_since: Option<DateTime<Utc>>,
    /// What is wrong.
    pub fault: Option<Fault>,
    /// How often it was tried since.
    pub tries: u32,
    /// When it is tried again.
    pub next_try: Option<DateTime<Utc>>,
    /// When its sign-in ends unless it is renewed before, if that is known.
    pub ends: Option<DateTime<Utc>>,
    /// Between two reads.
    pub pace: TimeDelta,
    /// When the last request came.
    pub last_request: Option<DateTime<Utc>>,
    /// What happened since it was last read well.
    pub history: Vec<(DateTime<Utc>, String)>,
}

/// A sentence at the foot of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which one.
    pub id: i64,
    /// The sentence.
    pub words: String,
    /// Until when the act it tells of can be taken back.
    pub undo_until: Option<DateTime<Utc>>,
    /// It says why something was not done.
    pub failed: bool,
}

/// Everything there is to show.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Grows with every change.
    pub revision: u64,
    /// Now, corrected by what the sources say.
    pub now: DateTime<Utc>,
    /// The zone in which times are said.
    pub zone: Tz,
    /// Nothing here is real.
    pub demo: bool,
    /// The rules in force.
    pub rules: Arc<Rules>,
    /// Who is at this desktop.
    pub who: Who,
    /// Everything in the queue, in front and folded, in order.
    pub entries: Vec<Entry>,
    /// The sources, in the order of the team file.
    pub sources: Vec<Watched>,
    /// This computer rings.
    pub rings: bool,
    /// Somebody who reads along has asked to be rung.
    pub alarms: bool,
    /// No bubbles and sounds until.
    pub quiet_until: Option<DateTime<Utc>>,
    /// The sentence at the foot.
    pub remark: Option<Remark>,
    /// What is wrong with the whole desktop.
    pub warnings: Vec<String>,
    /// Keys are refused until, because the role has just changed.
    pub hands_off_until: Option<DateTime<Utc>>,
    /// This user's last notes on the shift, the newest first.
    pub notes: Vec<Note>,
}

impl Picture {
    /// A request of the queue.
    #[must_use]
    pub fn entry(&self, id: RequestId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.judged.id == id)
    }

    /// A source.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Watched> {
        self.sources.iter().find(|source| source.id == *id)
    }

    /// Why it is not known who is here, with what to do; nothing where it is
    /// known. Before any source was read the roster is not to blame.
    #[must_use]
    pub fn stranger(&self) -> Option<(&'static str, &'static str)> {
        if self.who.person.is_some() {
            return None;
        }
        let unread = self.sources.iter().all(|source| source.read.is_none());
        Some(if unread && !self.sources.is_empty() {
            (
                "No source has been read, so it is not known who you are, and \
                 you only read along.",
                "`hotseat doctor` says what keeps them from being read.",
            )
        } else {
            Refusal::Unknown.words()
        })
    }
}
