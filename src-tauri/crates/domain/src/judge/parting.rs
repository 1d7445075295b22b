//! What came so late after a close that it asks for something new.

use chrono::{DateTime, TimeDelta, Utc};

use super::sides::Cast;
use super::{ball, ending};
use crate::join::within_days;
use crate::{CLOSED, ExternalId, Rules, Step, Thread, What};

/// The first message of the asking side that was written when the request had
/// been closed for longer than a closed request comes back.
///
/// A bare thank-you asks for nothing; an alert comes back by its key, and a
/// call by another call.
pub(crate) fn late<'t>(
    thread: &'t Thread,
    rules: &Rules,
) -> Option<&'t ExternalId> {
    let now = thread.last();
    // Three business days are never over within one day.
    let ended = ended(thread, rules)?;
    if thread.is_call() || now - ended < TimeDelta::days(1) {
        return None;
    }
    let cast = Cast::new(thread, rules, now);
    if cast.is_alert() {
        return None;
    }
    let turn = ball::turn(&cast);
    let late = turn.asked.iter().skip(1).find(|asked| {
        let before = thread.before(asked.at, &asked.message);
        let then = Cast::new(&before, rules, asked.at);
        let turn = ball::turn(&then);
        let closed = ending::closed(&then, &turn);
        let stays = then.dismissed().is_some();
        closed
            .filter(|_| !stays)
            .is_some_and(|(at, _)| !within_days(rules, at, asked.at))
    })?;
    // What is called for by an edit belongs to the message.
    let message = thread.message(&late.message)?;
    (message.at == late.at && !message.root).then_some(&message.external)
}

/// The first instant at which it may have been closed.
fn ended(thread: &Thread, rules: &Rules) -> Option<DateTime<Utc>> {
    let name = rules.close_mark.as_deref().unwrap_or(CLOSED);
    let marks = thread.standing(name).chain(thread.standing(CLOSED));
    let closes = thread.acts.iter().filter(|act| act.what == What::Close);
    let acts = closes.map(|act| act.at);
    marks.map(|mark| mark.counted).chain(acts).min()
}

/// The other requests in the same thread, for the explanation.
pub(super) fn steps(thread: &Thread) -> impl Iterator<Item = Step> {
    let step = |at, words| Step { at, message: None, words };
    let before = thread.follows.map(|part| {
        let words = format!(
            "It follows request {}, which had been closed for more than 3 \
             business days.",
            part.request
        );
        step(part.since, words)
    });
    let after = thread.followed.map(|part| {
        let words = format!(
            "They wrote again after more than 3 business days: that is \
             request {}.",
            part.request
        );
        step(part.since, words)
    });
    before.into_iter().chain(after)
}
