//! A clause is read: does it promise, and by when.

use super::cursor::Cursor;
use super::holding;
use super::lead::Lead;
use super::phrase::{Fit, Phrase, phrase};
use super::tables::{
    ADVERBS, ALONE, ARTICLES, BECOMES, BETWEEN, BLOCKS, DENIES, DISOWNS, DOES,
    DOING, ENDS, FILLERS, FINISHED, GIVEN, GIVES, IT, IT_WILL_BE, JUDGES, OURS,
    SHORT, TAKES_BACK, TIES, WE_ARE, WE_WILL, WILL_BE,
};
use super::time::Time;
use super::words::Word;

/// A time that was found, with the words it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) time: Time,
    /// Where the promise begins in the text, in bytes.
    pub(super) from: usize,
    /// Where its time ends.
    pub(super) to: usize,
}

/// What a clause does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reads {
    /// It promises something by a time.
    Promises(Found),
    /// It promises something; a time may stand beside it.
    Opens,
    /// It says what we do, and what follows may go on: "and be back in 10".
    Begins,
    /// It is a time and nothing else.
    Times {
        found: Found,
        fit: Fit,
        /// "15 min more" promises by itself.
        more: bool,
    },
    /// It says nothing.
    Empty,
    /// It takes back what was said before it.
    TakesBack,
    /// It speaks of something else.
    Else,
}

/// What stands in the place of a clause before this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carried {
    Nothing,
    /// Who does it.
    Subject,
    /// Who does it, and that it is promised.
    Promise,
}

/// A clause with its place in the text.
#[derive(Clone, Copy)]
struct Clause<'w> {
    at: Cursor<'w>,
    /// Where it begins.
    from: usize,
    /// The time that stands before everything else.
    leading: Option<(Phrase, Found)>,
    /// "Please" stands before it: whoever reads it is to do it.
    asks: bool,
}

/// Reads a clause.
pub(super) fn read(words: &[Word], carried: Carried) -> Reads {
    if takes_back(words) {
        return Reads::TakesBack;
    }
    let clause = opened(words);
    if clause.at.peek().is_none() {
        return match clause.leading {
            Some((phrase, found)) => {
                let (fit, more) = (phrase.fit(), phrase.more);
                Reads::Times { found, fit, more }
            }
            None => Reads::Empty,
        };
    }
    if clause.asks {
        return gives(clause).or_else(|| short(clause)).unwrap_or(Reads::Else);
    }
    ours(clause, carried)
        .or_else(|| gives(clause))
        .or_else(|| short(clause))
        .or_else(|| becomes(clause))
        .or_else(|| within(clause))
        .or_else(|| held(clause))
        .unwrap_or(Reads::Else)
}

/// "Back in 30 min is impossible"; behind a break "or so I thought".
fn takes_back(words: &[Word]) -> bool {
    let mut at = Cursor::new(words);
    let mut whole = at;
    if whole.eat_any(DISOWNS) && whole.peek().is_none() {
        return true;
    }
    loop {
        if at.eat_any(TAKES_BACK) {
            return true;
        }
        if at.next().is_none() {
            return false;
        }
    }
}

/// The clause behind what says nothing, with the time at its beginning.
fn opened(words: &[Word]) -> Clause<'_> {
    let mut at = Cursor::new(words);
    let from = |at: Cursor<'_>| at.peek().map_or(0, |word| word.from);
    let (mut leading, mut asks) = (None, false);
    loop {
        if let Some(phrase) = phrase(at.words) {
            let start = from(at);
            let Some(found) = found(&mut at, phrase, start) else { break };
            leading = Some((phrase, found));
        } else if at.eat("please") {
            asks = true;
        } else if !at.eat_any(FILLERS) {
            break;
        }
    }
    Clause { at, from: from(at), leading, asks }
}

/// Steps over a phrase; what was found ends with it.
fn found(at: &mut Cursor<'_>, phrase: Phrase, from: usize) -> Option<Found> {
    let last = at.words.get(phrase.len.checked_sub(1)?)?;
    at.words = at.words.get(phrase.len..)?;
    Some(Found { time: phrase.time, from, to: last.to })
}

/// "I'll answer by 15:00", "will answer", "and answer", "I'm sending it".
fn ours(clause: Clause<'_>, carried: Carried) -> Option<Reads> {
    let mut at = clause.at;
    let goes_on = carried != Carried::Nothing && does(at).is_some();
    let progress = at.eat_any(WE_ARE);
    if progress || !goes_on {
        let mut doing = at;
        if doing.eat_any(DOING) {
            let sure = |phrase: &Phrase| phrase.fit() == Fit::Sure;
            let reads = timed(clause, doing, sure);
            // Without a time it may be a word of any clause.
            return reads.filter(|reads| progress || *reads != Reads::Opens);
        }
    }
    if goes_on {
        return promised(clause);
    }
    at = clause.at;
    at.eat_any(ALONE).then(|| promised(Clause { at, ..clause }))?
}

/// What is done, if the words here say it.
fn does(mut at: Cursor<'_>) -> Option<Cursor<'_>> {
    while at.eat_any(ADVERBS) {}
    at.eat_any(DOES).then_some(at)
}

/// Behind who does it: what is done, and by when.
fn promised(clause: Clause<'_>) -> Option<Reads> {
    let mut needs = clause.at;
    while needs.eat_any(ADVERBS) {}
    if needs.eat_any(GIVES) {
        return Some(given(clause, needs).unwrap_or(Reads::Begins));
    }
    match does(clause.at) {
        Some(at) => timed(clause, at, |it| it.fit() == Fit::Sure),
        None => Some(Reads::Begins),
    }
}

/// The first time that fits behind what is done, or the one that leads.
fn timed(
    clause: Clause<'_>,
    mut at: Cursor<'_>,
    fits: impl Fn(&Phrase) -> bool,
) -> Option<Reads> {
    while let Some(word) = at.peek() {
        let low = word.low.as_str();
        if DENIES.contains(&low) {
            return Some(Reads::Else);
        }
        // "I'll do that tomorrow" ties nothing.
        let told = low == "that"
            && at.words.get(1..).is_some_and(|it| phrase(it).is_some());
        if TIES.contains(&low) && !told {
            break;
        }
        let Some(phrase) = phrase(at.words) else {
            _ = at.next();
            continue;
        };
        let found = found(&mut at, phrase, clause.from)?;
        if at.eat_any(JUDGES) {
            return Some(Reads::Else);
        }
        if fits(&phrase) {
            return Some(Reads::Promises(found));
        }
    }
    Some(match clause.leading {
        Some((phrase, found)) if phrase.fit() == Fit::Sure => {
            Reads::Promises(found)
        }
        Some(_) | None => Reads::Opens,
    })
}

/// "Give me 30 min".
fn gives(clause: Clause<'_>) -> Option<Reads> {
    let mut at = clause.at;
    at.eat_any(GIVES).then(|| given(clause, at))?
}

fn given(clause: Clause<'_>, mut at: Cursor<'_>) -> Option<Reads> {
    _ = at.eat(":");
    let phrase = phrase(at.words).filter(|it| it.fit() != Fit::Astray)?;
    let found = found(&mut at, phrase, clause.from)?;
    let ends = at.peek().is_none() || at.eat_any(GIVEN);
    ends.then_some(Reads::Promises(found))
}

/// "Back in 30 min", "next update at 16:00", "done by 15:00".
fn short(clause: Clause<'_>) -> Option<Reads> {
    let mut at = clause.at;
    // "Please expect an answer by 15:00" asks for patience alone.
    if clause.asks && at.peek().is_none_or(|word| word.low != "expect") {
        return None;
    }
    _ = at.eat_any(WE_ARE);
    let by_only = at.eat_any(FINISHED);
    if !by_only && !at.eat_any(SHORT) {
        return None;
    }
    while at.eat_any(BETWEEN) || at.eat(":") {}
    let Some(phrase) = phrase(at.words) else {
        let opens = !by_only && at.peek().is_none();
        return opens.then_some(Reads::Opens);
    };
    let found = found(&mut at, phrase, clause.from)?;
    if at.eat_any(JUDGES) {
        return Some(Reads::Else);
    }
    let fits = if by_only {
        phrase.lead == Lead::By
    } else {
        phrase.fit() != Fit::Astray
    };
    fits.then_some(Reads::Promises(found))
}

/// "The fix goes out at 16:00", "it'll be fixed by 3".
fn becomes(clause: Clause<'_>) -> Option<Reads> {
    let mut at = clause.at;
    _ = at.eat_any(ARTICLES);
    let named = at.eat_any(OURS);
    let will_be = at.eat_any(IT_WILL_BE)
        || (named || at.eat_any(IT)) && at.eat_any(WILL_BE);
    let becomes = named && !will_be && at.eat_any(BECOMES);
    if !becomes {
        (will_be && at.eat_any(ENDS)).then_some(())?;
    }
    timed(clause, at, |it| it.fit() == Fit::Sure)
        .filter(|reads| matches!(reads, Reads::Promises(_)))
}

/// "Looking into it", "on it": what stands beside it is a promise.
fn held(clause: Clause<'_>) -> Option<Reads> {
    let mut at = clause.at;
    _ = at.eat_any(WE_ARE);
    if !holding::begins(at) {
        return None;
    }
    // What is looked at may have a time of its own.
    timed(clause, at, |it| it.fit() == Fit::Sure && !it.is_only_a_time())
}

/// "Hey Dirk I'll be back by 3": ours begins within the clause.
fn within(clause: Clause<'_>) -> Option<Reads> {
    let mut at = clause.at;
    loop {
        let mut will = at;
        if will.eat_any(WE_WILL) {
            return promised(Clause { at: will, ..clause });
        }
        let low = at.next()?.low.as_str();
        if BLOCKS.contains(&low) || DENIES.contains(&low) {
            return None;
        }
    }
}
