//! A team as the demo's team file describes it.

use std::collections::BTreeMap;

use domain::calendar::Calendar;
use domain::{
    Bots, Duty, GroupId, OffDuty, PersonKey, PlaceId, PlaceRules, Priority,
    Raise, Rules, SourceId, SourceRules, Teammate, UserId,
};

pub(super) const SOURCES: [(&str, &str, Bots); 4] = [
    ("chat", "support", Bots::Mirror),
    ("mail", "inbox", Bots::Ignore),
    ("issues", "tracker", Bots::Ignore),
    ("alerts", "errors", Bots::Alerts),
];

pub(super) const CLAIM_SAYS: &str = "Looking into it.";

pub(super) fn rules() -> Rules {
    Rules {
        version: "1".into(),
        team: "Ferryline".into(),
        zone: "UTC".parse().unwrap(),
        roster: ["you", "ana", "mika", "noor"].map(mate).into(),
        duty: Duty::Everyone,
        off_duty: OffDuty::Answer,
        sources: SOURCES.map(source).into(),
        calendar: Calendar::always("demo", "UTC".parse().unwrap()),
        calendars: BTreeMap::new(),
        peaks: Vec::new(),
        levels: Vec::new(),
        raises: SOURCES.into_iter().flat_map(raises).collect(),
        tiers: Vec::new(),
        claim_says: Some(CLAIM_SAYS.into()),
        claim_mark: "eyes".into(),
        close_mark: Some("white_check_mark".into()),
        dismiss_mark: None,
        keep_days: 180,
        onboarding: Vec::new(),
        handoff: domain::HandoffRules::default(),
    }
}

fn mate(key: &str) -> Teammate {
    Teammate {
        key: PersonKey::new(key),
        name: key.to_uppercase(),
        email: None,
        zone: None,
        hours: None,
        observes: None,
        ids: SOURCES
            .map(|(source, ..)| (SourceId::new(source), UserId::new(key)))
            .into(),
    }
}

fn source((key, place, bots): (&str, &str, Bots)) -> SourceRules {
    SourceRules {
        id: SourceId::new(key),
        kind: "demo".into(),
        name: key.to_uppercase(),
        places: vec![PlaceRules {
            id: PlaceId::new(place),
            name: place.into(),
            priority: Priority::Normal,
            bots,
            public: true,
            options: BTreeMap::new(),
        }],
        options: BTreeMap::new(),
    }
}

fn raises((source, ..): (&str, &str, Bots)) -> [Raise; 2] {
    let raise = |group: &str, priority| Raise {
        source: SourceId::new(source),
        group: GroupId::new(group),
        priority,
    };
    [raise("@oncall", Priority::Urgent), raise("@dev911", Priority::Emergency)]
}
