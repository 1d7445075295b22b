//! A shift in numbers.

use super::outside;
use crate::{Judged, Life, Outcome, PersonKey, RequestId, Thread};

/// A shift in numbers: what came from outside of the team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// How many requests came.
    pub requests: usize,
    /// How many were answered, in time or late.
    pub answered: usize,
    /// How many of them in time.
    pub in_time: usize,
    /// How many ended without an answer.
    pub ended: usize,
    /// How many have no answer yet.
    pub waiting: usize,
    /// Half of the first answers took no longer, milliseconds of their
    /// target's own time.
    pub p50_ms: Option<i64>,
    /// Nine of ten took no longer.
    pub p90_ms: Option<i64>,
    /// How many requests came from the team itself.
    pub internal: usize,
}

/// A request that was answered late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// Which.
    pub request: RequestId,
    /// What it is about.
    pub gist: String,
    /// How late, milliseconds.
    pub late_ms: i64,
    /// Who answered.
    pub by: Option<PersonKey>,
}

/// The numbers of all that came in a shift.
#[must_use]
pub fn numbers(came: &[(Thread, Judged)]) -> Numbers {
    let mut took: Vec<i64> = Vec::new();
    let mut numbers = Numbers {
        internal: came
            .iter()
            .filter(|(_, judged)| judged.internal && super::counts(judged))
            .count(),
        ..Numbers::default()
    };
    for (_, judged) in came.iter().filter(outside) {
        numbers.requests += 1;
        match judged.verdict.as_ref().map(|it| (it.outcome, it.took_ms)) {
            Some((Outcome::Met, ms)) => {
                numbers.in_time += 1;
                took.push(ms);
            }
            Some((Outcome::Missed, ms)) => took.push(ms),
            // Whether it was in time cannot be said, so it counts nowhere.
            Some((Outcome::Unsure, _)) => {}
            Some((Outcome::Cancelled, _)) => numbers.ended += 1,
            None if matches!(judged.life, Life::Open) => {
                numbers.waiting += usize::from(judged.unanswered.is_some());
            }
            None => {}
        }
    }
    took.sort_unstable();
    numbers.answered = took.len();
    numbers.p50_ms = percentile(&took, 50);
    numbers.p90_ms = percentile(&took, 90);
    numbers
}

/// The smallest value that so many of a hundred do not exceed.
fn percentile(sorted: &[i64], percent: usize) -> Option<i64> {
    let place = (sorted.len() * percent).div_ceil(100);
    sorted.get(place.checked_sub(1)?).copied()
}

/// What was answered late, the latest first.
#[must_use]
pub fn late(came: &[(Thread, Judged)]) -> Vec<Late> {
    let mut late: Vec<Late> = came
        .iter()
        .filter(outside)
        .filter_map(|(_, judged)| {
            let verdict = judged.verdict.as_ref()?;
            (verdict.outcome == Outcome::Missed).then(|| Late {
                request: judged.id,
                gist: judged.gist.clone(),
                late_ms: verdict.late_ms,
                by: verdict.by.clone(),
            })
        })
        .collect();
    late.sort_by_key(|it| (std::cmp::Reverse(it.late_ms), it.request.0));
    late
}
