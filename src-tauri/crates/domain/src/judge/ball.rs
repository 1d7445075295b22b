//! Whose turn it is.

use chrono::{DateTime, Utc};

use super::sides::{Cast, Side};
use crate::did::holding;
use crate::{
    Ball, ExternalId, Message, NeededBy, Paused, Promised, Step, What,
};

/// In so many of their last messages it is looked for by when they need it:
/// every message of a long thread has it judged again.
const READ_BACK: usize = 20;

/// Something the asking side wrote that is no thanks.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) at: DateTime<Utc>,
    pub(crate) seen: DateTime<Utc>,
    pub(crate) message: ExternalId,
}

/// An answer of the team after the first one, to what may have been due.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) at: DateTime<Utc>,
    pub(crate) message: ExternalId,
}

/// Whose turn it is, and how it came to be.
pub(crate) struct Turn {
    pub(crate) ball: Ball,
    pub(crate) since: DateTime<Utc>,
    /// The team's last answer.
    pub(crate) answered: Option<DateTime<Utc>>,
    /// That answer only holds: somebody is still on it.
    pub(crate) holds: bool,
    /// What our last message promises and no key has kept.
    pub(crate) promise: Option<Promised>,
    /// The stretches in which it was their turn.
    pub(crate) theirs: Vec<Paused>,
    /// The oldest message of the asking side since.
    pub(crate) unanswered: Option<DateTime<Utc>>,
    pub(crate) thanks: Vec<ExternalId>,
    /// What the asking side wrote, in order of time.
    pub(crate) asked: Vec<Asked>,
    /// What the team answered after the first time, in order of time.
    pub(crate) replies: Vec<Reply>,
    /// Our message that made it theirs.
    pub(crate) asked_back: Option<ExternalId>,
    /// The answer after which nothing was open.
    settled: Option<DateTime<Utc>>,
}

/// Walks the thread in the order of time.
///
/// A message of the asking side makes it our turn unless it only says thanks;
/// so does a call for a group that they edit into an older one. A message of
/// ours makes it theirs only if it asks something.
pub(crate) fn turn(cast: &Cast<'_>) -> Turn {
    let mut turn = Turn {
        ball: Ball::Ours,
        since: cast.thread.seen,
        answered: None,
        holds: false,
        promise: None,
        theirs: Vec::new(),
        unanswered: None,
        thanks: Vec::new(),
        asked: Vec::new(),
        replies: Vec::new(),
        asked_back: None,
        settled: None,
    };
    let thanks_undone = last_act(cast, &What::NotThanks);
    let says = cast.rules.claim_says.as_deref();
    let mut last = None;
    for (at, message, side) in heard(cast) {
        if side == Side::Team {
            if turn.owes(|| last.and_then(|last| promise(cast, last))) {
                let message = message.external.clone();
                turn.replies.push(Reply { at, message });
            }
            if turn.unanswered.is_some() {
                turn.settled = Some(at);
            }
            turn.answered = Some(at);
            turn.unanswered = None;
            turn.since = at;
            turn.holds = message.text.holds(says);
            last = Some(message);
            if message.text.asks() {
                turn.ball = Ball::Theirs;
                turn.asked_back = Some(message.external.clone());
            }
            continue;
        }
        let thanks = !turn.asked.is_empty()
            && at == message.at
            && thanks_undone.is_none_or(|at| at < message.seen)
            && message.text.is_thanks();
        if thanks {
            turn.thanks.push(message.external.clone());
            continue;
        }
        if turn.ball == Ball::Theirs {
            turn.theirs.push(Paused {
                from: turn.since,
                to: at,
                asked: turn.asked_back.clone(),
                answered: Some(message.external.clone()),
            });
        }
        turn.ball = Ball::Ours;
        turn.since = at;
        turn.unanswered.get_or_insert(at);
        turn.asked.push(Asked {
            at,
            seen: message.seen.max(at),
            message: message.external.clone(),
        });
    }
    turn.promise = last.and_then(|message| promise(cast, message));
    wait_on_them(cast, &mut turn);
    kept(cast, &mut turn);
    turn
}

/// What our last message promises: everything before it is kept by it.
fn promise(cast: &Cast<'_>, message: &Message) -> Option<Promised> {
    let mate = cast.teammate(message.speaker())?;
    let zone = mate.zone.unwrap_or(cast.rules.zone);
    let due = message.text.promised(message.at, zone)?;
    Some(Promised {
        by: mate.key.clone(),
        message: message.external.clone(),
        at: message.at,
        due,
    })
}

/// By when they need it, as far as nobody has answered that.
pub(crate) fn needed(cast: &Cast<'_>, turn: &Turn) -> Option<NeededBy> {
    let since = turn.unanswered?;
    let open = turn.asked.iter().rev().filter(|asked| asked.at >= since);
    open.take(READ_BACK).find_map(|asked| {
        let message = cast.thread.message(&asked.message)?;
        let due = message.text.needed_by(message.at, cast.rules.zone)?;
        let message = message.external.clone();
        Some(NeededBy { message, due })
    })
}

/// What both sides said, in order of time: their messages, and the calls that
/// they edited into them later.
fn heard<'a>(cast: &Cast<'a>) -> Vec<(DateTime<Utc>, &'a Message, Side)> {
    let mut heard = Vec::new();
    for side in [Side::Asking, Side::Team] {
        for message in cast.messages(side) {
            heard.push((message.at, message, side));
            if side == Side::Asking {
                let later = cast.calls(message).filter(|at| *at > message.at);
                heard.extend(later.map(|at| (at, message, side)));
            }
        }
    }
    heard.sort_by(|a, b| (a.0, &a.1.external).cmp(&(b.0, &b.1.external)));
    heard
}

/// "Waiting on them" holds until they write.
fn wait_on_them(cast: &Cast<'_>, turn: &mut Turn) {
    let Some(at) = last_act(cast, &What::WaitOnThem) else { return };
    let wrote = turn.asked.iter().any(|asked| asked.seen > at);
    if !wrote {
        turn.ball = Ball::Theirs;
        turn.since = at;
        turn.asked_back = None;
    }
}

/// One key keeps what was promised before it.
fn kept(cast: &Cast<'_>, turn: &mut Turn) {
    let Some(at) = last_act(cast, &What::Kept) else { return };
    let said = turn.promise.as_ref().map(|promise| &promise.message);
    let message = said.and_then(|id| cast.thread.message(id));
    if message.is_some_and(|message| message.seen <= at) {
        turn.promise = None;
    }
}

pub(crate) fn last_act(cast: &Cast<'_>, what: &What) -> Option<DateTime<Utc>> {
    holding(&cast.thread.acts)
        .rev()
        .find(|did| did.what == *what)
        .map(|did| did.at)
}

impl Turn {
    /// Whether something after the first answer may be due: an answer, or
    /// some word after one that holds or promises.
    fn owes(&self, promised: impl FnOnce() -> Option<Promised>) -> bool {
        let waits = self.unanswered.is_some() || self.holds;
        self.answered.is_some() && (waits || promised().is_some())
    }

    /// Whether it was open when we first read the place, or the asking side
    /// wrote since.
    pub(crate) fn lived_since_first_read(&self, cast: &Cast<'_>) -> bool {
        let first = cast.thread.seen;
        self.asked.iter().any(|asked| asked.seen > first)
            || self.settled.is_some_and(|at| at > first)
            || !cast.thread.acts.is_empty()
    }

    /// The turn's part of the explanation.
    pub(crate) fn steps(&self, cast: &Cast<'_>) -> Vec<Step> {
        let mut steps = Vec::new();
        for external in &self.thanks {
            if let Some(message) = cast.thread.message(external) {
                steps.push(Step {
                    at: message.at,
                    message: Some(external.clone()),
                    words: format!(
                        "{} only said thanks, so nothing runs for it.",
                        cast.shown(message.speaker())
                    ),
                });
            }
        }
        if let Some(promise) = &self.promise {
            steps.push(Step {
                at: promise.at,
                message: Some(promise.message.clone()),
                words: format!(
                    "{} promised a time: until then it holds every other \
                     answer.",
                    cast.rules.name(&promise.by)
                ),
            });
        }
        if self.ball == Ball::Theirs {
            steps.push(Step {
                at: self.since,
                message: self.asked_back.clone(),
                words: if self.asked_back.is_some() {
                    "Our message ends with a question: it is their turn."
                } else {
                    "You said that it is their turn. Only here."
                }
                .to_owned(),
            });
        }
        steps
    }
}
