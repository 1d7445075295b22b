//! A team on an afternoon, to make trays of.

use super::*;
use chrono::{DateTime, Duration, Utc};
use contract::{
    Act, Clock, ClockState, Count, Duty, Owner, OwnerKind, Priority, Section,
    SnoozeUntil, Sound, SourceLine, SourceState,
};

mod aside;
mod places;
mod scenes;
mod unread;

fn at(time: &str) -> DateTime<Utc> {
    format!("2026-11-23T{time}:00Z").parse().expect("a time")
}

fn source(name: &str, state: SourceState) -> SourceLine {
    SourceLine {
        id: name.to_lowercase(),
        kind: name.to_lowercase(),
        name: name.to_owned(),
        places: "#support".to_owned(),
        state,
        read: Some(at("16:41") + Duration::seconds(7)),
        blind_since: None,
        reason: None,
        remedy: None,
        ends: None,
        last_request: None,
        backlog: None,
        pace_s: 10,
    }
}

fn calm() -> Snapshot {
    Snapshot {
        revision: 1,
        now: at("16:41") + Duration::seconds(20),
        team: "Tours".to_owned(),
        demo: false,
        zone: "UTC".to_owned(),
        duty: Duty {
            role: Role::Responder,
            me: Some("Mika".to_owned()),
            answers: true,
            lead: "You".to_owned(),
            rest: " and Ana until Wed 09:00".to_owned(),
            hint: None,
            day: None,
            alarms: false,
        },
        claim_verb: "I'm on it".to_owned(),
        rows: Vec::new(),
        more: 0,
        hidden: contract::Hidden::default(),
        count: Count {
            for_you: 0,
            unsure: false,
            others: Vec::new(),
            label: "0".to_owned(),
            words: "0 for you".to_owned(),
            waiting: 0,
            snoozed: 0,
            answered: 0,
        },
        sources: vec![
            source("Teams", SourceState::Reading),
            source("Slack", SourceState::Live),
        ],
        blind: None,
        selected: None,
        coming: Vec::new(),
        tomorrow: Some(at("09:00") + Duration::days(1)),
        sound: Sound::On,
        quiet_until: None,
        peak_until: None,
        toast: None,
        warnings: Vec::new(),
        hands_off_until: None,
        notes: Vec::new(),
    }
}

fn row(id: i64, state: ClockState, due: &str, gist: &str) -> Row {
    let overdue = state == ClockState::Overdue;
    Row {
        id,
        section: if overdue { Section::Overdue } else { Section::Hour },
        clock: Clock {
            state,
            started: Some(at("16:38")),
            due: Some(at(due)),
            first_warning: Some(at(due) - Duration::minutes(2)),
            second_warning: Some(at(due) - Duration::minutes(1)),
            left_ms: None,
            target_ms: None,
            running: true,
            starts: None,
            by_day: false,
            target: "5 min".to_owned(),
            stopped: None,
            seen: None,
            took_ms: None,
            late_ms: None,
            as_of: None,
            word: None,
            by: None,
            bands: Vec::new(),
        },
        priority: Priority::Urgent,
        source_kind: "teams".to_owned(),
        source: "Teams".to_owned(),
        place: "#backend".to_owned(),
        gist: gist.to_owned(),
        requester: "Dirk Vos".to_owned(),
        tier: None,
        tier_first: false,
        owner: Owner {
            kind: OwnerKind::Nobody,
            label: "Nobody".to_owned(),
            since: None,
            stale: false,
            silent_since: None,
            looking: Vec::new(),
        },
        sending: None,
        draft: false,
        only_here: None,
        posted: at("16:38"),
        snoozed_until: None,
        internal: false,
        votes: 0,
        evergreen: false,
        spoken: String::new(),
    }
}

fn with(rows: Vec<Row>) -> Snapshot {
    let mut snapshot = calm();
    let ours = rows.iter().filter(|row| request::is_ours(row)).count();
    snapshot.count.for_you = u32::try_from(ours).expect("a count");
    snapshot.count.label = ours.to_string();
    snapshot.count.words = format!("{ours} for you");
    snapshot.rows = rows;
    snapshot
}

fn owned(mut row: Row, kind: OwnerKind, label: &str) -> Row {
    row.owner.kind = kind;
    row.owner.label = label.to_owned();
    row.owner.since = Some(at("16:25"));
    row
}

fn view(snapshot: &Snapshot) -> TrayView {
    TrayView::from(snapshot)
}

#[test]
fn the_keys_that_open_the_form_for_a_call_stand_beside_it() {
    let tray = TrayView::from(&calm()).called_by("Ctrl Alt L");
    let label = |line: &Line| match line {
        Line::Press { id, label, .. } if id == "call" => Some(label.clone()),
        _ => None,
    };
    let labels: Vec<String> = tray.lines.iter().filter_map(label).collect();
    assert_eq!(labels, ["Log a call...  Ctrl Alt L"]);
}
