//! Judging a request: from everything known about it to what is true.
//!
//! The judgement is a function of the thread, the rules and the hour of the
//! last thing that happened, so folding the ledger anew gives it again, and
//! two desktops that know the same agree.

mod ball;
mod ending;
mod firing;
mod offers;
mod ownership;
mod priority;
mod response;
mod sides;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

use crate::did::holding;
use crate::{
    Ball, Deadline, ExternalId, Judged, Life, News, NewsKind, Outcome, Rules,
    Snooze, Step, Thread, Verdict, What,
};

use self::ball::{Asked, Turn};
pub(crate) use self::priority::word as priority_word;
use self::sides::{Cast, Side};

/// The longest gist, in characters.
const GIST: usize = 120;

/// Judges a request at the instant of the last thing that happened.
///
/// The verdict in it is to be kept with the thread: a settled verdict is
/// taken over and not judged again.
#[must_use]
pub fn judge(thread: &Thread, rules: &Rules, now: DateTime<Utc>) -> Judged {
    let thread = &*thread.with_answers();
    let cast = Cast::new(thread, rules, now);
    let opening = cast.opening();
    let asked = opening.map_or(thread.seen, |m| m.at);
    let raised = priority::of(&cast);
    let level = rules.level(raised.priority, cast.internal());
    let turn = ball::turn(&cast);
    let due = response::deadline(&cast, &raised, asked);
    let ownership = ownership::of(&cast, &turn, due.as_ref());
    let verdict = response::verdict(&cast, level, due.as_ref(), &ownership);
    let runs = due.is_some() && verdict.is_none();
    let life = life(&cast, &turn, runs);
    let reopened = ending::reopened(&cast, &turn);
    // What they write after a close has no clock of its own yet; an alert that
    // fires again has, and so has a call for a group.
    let waits = reopened.is_none() || cast.is_alert();
    let resolved = ending::left_over(&cast, &turn).filter(|_| life.lives());
    let deadline = match (&life, runs && waits) {
        _ if resolved.is_some() => None,
        (Life::Open, true) => due.clone(),
        (Life::Open, false) => response::called_again(&cast, &raised, &turn),
        _ => None,
    };
    let lived = turn.lived_since_first_read(&cast);
    let snooze = snooze(&cast, raised.news.as_ref());
    let mut steps = steps(&cast, &raised, &turn, due.as_ref());
    steps.extend(reopened.map(ending::step));
    steps.extend(verdict.iter().map(|v| response::verdict_step(&cast, v)));
    steps.sort_by_key(|step| step.at);
    Judged {
        id: thread.id,
        source: thread.source.clone(),
        place: thread.place.clone(),
        gist: cast.gist(GIST),
        requester: cast.requester_name(),
        tier: opening.and_then(|m| m.speaker().of.clone()),
        internal: cast.internal(),
        history: thread.history && !lived,
        asked,
        seen: opening.map_or(thread.seen, |m| m.seen),
        last: thread.last(),
        priority: raised.priority,
        priority_from: raised.from,
        level: level.map(|l| l.name.clone()),
        ball: turn.ball,
        unanswered: turn.unanswered,
        stale_at: ownership.stale_at,
        heard: ownership.heard,
        news: news(&cast, &turn, reopened),
        resolved,
        raise: raised.news,
        only_here: only_here(&cast),
        steps,
        thanks: turn.thanks.clone(),
        owners: ownership.owners,
        looking: ownership.looking,
        verdict: ended(verdict, &life, due.as_ref(), rules),
        link: opening.and_then(|m| m.link.clone()),
        root: root(&cast),
        joined: joined(&cast),
        burst: cast.firing.as_ref().is_some_and(|f| f.burst.is_some()),
        offers: offers::of(&cast, &turn),
        deadline,
        snooze,
        life,
    }
}

/// The root on which our marks go.
fn root(cast: &Cast<'_>) -> Option<ExternalId> {
    let fired = cast.firing.as_ref().map(|f| f.began.external.clone());
    fired.or_else(|| cast.thread.roots.first().cloned())
}

/// Its other roots that stand. Of an alert those of a burst: posts of the same
/// alert are about one thing.
fn joined(cast: &Cast<'_>) -> Vec<ExternalId> {
    let first = root(cast);
    let stands = |root: &&ExternalId| {
        cast.thread.message(root).is_some_and(|m| m.deleted.is_none())
    };
    let all: Vec<&ExternalId> = match &cast.firing {
        Some(firing) if firing.burst.is_some() => firing.roots.clone(),
        Some(_) => Vec::new(),
        None => cast.thread.roots.iter().filter(stands).collect(),
    };
    let others = all.into_iter().filter(|root| first.as_ref() != Some(root));
    others.cloned().collect()
}

/// A request that ends without an answer is cancelled: outside averages.
fn ended(
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
            target: due.target.full_words(),
            rules: rules.version.clone(),
        })
    })
}

/// `runs`: the first response is promised and has not been given.
fn life(cast: &Cast<'_>, turn: &Turn, runs: bool) -> Life {
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
    match (turn.ball, turn.answered) {
        // The first response never pauses.
        (Ball::Theirs, _) if !(runs && waits) => {
            Life::Waiting { since: turn.since }
        }
        // What somebody promised to look into stays before their eyes.
        (Ball::Ours, Some(_)) if turn.holds => Life::Open,
        (Ball::Ours, Some(at)) if !waits => Life::Answered { at },
        (Ball::Ours, None) if !waits && !runs => {
            Life::Answered { at: turn.since }
        }
        (Ball::Ours | Ball::Theirs, _) => Life::Open,
    }
}

/// A newer message of theirs wakes it, and so does a call for a group that is
/// edited into an older one.
fn snooze(cast: &Cast<'_>, raise: Option<&News>) -> Option<Snooze> {
    let (did, until, regardless) = holding(&cast.thread.acts)
        .filter_map(|did| match did.what {
            What::Snooze { until, regardless } => {
                Some(Some((did, until, regardless)))
            }
            What::Wake => Some(None),
            What::WaitOnThem
            | What::NotThanks
            | What::Dismiss
            | What::BringBack
            | What::Close
            | What::Priority { .. }
            | What::Split
            | What::Release { .. }
            | What::ThisAnswers { .. }
            | What::Undo { .. } => None,
        })
        .next_back()??;
    let wrote = cast.messages(Side::Asking).any(|m| m.seen > did.at);
    let raised = raise.is_some_and(|news| news.at.max(news.seen) > did.at);
    let woken = !regardless && (wrote || raised);
    (!woken).then_some(Snooze { asked: did.at, until, regardless })
}

/// The newest thing the asking side wrote that is no thanks. A raise is told
/// by itself: what they write after it does not hide it.
fn news(
    cast: &Cast<'_>,
    turn: &Turn,
    reopened: Option<&Asked>,
) -> Option<News> {
    let last = turn.asked.last()?;
    let message = cast.thread.message(&last.message)?;
    let first = cast.thread.opening()?;
    let back = reopened.is_some_and(|asked| asked.message == last.message);
    let kind = if back {
        NewsKind::Reopened
    } else if last.message == first.external {
        NewsKind::Arrival
    } else {
        NewsKind::Message
    };
    Some(News::of(kind, message, message.at))
}

/// What this desktop alone knows, in two words for the row.
fn only_here(cast: &Cast<'_>) -> Option<String> {
    holding(&cast.thread.acts)
        .filter_map(|did| match did.what {
            What::WaitOnThem => Some("waiting on them"),
            What::NotThanks => Some("not thanks"),
            What::Dismiss => Some("dismissed"),
            What::Close => Some("closed"),
            What::Priority { .. } => Some("priority"),
            What::Release { .. } => Some("released"),
            What::ThisAnswers { .. } => Some("answered"),
            What::BringBack
            | What::Snooze { .. }
            | What::Wake
            | What::Split
            | What::Undo { .. } => None,
        })
        .next_back()
        .map(str::to_owned)
}

fn steps(
    cast: &Cast<'_>,
    raised: &priority::Raised,
    turn: &Turn,
    due: Option<&Deadline>,
) -> Vec<Step> {
    let mut steps = cast.opening_steps();
    steps.extend(raised.step(cast));
    steps.extend(due.map(|due| response::step(due, raised)));
    steps.extend(turn.steps(cast));
    steps.extend(ownership::steps(cast));
    steps
}
