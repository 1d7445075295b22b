//! What we tell the user, how loudly, and when to think of it again.
//!
//! Every decision is made once and kept: sent or suppressed, and why. A
//! decision is known by its key, so a restart decides nothing twice.

mod decide;
mod edges;
mod flood;
mod hush;
mod notices;
mod overdue;
mod reason;
mod shift;
#[cfg(test)]
mod tests;
mod timely;
mod words;

use std::collections::BTreeMap;
use std::ops::Bound;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::{Loudness, Notice, PersonKey, RequestId, Role};

pub use self::decide::{LOST, Whose, due, next};
pub use self::edges::{Begun, Ending, begins_notice, ends_notice};
pub use self::flood::{Flood, Say};
pub use self::hush::outside_hours;
pub use self::notices::{
    arrivals_notice, blind_notice, caught_up_notice, digest_notice,
    failed_notice, lost_claim_notice, mended_notice, most_urgent, named,
    other_account_notice, repeats_notice, seeing_notice, sign_in_notice,
    sweep_notice,
};
pub use self::overdue::{late_by_rules, rang_again};
pub use self::reason::Hush;
pub use self::shift::before_shift;

/// What an alert is about.
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
pub enum AlertKind {
    /// A request came.
    Arrival,
    /// They wrote again.
    Message,
    /// It became more urgent.
    Raised,
    /// It was closed, and they wrote again.
    Reopened,
    /// The first warning.
    FirstWarning,
    /// The second warning.
    SecondWarning,
    /// The deadline passed.
    Overdue,
    /// Half of the time until an update or a promise has passed.
    HalfTime,
    /// An update is due.
    Update,
    /// A promise is due.
    Promise,
    /// Nobody has answered what no time is promised for.
    Reminder,
    /// A teammate has what I was told of.
    Taken,
    /// My claim came second.
    LostClaim,
    /// An action of mine did not arrive.
    NotSent,
    /// A source cannot be read.
    Blind,
    /// A source can be read again.
    Seeing,
    /// The deadline passed while its source cannot be read.
    CannotSee,
    /// Several things at once.
    Digest,
    /// The ledger was damaged.
    Mended,
    /// A sign-in ends soon, or is another person's than before.
    SignIn,
    /// What was never answered or never closed.
    Sweep,
    /// A shift of this user's has begun.
    Begins,
    /// A shift of this user's ends soon.
    Ends,
}

impl AlertKind {
    /// Whether repeats are counted from it: what a promise held rings with
    /// it, and not beside it.
    #[must_use]
    pub fn begins_repeats(self) -> bool {
        matches!(self, AlertKind::Overdue | AlertKind::Promise)
    }

    /// The word for the record.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            AlertKind::Arrival => "arrival",
            AlertKind::Message => "their next message",
            AlertKind::Raised => "raised",
            AlertKind::Reopened => "reopened",
            AlertKind::FirstWarning => "first warning",
            AlertKind::SecondWarning => "second warning",
            AlertKind::Overdue => "overdue",
            AlertKind::HalfTime => "half time",
            AlertKind::Update => "update due",
            AlertKind::Promise => "promise due",
            AlertKind::Reminder => "reminder",
            AlertKind::Taken => "taken",
            AlertKind::LostClaim => "lost claim",
            AlertKind::NotSent => "not sent",
            AlertKind::Blind => "blind",
            AlertKind::Seeing => "seeing again",
            AlertKind::CannotSee => "cannot see",
            AlertKind::Digest => "digest",
            AlertKind::Mended => "ledger mended",
            AlertKind::Sweep => "sweep",
            AlertKind::SignIn => "sign-in",
            AlertKind::Begins => "shift begins",
            AlertKind::Ends => "shift ends",
        }
    }
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// Known by: decided once.
    pub key: String,
    /// What it is about.
    pub kind: AlertKind,
    /// The request, if it is about one.
    pub request: Option<RequestId>,
    /// When it became due.
    pub due: DateTime<Utc>,
    /// What would be, or is, said.
    pub notice: Notice,
    /// Why it is not said by itself.
    pub hushed: Option<Hush>,
    /// It repeats an alert that was said before.
    pub repeat: bool,
}

impl Alert {
    /// Whether it makes a sound when it is said.
    #[must_use]
    pub fn sounds(&self) -> bool {
        self.notice.loudness >= Loudness::Sound
    }
}

/// What has been decided about a request: key and when.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Every decision.
    pub decided: BTreeMap<String, DateTime<Utc>>,
    /// When a bubble about it was first shown.
    #[serde(default)]
    pub first_shown: Option<DateTime<Utc>>,
    /// When a bubble about it was last shown.
    pub shown: Option<DateTime<Utc>>,
    /// When it last made a sound.
    pub sounded: Option<DateTime<Utc>>,
    /// The last repeat of its overdue alert.
    pub repeated: Option<DateTime<Utc>>,
    /// How often it was repeated.
    pub repeats: u32,
}

impl Told {
    /// Takes in a decision.
    pub fn note(&mut self, alert: &Alert, now: DateTime<Utc>) {
        self.decided.insert(alert.key.clone(), now);
        if alert.kind == AlertKind::Overdue {
            self.repeats = self.repeats.saturating_add(1);
        }
        if alert.kind.begins_repeats() {
            self.repeated = Some(now);
        }
        if alert.hushed.is_none() {
            self.first_shown.get_or_insert(now);
            self.shown = Some(now);
            if alert.sounds() {
                self.sounded = Some(now);
            }
        }
    }

    fn knows(&self, key: &str) -> bool {
        self.decided.contains_key(key)
    }

    /// Whether a decision is known whose key begins like this.
    fn knows_any(&self, stem: &str) -> bool {
        self.beginning(stem).next().is_some()
    }

    fn knows_so_many(&self, stem: &str, many: usize) -> bool {
        self.beginning(stem).take(many).count() == many
    }

    /// The keys that begin like this stand beside each other; what nobody
    /// answers for days has thousands of others.
    fn beginning(&self, stem: &str) -> impl Iterator<Item = &String> {
        let from = (Bound::Included(stem), Bound::Unbounded);
        let keys = self.decided.range::<str, _>(from).map(|(key, _)| key);
        keys.take_while(move |key| key.starts_with(stem))
    }
}

/// The circumstances of a decision.
#[derive(Clone, Debug)]
pub struct Moment<'a> {
    /// Now.
    pub now: DateTime<Utc>,
    /// The zone in which times are said.
    pub zone: Tz,
    /// This user.
    pub me: Option<&'a PersonKey>,
    /// What they are now.
    pub role: Role,
    /// A responder has a seat now.
    pub responder_seated: bool,
    /// This computer rings.
    pub rings: bool,
    /// No bubbles and sounds until.
    pub quiet_until: Option<DateTime<Utc>>,
    /// The request's source cannot be read, since.
    pub blind_since: Option<DateTime<Utc>>,
    /// The request's source reads what was missed.
    pub catching_up: bool,
    /// The request's source, as people call it.
    pub source: &'a str,
    /// Seconds between two reads of the source.
    pub pace: TimeDelta,
    /// The label of the claim: "I'm on it".
    pub claim_verb: &'a str,
    /// A repeat that is due within this time rings with one that is due now.
    pub slack: TimeDelta,
}
