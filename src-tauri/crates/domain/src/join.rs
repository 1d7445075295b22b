//! Which request a new root belongs to.

mod answers;
#[cfg(test)]
mod tests;

use chrono::{DateTime, TimeDelta, Utc};

use crate::calendar::AfterClosing;
use crate::did::holding;
use crate::{
    Activity, Bots, Event, Post, Rules, SourceId, SourceRules, Thread, What,
};

pub use self::answers::{Aside, answers, stands_aside};

/// Rapid messages of a person follow each other at most this far apart.
const GAP: TimeDelta = TimeDelta::minutes(5);
/// And belong to one stretch at most this long.
const STRETCH: TimeDelta = TimeDelta::minutes(15);
/// The root of a burst that makes it one row.
const BURST: usize = 6;
/// A burst begins with so many roots within this time, and ends with this
/// much silence.
const BURST_WITHIN: TimeDelta = TimeDelta::minutes(2);
/// An alert that fires again within so many business days is the same
/// request.
const SAME_ALERT: usize = 3;
/// Business days are looked for no farther back than this.
const SAME_ALERT_REACH: TimeDelta = TimeDelta::days(14);

/// Whether a root that belongs to no request begins one.
///
/// What somebody on duty posts by themselves is a request only if it mentions
/// a group that raises; bots ask only where the place reads their alerts or
/// lets them carry a person's words.
#[must_use]
pub fn begins(
    activity: &Activity,
    rules: &Rules,
    source: &SourceId,
    now: DateTime<Utc>,
) -> bool {
    let Event::Post { post } = &activity.event else { return false };
    let apart = rules.is_apart(source, &activity.place);
    if !activity.is_root() || post.private || apart {
        return false;
    }
    let bots = rules
        .place(source, &activity.place)
        .map_or(Bots::Ignore, |place| place.bots);
    let speaker = post.mirrored.as_ref().unwrap_or(&post.author);
    if !post.author.human && post.mirrored.is_none() {
        let over = post.alert.as_ref().is_some_and(|alert| alert.resolved);
        return bots == Bots::Alerts && !over;
    }
    if !post.author.human && bots != Bots::Mirror {
        return false;
    }
    let raises = post
        .mentions
        .iter()
        .any(|mention| rules.raised_by(source, mention).is_some());
    rules
        .teammate(source, speaker)
        .is_none_or(|mate| raises || !rules.on_duty(&mate.key, now))
}

/// How far back a request may lie that a new root still belongs to.
#[must_use]
pub fn reach(bot: bool) -> TimeDelta {
    if bot { SAME_ALERT_REACH } else { STRETCH }
}

/// What a new root is to the requests its author began shortly before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Join {
    /// A request of its own.
    Apart,
    /// A further message of this one, by its place in the list given.
    Joins(usize),
    /// It makes several of these one: a burst, or messages between which it
    /// was written.
    Burst(Vec<usize>),
}

/// Decides which of the author's recent requests in the same place, ordered
/// by their beginning, a new root belongs to.
#[must_use]
pub fn join(
    activity: &Activity,
    rules: &Rules,
    source: &SourceId,
    recent: &[Thread],
) -> Join {
    let Event::Post { post } = &activity.event else { return Join::Apart };
    let bots = rules
        .place(source, &activity.place)
        .map_or(Bots::Ignore, |place| place.bots);
    if post.author.human {
        let talk = rules.source(source).is_none_or(SourceRules::is_talk);
        let rapid = if talk { rapid(activity, recent) } else { Vec::new() };
        return joined(apart(rapid, recent));
    }
    if bots == Bots::Alerts {
        of_bot((activity, post), rules, recent)
    } else {
        Join::Apart
    }
}

/// What this user has split is not made one again: the new message belongs to
/// the last part.
fn apart(all: Vec<usize>, recent: &[Thread]) -> Vec<usize> {
    let split = |at: &usize| {
        let acts = recent.get(*at).map(|thread| thread.acts.as_slice());
        holding(acts.unwrap_or_default()).any(|did| did.what == What::Split)
    };
    match all.last().copied() {
        Some(last) if all.iter().any(split) => vec![last],
        Some(_) | None => all,
    }
}

fn joined(mut all: Vec<usize>) -> Join {
    match (all.pop(), all.is_empty()) {
        (None, _) => Join::Apart,
        (Some(one), true) => Join::Joins(one),
        (Some(last), false) => {
            all.push(last);
            Join::Burst(all)
        }
    }
}

/// When the roots of a request were written, in order.
fn roots(thread: &Thread) -> impl DoubleEndedIterator<Item = DateTime<Utc>> {
    thread.messages.iter().filter(|m| m.root).map(|m| m.at)
}

/// Rapid messages follow each other closely, and nobody has replied or marked
/// in between. One that is read late may stand between two requests, or
/// before one.
fn rapid(activity: &Activity, recent: &[Thread]) -> Vec<usize> {
    let mut all: Vec<usize> = Vec::new();
    let (mut first, mut last) = (activity.at, activity.at);
    for (at, thread) in recent.iter().enumerate() {
        let near = roots(thread).any(|root| (root - activity.at).abs() <= GAP);
        let begins = roots(thread).fold(first, DateTime::min);
        let ends = roots(thread).fold(last, DateTime::max);
        if near && ends - begins <= STRETCH && !touched(thread, ends) {
            (first, last) = (begins, ends);
            all.push(at);
        }
    }
    all
}

/// Whether a person has replied to it or marked it until an instant. What
/// automation adds by itself is neither.
fn touched(thread: &Thread, until: DateTime<Utc>) -> bool {
    let replied = thread
        .messages
        .iter()
        .any(|m| !m.root && m.human() && m.deleted.is_none() && m.at <= until);
    let marked = thread.marks.iter().any(|m| m.by.human && m.counted <= until);
    replied || marked
}

fn of_bot(
    (activity, post): (&Activity, &Post),
    rules: &Rules,
    recent: &[Thread],
) -> Join {
    if let Some(alert) = &post.alert
        && let Some(same) = recent.iter().rposition(|thread| {
            tells_of(thread, &alert.key)
                && within_days(rules, thread.last(), activity.at)
        })
    {
        return Join::Joins(same);
    }
    joined(burst(activity, recent))
}

fn tells_of(thread: &Thread, key: &str) -> bool {
    let keys = thread.messages.iter().filter_map(|m| m.alert.as_ref());
    keys.into_iter().any(|alert| alert.key == key)
}

/// Whether an instant lies within so many business days in which what has
/// ended comes back.
pub(crate) fn within_days(
    rules: &Rules,
    from: DateTime<Utc>,
    at: DateTime<Utc>,
) -> bool {
    let mut last = from;
    for _ in 0..SAME_ALERT {
        let after = AfterClosing::SameDay;
        match rules.calendar.business_day_after(last, after) {
            // The next day is counted from inside this one, which may end at
            // midnight.
            Some(day) if at < day.closes => return true,
            Some(day) => last = day.opens,
            None => return true,
        }
    }
    false
}

/// The requests that a root makes one row: those of the stretch in which the
/// bot was never silent, from where it was loud enough. What somebody has
/// taken up already stays apart, unless it is the burst itself.
fn burst(activity: &Activity, recent: &[Thread]) -> Vec<usize> {
    let mut times: Vec<DateTime<Utc>> =
        recent.iter().flat_map(roots).chain([activity.at]).collect();
    times.sort();
    let loud = |window: &[DateTime<Utc>]| match window {
        [first, .., last] => *last - *first <= BURST_WITHIN,
        _ => false,
    };
    let stretch = times
        .chunk_by(|a, b| *b - *a < BURST_WITHIN)
        .find(|stretch| stretch.contains(&activity.at))
        .unwrap_or_default();
    let from = stretch.windows(BURST).find(|window| loud(window));
    let Some(from) = from.and_then(|window| window.first()) else {
        return Vec::new();
    };
    let within = |thread: &Thread| {
        roots(thread).any(|at| *from <= at && stretch.contains(&at))
    };
    let apart = |thread: &Thread| {
        thread.roots.len() < BURST && touched(thread, activity.at)
    };
    recent
        .iter()
        .enumerate()
        .filter(|(_, thread)| within(thread) && !apart(thread))
        .map(|(at, _)| at)
        .collect()
}
