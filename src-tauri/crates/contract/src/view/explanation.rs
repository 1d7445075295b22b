//! Why a request is due when it is, with every stretch that was counted.

use chrono::{DateTime, Utc};
use domain::picture::{Close, Picture};
use domain::target::Step;
use domain::{
    Deadline, DueKind, Grounds, Judged, Message, Named, Origin, Paused,
    Promised, Thread, Verdict,
};

use super::receipts::explain;
use super::words::line;
use crate::{
    CalendarTold, DeadlineTold, Explanation, IntervalTold, LevelTold,
    PauseTold, VerdictTold,
};

/// The whole explanation of a request.
#[must_use]
pub fn explanation(picture: &Picture, close: &Close) -> Explanation {
    let judged = &*close.entry.judged;
    let thread = &close.thread;
    let told = |verdict: &Verdict| settled(picture, thread, verdict);
    Explanation {
        request: judged.id.0,
        rules: picture.rules.version.clone(),
        follows: judged.follows.map(|id| id.0),
        followed: judged.followed.map(|id| id.0),
        level: judged.level.as_ref().map(|name| LevelTold {
            name: name.clone(),
            matched: judged.fitted.clone(),
        }),
        deadlines: judged
            .running()
            .map(|deadline| running(picture, (judged, thread), deadline))
            .collect(),
        verdict: judged.verdict.as_ref().map(told),
        replies: judged.replies.iter().map(told).collect(),
        earlier: judged.earlier.iter().map(told).collect(),
        steps: explain(picture, close),
    }
}

/// The words that promise a time.
pub(super) fn promise_words(
    picture: &Picture,
    thread: &Thread,
    promise: &Promised,
) -> Option<String> {
    let rules = &picture.rules;
    let mate = rules.roster.iter().find(|mate| mate.key == promise.by);
    let zone = mate.and_then(|mate| mate.zone).unwrap_or(rules.zone);
    let text = thread.message(&promise.message)?.text.own_words();
    let said = domain::promise::promised(&text, promise.at, zone)?;
    if said.at != promise.due {
        return None;
    }
    Some(format!("“{}”, written in {zone}", line(&said.words)))
}

/// A deadline that runs.
pub(super) fn running(
    picture: &Picture,
    (judged, thread): (&Judged, &Thread),
    deadline: &Deadline,
) -> DeadlineTold {
    let promise = judged.promise.as_ref();
    let promised = deadline.kind == DueKind::Promise;
    let activity = match deadline.kind {
        DueKind::Promise => promise.map(|promise| promise.message.to_string()),
        kind => began_with(picture, thread, (kind, deadline.started)),
    };
    let named = DeadlineTold {
        kind: deadline.kind,
        level: deadline.origin.as_ref().map(level),
        named: deadline.named.clone().map(|named| Named {
            why: named.why.or_else(|| {
                let promise = promise.filter(|_| promised)?;
                promise_words(picture, thread, promise)
            }),
            ..named
        }),
        target: None,
        measured: None,
        calendar: None,
        activity,
        started: deadline.started,
        runs_from: deadline.runs_from,
        arrival_day: None,
        intervals: Vec::new(),
        pauses: deadline.pauses.iter().map(pause).collect(),
        at_least: deadline.least,
        held_until: deadline.held,
        due: deadline.due,
        bands: deadline.bands.clone(),
    };
    let Some(target) = &deadline.target else { return named };
    let calendar = picture.rules.calendar_of(target);
    let (from, due) = (deadline.started, deadline.due);
    let arrival_day = target.reckon(from, calendar).and_then(|r| r.arrival_day);
    DeadlineTold {
        target: Some(target.full_words()),
        measured: Some(target.kind),
        calendar: Some(CalendarTold {
            name: calendar.name().to_owned(),
            zone: calendar.zone().name().to_owned(),
            round_the_clock: calendar.is_always(),
        }),
        arrival_day,
        intervals: intervals(&target.steps(from, due, calendar)),
        ..named
    }
}

/// The message that was written then, or that called for a group then; where
/// a promise ran out then, the message that made it.
fn began_with(
    picture: &Picture,
    thread: &Thread,
    (kind, at): (DueKind, DateTime<Utc>),
) -> Option<String> {
    let wrote = thread.messages.iter().find(|message| message.at == at);
    let called = || {
        thread.messages.iter().find(|message| {
            message.mentions.iter().any(|(_, since)| *since == at)
        })
    };
    let promised = || {
        let ours = |message: &&Message| {
            let mate =
                picture.rules.teammate(&thread.source, message.speaker());
            message.at < at && mate.is_some()
        };
        let last = thread.messages.iter().filter(ours).max_by_key(|it| it.at);
        last.filter(|_| kind == DueKind::Update)
    };
    let message = wrote.or_else(called).or_else(promised);
    message.map(|message| message.external.to_string())
}

fn settled(
    picture: &Picture,
    thread: &Thread,
    verdict: &Verdict,
) -> VerdictTold {
    VerdictTold {
        kind: verdict.kind,
        outcome: verdict.outcome,
        answered: verdict.answered,
        activity: verdict.message.as_ref().map(ToString::to_string),
        by: verdict.by.as_ref().map(ToString::to_string),
        band: verdict.band().map(|band| band.name.clone()),
        took_ms: verdict.took_ms,
        late_ms: verdict.late_ms,
        due: verdict.due,
        rules: verdict.rules.clone(),
        named: verdict.named.clone(),
        deadline: verdict
            .grounds
            .as_ref()
            .map(|grounds| of_its_time(picture, (thread, verdict), grounds)),
    }
}

/// The deadline of a settled word, as it was counted then.
pub(super) fn of_its_time(
    picture: &Picture,
    (thread, verdict): (&Thread, &Verdict),
    grounds: &Grounds,
) -> DeadlineTold {
    let reckoning = &grounds.reckoning;
    DeadlineTold {
        kind: verdict.kind,
        level: grounds.origin.as_ref().map(level),
        named: None,
        target: Some(reckoning.target.clone()),
        measured: Some(reckoning.kind),
        calendar: Some(CalendarTold {
            name: reckoning.calendar.clone(),
            zone: reckoning.zone.name().to_owned(),
            round_the_clock: reckoning.round_the_clock,
        }),
        activity: began_with(picture, thread, (verdict.kind, reckoning.from)),
        started: reckoning.from,
        runs_from: reckoning.runs_from,
        arrival_day: reckoning.arrival_day,
        intervals: intervals(&reckoning.steps),
        pauses: grounds.pauses.iter().map(pause).collect(),
        at_least: grounds.least,
        held_until: grounds.held,
        due: verdict.due.unwrap_or(reckoning.deadline),
        bands: verdict.bands.clone(),
    }
}

fn level(origin: &Origin) -> LevelTold {
    let Origin { level, fitted } = origin.clone();
    LevelTold { name: level, matched: fitted }
}

fn pause(paused: &Paused) -> PauseTold {
    PauseTold {
        from: paused.from,
        to: paused.to,
        began: paused.asked.as_ref().map(ToString::to_string),
        ended: paused.answered.as_ref().map(ToString::to_string),
    }
}

fn intervals(steps: &[Step]) -> Vec<IntervalTold> {
    let told = |step: &Step| IntervalTold {
        opens: step.opens,
        closes: step.closes,
        counted_s: step.counted.num_seconds(),
    };
    steps.iter().map(told).collect()
}
