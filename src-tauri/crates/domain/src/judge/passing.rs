//! What a handoff in a channel says of it.

use super::sides::Cast;
use crate::handoff::Item;
use crate::{Holder, Passing, Step};

/// The handoffs that pass it on. Where several requests stand in one thread,
/// each has those of its time.
fn passed<'a>(cast: &Cast<'a>) -> impl Iterator<Item = &'a Item> {
    let thread = cast.thread;
    let since = thread.follows.map(|part| part.since);
    let until = thread.followed.map(|part| part.since);
    thread.passed.iter().filter(move |item| {
        !item.gone
            && since.is_none_or(|since| since <= item.at)
            && until.is_none_or(|until| item.at < until)
    })
}

/// The last handoff that passes it on.
fn last<'a>(cast: &Cast<'a>) -> Option<&'a Item> {
    passed(cast).max_by_key(|item| (item.at, &item.external))
}

/// On its way from one shift to the next.
pub(crate) fn of(cast: &Cast<'_>) -> Option<Passing> {
    let item = last(cast)?;
    Some(Passing {
        from: item.from(cast.rules)?.clone(),
        at: item.at,
        until: item.span.to,
        to: item.taken(cast.rules).map(|(who, at)| (who.clone(), at)),
    })
}

/// Who has it because they accepted it. Who did so before they sat down has
/// it from then on, and not while those before them still sit there.
pub(crate) fn taker(cast: &Cast<'_>) -> Option<Holder> {
    let item = last(cast)?;
    let (person, at) = item.taken(cast.rules)?;
    let sat = cast.rules.on_duty(person, at);
    let since = if sat { at } else { at.max(item.span.to.min(cast.now)) };
    let sits = cast.rules.on_duty(person, cast.now);
    (sits && !cast.asks(person))
        .then(|| Holder { person: person.clone(), since })
}

/// The handoff's part of the explanation.
pub(crate) fn steps(cast: &Cast<'_>) -> Vec<Step> {
    let step = |at, words| Step { at, message: None, words };
    let mut steps = Vec::new();
    for item in passed(cast) {
        let Some(from) = item.from(cast.rules) else { continue };
        let from = cast.rules.name(from);
        steps.push(step(item.at, format!("{from} has handed it over.")));
        if let Some((to, at)) = item.taken(cast.rules) {
            let to = cast.rules.name(to);
            let words = format!("{to} has accepted it from {from}.");
            steps.push(step(at, words));
        }
    }
    steps
}
