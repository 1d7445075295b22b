//! What the ledger keeps, and what it refuses.

mod backups;
mod forgetting;
mod judged;
mod ledger;
mod opening;
mod owed;
mod private;
mod search;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;
use domain::calendar::Calendar;
use domain::{
    Activity, Author, Duty, Event, ExternalId, OffDuty, PlaceId, Post,
    RequestId, Rules, SourceId, Text, Thread, UserId, judge,
};

use crate::Stored;

fn at(minute: i64) -> DateTime<Utc> {
    let start: DateTime<Utc> = "2026-11-17T09:00:00Z".parse().unwrap();
    start + TimeDelta::minutes(minute)
}

fn slack() -> SourceId {
    SourceId::new("slack")
}

fn support() -> PlaceId {
    PlaceId::new("support")
}

fn ext(id: &str) -> ExternalId {
    ExternalId::new(id)
}

fn asks(id: &str, minute: i64) -> Activity {
    let author = Author {
        id: UserId::new("dirk"),
        name: "Dirk".to_owned(),
        email: None,
        of: None,
        human: true,
    };
    Activity {
        place: support(),
        external: ext(id),
        root: ext(id),
        at: at(minute),
        event: Event::Post {
            post: Post {
                author,
                text: Text::plain("the tour is gone"),
                mentions: Vec::new(),
                files: Vec::new(),
                edited: None,
                restored: None,
                private: false,
                action: None,
                mirrored: None,
                alert: None,
                link: None,
            },
        },
        since: None,
    }
}

fn rules() -> Rules {
    Rules {
        version: "v1".to_owned(),
        team: "Ferryline".to_owned(),
        zone: Berlin,
        roster: Vec::new(),
        duty: Duty::Everyone,
        off_duty: OffDuty::Answer,
        sources: Vec::new(),
        calendar: Calendar::always("always", Berlin),
        calendars: std::collections::BTreeMap::new(),
        peaks: Vec::new(),
        levels: Vec::new(),
        raises: Vec::new(),
        tiers: Vec::new(),
        claim_says: None,
        claim_mark: "eyes".to_owned(),
        close_mark: None,
        dismiss_mark: None,
        keep_days: 180,
        onboarding: Vec::new(),
        handoff: domain::HandoffRules::default(),
    }
}

/// A request that Dirk began.
fn stored(id: i64, root: &str, minute: i64) -> Stored {
    let first = asks(root, minute);
    let mut thread =
        Thread::begin(RequestId(id), slack(), &first, at(minute), false);
    thread.apply(&first, at(minute));
    let judged = judge(&thread, &rules(), at(minute));
    Stored { thread, judged }
}
