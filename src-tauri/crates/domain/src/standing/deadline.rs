//! A clock that runs for a request.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::target::Target;
use crate::{BandEnd, ExternalId, Fitted, Named, PersonKey};

/// What is due.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum DueKind {
    /// The first answer.
    FirstResponse,
    /// The answer to what they wrote after one.
    NextResponse,
    /// The end of it.
    Resolution,
    /// What a teammate said they would do by a time.
    Promise,
    /// Some word, after a message of ours that only holds.
    Update,
    /// Any answer, where no time is promised for one.
    Reminder,
}

impl DueKind {
    /// Whether it can be late: everything else only stands at its time.
    #[must_use]
    pub fn is_target(self) -> bool {
        match self {
            DueKind::FirstResponse
            | DueKind::NextResponse
            | DueKind::Resolution => true,
            DueKind::Promise | DueKind::Update | DueKind::Reminder => false,
        }
    }

    /// What it is called in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            DueKind::FirstResponse => "first response",
            DueKind::NextResponse => "next response",
            DueKind::Resolution => "resolution",
            DueKind::Promise => "promise",
            DueKind::Update => "update",
            DueKind::Reminder => "reminder",
        }
    }
}

/// A clock that runs for a request, and the instants at which it says
/// something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deadline {
    /// What is due.
    pub kind: DueKind,
    /// From which target it follows; nothing where a person named the time.
    pub target: Option<Target>,
    /// The instant its clock counts from.
    pub started: DateTime<Utc>,
    /// When the clock begins to run: the opening, outside hours.
    pub runs_from: DateTime<Utc>,
    /// The first warning; of an update and a promise half of the time.
    pub first_warning: DateTime<Utc>,
    /// The second warning.
    pub second_warning: DateTime<Utc>,
    /// From when it looks imminent.
    pub imminent: DateTime<Utc>,
    /// The deadline.
    pub due: DateTime<Utc>,
    /// A promise holds it until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<DateTime<Utc>>,
    /// Set by hand, it leaves time until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<DateTime<Utc>>,
    /// The level that promises it; nobody, where a person named the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// When it was their turn, which is not counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<Paused>,
    /// How good an answer is until when; the last one ends with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<BandEnd>,
    /// What a person named in the place of a target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<Named>,
}

/// The level that promises something, and what of the request it fitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its name.
    pub level: String,
    /// What fitted each of its conditions.
    pub fitted: Vec<Fitted>,
}

/// A stretch in which it was their turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paused {
    /// From.
    pub from: DateTime<Utc>,
    /// To.
    pub to: DateTime<Utc>,
    /// Our message with which it began.
    pub asked: Option<ExternalId>,
    /// Theirs with which it ended; nothing where it was closed.
    pub answered: Option<ExternalId>,
}

impl Deadline {
    /// A target applied from an instant; nothing where the calendar does not
    /// open enough.
    pub(crate) fn of(
        kind: DueKind,
        target: &Target,
        started: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Option<Deadline> {
        let due = target.deadline(started, calendar)?;
        let runs_from = target.runs_from(started, calendar)?;
        let mut deadline = Deadline {
            kind,
            target: Some(target.clone()),
            started,
            runs_from,
            first_warning: due,
            second_warning: due,
            imminent: due,
            due,
            held: None,
            least: None,
            origin: None,
            pauses: Vec::new(),
            bands: Vec::new(),
            named: None,
        };
        match kind {
            DueKind::Reminder => {}
            DueKind::Update | DueKind::Promise => {
                let half = target.elapsed(started, due, calendar) / 2;
                let half = if target.counts_open_time() {
                    calendar.subtract_open_time(due, half)
                } else {
                    due.checked_sub_signed(half)
                };
                deadline.first_warning = half.unwrap_or(due);
                deadline.imminent = deadline.first_warning;
            }
            DueKind::FirstResponse
            | DueKind::NextResponse
            | DueKind::Resolution => {
                let warnings = target.warnings(started, due, calendar);
                deadline.first_warning = warnings.first;
                deadline.second_warning = warnings.second;
                deadline.imminent = target.imminent_from(warnings);
            }
        }
        Some(deadline)
    }

    /// A time that a person named.
    pub(crate) fn named(
        kind: DueKind,
        started: DateTime<Utc>,
        named: Named,
    ) -> Deadline {
        let due = named.until.max(started);
        let whole = due - started;
        let before = |percent: i32, most: i64| {
            let share = whole * percent / 100;
            due - share.min(TimeDelta::minutes(most))
        };
        let (first, second) = if kind.is_target() {
            (before(40, 30), before(20, 15))
        } else {
            (due - whole / 2, due)
        };
        Deadline {
            kind,
            target: None,
            started,
            runs_from: started,
            first_warning: first,
            second_warning: second,
            imminent: first,
            due,
            held: None,
            least: None,
            origin: None,
            pauses: Vec::new(),
            bands: Vec::new(),
            named: Some(named),
        }
    }

    /// The same, of which nothing is heard before an instant.
    pub(crate) fn hold(mut self, until: DateTime<Utc>) -> Deadline {
        self.due = self.due.max(until);
        self.first_warning = self.first_warning.max(until);
        self.second_warning = self.second_warning.max(until);
        self.imminent = self.imminent.max(until);
        self.held = Some(until);
        self
    }

    /// The same, later by what the other side took.
    pub(crate) fn later(
        mut self,
        by: TimeDelta,
        calendar: &Calendar,
    ) -> Deadline {
        // At a closing, nothing more is not the next opening.
        if by.is_zero() {
            return self;
        }
        let counts_open =
            self.target.as_ref().is_some_and(Target::counts_open_time);
        let shift = |at: DateTime<Utc>| {
            let later = if counts_open {
                calendar.add_open_time(at, by)
            } else {
                at.checked_add_signed(by)
            };
            later.unwrap_or(at)
        };
        self.first_warning = shift(self.first_warning);
        self.second_warning = shift(self.second_warning);
        self.imminent = shift(self.imminent);
        self.due = shift(self.due);
        self
    }

    /// Whether what holds it until then has the word: nothing rings twice for
    /// a promise.
    pub(crate) fn silenced(&self, at: DateTime<Utc>) -> bool {
        self.held.is_some_and(|held| at <= held)
    }

    /// What it follows from, in a sentence: "3 business hours", or that a
    /// person named the time.
    #[must_use]
    pub fn full_words(&self) -> String {
        match (&self.target, self.kind) {
            (Some(target), _) => target.full_words(),
            (None, DueKind::Promise) => "promised".to_owned(),
            (None, _) => "agreed".to_owned(),
        }
    }

    /// Whether its clock stands still outside the hours.
    #[must_use]
    pub fn counts_open_time(&self) -> bool {
        self.target.as_ref().is_some_and(Target::counts_open_time)
    }
}

/// What a teammate said they would do by a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Promised {
    /// Who.
    pub by: PersonKey,
    /// In which message.
    pub message: ExternalId,
    /// When they said so.
    pub at: DateTime<Utc>,
    /// By when.
    pub due: DateTime<Utc>,
}

/// By when the asking side says that they need it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NeededBy {
    /// In which message.
    pub message: ExternalId,
    /// By when.
    pub due: DateTime<Utc>,
}
