//! A row as it is read out to those who cannot see it.

use chrono::TimeDelta;
use domain::Judged;
use domain::picture::Picture;
use domain::target::{Target, TargetKind};

use super::{bands, owner, priority, words};
use crate::{Clock, ClockState, OwnerKind, Row, Section};

/// "38 minutes left of 1 hour, urgent, Slack, Maya Chen, Success team,
/// Revenue report does not tie out, nobody has it".
pub(super) fn spoken(picture: &Picture, judged: &Judged, row: &Row) -> String {
    let runs = matches!(
        row.clock.state,
        ClockState::Pending | ClockState::Imminent | ClockState::Overdue
    );
    let what = row.clock.word.clone().filter(|_| runs);
    let mut parts = vec![
        clock(picture, judged, &row.clock),
        what.unwrap_or_default(),
        bands::now(&row.clock, row.clock.stopped.unwrap_or(picture.now))
            .map_or_else(String::new, |band| band.name.clone()),
        priority::word(judged.priority).to_lowercase(),
        row.source.clone(),
        row.requester.clone(),
    ];
    parts.extend(row.tier.clone());
    parts.push(row.gist.clone());
    if row.votes > 0 {
        let want = if row.votes == 1 { "wants" } else { "want" };
        parts.push(format!("{} {want} it", row.votes));
    }
    if row.evergreen {
        parts.push("worth reading".to_owned());
    }
    parts.push(has(row, judged, picture));
    parts.extend(row.sending.clone());
    parts.extend(
        row.only_here.as_ref().map(|what| format!("{what}, only here")),
    );
    if row.section == Section::Snoozed {
        parts.push(match row.snoozed_until {
            Some(end) => {
                format!("snoozed until {}", words::time(picture, end))
            }
            None => "snoozed until they answer".to_owned(),
        });
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

fn has(row: &Row, judged: &Judged, picture: &Picture) -> String {
    let owner = &row.owner;
    let silent = if owner.stale { " and is silent" } else { "" };
    match owner.kind {
        OwnerKind::Nobody if owner::unaccepted(judged, picture.now) => {
            "nobody has accepted it".to_owned()
        }
        OwnerKind::Nobody => "nobody has it".to_owned(),
        OwnerKind::You => "you have it".to_owned(),
        OwnerKind::Teammate => format!("{} has it{silent}", owner.label),
        OwnerKind::Together => format!("{} have it", owner.label),
    }
}

fn clock(picture: &Picture, judged: &Judged, clock: &Clock) -> String {
    let time = |at| words::time(picture, at);
    if let Some(as_of) = clock.as_of {
        return format!("not sure, as of {}", time(as_of));
    }
    let of = judged
        .stands_by(picture.now)
        .and_then(|deadline| deadline.target.as_ref())
        .map(whole);
    let target = of.unwrap_or_else(|| clock.target.clone());
    let what = clock.word.as_deref().unwrap_or_default();
    let milliseconds = |ms: Option<i64>| {
        spelled(TimeDelta::milliseconds(ms.unwrap_or_default()))
    };
    let left = milliseconds(clock.left_ms);
    match clock.state {
        ClockState::Pending | ClockState::Imminent => {
            match (clock.starts, clock.due) {
                (Some(starts), _) => {
                    format!("starts {}, {target}", time(starts))
                }
                (None, Some(due)) if clock.by_day => {
                    format!("due {}, {target}", time(due))
                }
                (None, _) if target.is_empty() => format!("{left} left"),
                (None, _) => format!("{left} left of {target}"),
            }
        }
        ClockState::Passed => match clock.due {
            Some(due) => format!("{what}, {}", time(due)),
            None => what.to_owned(),
        },
        ClockState::Overdue => {
            let over = clock.left_ms.map(i64::abs);
            format!("overdue by {}", milliseconds(over))
        }
        ClockState::Met => {
            format!("answered in {}", milliseconds(clock.took_ms))
        }
        ClockState::Missed => {
            format!("answered {} late", milliseconds(clock.late_ms))
        }
        ClockState::InDoubt => match clock.seen {
            Some(seen) => {
                format!("answered in time or late, seen {}", time(seen))
            }
            None => "answered in time or late".to_owned(),
        },
        ClockState::Paused => match clock.stopped {
            Some(since) => format!("paused since {}", time(since)),
            None => "paused".to_owned(),
        },
        ClockState::Cancelled => {
            clock.word.clone().unwrap_or_else(|| "closed".to_owned())
        }
        ClockState::None => "no target".to_owned(),
    }
}

fn whole(target: &Target) -> String {
    match target.kind {
        TargetKind::Minutes(minutes) | TargetKind::BusinessMinutes(minutes) => {
            spelled(TimeDelta::minutes(i64::from(minutes.get())))
        }
        TargetKind::NextBusinessDay { .. } | TargetKind::CalendarDays(_) => {
            target.full_words()
        }
    }
}

/// A duration with its units spelled out, at most two of them.
pub(super) fn spelled(span: TimeDelta) -> String {
    let s = span.num_seconds().max(0);
    let (hours, minutes, seconds) = (s / 3600, s % 3600 / 60, s % 60);
    let unit = |n: i64, one: &str| {
        (n != 0).then(|| format!("{n} {one}{}", if n == 1 { "" } else { "s" }))
    };
    let parts = match (hours, minutes) {
        (0, 0) => return unit(s, "second").unwrap_or("0 seconds".to_owned()),
        (0, ..10) => [unit(minutes, "minute"), unit(seconds, "second")],
        _ => [unit(hours, "hour"), unit(minutes, "minute")],
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
