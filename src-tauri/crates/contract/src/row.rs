//! One line of the queue as it is shown.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much harm waiting does.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    TS,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Priority {
    /// Production is down, or a developer must stop what they are doing.
    Emergency,
    /// Someone is blocked.
    Urgent,
    /// Everything else.
    Normal,
}

/// The part of the list a row stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Section {
    /// Late and unanswered.
    Overdue,
    /// Its source cannot be read, so it may have been answered.
    Unsure,
    /// Due within the hour.
    Hour,
    /// Due later, or without a deadline.
    Later,
    /// The ball is theirs.
    Waiting,
    /// Not now, for me.
    Snoozed,
    /// Answered, with nothing running.
    Answered,
    /// Closed, dismissed or withdrawn.
    Closed,
}

/// What the clock of a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ClockState {
    /// Running.
    Pending,
    /// Running, and past its first warning.
    Imminent,
    /// Late and unanswered: act now.
    Overdue,
    /// An update or a promise whose time has passed: it is not late, and
    /// stands at its time.
    Passed,
    /// Answered in time.
    Met,
    /// Answered late: history.
    Missed,
    /// A mark answered, in time or late: nobody saw when it was set. Outside
    /// of averages.
    InDoubt,
    /// The ball is theirs.
    Paused,
    /// Ended without an answer being owed.
    Cancelled,
    /// Nothing was promised for it.
    None,
}

/// Until when an answer is how good.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Band {
    /// What the team file calls it: "great".
    pub name: String,
    /// Until when an answer falls into it.
    pub until: DateTime<Utc>,
    /// The same in milliseconds of the target's own time, while it runs.
    pub after_ms: Option<i64>,
}

/// The clock of a request at the instant of the snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Clock {
    /// What it says.
    pub state: ClockState,
    /// The start of the target: the requester's message, or a raise.
    pub started: Option<DateTime<Utc>>,
    /// The deadline.
    pub due: Option<DateTime<Utc>>,
    /// The first warning.
    pub first_warning: Option<DateTime<Utc>>,
    /// The second warning.
    pub second_warning: Option<DateTime<Utc>>,
    /// Milliseconds left in the target's own time; negative when over.
    pub left_ms: Option<i64>,
    /// The target's length in milliseconds of its own time.
    pub target_ms: Option<i64>,
    /// Whether a second that passes now counts (false outside hours).
    pub running: bool,
    /// When it starts to run, if it does not run yet.
    pub starts: Option<DateTime<Utc>>,
    /// Due on a day, not after minutes: the row shows "Fri 18:00".
    pub by_day: bool,
    /// The target in words: "5 min", "3 h", "next day".
    pub target: String,
    /// When it stopped, for met, missed, paused and cancelled.
    pub stopped: Option<DateTime<Utc>>,
    /// When we first saw what stopped it, where that leaves it in doubt: "met
    /// or late, seen 15:10".
    pub seen: Option<DateTime<Utc>>,
    /// How long the answer took in the target's own time, milliseconds.
    pub took_ms: Option<i64>,
    /// How late the answer was, milliseconds.
    pub late_ms: Option<i64>,
    /// The last read of a blind source; the clock may be wrong since then.
    pub as_of: Option<DateTime<Utc>>,
    /// What is due, unless it is the first answer: "update", "promise". Of
    /// what ended without an answer what ended it: "closed", "withdrawn".
    pub word: Option<String>,
    /// Who promised it, where somebody did: "You", "Ana".
    pub by: Option<String>,
    /// How good an answer is until when, the best first; only what comes
    /// after the last is missed.
    pub bands: Vec<Band>,
}

/// Who works on a request, as the owner cell shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OwnerKind {
    /// Nobody has it.
    Nobody,
    /// This user alone.
    You,
    /// A teammate.
    Teammate,
    /// Several on duty together.
    Together,
}

/// Who works on a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Owner {
    /// Which case it is.
    pub kind: OwnerKind,
    /// What the cell says: "Nobody", "You", "Ana", "You, Ana".
    pub label: String,
    /// Since when.
    pub since: Option<DateTime<Utc>>,
    /// The owner has been silent so long that a newer claim wins.
    pub stale: bool,
    /// When an owner who is silent for so long was last heard of.
    pub silent_since: Option<DateTime<Utc>>,
    /// Teammates off duty who are looking: "Noor".
    pub looking: Vec<String>,
}

/// One line of the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Row {
    /// The request.
    pub id: i64,
    /// Where it stands.
    pub section: Section,
    /// Its clock.
    pub clock: Clock,
    /// Its priority.
    pub priority: Priority,
    /// The kind of its source ("slack", "demo"), which picks the glyph.
    pub source_kind: String,
    /// The source's name as people say it: "Slack".
    pub source: String,
    /// The place in it: "#support".
    pub place: String,
    /// One line of what it is about.
    pub gist: String,
    /// Who asks.
    pub requester: String,
    /// The requester's organisation, team or tier, if known.
    pub tier: Option<String>,
    /// The team serves that one before all others.
    pub tier_first: bool,
    /// Who works on it.
    pub owner: Owner,
    /// An act on it has not been confirmed by the source: "sending".
    pub sending: Option<String>,
    /// An answer was begun and not sent.
    pub draft: bool,
    /// What is true on this desktop alone: "waiting on them".
    pub only_here: Option<String>,
    /// When the requester's first message was written.
    pub posted: DateTime<Utc>,
    /// When a snooze ends.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// A teammate asked.
    pub internal: bool,
    /// How many want what it asks for, by their thumbs.
    pub votes: u32,
    /// A teammate has marked it as worth reading.
    pub evergreen: bool,
    /// Read out to those who cannot see the row.
    pub spoken: String,
}
