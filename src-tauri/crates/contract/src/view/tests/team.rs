//! An invented team and those who ask it.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use domain::calendar::{
    AfterClosing, BusinessHoursDescription, Calendar, CalendarDescription, Week,
};
use domain::target::TargetKind;
use domain::{
    Author, Bots, Duty, GroupId, Level, Mention, OffDuty, PersonKey, PlaceId,
    PlaceRules, Post, Priority, Raise, Role, Rules, Seat, Shift, SourceId,
    SourceRules, Teammate, Text, UserId,
};

use super::desk::at;

/// Somebody by name. Teammates are known by their ids, which are their keys.
pub(super) fn author(name: &str) -> Author {
    let id = name.split(' ').next().unwrap_or(name).to_lowercase();
    Author {
        id: UserId::new(id),
        name: name.to_owned(),
        email: None,
        of: (name == "Maya Chen").then(|| "Success team".to_owned()),
        human: name != "Bugsnag",
    }
}

/// What somebody writes; groups are mentioned by their names.
pub(super) fn post(who: &str, text: &str) -> Post {
    let group = |word: &str| Mention::Group { id: GroupId::new(word) };
    let named = |word: &&str| word.starts_with('@');
    Post {
        author: author(who),
        text: Text::plain(text),
        mentions: text.split(' ').filter(named).map(group).collect(),
        files: Vec::new(),
        edited: None,
        restored: None,
        private: false,
        action: None,
        mirrored: None,
        alert: None,
        link: Some("https://ferryline.slack.example/archives/1".to_owned()),
    }
}

pub(super) fn rules() -> Rules {
    let seat =
        |key: &str| Seat { person: PersonKey::new(key), role: Role::Responder };
    let shift = |from, to, keys: [&str; 2]| Shift {
        from: at(from),
        to: at(to),
        seats: keys.iter().map(|key| seat(key)).collect(),
    };
    Rules {
        version: "one".to_owned(),
        team: "Ferryline".to_owned(),
        zone: "Europe/Berlin".parse().expect("a zone"),
        roster: ["Mika Berg", "Ana Ruiz", "Kofi Addo", "Noor Haddad"]
            .map(teammate)
            .to_vec(),
        duty: Duty::Shifts {
            shifts: vec![
                shift("18 09:00:00", "25 09:00:00", ["mika", "ana"]),
                shift("25 09:00:00", "30 09:00:00", ["kofi", "mika"]),
            ],
        },
        off_duty: OffDuty::Answer,
        sources: vec![
            source(
                "slack",
                "Slack",
                &[("#support", Priority::Normal), ("#tours", Priority::Urgent)],
            ),
            source("teams", "Teams", &[("#backend", Priority::Emergency)]),
        ],
        calendar: office(),
        calendars: BTreeMap::new(),
        peaks: Vec::new(),
        levels: levels(),
        tiers: Vec::new(),
        raises: vec![Raise {
            source: SourceId::new("slack"),
            group: GroupId::new("@oncall"),
            priority: Priority::Urgent,
        }],
        claim_says: Some("Looking into it.".to_owned()),
        claim_mark: "eyes".to_owned(),
        close_mark: Some("white_check_mark".to_owned()),
        dismiss_mark: None,
        keep_days: 180,
        onboarding: Vec::new(),
        handoff: domain::HandoffRules::default(),
    }
}

fn teammate(name: &str) -> Teammate {
    let key = author(name).id;
    Teammate {
        key: PersonKey::new(key.as_str()),
        name: name.to_owned(),
        email: None,
        ids: ["slack", "teams"]
            .map(|source| (SourceId::new(source), key.clone()))
            .to_vec(),
        zone: None,
        hours: None,
        observes: None,
    }
}

fn source(key: &str, name: &str, places: &[(&str, Priority)]) -> SourceRules {
    SourceRules {
        id: SourceId::new(key),
        kind: key.to_owned(),
        name: name.to_owned(),
        places: places
            .iter()
            .map(|(name, priority)| PlaceRules {
                id: PlaceId::new(*name),
                name: (*name).to_owned(),
                priority: *priority,
                bots: Bots::Alerts,
                public: true,
                options: BTreeMap::new(),
            })
            .collect(),
        options: BTreeMap::new(),
    }
}

/// Monday to Friday 09:00 to 18:00 in Berlin.
fn office() -> Calendar {
    let day = "09:00-18:00".parse().expect("hours");
    let hours = BusinessHoursDescription {
        name: "office".to_owned(),
        zone: "Europe/Berlin".parse().expect("a zone"),
        week: Week::workdays(&[day]),
        exceptions: Vec::new(),
    };
    Calendar::new(CalendarDescription::BusinessHours(hours)).expect("hours")
}

fn levels() -> Vec<Level> {
    let level = |name: &str, priority, kind: TargetKind| Level {
        first_response: Some(kind.into()),
        ..Level::of(name, priority)
    };
    let n = |n| NonZeroU32::new(n).expect("a number");
    let day =
        TargetKind::NextBusinessDay { after_closing: AfterClosing::SameDay };
    vec![
        level("down", Priority::Emergency, TargetKind::Minutes(n(5))),
        level("urgent", Priority::Urgent, TargetKind::BusinessMinutes(n(60))),
        level("normal", Priority::Normal, day),
    ]
}
