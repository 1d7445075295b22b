//! The clock of a request at the instant of the picture.

use chrono::{DateTime, Utc};
use domain::picture::{Picture, Sight, Watched};
use domain::target::TargetKind;
use domain::{Deadline, DueKind, Judged, Life, Outcome, Verdict};

use super::bands;
use super::words::{name, short_target};
use crate::{Clock, ClockState};

/// What the clock of a request says.
pub(super) fn clock(picture: &Picture, judged: &Judged) -> Clock {
    let mut clock = match (judged.stands_by(picture.now), judged.resolved) {
        (Some(deadline), _) => running(picture, judged, deadline),
        (None, Some(at)) => ended(judged, at, "resolved"),
        (None, None) => standing(judged),
    };
    clock.as_of = as_of(picture, judged);
    clock
}

/// Whether a source shows nothing of what happens in it now.
pub(super) fn unread(source: &Watched) -> bool {
    source.sight >= Sight::Blind
}

/// The last read of the source, where what came since may have answered.
fn as_of(picture: &Picture, judged: &Judged) -> Option<DateTime<Utc>> {
    if !matches!(judged.life, Life::Open) {
        return None;
    }
    let source = picture.source(&judged.source).filter(|s| unread(s))?;
    source.read.or(source.blind_since).or(Some(judged.seen))
}

fn running(picture: &Picture, judged: &Judged, deadline: &Deadline) -> Clock {
    let now = picture.now;
    let target = deadline.target.as_ref();
    let calendar = target.map_or(&picture.rules.calendar, |target| {
        picture.rules.calendar_of(target)
    });
    let state = if now > deadline.due {
        if deadline.kind.is_target() {
            ClockState::Overdue
        } else {
            ClockState::Passed
        }
    } else if now >= deadline.imminent {
        ClockState::Imminent
    } else {
        ClockState::Pending
    };
    let open = !deadline.counts_open_time() || calendar.is_open(now);
    let runs = open && now >= deadline.runs_from;
    let starts = if now < deadline.runs_from {
        Some(deadline.runs_from)
    } else {
        calendar.open_from(now)
    };
    let (from, due) = (deadline.started, deadline.due);
    let (left, whole) = match target {
        Some(target) => (
            target.left(now, due, calendar),
            target.elapsed(from, due, calendar),
        ),
        None => (due - now, due - from),
    };
    Clock {
        state,
        started: Some(deadline.started),
        due: Some(deadline.due),
        first_warning: Some(deadline.first_warning),
        second_warning: Some(deadline.second_warning),
        left_ms: Some(left.num_milliseconds()),
        target_ms: Some(whole.num_milliseconds()),
        running: runs,
        starts: starts.filter(|_| !runs),
        by_day: matches!(
            target.map(|target| target.kind),
            Some(
                TargetKind::NextBusinessDay { .. }
                    | TargetKind::CalendarDays(_)
            )
        ),
        target: target.map_or_else(String::new, |t| short_target(&t.words())),
        word: word(deadline, state).map(str::to_owned),
        by: promised_by(picture, judged, deadline),
        bands: bands::running(picture, deadline),
        ..none()
    }
}

/// What is due, where it is not the first response that its target promises.
fn word(deadline: &Deadline, state: ClockState) -> Option<&'static str> {
    match (deadline.kind, &deadline.target) {
        (DueKind::Promise, _) if state == ClockState::Passed => {
            Some("promised")
        }
        (DueKind::Promise, _) => Some("promise"),
        (DueKind::Update, Some(_)) => Some("update"),
        (DueKind::Reminder, _) => Some("reminder"),
        (_, None) => Some("agreed"),
        (DueKind::NextResponse, _) => Some("next answer"),
        (DueKind::Resolution, _) => Some("to be done"),
        (DueKind::FirstResponse, Some(_)) => None,
    }
}

/// Who promised what is due.
fn promised_by(
    picture: &Picture,
    judged: &Judged,
    deadline: &Deadline,
) -> Option<String> {
    let promise = judged.promise.as_ref()?;
    let due = deadline.kind == DueKind::Promise;
    due.then(|| name(picture, &promise.by))
}

/// A clock that does not run: what stopped it, or that nothing was promised.
fn standing(judged: &Judged) -> Clock {
    let asked = Some(judged.asked);
    match &judged.life {
        Life::Open => match settled_now(judged) {
            Some(verdict) => settled(&verdict),
            None => Clock { started: judged.unanswered.or(asked), ..none() },
        },
        Life::Waiting { since } => Clock {
            state: ClockState::Paused,
            started: asked,
            stopped: Some(*since),
            ..none()
        },
        Life::Answered { at } => match &judged.verdict {
            Some(verdict) => settled(verdict),
            None => Clock { started: asked, stopped: Some(*at), ..none() },
        },
        Life::Closed { at, .. } => match judged.answered() {
            Some(verdict) => settled(&verdict),
            None => ended(judged, *at, closed_word(judged)),
        },
        Life::Dismissed { at } => ended(judged, *at, "dismissed"),
        Life::Withdrawn { at } => ended(judged, *at, "withdrawn"),
        Life::History => judged
            .verdict
            .as_ref()
            .map_or_else(|| Clock { started: asked, ..none() }, settled),
    }
}

/// The verdict on the message that still waits for us: a claim that counts as
/// an answer, or an answer that was deleted since.
pub(super) fn settled_now(judged: &Judged) -> Option<Verdict> {
    let waits = judged.unanswered?;
    judged.answered().filter(|verdict| waits <= verdict.answered)
}

/// Closed by nobody is an alert that was over before anybody had it, unless
/// this user closed it where the team has no mark for that.
fn closed_word(judged: &Judged) -> &'static str {
    match &judged.life {
        Life::Closed { by: None, .. } if judged.only_here.is_none() => {
            "resolved"
        }
        _ => "closed",
    }
}

fn settled(verdict: &Verdict) -> Clock {
    let (state, word) = match verdict.outcome {
        Outcome::Met => (ClockState::Met, None),
        Outcome::Missed => (ClockState::Missed, None),
        // A mark answered and does not say on which side of the deadline.
        Outcome::Unsure => (ClockState::InDoubt, None),
        Outcome::Cancelled => (ClockState::Cancelled, Some("closed")),
    };
    let answered = matches!(verdict.outcome, Outcome::Met | Outcome::Missed);
    Clock {
        state,
        started: Some(verdict.started),
        due: verdict.due,
        by_day: verdict.target.contains("day"),
        target: short_target(&verdict.target),
        stopped: Some(verdict.answered),
        seen: (state == ClockState::InDoubt).then_some(verdict.seen),
        took_ms: answered.then_some(verdict.took_ms),
        late_ms: (verdict.outcome == Outcome::Missed)
            .then_some(verdict.late_ms),
        word: word.map(str::to_owned),
        bands: bands::settled(&verdict.bands),
        ..none()
    }
}

fn ended(judged: &Judged, at: DateTime<Utc>, word: &str) -> Clock {
    Clock {
        state: ClockState::Cancelled,
        started: Some(judged.asked),
        stopped: Some(at),
        word: Some(word.to_owned()),
        ..none()
    }
}

fn none() -> Clock {
    Clock {
        state: ClockState::None,
        started: None,
        due: None,
        first_warning: None,
        second_warning: None,
        left_ms: None,
        target_ms: None,
        running: false,
        starts: None,
        by_day: false,
        target: String::new(),
        stopped: None,
        seen: None,
        took_ms: None,
        late_ms: None,
        as_of: None,
        word: None,
        by: None,
        bands: Vec::new(),
    }
}
