//! The rules of a team: its file, checked.

mod duty;
mod handing;
mod level;
mod observing;
#[cfg(test)]
mod tests;
mod when;

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

pub use self::duty::{Duty, Seat, Shift};
pub use self::handing::HandoffChannel;
pub use self::level::{Band, Counts, Level, Repeats, Updates};
pub use self::observing::Stretch;
pub use self::when::{Asking, Fitted, Internal, When};

use crate::calendar::Calendar;
use crate::{Author, GroupId, Mention, PersonKey, PlaceId, SourceId, UserId};

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
    /// Where they are; without one, where the team is.
    #[serde(default)]
    pub zone: Option<Tz>,
    /// Their working hours; without any, the team's.
    #[serde(default)]
    pub hours: Option<Calendar>,
    /// The stretch in which they read along before their first own shift.
    #[serde(default)]
    pub observes: Option<Stretch>,
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
    /// What else the team file says of it, for the source itself: "pulls".
    #[serde(default)]
    pub options: BTreeMap<String, String>,
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

impl SourceRules {
    /// Whether people write there line by line, so that several messages may
    /// be about one thing. An issue or a mail is whole by itself.
    #[must_use]
    pub fn is_talk(&self) -> bool {
        !matches!(self.kind.as_str(), "github" | "mail")
    }
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

/// What belongs into a handoff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoffRules {
    /// The questions of the team's form, in order.
    #[serde(default)]
    pub questions: Vec<String>,
    /// What is to be done in every shift beside the requests, in order.
    #[serde(default)]
    pub jobs: Vec<String>,
    /// Who asks from inside of the company and is no user: "@acme.example",
    /// an address, or an id.
    #[serde(default)]
    pub insiders: Vec<String>,
    /// Where it is sent, if it leaves this computer at all.
    #[serde(default)]
    pub channel: Option<HandoffChannel>,
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
    /// The other calendars, by the names that levels and targets give them.
    pub calendars: BTreeMap<String, Calendar>,
    /// When most requests come.
    pub peaks: Vec<Calendar>,
    /// The service levels; the first that fits wins.
    pub levels: Vec<Level>,
    /// What mentions mean.
    pub raises: Vec<Raise>,
    /// The tiers of customers, whoever is served first before the others.
    pub tiers: Vec<String>,
    /// The sentence a claim says, if it says one.
    pub claim_says: Option<String>,
    /// The mark that claims.
    pub claim_mark: String,
    /// The mark that closes, unless the team has switched it off.
    pub close_mark: Option<String>,
    /// The mark that dismisses, if the team has one.
    pub dismiss_mark: Option<String>,
    /// After so many days a request that has ended loses its texts.
    pub keep_days: u32,
    /// What somebody new is to do, in order.
    #[serde(default)]
    pub onboarding: Vec<String>,
    /// What belongs into a handoff.
    #[serde(default)]
    pub handoff: HandoffRules,
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

    /// The place of a tier: one that is not named comes after all that are,
    /// and none at all last.
    #[must_use]
    pub fn tier_place(&self, tier: Option<&str>) -> usize {
        let Some(tier) = tier else { return self.tiers.len() + 1 };
        let same = |named: &String| named.eq_ignore_ascii_case(tier.trim());
        self.tiers.iter().position(same).unwrap_or(self.tiers.len())
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

    /// What the claim is called: it says something, or it only marks.
    #[must_use]
    pub fn claim_verb(&self) -> &'static str {
        if self.claim_says.is_some() { "I'm on it" } else { "Claim" }
    }
}
