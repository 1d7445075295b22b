//! Judging a request: from everything known about it to what is true.
//!
//! The judgement is a function of the thread, the rules and the hour of the
//! last thing that happened, so folding the ledger anew gives it again, and
//! two desktops that know the same agree.

mod agreed;
mod ball;
mod dismissal;
mod ending;
mod firing;
mod levels;
mod life;
mod offers;
mod ownership;
mod parting;
mod passing;
mod priority;
mod replies;
mod resolution;
mod response;
mod running;
mod sides;
#[cfg(test)]
mod tests;
mod told;

use chrono::{DateTime, Utc};

use crate::did::holding;
use crate::practice::is_evergreen;
use crate::{
    Deadline, ExternalId, Judged, Life, News, NewsKind, Rules, Snooze, Step,
    Thread, VOTE, What,
};

use self::ball::{Asked, Turn};
pub(crate) use self::ending::CAME_BACK;
use self::life::Keeps;
pub(crate) use self::parting::late;
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
    judged(thread, (rules, now), true)
}

/// Judges a request once more although nothing happened to it: a verdict that
/// is kept with the thread stays as it is, whatever the hour.
#[must_use]
pub fn judge_again(
    thread: &Thread,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Judged {
    judged(thread, (rules, now), false)
}

fn judged(
    thread: &Thread,
    (rules, now): (&Rules, DateTime<Utc>),
    happened: bool,
) -> Judged {
    let thread = &*thread.with_answers();
    let mut cast = Cast::new(thread, rules, now);
    cast.happened = happened;
    of(&cast)
}

fn of(cast: &Cast<'_>) -> Judged {
    let Cast { thread, rules, .. } = *cast;
    let opening = cast.opening();
    let tier = opening.and_then(|m| m.speaker().of.clone());
    let asked = opening.map_or(thread.seen, |m| m.at);
    let raised = priority::of(cast);
    let level =
        raised.chain.last().and_then(|link| rules.level(&cast.asking(link)));
    let turn = ball::turn(cast);
    let agreed = agreed::of(cast);
    let due = response::deadline(cast, &raised, asked);
    let ownership = ownership::of(cast, &turn, due.as_ref());
    let reopened = ending::reopened(cast, &turn);
    let first = response::owed(cast, due.clone(), reopened);
    let first = agreed::replaces(cast, agreed.as_ref(), first);
    let verdict = response::verdict(cast, level, first.as_ref(), &ownership);
    let runs = first.is_some() && verdict.is_none();
    let resolves = level.is_some_and(|level| level.resolution.is_some());
    let life = life::of(cast, &turn, Keeps { runs, resolves });
    let resolved = ending::left_over(cast, &turn).filter(|_| life.lives());
    let scene = running::Scene {
        cast,
        turn: &turn,
        raised: &raised,
        verdict: verdict.as_ref(),
        reopened,
    };
    let open = life == Life::Open && resolved.is_none();
    let mut clocks = running::of(&scene, first.filter(|_| runs));
    agreed::replace(&turn, agreed.as_ref(), &mut clocks);
    clocks.retain(|_| open);
    let others = clocks.split_off(clocks.len().min(1));
    let deadline = clocks.pop();
    let lived = turn.lived_since_first_read(cast);
    let snooze = snooze(cast, raised.news.as_ref());
    let mut steps = steps(cast, &raised, &turn, due.as_ref());
    let running = deadline.iter().chain(&others);
    steps.extend(running.filter_map(running::step));
    steps.extend(agreed.as_ref().map(agreed::step));
    steps.extend(ending::steps(cast, &turn));
    steps.extend(verdict.iter().map(|v| told::verdict_step(cast, v)));
    steps.extend(told::untimed(cast, &turn, verdict.as_ref()));
    let replies = replies::of(cast, &turn, &life);
    steps.extend(replies.iter().filter_map(|it| replies::step(cast, it)));
    steps.extend(parting::steps(thread));
    steps.sort_by_key(|step| step.at);
    Judged {
        id: thread.id,
        source: thread.source.clone(),
        place: thread.place.clone(),
        gist: cast.gist(GIST),
        requester: cast.requester_name(),
        tier_place: rules.tier_place(tier.as_deref()),
        tier,
        internal: cast.internal(),
        history: thread.history && !lived,
        asked,
        seen: opening.map_or(thread.seen, |m| m.seen),
        last: thread.last(),
        priority: raised.priority,
        priority_from: raised.from,
        level: level.map(|l| l.name.clone()),
        fitted: levels::fitted(cast, raised.chain.last()),
        ball: turn.ball,
        unanswered: turn.unanswered,
        stale_at: ownership.stale_at,
        heard: ownership.heard,
        passing: passing::of(cast),
        news: news(cast, &turn, reopened),
        resolved,
        raise: raised.news,
        only_here: only_here(cast),
        steps,
        thanks: turn.thanks.clone(),
        owners: ownership.owners,
        looking: ownership.looking,
        follows: thread.follows.map(|part| part.request),
        followed: thread.followed.map(|part| part.request),
        replies,
        earlier: thread.earlier.clone(),
        verdict: life::ended(verdict, &life, due.as_ref(), rules),
        link: opening.and_then(|m| m.link.clone()),
        root: root(cast),
        joined: joined(cast),
        votes: thread.marks.iter().filter(|it| it.name == VOTE).count(),
        evergreen: is_evergreen(thread, rules),
        burst: cast.firing.as_ref().is_some_and(|f| f.burst.is_some()),
        offers: offers::of(cast, &turn),
        promise: turn.promise.clone().filter(|_| life.lives()),
        needed_by: ball::needed(cast, &turn),
        deadline,
        others,
        snooze,
        life,
    }
}

/// The root on which our marks go.
fn root(cast: &Cast<'_>) -> Option<ExternalId> {
    // A call has no message at a source.
    if cast.thread.is_call() {
        return None;
    }
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
            | What::Claim { .. }
            | What::Release { .. }
            | What::ThisAnswers { .. }
            | What::DueSet { .. }
            | What::Kept
            | What::Call { .. }
            | What::Spoke { .. }
            | What::Rejudged
            | What::Ruled
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
    if back {
        return Some(News::of(NewsKind::Reopened, message, message.at));
    }
    let opens = last.message == first.external;
    Some(match message.restored {
        Some(at) if opens => News::of(NewsKind::Restored, message, at),
        _ if opens => News::of(NewsKind::Arrival, message, message.at),
        _ => News::of(NewsKind::Message, message, message.at),
    })
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
            What::Claim { .. } => Some("claimed"),
            What::Release { .. } => Some("released"),
            What::ThisAnswers { .. } => Some("answered"),
            What::DueSet { .. } => Some("agreed date"),
            What::Kept => Some("promise kept"),
            What::Call { .. } | What::Spoke { .. } => Some("logged"),
            What::BringBack
            | What::Snooze { .. }
            | What::Wake
            | What::Split
            | What::Rejudged
            | What::Ruled
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
    let mut steps: Vec<Step> =
        cast.opening_step(due.is_some()).into_iter().collect();
    steps.extend(raised.step(cast));
    steps.extend(due.map(|due| told::step(due, raised)));
    steps.extend(due.iter().flat_map(|due| told::later(cast, raised, due)));
    steps.extend(turn.steps(cast));
    steps.extend(ownership::steps(cast));
    steps.extend(passing::steps(cast));
    steps
}
