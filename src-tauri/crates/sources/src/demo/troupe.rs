//! Who plays, and where: the script's people and places by the team file.

use domain::{
    Author, Bots, PersonKey, PlaceId, Priority, Rules, SourceId, SourceRules,
    Teammate, UserId,
};

use super::markup::Groups;
use super::script::{Kind, Person};

/// The user's key in the demo's team file.
const ME: &str = "you";

/// What a source of the demo stands for, told by its key in the team file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// A chat.
    Chat,
    /// A mailbox.
    Mail,
    /// An issue tracker.
    Issues,
    /// A monitoring.
    Alerts,
}

impl Ground {
    /// What a source stands for; any other key is one more chat, in which
    /// nothing is asked.
    pub(super) fn of(source: &SourceId) -> Ground {
        match source.as_str() {
            "mail" => Ground::Mail,
            "issues" => Ground::Issues,
            "alerts" => Ground::Alerts,
            _ => Ground::Chat,
        }
    }

    /// The name of its glyph.
    pub(super) fn glyph(self) -> &'static str {
        match self {
            Ground::Chat => "desk",
            Ground::Mail => "mail",
            Ground::Issues => "issue",
            Ground::Alerts => "alert",
        }
    }
}

/// A place of a source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// The source.
    pub(super) source: SourceId,
    /// The place there.
    pub(super) place: PlaceId,
}

/// The team and its places.
pub(super) struct Troupe {
    rules: Rules,
}

impl Troupe {
    /// Those of a team file.
    pub(super) fn new(rules: Rules) -> Troupe {
        Troupe { rules }
    }

    /// The team's rules.
    pub(super) fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Where a kind of story is played; nowhere, if the team file has no
    /// such place.
    pub(super) fn spot(&self, kind: Kind) -> Option<Spot> {
        let bots = match kind {
            Kind::Mirrored => Some(Bots::Mirror),
            Kind::Alert => Some(Bots::Alerts),
            Kind::Question
            | Kind::Claimed
            | Kind::Promised
            | Kind::Mail
            | Kind::Issue
            | Kind::Answered => None,
        };
        let source = self.source(&SourceId::new(kind.source()))?;
        let place = source
            .places
            .iter()
            .find(|place| bots.is_none_or(|bots| place.bots == bots))?;
        Some(Spot { source: source.id.clone(), place: place.id.clone() })
    }

    /// The places of a source.
    pub(super) fn spots(&self, source: &SourceId) -> Vec<Spot> {
        let places = self.source(source).into_iter().flat_map(|s| &s.places);
        places
            .map(|place| Spot {
                source: source.clone(),
                place: place.id.clone(),
            })
            .collect()
    }

    fn source(&self, id: &SourceId) -> Option<&SourceRules> {
        self.rules.source(id).filter(|source| source.kind == "demo")
    }

    /// The user, as a source knows them.
    pub(super) fn me(&self, source: &SourceId) -> Author {
        let mate = self
            .rules
            .person(&PersonKey::new(ME))
            .or_else(|| self.rules.roster.first());
        mate.map_or_else(
            || Author {
                id: UserId::new(ME),
                name: "You".to_owned(),
                email: None,
                of: None,
                human: true,
            },
            |mate| author(mate, source),
        )
    }

    /// A teammate by key, as a source knows them.
    pub(super) fn mate(&self, key: &str, source: &SourceId) -> Option<Author> {
        self.rules.person(&PersonKey::new(key)).map(|mate| author(mate, source))
    }

    /// The groups that mean something at a source.
    pub(super) fn groups(&self, source: &SourceId) -> Groups {
        let group = |priority: Priority| {
            self.rules
                .raises
                .iter()
                .find(|r| r.source == *source && r.priority == priority)
                .map(|r| r.group.clone())
        };
        Groups {
            urgent: group(Priority::Urgent),
            emergency: group(Priority::Emergency),
        }
    }
}

fn author(mate: &Teammate, source: &SourceId) -> Author {
    let id = mate.ids.iter().find(|(s, _)| s == source);
    Author {
        id: id.map_or_else(
            || UserId::new(mate.key.as_str()),
            |(_, id)| id.clone(),
        ),
        name: mate.name.clone(),
        email: mate.email.clone(),
        of: None,
        human: true,
    }
}

/// Somebody of the script as a source tells them.
pub(super) fn stranger(person: &Person) -> Author {
    Author {
        id: UserId::new(person.id),
        name: person.name.to_owned(),
        email: person.email.map(str::to_owned),
        of: person.of.map(str::to_owned),
        human: person.human,
    }
}
