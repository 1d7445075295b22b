//! Why a request is due when it is, complete enough to be counted again.

use chrono::{DateTime, NaiveDate, Utc};
use domain::target::TargetKind;
use domain::{BandEnd, DueKind, Fitted, Named, Outcome};
use serde::{Deserialize, Serialize};

use crate::Receipt;

/// Everything that the deadlines of a request follow from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Which request.
    pub request: i64,
    /// The version of the rules in force.
    pub rules: String,
    /// The request in the same thread that had ended long before this began.
    pub follows: Option<i64>,
    /// The request in the same thread that began long after this ended.
    pub followed: Option<i64>,
    /// The service level that it has now.
    pub level: Option<LevelTold>,
    /// Everything that runs, in order of time.
    pub deadlines: Vec<DeadlineTold>,
    /// The settled word on the first response.
    pub verdict: Option<VerdictTold>,
    /// The settled words on what was promised after it, in order of time.
    pub replies: Vec<VerdictTold>,
    /// What was said on it before, by other rules.
    pub earlier: Vec<VerdictTold>,
    /// What happened and what it did, in order of time.
    pub steps: Vec<Receipt>,
}

/// A service level, and what of the request it fitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelTold {
    /// Its name.
    pub name: String,
    /// What fitted each of its conditions; a level for everything has none.
    pub matched: Vec<Fitted>,
}

/// A deadline with all that it was counted from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeadlineTold {
    /// What is due.
    pub kind: DueKind,
    /// The level that promises it; nothing where a person named the time.
    pub level: Option<LevelTold>,
    /// What the person named; nothing where it is counted.
    pub named: Option<Named>,
    /// What it promises: "3 business hours".
    pub target: Option<String>,
    /// How that is measured.
    pub measured: Option<TargetKind>,
    /// The calendar that it is counted in.
    pub calendar: Option<CalendarTold>,
    /// The activity with which its clock started.
    pub activity: Option<String>,
    /// When that was.
    pub started: DateTime<Utc>,
    /// When the clock began to run.
    pub runs_from: DateTime<Utc>,
    /// For targets in days: the date as which the arrival counts.
    pub arrival_day: Option<NaiveDate>,
    /// Every stretch of the calendar that was used, in order.
    pub intervals: Vec<IntervalTold>,
    /// When it was their turn, which is not counted.
    pub pauses: Vec<PauseTold>,
    /// Set by hand, it leaves time until then.
    pub at_least: Option<DateTime<Utc>>,
    /// A promise holds it until then.
    pub held_until: Option<DateTime<Utc>>,
    /// The result.
    pub due: DateTime<Utc>,
    /// How good an answer is until when; the last one ends with it.
    pub bands: Vec<BandEnd>,
}

/// The calendar of a deadline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CalendarTold {
    /// Its name.
    pub name: String,
    /// The zone in which its dates are meant.
    pub zone: String,
    /// It never closes: its days end at midnight.
    pub round_the_clock: bool,
}

/// A stretch of open time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntervalTold {
    /// When it opened.
    pub opens: DateTime<Utc>,
    /// When it closed.
    pub closes: DateTime<Utc>,
    /// How much of it lies between start and deadline, in seconds.
    pub counted_s: i64,
}

/// A stretch in which it was their turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PauseTold {
    /// From.
    pub from: DateTime<Utc>,
    /// To.
    pub to: DateTime<Utc>,
    /// The activity with which it began; nothing where this user said so.
    pub began: Option<String>,
    /// The activity with which it ended; nothing where it was closed.
    pub ended: Option<String>,
}

/// A settled word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerdictTold {
    /// What was due.
    pub kind: DueKind,
    /// What it says.
    pub outcome: Outcome,
    /// When the deciding answer was given.
    pub answered: DateTime<Utc>,
    /// The deciding activity; nothing where a mark decided.
    pub activity: Option<String>,
    /// Who gave it.
    pub by: Option<String>,
    /// The band into which the answer fell.
    pub band: Option<String>,
    /// How long it took in the target's own time, in milliseconds.
    pub took_ms: i64,
    /// How late it was, in milliseconds.
    pub late_ms: i64,
    /// When it was due.
    pub due: Option<DateTime<Utc>>,
    /// The version of the rules by which it was judged.
    pub rules: String,
    /// What a person had named in the place of a target.
    pub named: Option<Named>,
    /// How its deadline was counted, where that was kept.
    pub deadline: Option<DeadlineTold>,
}
