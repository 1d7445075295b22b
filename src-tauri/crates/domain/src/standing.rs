//! What is true of a request: the outcome of judging it.

mod band;
mod deadline;
mod life;
mod named;
mod news;
mod passing;
mod verdict;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use self::band::BandEnd;
pub use self::deadline::{
    Deadline, DueKind, NeededBy, Origin, Paused, Promised,
};
pub use self::life::Life;
pub use self::named::Named;
pub use self::news::{News, NewsKind};
pub use self::passing::Passing;
pub use self::verdict::{Grounds, Outcome, Verdict};

use crate::{
    ExternalId, Fitted, PersonKey, PlaceId, Priority, RequestId, SourceId,
};

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ball {
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
}

/// Who works on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Holder {
    /// Who.
    pub person: PersonKey,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// Why it has its priority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum PriorityFrom {
    /// Everything in its place has it.
    Place,
    /// Somebody mentioned a group.
    Mention {
        /// "@oncall".
        handle: String,
        /// Who.
        by: String,
        /// When.
        at: DateTime<Utc>,
        /// The asking side did.
        asking: bool,
    },
    /// This user set it.
    Hand {
        /// When.
        at: DateTime<Utc>,
    },
}

/// A snooze that holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snooze {
    /// When it was asked for.
    pub asked: DateTime<Utc>,
    /// The chosen end; nothing means when they answer.
    pub until: Option<DateTime<Utc>>,
    /// Their next message does not wake it.
    pub regardless: bool,
}

/// A message outside of the thread that may be an answer to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// The message.
    pub message: ExternalId,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub by: PersonKey,
    /// Its first line.
    pub gist: String,
}

/// One step of the explanation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// When it happened.
    pub at: DateTime<Utc>,
    /// The message it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<ExternalId>,
    /// One sentence.
    pub words: String,
}

/// What is true of a request. It holds until the next activity, act or rule:
/// everything that depends on the hour is derived from it with `now`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// Which request.
    pub id: RequestId,
    /// Its source.
    pub source: SourceId,
    /// Its place.
    pub place: PlaceId,
    /// One line of what it is about.
    pub gist: String,
    /// Who asks, by the name shown.
    pub requester: String,
    /// Where they belong, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// The place of that among the tiers of the team file: the first of them
    /// is 0, one that it does not name comes after all of these, and none at
    /// all last.
    #[serde(default)]
    pub tier_place: usize,
    /// A teammate asks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
    /// It was there before its place was first read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub history: bool,
    /// When the requester's first message was written.
    pub asked: DateTime<Utc>,
    /// When we saw it.
    pub seen: DateTime<Utc>,
    /// When anything was last written.
    pub last: DateTime<Utc>,
    /// Its priority.
    pub priority: Priority,
    /// Why.
    pub priority_from: PriorityFrom,
    /// The service level's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// What of the request fitted each of its conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fitted: Vec<Fitted>,
    /// Where it is in its life.
    pub life: Life,
    /// Whose turn it is.
    pub ball: Ball,
    /// The oldest message of the asking side that nobody has answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<DateTime<Utc>>,
    /// Of all that runs what is due first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// What else runs, in order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Deadline>,
    /// What a teammate promised and nobody has kept yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<Promised>,
    /// By when the asking side says that they need it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<NeededBy>,
    /// The settled word on the first response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// The request in the same thread that had been closed for too long when
    /// this one began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<RequestId>,
    /// The request in the same thread that began long after this one ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub followed: Option<RequestId>,
    /// The settled words on what was promised after it, in order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Verdict>,
    /// The words that were said on it before, by other rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Verdict>,
    /// Who works on it; several work together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<Holder>,
    /// Teammates off duty who are looking.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looking: Vec<PersonKey>,
    /// From when a silent owner loses to a newer claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale_at: Option<DateTime<Utc>>,
    /// It is handed over from one shift to the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passing: Option<Passing>,
    /// When the owner was last heard of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<DateTime<Utc>>,
    /// The snooze that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snooze: Option<Snooze>,
    /// The newest thing that asks for attention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub news: Option<News>,
    /// When the alert was over by itself although somebody is on it: it is
    /// offered for closing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<DateTime<Utc>>,
    /// The last time it became more urgent after it had come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raise: Option<News>,
    /// What this desktop alone knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_here: Option<String>,
    /// Messages that were read as thanks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thanks: Vec<ExternalId>,
    /// The explanation, in order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Where it is read at its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The root on which our marks go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<ExternalId>,
    /// Its other roots that stand: further messages of a person, or all of a
    /// burst.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<ExternalId>,
    /// It is a burst of alerts: a claim marks each of its roots.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub burst: bool,
    /// How many want what it asks for, by their thumbs.
    #[serde(default, skip_serializing_if = "is_none")]
    pub votes: usize,
    /// A teammate has marked it as worth reading.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub evergreen: bool,
    /// What may answer it, the newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Offer>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_none(votes: &usize) -> bool {
    *votes == 0
}

impl Judged {
    /// Everything that runs, in order of time.
    pub fn running(&self) -> impl Iterator<Item = &Deadline> {
        self.deadline.iter().chain(&self.others)
    }

    /// What is late, if anything is.
    #[must_use]
    pub fn late(&self, now: DateTime<Utc>) -> Option<&Deadline> {
        self.running().find(|d| d.kind.is_target() && d.due <= now)
    }

    /// By what it stands in the queue: what is late, else what is due first.
    #[must_use]
    pub fn stands_by(&self, now: DateTime<Utc>) -> Option<&Deadline> {
        self.late(now).or(self.deadline.as_ref())
    }

    /// The verdict that stays with the request: an answer's. That it ended
    /// without one is true only for as long as it has ended.
    #[must_use]
    pub fn answered(&self) -> Option<Verdict> {
        self.verdict.clone().filter(|v| v.outcome != Outcome::Cancelled)
    }
}
