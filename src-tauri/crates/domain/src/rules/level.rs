//! A service level: what is promised to the requests that it is for.

use std::num::NonZeroU32;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Asking, Internal, Priority, Rules, When};
use crate::calendar::Calendar;
use crate::target::{Target, TargetKind};
use crate::{GroupId, Judged};

/// What stops the clock of a first response.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// A public reply; where there is nobody to reply to, a claim.
    #[default]
    Reply,
    /// A reply or a claim, whichever is first.
    Claim,
}

/// By when somebody who waits for news hears from us.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Updates {
    /// By the priority: 30 minutes, one business hour, the next business day.
    #[default]
    Usual,
    /// Nothing is promised.
    Never,
    /// Within a target.
    Within {
        /// The target.
        target: Target,
    },
}

/// How often an overdue request rings again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Repeats {
    /// It rings once.
    Never,
    /// Again and again.
    Every {
        /// After so many minutes.
        minutes: NonZeroU32,
        /// At most so often; nothing is until it is heeded.
        times: Option<NonZeroU32>,
    },
}

/// How good an answer is that comes within a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// "great".
    pub name: String,
    /// Until when an answer falls into it.
    pub within: Target,
}

/// The promise to the requests that its conditions fit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// What people call it; no two levels of a team are called the same.
    pub name: String,
    /// Which requests.
    pub when: When,
    /// The calendar outside of which nothing of it rings, by its name;
    /// without one it is the team's. Its targets name their own.
    pub calendar: Option<String>,
    /// By when the first answer.
    pub first_response: Option<Target>,
    /// By when the answer to what they write after the first one.
    pub next_response: Option<Target>,
    /// By when the next news, after an answer that only holds.
    pub updates: Updates,
    /// By when it is done.
    pub resolution: Option<Target>,
    /// How good a first answer is, the shortest first; only what comes after
    /// the last is a miss, and that one is `first_response`.
    pub bands: Vec<Band>,
    /// How an overdue request rings again; without it, by its priority.
    pub repeats: Option<Repeats>,
    /// What answers.
    pub counts: Counts,
    /// Without a promise: when we are reminded of it, until somebody answers.
    pub remind: Option<Target>,
}

impl Level {
    /// A level for the requests of a priority that promises nothing yet.
    #[must_use]
    pub fn of(name: impl Into<String>, priority: Priority) -> Level {
        let when = When { priorities: vec![priority], ..When::default() };
        Level { name: name.into(), when, ..Level::default() }
    }

    /// The one priority that it is for, if it is for one.
    #[must_use]
    pub fn priority(&self) -> Option<Priority> {
        match self.when.priorities.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The requests of teammates are clocked too.
    #[must_use]
    pub fn internal(&self) -> bool {
        self.when.internal != Internal::Never
    }

    /// By when the next news of a request of a priority.
    #[must_use]
    pub fn update(&self, priority: Priority) -> Option<Target> {
        match &self.updates {
            Updates::Never => None,
            Updates::Within { target } => Some(target.clone()),
            Updates::Usual => {
                let kind = usual_update(priority);
                Some(Target { calendar: self.calendar.clone(), ..kind.into() })
            }
        }
    }

    /// Whether what is late and nobody's rings until somebody takes it.
    #[must_use]
    pub fn rings_until_taken(&self, priority: Priority) -> bool {
        match self.repeats {
            Some(Repeats::Every { times, .. }) => times.is_none(),
            Some(Repeats::Never) => false,
            None => priority < Priority::Normal,
        }
    }

    /// Every target that it promises, with the key of the team file.
    pub fn targets(&self) -> impl Iterator<Item = (&'static str, &Target)> {
        let update = match &self.updates {
            Updates::Within { target } => Some(target),
            Updates::Usual | Updates::Never => None,
        };
        let one = |key, target: Option<_>| target.map(|target| (key, target));
        [
            one("first_response", self.first_response.as_ref()),
            one("next_response", self.next_response.as_ref()),
            one("update", update),
            one("resolution", self.resolution.as_ref()),
            one("remind", self.remind.as_ref()),
        ]
        .into_iter()
        .flatten()
        .chain(self.bands.iter().map(|band| ("bands", &band.within)))
    }
}

fn usual_update(priority: Priority) -> TargetKind {
    const HALF_AN_HOUR: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);
    const AN_HOUR: NonZeroU32 = NonZeroU32::MIN.saturating_add(59);
    match priority {
        Priority::Emergency => TargetKind::Minutes(HALF_AN_HOUR),
        Priority::Urgent => TargetKind::BusinessMinutes(AN_HOUR),
        Priority::Normal => {
            TargetKind::NextBusinessDay { after_closing: Default::default() }
        }
    }
}

impl Rules {
    /// The service level of a request: the first whose conditions it fits.
    #[must_use]
    pub fn level(&self, asking: &Asking<'_>) -> Option<&Level> {
        self.levels.iter().find(|level| level.when.fits(asking, self))
    }

    /// Whether a level is only for requests that call a group.
    #[must_use]
    pub fn asks_for(&self, group: &GroupId) -> bool {
        self.levels.iter().any(|level| level.when.mentions.contains(group))
    }

    /// The service level that people call by a name.
    #[must_use]
    pub fn level_named(&self, name: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.name == name)
    }

    /// The service level that a request was judged by.
    #[must_use]
    pub fn level_of(&self, judged: &Judged) -> Option<&Level> {
        self.level_named(judged.level.as_deref()?)
    }

    /// The calendar of a name.
    #[must_use]
    pub fn calendar_named(&self, name: &str) -> Option<&Calendar> {
        self.calendars.get(name).or_else(|| {
            (self.calendar.name() == name).then_some(&self.calendar)
        })
    }

    /// The calendar in which a target is counted.
    #[must_use]
    pub fn calendar_of(&self, target: &Target) -> &Calendar {
        self.calendar_or_the_teams(target.calendar.as_deref())
    }

    /// Whether something of a request of this level may ring at an instant.
    /// A promise in minutes round the clock has no outside.
    #[must_use]
    pub fn may_ring(&self, level: Option<&Level>, at: DateTime<Utc>) -> bool {
        let first = level.and_then(|level| level.first_response.as_ref());
        if let Some(TargetKind::Minutes(_)) = first.map(|target| target.kind) {
            return true;
        }
        let named = level.and_then(|level| level.calendar.as_deref());
        let own = first.and_then(|target| target.calendar.as_deref());
        self.calendar_or_the_teams(own.or(named)).is_open(at)
    }

    /// Whether requests come fast at an instant: one step louder, and every
    /// source is read at its fastest allowed pace.
    #[must_use]
    pub fn peak(&self, at: DateTime<Utc>) -> bool {
        self.peaks.iter().any(|peak| peak.is_open(at))
    }

    /// When the peak that an instant is in is over.
    #[must_use]
    pub fn peak_ends(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let open = self.peaks.iter().filter(|peak| peak.is_open(at));
        open.filter_map(|peak| peak.next_closing(at)).max()
    }

    /// When the next peak begins.
    #[must_use]
    pub fn next_peak(&self, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let peaks = self.peaks.iter();
        peaks.filter_map(|peak| peak.next_opening(after)).min()
    }

    fn calendar_or_the_teams(&self, name: Option<&str>) -> &Calendar {
        name.and_then(|name| self.calendar_named(name))
            .unwrap_or(&self.calendar)
    }
}
