//! By when the asking side needs an answer.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::clause::Found;
use super::cursor::Cursor;
use super::lead::Lead;
use super::phrase::{Fit, phrase};
use super::tables::DENIES;
use super::vocabulary::may_say_a_time;
use super::words::{Sentence, sentences};
use super::{Promise, Said, beginning, first, said};

/// Who says so needs something; any time that follows is by when.
const NEEDS: &[&str] = &[
    "need",
    "needs",
    "needed",
    "must",
    "has to",
    "have to",
    "required",
    "require",
    "deadline is",
    "deadline",
    "due",
    "has until",
    "have until",
    "asap",
    "urgent",
    "urgently",
];

/// Who says so only asks; by when has to be said in so many words.
const ASKS: &[&str] = &[
    "please",
    "pls",
    "plz",
    "can you",
    "could you",
    "would you",
    "can someone",
    "could someone",
    "can somebody",
    "could somebody",
    "can anyone",
    "could anyone",
    "can we get",
    "could we get",
    "can i get",
    "could i get",
    "can i have",
    "could i have",
    "would be great",
    "would be good",
    "would be nice",
    "would love",
    "would like",
    "hope to",
    "hoping to",
    "latest",
];

/// No need is none.
const NOT: &[&str] = &["no"];

/// By when the asking side says, at `written` in `zone`, that it needs an
/// answer. Questions count here: asking is how one asks.
#[must_use]
pub fn needed_by(
    text: &str,
    written: DateTime<Utc>,
    zone: Tz,
) -> Option<Promise> {
    first(needs(text), written, zone)
}

/// Every time by which the asking side needs an answer as it was said, before
/// anybody asks where or when.
#[must_use]
pub fn needs(text: &str) -> Vec<Said> {
    let text = beginning(text);
    if !may_say_a_time(text) || !may_want(text) {
        return Vec::new();
    }
    sentences(text)
        .iter()
        .filter_map(needed)
        .filter_map(|found| said(text, found))
        .collect()
}

/// What was asked for, if anything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Nothing,
    Asked,
    Needed,
}

/// Whether anything in a text may ask; if not, nothing does. Reading it takes
/// longer than this look.
fn may_want(text: &str) -> bool {
    // Capitals of other alphabets have small letters that these words have.
    if !text.is_ascii() {
        return true;
    }
    let separate = |byte: &u8| !byte.is_ascii_alphanumeric();
    let words = text.as_bytes().split(separate).filter(|it| !it.is_empty());
    let mut rest = words.clone();
    words.into_iter().any(|word| {
        _ = rest.next();
        let after = rest.clone();
        let first = word.first().map(u8::to_ascii_lowercase);
        let all = NEEDS.iter().chain(ASKS);
        all.filter(|it| it.bytes().next() == first).any(|pattern| {
            let mut here = std::iter::once(word).chain(after.clone());
            pattern.split(' ').all(|it| {
                let next = here.next();
                next.is_some_and(|n| n.eq_ignore_ascii_case(it.as_bytes()))
            })
        })
    })
}

/// Whether anything in a sentence asks. Most say nothing of the kind, and are
/// not searched for a time.
fn wants(sentence: &Sentence) -> bool {
    let mut at = Cursor::new(&sentence.words);
    while at.peek().is_some() {
        if at.eat_any(NEEDS) || at.eat_any(ASKS) {
            return true;
        }
        _ = at.next();
    }
    false
}

fn needed(sentence: &Sentence) -> Option<Found> {
    if !wants(sentence) {
        return None;
    }
    let mut at = Cursor::new(&sentence.words);
    let mut wanted = Wanted::Nothing;
    let mut from = at;
    let mut latest = None;
    while let Some(word) = at.peek() {
        let low = word.low.as_str();
        let start = at;
        if DENIES.contains(&low) || NOT.contains(&low) {
            _ = at.next();
            // What is not needed is passed over.
            if at.eat_any(NEEDS) {
                return None;
            }
        } else if let Some(phrase) = phrase(at.words) {
            let to = at.words.get(phrase.len.saturating_sub(1))?.to;
            at.words = at.words.get(phrase.len..)?;
            let begin = from.peek()?.from.min(word.from);
            let found = Found { time: phrase.time, from: begin, to };
            let fits = match wanted {
                Wanted::Needed => phrase.fit() != Fit::Astray,
                Wanted::Asked | Wanted::Nothing => phrase.lead == Lead::By,
            };
            match wanted {
                Wanted::Asked | Wanted::Needed if fits => return Some(found),
                // "By 15:00 please": what asks may come behind.
                Wanted::Nothing if fits => latest = Some(found),
                _ => {}
            }
        } else if at.eat_any(NEEDS) {
            wanted = Wanted::Needed;
            from = start;
        } else if at.eat_any(ASKS) {
            wanted = wanted.max_asked();
            from = start;
        } else {
            _ = at.next();
        }
    }
    latest.filter(|_| wanted != Wanted::Nothing)
}

impl Wanted {
    /// At least asked for.
    fn max_asked(self) -> Wanted {
        match self {
            Wanted::Needed => Wanted::Needed,
            Wanted::Nothing | Wanted::Asked => Wanted::Asked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::samples::berlin;
    use chrono_tz::Europe::Berlin;

    fn need(text: &str) -> Option<String> {
        let need = needed_by(text, berlin("2026-11-24 14:10"), Berlin)?;
        let at = need.at.with_timezone(&Berlin);
        Some(at.format("%a %H:%M").to_string())
    }

    #[test]
    fn a_time_by_which_it_is_needed_is_read() {
        for (text, at) in [
            ("Need this by 15:00", "Tue 15:00"),
            ("The customer needs the label within the next hour.", "Tue 15:10"),
            ("Can you fix it before 4pm?", "Tue 16:00"),
            ("Please answer by end of day", "Tue 17:00"),
            ("The deadline is tomorrow at 9", "Wed 09:00"),
            ("It has to be out by Friday noon.", "Fri 12:00"),
            ("By 15:30 please, the truck leaves then", "Tue 15:30"),
            ("We need an answer today", "Tue 17:00"),
        ] {
            assert_eq!(need(text).as_deref(), Some(at), "{text}");
        }
    }

    #[test]
    fn no_word_that_asks_is_looked_past() {
        for pattern in NEEDS.iter().chain(ASKS) {
            let loud = pattern.to_uppercase();
            for text in [format!("{pattern} it"), format!("Well, {loud}!")] {
                let read = sentences(&text);
                assert!(read.iter().any(wants) && may_want(&text), "{text}");
            }
        }
        assert!(!may_want("Delivery 4711 has not come. Where is it?"));
    }

    #[test]
    fn a_time_of_something_else_is_none() {
        for text in [
            "The truck leaves at 15:00",
            "It broke at 13:00, can you look?",
            "No need to fix it by 15:00",
            "It doesn't need to be done by tomorrow",
            "It has been down since 9, please help",
            "> need this by 15:00\nis that so?",
            "Need this by 14:00",
            "",
        ] {
            assert_eq!(need(text), None, "{text}");
        }
    }
}
