//! From when to when something is handed over.

use chrono::{DateTime, Datelike, Days, TimeDelta, Utc};

use crate::calendar::instant_of;
use crate::{Duty, PersonKey, Rules, Stretch};

/// The shift of an instant: the one in which somebody sits then, else any
/// that runs, else the last before it, else the first of all. Where there are
/// no shifts it is the week, in the team's zone.
#[must_use]
pub fn span(
    rules: &Rules,
    me: Option<&PersonKey>,
    at: DateTime<Utc>,
) -> Stretch {
    let shifts = shifts(rules);
    let running = || shifts.iter().filter(|(span, _)| span.holds(at));
    let mine = running().find(|(_, on)| me.is_some_and(|me| on.contains(&me)));
    let before = || shifts.iter().filter(|(span, _)| span.to <= at);
    mine.or_else(|| running().next())
        .or_else(|| before().max_by_key(|(span, _)| span.to))
        .or_else(|| shifts.first())
        .map_or_else(|| week(rules, at), |(span, _)| *span)
}

/// The shift in which somebody has a seat that answers. A team without shifts
/// hands over each week if its file says what belongs into a handoff.
#[must_use]
pub(super) fn own(
    rules: &Rules,
    me: &PersonKey,
    at: DateTime<Utc>,
) -> Option<Stretch> {
    if !rules.on_duty(me, at) {
        return None;
    }
    if matches!(rules.duty, Duty::Shifts { .. }) {
        let shifts = shifts(rules).into_iter();
        let mut mine =
            shifts.filter(|(span, on)| span.holds(at) && on.contains(&me));
        return mine.next().map(|(span, _)| span);
    }
    let asks = &rules.handoff;
    let hands_over = !asks.questions.is_empty() || !asks.jobs.is_empty();
    hands_over.then(|| week(rules, at))
}

/// The shifts that ended before an instant, the newest first.
#[must_use]
pub fn past(rules: &Rules, at: DateTime<Utc>, most: usize) -> Vec<Stretch> {
    if matches!(rules.duty, Duty::Shifts { .. }) {
        let shifts = shifts(rules).into_iter().map(|(span, _)| span);
        let mut past: Vec<_> = shifts.filter(|span| span.to <= at).collect();
        past.sort_by_key(|span| std::cmp::Reverse((span.to, span.from)));
        past.truncate(most);
        return past;
    }
    let mut weeks = Vec::new();
    let mut from = week(rules, at).from;
    while weeks.len() < most {
        let before = week(rules, from - TimeDelta::hours(1));
        if before.to > from {
            break;
        }
        weeks.push(before);
        from = before.from;
    }
    weeks
}

/// The shifts with those who answer in them; two at the same time are one.
fn shifts(rules: &Rules) -> Vec<(Stretch, Vec<&PersonKey>)> {
    let Duty::Shifts { shifts } = &rules.duty else { return Vec::new() };
    let mut spans: Vec<(Stretch, Vec<&PersonKey>)> = Vec::new();
    for shift in shifts {
        let span = Stretch { from: shift.from, to: shift.to };
        let answer = shift.seats.iter().filter(|seat| seat.role.on_duty());
        let people: Vec<&PersonKey> = answer.map(|it| &it.person).collect();
        match spans.iter_mut().find(|(known, _)| *known == span) {
            Some((_, on)) => on.extend(people),
            None if people.is_empty() => {}
            None => spans.push((span, people)),
        }
    }
    spans
}

/// From Monday to Monday.
fn week(rules: &Rules, at: DateTime<Utc>) -> Stretch {
    let day = at.with_timezone(&rules.zone).date_naive();
    let back = Days::new(day.weekday().num_days_from_monday().into());
    let monday = day.checked_sub_days(back).unwrap_or(day);
    let midnight = |n: u64| {
        let day = monday.checked_add_days(Days::new(n))?;
        instant_of(rules.zone, day.and_hms_opt(0, 0, 0)?)
    };
    let from = midnight(0).unwrap_or(at);
    Stretch { from, to: midnight(7).unwrap_or(from + TimeDelta::days(7)) }
}
