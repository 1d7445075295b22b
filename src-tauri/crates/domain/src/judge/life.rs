//! Where a request is in its life.

use super::ball::Turn;
use super::ending;
use super::sides::Cast;
use crate::{Ball, Deadline, DueKind, Life, Outcome, Rules, Verdict};

/// A request that ends without an answer is cancelled: outside averages.
pub(super) fn ended(
    verdict: Option<Verdict>,
    life: &Life,
    due: Option<&Deadline>,
    rules: &Rules,
) -> Option<Verdict> {
    let (Life::Closed { at, .. } | Life::Withdrawn { at }) = life else {
        return verdict;
    };
    let due = due?;
    verdict.or_else(|| {
        Some(Verdict {
            kind: DueKind::FirstResponse,
            outcome: Outcome::Cancelled,
            started: due.started,
            due: Some(due.due),
            answered: *at,
            by: None,
            off_duty: false,
            message: None,
            seen: *at,
            took_ms: 0,
            late_ms: 0,
            target: due.full_words(),
            rules: rules.version.clone(),
            grounds: None,
            bands: Vec::new(),
            named: due.named.clone(),
        })
    })
}

/// What keeps a request before our eyes although nobody waits.
pub(super) struct Keeps {
    /// The first response is owed.
    pub(super) runs: bool,
    /// Its end is.
    pub(super) resolves: bool,
}

/// Where a request is in its life.
pub(super) fn of(cast: &Cast<'_>, turn: &Turn, keeps: Keeps) -> Life {
    let Keeps { runs, resolves } = keeps;
    if let Some(at) = cast.dismissed() {
        return Life::Dismissed { at };
    }
    if let Some((at, by)) = ending::closed(cast, turn) {
        return Life::Closed { at, by };
    }
    if let Some(at) = cast.withdrawn(turn.answered.is_some()) {
        return Life::Withdrawn { at };
    }
    let waits = turn.unanswered.is_some();
    // A thread that ended before we first read the place is history for as
    // long as nobody on the asking side writes in it again.
    if cast.thread.history && !waits && !turn.lived_since_first_read(cast) {
        return Life::History;
    }
    // What somebody promised is owed whosever turn it is.
    if turn.promise.is_some() {
        return Life::Open;
    }
    match (turn.ball, turn.answered) {
        // The first response never pauses.
        (Ball::Theirs, _) if !(runs && waits) => {
            Life::Waiting { since: turn.since }
        }
        // What somebody promised to look into stays before their eyes.
        (Ball::Ours, Some(_)) if turn.holds || resolves => Life::Open,
        (Ball::Ours, Some(at)) if !waits => Life::Answered { at },
        (Ball::Ours, None) if !waits && !runs => {
            Life::Answered { at: turn.since }
        }
        (Ball::Ours | Ball::Theirs, _) => Life::Open,
    }
}
