//! The conditions of a service level, and what they are held against.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Priority, Rules};
use crate::{Author, GroupId, PlaceId, SourceId};

/// Whether a level is for what teammates ask.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Internal {
    /// Not for that.
    #[default]
    Never,
    /// For that as well.
    Also,
    /// For nothing else.
    Only,
}

/// Which requests a level is for. Within a condition one of its words is
/// enough; a condition that is left out fits every request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct When {
    /// Where it came in.
    pub sources: Vec<SourceId>,
    /// In which place it came in.
    pub places: Vec<(SourceId, PlaceId)>,
    /// Which group was called.
    pub mentions: Vec<GroupId>,
    /// How urgent it is.
    pub priorities: Vec<Priority>,
    /// The customer's tier.
    pub tiers: Vec<String>,
    /// Its category.
    pub categories: Vec<String>,
    /// Who asks: an id at the source, an e-mail address, or "@" and the
    /// domain of one.
    pub requesters: Vec<String>,
    /// The calendars, by name, one of which is open when it comes.
    pub hours: Vec<String>,
    /// Whether a teammate asks.
    pub internal: Internal,
}

/// What is known of a request when its level is chosen.
#[derive(Clone, Debug)]
pub struct Asking<'a> {
    /// Where it came in, if that is known.
    pub place: Option<(&'a SourceId, &'a PlaceId)>,
    /// How urgent it is.
    pub priority: Priority,
    /// The groups that were called.
    pub mentions: &'a [GroupId],
    /// The customer's tier.
    pub tier: Option<&'a str>,
    /// Its category.
    pub category: Option<&'a str>,
    /// Who asks, where a person does.
    pub requester: Option<&'a Author>,
    /// A teammate asks.
    pub internal: bool,
    /// When its clock starts.
    pub at: DateTime<Utc>,
}

impl Asking<'_> {
    /// A request of somebody outside the roster, of which no more is known.
    #[must_use]
    pub fn of(priority: Priority, at: DateTime<Utc>) -> Self {
        Asking {
            place: None,
            priority,
            mentions: &[],
            tier: None,
            category: None,
            requester: None,
            internal: false,
            at,
        }
    }
}

/// A condition of a level with what fitted it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fitted {
    /// Its key in the team file: "priority".
    pub condition: String,
    /// What of the request fitted: "urgent".
    pub by: String,
}

impl When {
    /// Whether a request fits every condition.
    #[must_use]
    pub fn fits(&self, asking: &Asking<'_>, rules: &Rules) -> bool {
        let internal = match self.internal {
            Internal::Never => !asking.internal,
            Internal::Also => true,
            Internal::Only => asking.internal,
        };
        internal && self.held(asking, rules).all(|(_, fitted)| fitted.is_some())
    }

    /// What of a request fitted each condition, in the order of this type.
    #[must_use]
    pub fn fitted(&self, asking: &Asking<'_>, rules: &Rules) -> Vec<Fitted> {
        let internal = (self.internal == Internal::Only && asking.internal)
            .then(|| ("internal", Some("true".to_owned())));
        self.held(asking, rules)
            .chain(internal)
            .filter_map(|(condition, by)| {
                Some(Fitted { condition: condition.to_owned(), by: by? })
            })
            .collect()
    }

    /// The conditions that there are, with what fitted each of them.
    fn held(
        &self,
        asking: &Asking<'_>,
        rules: &Rules,
    ) -> impl Iterator<Item = (&'static str, Option<String>)> {
        let source = asking.place.map(|(source, _)| source);
        [
            found("source", &self.sources, |id| source == Some(id), text),
            found(
                "place",
                &self.places,
                |(source, place)| asking.place == Some((source, place)),
                |(source, place)| place_name(rules, source, place),
            ),
            found(
                "mention",
                &self.mentions,
                |group| asking.mentions.contains(group),
                text,
            ),
            found(
                "priority",
                &self.priorities,
                |priority| *priority == asking.priority,
                |priority| crate::judge::priority_word(*priority).to_owned(),
            ),
            found("tier", &self.tiers, |tier| same(asking.tier, tier), text),
            found(
                "category",
                &self.categories,
                |category| same(asking.category, category),
                text,
            ),
            found(
                "requester",
                &self.requesters,
                |who| asking.requester.is_some_and(|author| is(author, who)),
                text,
            ),
            found(
                "hours",
                &self.hours,
                |name| {
                    let calendar = rules.calendar_named(name);
                    calendar.is_some_and(|it| it.is_open(asking.at))
                },
                text,
            ),
        ]
        .into_iter()
        .flatten()
    }
}

/// The first word of a condition that fits; nothing where there is no such
/// condition.
fn found<T>(
    key: &'static str,
    words: &[T],
    fits: impl Fn(&T) -> bool,
    say: impl Fn(&T) -> String,
) -> Option<(&'static str, Option<String>)> {
    if words.is_empty() {
        return None;
    }
    Some((key, words.iter().find(|word| fits(word)).map(say)))
}

fn text(word: &impl ToString) -> String {
    word.to_string()
}

fn place_name(rules: &Rules, source: &SourceId, place: &PlaceId) -> String {
    rules
        .place(source, place)
        .map_or_else(|| place.to_string(), |place| place.name.clone())
}

fn same(known: Option<&str>, wanted: &str) -> bool {
    known.is_some_and(|known| known.trim().eq_ignore_ascii_case(wanted))
}

/// Never by the name shown, which anybody may choose.
fn is(author: &Author, who: &str) -> bool {
    let mail = author.email.as_deref().unwrap_or_default();
    let by_mail = match who.strip_prefix('@') {
        Some(domain) => mail
            .rsplit_once('@')
            .is_some_and(|(_, of)| of.eq_ignore_ascii_case(domain)),
        None => mail.eq_ignore_ascii_case(who),
    };
    by_mail || author.id.as_str() == who
}
