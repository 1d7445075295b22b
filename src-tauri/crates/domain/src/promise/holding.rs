//! Words that hold somebody until there is an answer.

use super::cursor::Cursor;
use super::words::{Sentence, Word, sentences};

/// What a clause begins with that only says that somebody is on it.
pub(super) const HOLDS: &[&str] = &[
    "looking into",
    "looking at",
    "having a look",
    "taking a look",
    "taking it",
    "taking this",
    "looking now",
    "investigating",
    "checking",
    "digging into",
    "working on",
    "debugging",
    "reproducing",
    "one moment",
    "one sec",
    "one minute",
    "just a moment",
    "just a sec",
    "just a minute",
    "a moment please",
    "bear with",
    "hang on",
    "give me a moment",
    "give me a minute",
    "give me a sec",
    "give us a moment",
    "give us a minute",
    "brb",
    "let me check",
    "let me look",
    "let me see",
    "let me ask",
    "let me find out",
    "let me have a look",
    "let me take a look",
    "will check",
    "will look",
    "will investigate",
    "will find out",
    "will have a look",
    "will take a look",
    "will get back to you",
    "will come back to you",
    "will let you know",
    "will follow up",
    "getting back to you",
];

/// What says so as a whole clause only: "on it you find the button" does not.
const WHOLE: &[&str] = &["on it", "on this", "on that", "looking"];

/// Who is said to be on it, and what may stand before that.
const WHO: &[&str] = &[
    "i'm",
    "i am",
    "im",
    "we're",
    "we are",
    "i",
    "we",
    "ok",
    "okay",
    "sure",
    "yes",
    "yep",
    "hi",
    "hey",
    "hello",
    "thanks",
    "thank you",
    "sorry",
    "still",
    "currently",
    "now",
    "already",
    "just",
    "right",
    "somebody is",
    "someone is",
    "i have been",
    "i've been",
    "we have been",
    "we've been",
    "been",
    "no worries",
    "no problem",
];

/// "I'll" is "I will".
const WILL: &[&str] = &["i'll", "we'll", "i will", "we will", "i'm going to"];

/// Whether a message of ours holds: it says that somebody is on it, and that
/// the answer is still to come.
#[must_use]
pub fn holds(words: &str) -> bool {
    sentences(words).iter().any(sentence_holds)
}

fn sentence_holds(sentence: &Sentence) -> bool {
    !sentence.asks
        && sentence.words.split(Word::breaks).any(|clause| {
            let mut at = Cursor::new(clause);
            while at.eat_any(WHO) {}
            begins(at)
        })
}

/// Whether words of holding stand here.
pub(super) fn begins(mut at: Cursor<'_>) -> bool {
    let (mut will, mut whole) = (at, at);
    let ends = |at: Cursor<'_>| at.peek().is_none_or(Word::breaks);
    if at.eat_any(HOLDS) || whole.eat_any(WHOLE) && ends(whole) {
        return true;
    }
    will.eat_any(WILL)
        && HOLDS
            .iter()
            .filter_map(|words| words.strip_prefix("will "))
            .any(|words| will.eat(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_only_say_that_somebody_is_on_it_hold() {
        for words in [
            "On it.",
            "I'm on it!",
            "Looking into it, I'll get back to you here.",
            "Hi Dirk, thanks. I'm looking into this now.",
            "we’re investigating",
            "Sorry for the wait, still checking with the carrier",
            "I'll have a look",
            "Will get back to you",
            "hang on",
            "Let me check",
            "Somebody is looking at it",
        ] {
            assert!(holds(words), "{words}");
        }
    }

    #[test]
    fn an_answer_a_question_and_the_past_do_not_hold() {
        for words in [
            "Restart the printer, that helps.",
            "I looked into it: the seal is missing.",
            "I was looking into it yesterday",
            "Are you still looking into it?",
            "Is somebody on it?",
            "> looking into it\nIt is fixed.",
            "The customer is looking at the report.",
            "The label depends on it.",
            "On it you find the button.",
            "Looking forward to it.",
            "",
        ] {
            assert!(!holds(words), "{words}");
        }
    }
}
