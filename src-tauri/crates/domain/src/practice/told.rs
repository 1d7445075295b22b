//! What an answer asks for, and by when it says something: read, not judged.

use crate::promise::promises;
use crate::thanks::asks;

/// The most questions that are quoted.
const MOST: usize = 3;

/// The questions in what somebody wrote, in their words.
#[must_use]
pub fn asked_for(text: &str) -> Vec<String> {
    let sentences = text.split_inclusive(['?', '!', '.', '\n']);
    sentences
        .map(str::trim)
        .filter(|sentence| sentence.ends_with('?') && asks(sentence))
        .take(MOST)
        .map(str::to_owned)
        .collect()
}

/// The words in which somebody says when, if they do.
#[must_use]
pub fn says_when(text: &str) -> Option<String> {
    promises(text).into_iter().next().map(|said| said.words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_questions_are_quoted_in_order() {
        assert_eq!(
            asked_for("Hey Dirk, I'm looking. Which depot is it? Thanks."),
            ["Which depot is it?"]
        );
        assert!(asked_for("I'll look at it.").is_empty());
    }

    #[test]
    fn a_time_is_told_in_the_words_it_was_given() {
        let words = says_when("Looking, back in 30 min.").unwrap();
        assert!(words.contains("30 min"), "{words}");
        assert_eq!(says_when("Which depot is it?"), None);
    }
}
