//! The rules of a team: its file, checked.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::target::Target;
use crate::{
    Author, GroupId, Mention, PersonKey, PlaceId, Role, SourceId, UserId,
};

/// How much harm waiting does; the worst first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Production is down, or a developer must stop what they are doing.
    Emergency,
    /// Someone is blocked.
    Urgent,
    /// Everything else.
    Normal,
}

/// One who answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Teammate {
    /// Their key in the team file.
    pub key: PersonKey,
    /// What they are called.
    pub name: String,
    /// By which their accounts are joined over sources.
    pub email: Option<String>,
    /// Their ids at sources: (source, id).
    pub ids: Vec<(SourceId, UserId)>,
}

/// A seat of a shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Who sits.
    pub person: PersonKey,
    /// As what; never off duty.
    pub role: Role,
}

/// Who is on duty from when to when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// From.
    pub from: DateTime<Utc>,
    /// To, not included.
    pub to: DateTime<Utc>,
    /// In the order of the file; the first waits least.
    pub seats: Vec<Seat>,
}

/// Who is on duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Duty {
    /// The whole roster.
    Everyone,
    /// These, always.
    Always {
        /// In the order of the file.
        seats: Vec<Seat>,
    },
    /// By shifts.
    Shifts {
        /// Ordered by their beginning.
        shifts: Vec<Shift>,
    },
}

/// What a teammate off duty who knows the answer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffDuty {
    /// Answers.
    Answer,
    /// Helps those on duty to answer.
    Help,
}

/// How the posts of bots are read in a place.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Bots {
    /// Not at all.
    #[default]
    Ignore,
    /// A bot's root is a request without a requester.
    Alerts,
    /// A bot carries a person's words.
    Mirror,
}

/// A place that is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceRules {
    /// Its id at the source.
    pub id: PlaceId,
    /// What people call it: "#support".
    pub name: String,
    /// The priority of everything that comes here, before any mention.
    pub priority: Priority,
    /// How bots are read.
    pub bots: Bots,
    /// Everyone at the source can read it: an answer to a teammate here is
    /// public.
    pub public: bool,
}

/// A source that is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRules {
    /// Its key.
    pub id: SourceId,
    /// Its kind: "slack", "demo".
    pub kind: String,
    /// What people call it.
    pub name: String,
    /// Its places.
    pub places: Vec<PlaceRules>,
    /// What else the team file says of it, for the source itself:
    /// "client_id", "push".
    pub options: BTreeMap<String, String>,
}

/// What a mention means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raise {
    /// In which source.
    pub source: SourceId,
    /// The group as the team file names it: "@oncall". The source knows
    /// which of its groups that is and tells mentions by this name, so that
    /// a group may be renamed there.
    pub group: GroupId,
    /// What it makes of a request.
    pub priority: Priority,
}

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

/// The promise to requests of a priority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// What people call it.
    pub name: String,
    /// Which requests.
    pub priority: Priority,
    /// By when the first answer.
    pub first_response: Option<Target>,
    /// What answers.
    pub counts: Counts,
    /// Requests of teammates are clocked too.
    pub internal: bool,
}

/// A team's rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// The hash of the file's text.
    pub version: String,
    /// The team's name.
    pub team: String,
    /// The zone of the team.
    pub zone: Tz,
    /// Who answers.
    pub roster: Vec<Teammate>,
    /// Who is on duty.
    pub duty: Duty,
    /// What those off duty do.
    pub off_duty: OffDuty,
    /// What is read.
    pub sources: Vec<SourceRules>,
    /// The team's business hours.
    pub calendar: Calendar,
    /// The service levels; the first that fits wins.
    pub levels: Vec<Level>,
    /// What mentions mean.
    pub raises: Vec<Raise>,
    /// The sentence a claim says, if it says one.
    pub claim_says: Option<String>,
    /// The mark that claims.
    pub claim_mark: String,
    /// The mark that closes, unless the team has switched it off.
    pub close_mark: Option<String>,
    /// The mark that dismisses, if the team has one.
    pub dismiss_mark: Option<String>,
}

impl Rules {
    /// The teammate behind a source's id: by the id in the team file, or by
    /// an equal e-mail address, never by a name.
    #[must_use]
    pub fn teammate(
        &self,
        source: &SourceId,
        author: &Author,
    ) -> Option<&Teammate> {
        self.roster.iter().find(|mate| {
            mate.ids.iter().any(|(s, id)| s == source && *id == author.id)
                || mate.email.as_deref().is_some_and(|mail| {
                    author
                        .email
                        .as_deref()
                        .is_some_and(|theirs| theirs.eq_ignore_ascii_case(mail))
                })
        })
    }

    /// A teammate by key.
    #[must_use]
    pub fn person(&self, key: &PersonKey) -> Option<&Teammate> {
        self.roster.iter().find(|mate| mate.key == *key)
    }

    /// What a teammate is called; the key itself for somebody who has left.
    #[must_use]
    pub fn name<'a>(&'a self, key: &'a PersonKey) -> &'a str {
        self.person(key).map_or(key.as_str(), |mate| &mate.name)
    }

    /// The seats that are taken at an instant, in order.
    #[must_use]
    pub fn seats(&self, now: DateTime<Utc>) -> Vec<Seat> {
        match &self.duty {
            Duty::Everyone => self
                .roster
                .iter()
                .map(|mate| Seat {
                    person: mate.key.clone(),
                    role: Role::Responder,
                })
                .collect(),
            Duty::Always { seats } => seats.clone(),
            Duty::Shifts { shifts } => shifts
                .iter()
                .filter(|s| s.from <= now && now < s.to)
                .flat_map(|s| s.seats.iter().cloned())
                .collect(),
        }
    }

    /// What a teammate is at an instant.
    #[must_use]
    pub fn role(&self, person: &PersonKey, now: DateTime<Utc>) -> Role {
        self.seats(now)
            .into_iter()
            .find(|seat| seat.person == *person)
            .map_or(Role::OffDuty, |seat| seat.role)
    }

    /// Whether a teammate has a seat that answers.
    #[must_use]
    pub fn on_duty(&self, person: &PersonKey, now: DateTime<Utc>) -> bool {
        self.role(person, now).on_duty()
    }

    /// The shift that runs now, or else the next one.
    #[must_use]
    pub fn shift(&self, now: DateTime<Utc>) -> Option<&Shift> {
        match &self.duty {
            Duty::Everyone | Duty::Always { .. } => None,
            Duty::Shifts { shifts } => shifts.iter().find(|s| now < s.to),
        }
    }

    /// The next instant at which somebody's role changes.
    #[must_use]
    pub fn next_change_of_duty(
        &self,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        match &self.duty {
            Duty::Everyone | Duty::Always { .. } => None,
            Duty::Shifts { shifts } => shifts
                .iter()
                .flat_map(|s| [s.from, s.to])
                .filter(|at| *at > now)
                .min(),
        }
    }

    /// A source by key.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&SourceRules> {
        self.sources.iter().find(|s| s.id == *id)
    }

    /// A place by source and id.
    #[must_use]
    pub fn place(
        &self,
        source: &SourceId,
        place: &PlaceId,
    ) -> Option<&PlaceRules> {
        self.source(source)?.places.iter().find(|p| p.id == *place)
    }

    /// The priority that a mention gives, if it gives one.
    #[must_use]
    pub fn raised_by(
        &self,
        source: &SourceId,
        mention: &Mention,
    ) -> Option<&Raise> {
        let Mention::Group { id } = mention else { return None };
        self.raises.iter().find(|r| r.source == *source && r.group == *id)
    }

    /// The service level of a request.
    #[must_use]
    pub fn level(&self, priority: Priority, internal: bool) -> Option<&Level> {
        self.levels
            .iter()
            .find(|l| l.priority == priority && (!internal || l.internal))
    }

    /// What the claim is called: it says something, or it only marks.
    #[must_use]
    pub fn claim_verb(&self) -> &'static str {
        if self.claim_says.is_some() { "I'm on it" } else { "Claim" }
    }
}
