//! The small world in which the tests tell their stories: the team of
//! Ferryline, its channels, and those who ask.
//!
//! Ana, Mika and you are on duty, Ben is the fallback, Noor is off duty and
//! Lena observes. Dirk and Maya are customers. It is Tuesday, 17 November
//! 2026, and Ferryline is open from 09:00 to 18:00 in Berlin.

mod story;

use std::num::NonZeroU32;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;

use crate::calendar::AfterClosing;
use crate::calendar::samples::{date, office};
use crate::target::TargetKind;
use crate::wording::capital;
use crate::{
    Activity, AlertKey, Author, Bots, Duty, Event, ExternalId, GroupId, Level,
    Mark, Mention, OffDuty, PersonKey, PlaceId, PlaceRules, Post, Priority,
    Raise, Role, Rules, Seat, SourceId, SourceRules, Teammate, Text, UserId,
};

pub(crate) use self::story::Story;

pub(crate) const EYES: &str = "eyes";
pub(crate) const DONE: &str = "white_check_mark";

/// A time of that Tuesday in Berlin: "10:05" or "10:05:30".
pub(crate) fn at(time: &str) -> DateTime<Utc> {
    on("2026-11-17", time)
}

pub(crate) fn on(day: &str, time: &str) -> DateTime<Utc> {
    let time = NaiveTime::parse_from_str(time, "%H:%M:%S")
        .or_else(|_| NaiveTime::parse_from_str(time, "%H:%M"))
        .unwrap();
    let civil = date(day).and_time(time);
    civil.and_local_timezone(Berlin).single().unwrap().to_utc()
}

pub(crate) fn key(name: &str) -> PersonKey {
    PersonKey::new(name)
}

pub(crate) fn slack() -> SourceId {
    SourceId::new("slack")
}

pub(crate) fn minutes(minutes: u32) -> TargetKind {
    TargetKind::Minutes(NonZeroU32::new(minutes).unwrap())
}

pub(crate) fn business(minutes: u32) -> TargetKind {
    TargetKind::BusinessMinutes(NonZeroU32::new(minutes).unwrap())
}

pub(crate) fn next_day() -> TargetKind {
    TargetKind::NextBusinessDay { after_closing: AfterClosing::SameDay }
}

pub(crate) fn level(priority: Priority, kind: TargetKind) -> Level {
    Level {
        first_response: Some(kind.into()),
        ..Level::of(format!("{priority:?}"), priority)
    }
}

fn seat(name: &str, role: Role) -> Seat {
    Seat { person: key(name), role }
}

fn channel(name: &str, bots: Bots) -> PlaceRules {
    PlaceRules {
        id: PlaceId::new(name),
        name: format!("#{name}"),
        priority: Priority::Normal,
        bots,
        public: true,
        options: std::collections::BTreeMap::new(),
    }
}

/// The rules of Ferryline: `@dev911` 10 minutes, `@oncall` 30 business
/// minutes, everything else the next business day.
pub(crate) fn ferryline() -> Rules {
    let mate = |name: &str| Teammate {
        key: key(name),
        name: capital(name),
        email: None,
        ids: vec![(slack(), UserId::new(name))],
        zone: None,
        hours: None,
        observes: None,
    };
    let raise = |group: &str, priority| Raise {
        source: slack(),
        group: GroupId::new(group),
        priority,
    };
    Rules {
        version: "v1".to_owned(),
        team: "Ferryline".to_owned(),
        zone: Berlin,
        roster: ["ana", "mika", "you", "ben", "noor", "lena"]
            .map(mate)
            .to_vec(),
        duty: Duty::Always {
            seats: vec![
                seat("ana", Role::Responder),
                seat("mika", Role::Responder),
                seat("you", Role::Responder),
                seat("ben", Role::Fallback),
                seat("lena", Role::Observer),
            ],
        },
        off_duty: OffDuty::Answer,
        sources: vec![SourceRules {
            id: slack(),
            kind: "slack".to_owned(),
            name: "Slack".to_owned(),
            places: vec![
                channel("support", Bots::Ignore),
                channel("alerts", Bots::Alerts),
                channel("mail", Bots::Mirror),
            ],
            options: std::collections::BTreeMap::new(),
        }],
        calendar: office(),
        calendars: std::collections::BTreeMap::new(),
        peaks: Vec::new(),
        levels: vec![
            level(Priority::Emergency, minutes(10)),
            level(Priority::Urgent, business(30)),
            level(Priority::Normal, next_day()),
        ],
        raises: vec![
            raise("@dev911", Priority::Emergency),
            raise("@oncall", Priority::Urgent),
        ],
        tiers: Vec::new(),
        claim_says: None,
        claim_mark: EYES.to_owned(),
        close_mark: Some(DONE.to_owned()),
        dismiss_mark: Some("x".to_owned()),
        keep_days: 180,
        onboarding: Vec::new(),
        handoff: crate::HandoffRules::default(),
    }
}

pub(crate) fn author(name: &str) -> Author {
    Author {
        id: UserId::new(name),
        name: capital(name),
        email: None,
        of: None,
        human: name != "bugsnag" && name != "mailbot",
    }
}

pub(crate) fn post(name: &str, words: &str) -> Post {
    let mentions = words
        .split_whitespace()
        .filter(|word| word.starts_with('@'))
        .map(|word| Mention::Group { id: GroupId::new(word) })
        .collect();
    Post {
        author: author(name),
        text: Text::plain(words),
        mentions,
        files: Vec::new(),
        edited: None,
        restored: None,
        private: false,
        action: None,
        mirrored: None,
        alert: None,
        link: None,
    }
}

pub(crate) fn told(
    (external, root): (&str, &str),
    at: DateTime<Utc>,
    event: Event,
) -> Activity {
    Activity {
        place: PlaceId::new("support"),
        external: ExternalId::new(external),
        root: ExternalId::new(root),
        at,
        event,
        since: None,
    }
}

pub(crate) fn posted(
    ids: (&str, &str),
    at: DateTime<Utc>,
    post: Post,
) -> Activity {
    told(ids, at, Event::Post { post })
}

pub(crate) fn marked(
    root: &str,
    at: DateTime<Utc>,
    marks: &[(&str, &[&str])],
) -> Activity {
    let marks = marks
        .iter()
        .map(|(name, by)| Mark {
            name: (*name).to_owned(),
            by: by.iter().map(|name| author(name)).collect(),
        })
        .collect();
    told((root, root), at, Event::Marks { marks })
}

/// A bot tells of an alert, by its key.
pub(crate) fn alert(key: &str, words: &str, resolved: bool) -> Post {
    Post {
        alert: Some(AlertKey { key: key.to_owned(), resolved }),
        ..post("bugsnag", words)
    }
}

/// A while in minutes.
pub(crate) fn mins(minutes: i64) -> TimeDelta {
    TimeDelta::minutes(minutes)
}
