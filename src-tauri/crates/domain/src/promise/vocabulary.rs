//! Every word of which some is in each phrase that says a time.
//!
//! Most of what people write says none, and is read again whenever something
//! happens in its thread.

use std::cmp::Ordering;
use std::sync::LazyLock;

use super::day::{DAYS, DIAL, HOURS};
use super::number::{LENGTHS, UNITS};

/// Words that stand in such phrases and everywhere else.
const GLUE: &[&str] = &[
    "a", "an", "after", "and", "close", "couple", "end", "few", "first",
    "half", "in", "later", "more", "my", "next", "of", "the", "this",
];

static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let hours = HOURS.iter().map(|(words, _)| *words);
    let days = DAYS.iter().map(|(words, _)| *words);
    let dial = DIAL.iter().map(|(words, _)| *words);
    let lengths = LENGTHS.iter().map(|(words, _)| *words);
    let units = UNITS.iter().map(|(words, _)| *words);
    let numbers = NUMBERS.iter().copied();
    let all = hours.chain(days).chain(dial).chain(lengths).chain(units);
    let words = all.chain(numbers).flat_map(|it| it.split(' '));
    let mut words: Vec<_> = words.filter(|word| !GLUE.contains(word)).collect();
    words.sort_unstable();
    words.dedup();
    words
});

/// Amounts that say minutes by themselves: "in twenty".
const NUMBERS: &[&str] = &[
    "quarter", "quarters", "fifteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "ninety", "lunch",
];

/// Whether a text may say a time; if not, it says none.
pub(super) fn may_say_a_time(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).any(|word| {
        let figure = word.contains(char::is_numeric);
        figure || !word.is_ascii() || known(word)
    })
}

fn known(word: &str) -> bool {
    WORDS.binary_search_by(|known| order(known, word)).is_ok()
}

/// The order of a word of the table and one as it was written.
fn order(known: &str, written: &str) -> Ordering {
    let written = written.bytes().map(|byte| byte.to_ascii_lowercase());
    known.bytes().cmp(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_of_the_tables_is_let_through() {
        let hours = HOURS.iter().map(|(words, _)| *words);
        let days = DAYS.iter().map(|(words, _)| *words);
        let lengths = LENGTHS.iter().map(|(words, _)| *words);
        let units = UNITS.iter().map(|(words, _)| *words);
        let dial = DIAL.iter().map(|(words, _)| *words);
        let all = hours.chain(days).chain(lengths).chain(units).chain(dial);
        for phrase in all {
            assert!(may_say_a_time(phrase), "{phrase}");
            assert!(may_say_a_time(&phrase.to_uppercase()), "{phrase}");
        }
        for (amount, _) in crate::promise::number::AMOUNTS {
            assert!(may_say_a_time(&format!("in {amount} minutes")));
            let bare = format!("back in {amount}");
            let says = crate::promise::sentences(&bare).iter().any(|it| {
                let said =
                    it.words.get(1..).and_then(super::super::phrase::phrase);
                said.is_some()
            });
            assert!(!says || may_say_a_time(&bare), "{bare}");
        }
    }

    #[test]
    fn what_says_no_time_is_not_read_for_one() {
        for text in ["It was a stale cache.", "On it, thanks!", ""] {
            assert!(!may_say_a_time(text), "{text}");
        }
    }
}
