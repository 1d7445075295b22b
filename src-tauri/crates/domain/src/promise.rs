//! Times that people give themselves or each other, read out of what they
//! write.
//!
//! "Back in 30 min" and "by 15:00" are **promises** when a teammate writes
//! them; "need this by 15:00" is what the asking side **needs**; "looking
//! into it" only **holds**. The reader goes by tables of English words and
//! phrases, clause by clause, so that every desktop reads the same out of the
//! same words.
//!
//! It would rather miss a promise than make one up, because a promise keeps
//! other clocks silent. Questions, conditions, the past, what somebody else
//! does, quotations and code are none; neither is what only might be. Of
//! several the first to fall due is the promise. What the words for times
//! mean is the table in [`Time`]'s module: lengths are counted on instants
//! and rounded to minutes, "a few" is ten minutes or three hours, "a couple"
//! five minutes or two hours, and of a range the later end counts.

mod clause;
mod cursor;
mod day;
mod holding;
mod lead;
mod need;
mod number;
mod phrase;
mod tables;
#[cfg(test)]
mod tests;
mod time;
mod vocabulary;
mod words;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

pub use self::holding::holds;
pub use self::need::{needed_by, needs};
pub use self::time::{Day, Hour, Point, Time};

use self::clause::{Carried, Found, Reads};
use self::phrase::Fit;
use self::tables::{DEPENDS, TELLS};
use self::words::{Sentence, Word, sentences};
use crate::text::{clean_line, shorten};

/// Nobody promises anything behind so many bytes of a text.
const READ: usize = 4_000;

/// As much as is quoted of a promise.
const QUOTED: usize = 80;

/// A time that somebody gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// When it falls due.
    pub at: DateTime<Utc>,
    /// The words in which it was given: "back in 30 min".
    pub words: String,
}

/// A time as it was said, with the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The time.
    pub time: Time,
    /// The words.
    pub words: String,
}

/// The promise in what a teammate wrote at `written` in `zone`: of several
/// the first to fall due.
#[must_use]
pub fn promised(
    text: &str,
    written: DateTime<Utc>,
    zone: Tz,
) -> Option<Promise> {
    first(promises(text), written, zone)
}

/// Every promise in a text as it was said, before anybody asks where or when.
#[must_use]
pub fn promises(text: &str) -> Vec<Said> {
    let text = beginning(text);
    if !vocabulary::may_say_a_time(text) {
        return Vec::new();
    }
    sentences(text)
        .iter()
        .filter(|sentence| !sentence.asks && !depends(sentence))
        .flat_map(in_sentence)
        .filter_map(|found| said(text, found))
        .collect()
}

fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(READ)).unwrap_or_default()
}

fn first(said: Vec<Said>, written: DateTime<Utc>, zone: Tz) -> Option<Promise> {
    said.into_iter()
        .filter_map(|Said { time, words }| {
            Some(Promise { at: time.at(written, zone)?, words })
        })
        .min_by_key(|promise| promise.at)
}

fn said(text: &str, found: Found) -> Option<Said> {
    let words = text.get(found.from..found.to)?;
    let words = shorten(&clean_line(words), QUOTED);
    Some(Said { time: found.time, words })
}

/// Whether a condition stands anywhere in a sentence. "I'll know by 15:00 if
/// it worked" tells only what will be known.
fn depends(sentence: &Sentence) -> bool {
    let words = &sentence.words;
    words.iter().enumerate().any(|(place, _)| {
        let rest = words.get(place..).unwrap_or_default();
        let told = place
            .checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|word| TELLS.contains(&word.low.as_str()));
        !told && cursor::Cursor::new(rest).eat_any(DEPENDS)
    })
}

/// The promises of a sentence, clause by clause.
fn in_sentence(sentence: &Sentence) -> Vec<Found> {
    let mut promises = Vec::new();
    let mut carried = Carried::Nothing;
    let mut waiting: Option<Found> = None;
    let clauses = clauses(sentence);
    let silent = |clause: &&[Word]| {
        clause::read(clause, Carried::Nothing) == Reads::Empty
    };
    let lone = clauses.iter().filter(|clause| !silent(clause)).count() == 1;
    for words in clauses {
        match clause::read(words, carried) {
            Reads::Promises(found) => {
                promises.push(found);
                carried = Carried::Promise;
            }
            Reads::Opens => {
                promises.extend(waiting.take());
                carried = Carried::Promise;
            }
            Reads::Begins => carried = Carried::Subject,
            Reads::Times { found, fit, more } => {
                let by_itself = more || lone && fit == Fit::Sure;
                if fit == Fit::Astray {
                    carried = Carried::Nothing;
                } else if carried == Carried::Promise || by_itself {
                    promises.push(found);
                } else {
                    waiting = Some(found);
                }
            }
            Reads::Empty => {}
            Reads::TakesBack => {
                promises.clear();
                waiting = None;
                carried = Carried::Nothing;
            }
            Reads::Else => carried = Carried::Nothing,
        }
    }
    promises
}

/// The clauses of a sentence. A colon after what announces a time ends none,
/// nor does "and" within one.
fn clauses(sentence: &Sentence) -> Vec<&[Word]> {
    let words = sentence.words.as_slice();
    let mut clauses = Vec::new();
    let (mut from, mut place) = (0, 0_usize);
    while let Some(word) = words.get(place) {
        let rest = words.get(place..).unwrap_or_default();
        if let Some(phrase) = phrase::phrase(rest) {
            place += phrase.len.max(1);
            continue;
        }
        let announces = word.low == ":"
            && place
                .checked_sub(1)
                .and_then(|before| words.get(before))
                .is_some_and(|it| matches!(&*it.low, "eta" | "update"));
        if word.breaks() && !announces {
            clauses.extend(words.get(from..place));
            from = place + 1;
        }
        place += 1;
    }
    clauses.extend(words.get(from..));
    clauses.retain(|clause| !clause.is_empty());
    clauses
}
