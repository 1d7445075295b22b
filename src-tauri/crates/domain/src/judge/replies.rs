//! The words on what was promised besides the first answer.

use super::ball::{Reply, Turn};
use super::resolution;
use super::response::{Answer, SETTLING, word};
use super::sides::Cast;
use super::told::how;
use crate::{DueKind, Life, Step, Verdict};

/// So many of the last answers are looked at anew; the words on those before
/// are settled.
const READ_BACK: usize = 20;

/// The settled words on next responses, updates and the end, in order of
/// time.
///
/// Like the word on the first response each is said once: only while it has
/// just been seen may an earlier answer still take its place.
pub(super) fn of(cast: &Cast<'_>, turn: &Turn, life: &Life) -> Vec<Verdict> {
    let mut words = cast.thread.replies.clone();
    if !cast.happened {
        return words;
    }
    words.retain(|word| cast.now - word.seen > SETTLING);
    for reply in turn.replies.iter().rev().take(READ_BACK) {
        let same =
            |word: &Verdict| word.message.as_ref() == Some(&reply.message);
        if words.iter().any(same) {
            continue;
        }
        let Some(fresh) = settled(cast, reply) else { continue };
        let known = |word: &Verdict| {
            (word.kind, word.started) == (fresh.kind, fresh.started)
        };
        if !words.iter().any(known) {
            words.push(fresh);
        }
    }
    if let Some(done) = resolution::verdict(cast, life) {
        let known = |word: &Verdict| {
            (word.kind, word.answered) == (done.kind, done.answered)
        };
        if !words.iter().any(known) {
            words.push(done);
        }
    }
    words.sort_by(|a, b| {
        (a.answered, &a.message).cmp(&(b.answered, &b.message))
    });
    words
}

/// What ran when an answer came, and whether it came in time.
fn settled(cast: &Cast<'_>, reply: &Reply) -> Option<Verdict> {
    let message = cast.thread.message(&reply.message)?;
    let before = cast.thread.before(reply.at, &reply.message);
    // What was settled before the place was first read is history.
    if before.history && message.seen == before.seen {
        return None;
    }
    let mut then = Cast::new(&before, cast.rules, reply.at);
    then.happened = false;
    let judged = super::of(&then);
    let due = judged.running().find(|deadline| {
        matches!(deadline.kind, DueKind::NextResponse | DueKind::Update)
    })?;
    let by = Some(&cast.teammate(message.speaker())?.key);
    let answer = Answer {
        at: reply.at,
        seen: message.seen,
        by,
        message: Some(&reply.message),
        unseen: None,
    };
    Some(word(cast, due, &answer))
}

/// Its part of the explanation.
pub(super) fn step(cast: &Cast<'_>, verdict: &Verdict) -> Option<Step> {
    let (what, how) = (verdict.kind.words(), how(verdict));
    if verdict.kind == DueKind::Resolution {
        return Some(resolution::step(cast, verdict, &how));
    }
    let who = cast.rules.name(verdict.by.as_ref()?);
    Some(Step {
        at: verdict.answered,
        message: verdict.message.clone(),
        words: format!("{who} gave the {what}, {how}."),
    })
}
