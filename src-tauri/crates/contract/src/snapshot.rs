//! Everything the window and the tray show, made in one go.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Detail, Hidden, NoteLine, Row};

/// What this user may do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Role {
    /// On duty, first in line.
    Responder,
    /// On duty when no responder answers.
    Fallback,
    /// On duty for what is escalated.
    Secondary,
    /// Reads along; nothing leaves.
    Observer,
    /// A teammate without a seat now.
    OffDuty,
}

/// How far a shift has come, in days on which the team is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ShiftDay {
    /// Today, from 1.
    pub day: u32,
    /// How many there are.
    pub of: u32,
}

/// Who is on duty, in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Duty {
    /// This user's role.
    pub role: Role,
    /// This user's name, if the roster knows them.
    pub me: Option<String>,
    /// The bold part: "You", or nothing.
    pub lead: String,
    /// The rest: " and Ana until Wed 09:00".
    pub rest: String,
    /// Whether they may answer a requester.
    pub answers: bool,
    /// What a newcomer is told when the roster does not know them.
    pub hint: Option<String>,
    /// Which day of their shift an observer has.
    pub day: Option<ShiftDay>,
    /// An observer has asked to be rung.
    pub alarms: bool,
}

/// How many requests wait.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Count {
    /// Clock running or ball ours, nobody's or mine; whoever reads along has
    /// none of their own, and counts them all.
    pub for_you: u32,
    /// A source is blind: there may be more.
    pub unsure: bool,
    /// Teammates' requests: "1 with Ana".
    pub others: Vec<String>,
    /// The number as the tab shows it: "7", "6+".
    pub label: String,
    /// The same in words: "7 for you", or "2 open" for whoever reads along.
    pub words: String,
    /// The ball is theirs.
    pub waiting: u32,
    /// Snoozed by me.
    pub snoozed: u32,
    /// Answered with nothing running, or ended.
    pub answered: u32,
}

/// How well a source is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SourceState {
    /// Pushed, and checked within the last minute.
    Live,
    /// Read at its pace.
    Reading,
    /// Reading what was missed.
    CatchingUp,
    /// Pushed, but the check found what push did not bring.
    Degraded,
    /// Not read for longer than it may be.
    Blind,
    /// Not signed in.
    SignedOut,
}

/// A source in the footer and in the tray's submenu.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SourceLine {
    /// Its key in the team file.
    pub id: String,
    /// Its kind, which picks the glyph.
    pub kind: String,
    /// Its name: "Slack".
    pub name: String,
    /// Its places in words: "#support", "#support and 2 more".
    pub places: String,
    /// How well it is read.
    pub state: SourceState,
    /// The oldest of its places' last good reads.
    pub read: Option<DateTime<Utc>>,
    /// Not read since, when blind.
    pub blind_since: Option<DateTime<Utc>>,
    /// Why, and what to do, when not well.
    pub reason: Option<String>,
    /// What the user can do about it, in two words: "Sign in again".
    pub remedy: Option<String>,
    /// When the sign-in ends, where that is soon.
    pub ends: Option<DateTime<Utc>>,
    /// When the last request came.
    pub last_request: Option<DateTime<Utc>>,
    /// How far its history is read, while a long one is: "12,400 of about
    /// 20,000 read".
    pub backlog: Option<String>,
    /// Seconds between reads now.
    pub pace_s: i64,
}

/// One line of what happened to a blind source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HistoryLine {
    /// When.
    pub at: DateTime<Utc>,
    /// What, in one sentence.
    pub words: String,
}

/// A stretch in which something may have come that nobody saw then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GapLine {
    /// The source that could not be read; none where nobody was watching at
    /// all.
    pub source: Option<String>,
    /// Since when.
    pub from: DateTime<Utc>,
    /// Until when, if it is over.
    pub to: Option<DateTime<Utc>>,
    /// Why, in one sentence.
    pub why: String,
}

/// An act that waits until its source can be written again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Held {
    /// Which act: no other has it.
    pub id: String,
    /// The request on which it was done.
    pub request: i64,
    /// The act's verb: "Claim", "Reply".
    pub verb: String,
    /// What it is about.
    pub gist: String,
    /// When it was asked for.
    pub at: DateTime<Utc>,
    /// What others can see of it: "nobody else can see it yet".
    pub seen_by_others: String,
}

/// What the window shows of a source that cannot be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BlindPage {
    /// The source.
    pub source: SourceLine,
    /// The consequence: "Anything posted before 14:14 is already late".
    pub consequence: String,
    /// "#backend, first response within 5 min".
    pub target: String,
    /// What happened since the last good read.
    pub history: Vec<HistoryLine>,
    /// What waits.
    pub held: Vec<Held>,
    /// When it is tried again.
    pub next_try: Option<DateTime<Utc>>,
    /// The other sources, in one sentence.
    pub others: String,
}

/// Something that will happen by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Coming {
    /// When.
    pub at: DateTime<Utc>,
    /// What: "Nightly export is slow".
    pub what: String,
    /// Why: "snoozed", "due".
    pub why: String,
}

/// A sentence that stands at the foot of the window for a while.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Toast {
    /// Which one, so that the same sentence is not spoken twice.
    pub id: i64,
    /// The sentence.
    pub words: String,
    /// Until when `Z` takes it back.
    pub undo_until: Option<DateTime<Utc>>,
    /// It says why something was not done.
    pub failed: bool,
}

/// Whether this desktop makes a sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Sound {
    /// As the alert table says.
    On,
    /// Quiet for an hour.
    Quiet,
    /// This computer does not ring.
    Off,
}

/// Everything the window and the tray show at one instant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Snapshot {
    /// Grows with every change.
    pub revision: u64,
    /// The engine's time, corrected by what the sources say.
    pub now: DateTime<Utc>,
    /// The team's name.
    pub team: String,
    /// Nothing here is real.
    pub demo: bool,
    /// The IANA zone times are shown in.
    pub zone: String,
    /// Who is on duty.
    pub duty: Duty,
    /// What the claim is called here: "I'm on it", "Claim".
    pub claim_verb: String,
    /// The first rows, in the order they are due.
    pub rows: Vec<Row>,
    /// How many rows follow.
    pub more: u32,
    /// What the filter keeps out of sight.
    pub hidden: Hidden,
    /// How many wait, and for whom.
    pub count: Count,
    /// The sources.
    pub sources: Vec<SourceLine>,
    /// A source that cannot be read, which outranks a calm queue.
    pub blind: Option<BlindPage>,
    /// The request that is read.
    pub selected: Option<Detail>,
    /// What comes up by itself.
    pub coming: Vec<Coming>,
    /// The next opening after today's end.
    pub tomorrow: Option<DateTime<Utc>>,
    /// Whether this desktop rings.
    pub sound: Sound,
    /// Quiet until.
    pub quiet_until: Option<DateTime<Utc>>,
    /// Peak hours last until then: louder, and read more often.
    pub peak_until: Option<DateTime<Utc>>,
    /// The sentence at the foot.
    pub toast: Option<Toast>,
    /// What is wrong with the whole desktop: no tray, no keyring, clock off.
    pub warnings: Vec<String>,
    /// Keys are refused until then because the role has just changed.
    pub hands_off_until: Option<DateTime<Utc>>,
    /// This user's last notes on the shift, the newest first.
    pub notes: Vec<NoteLine>,
}
