//! Reading a message: is it a bare thank-you, does it ask something.

/// Words that make up a thank-you. Anything else in a message makes it a
/// message.
const THANKS: &[&str] = &[
    "thanks",
    "thank",
    "thx",
    "ty",
    "tysm",
    "cheers",
    "ta",
    "merci",
    "danke",
    "bedankt",
    "dank",
    "gracias",
    "obrigado",
    "obrigada",
    "tack",
    "great",
    "perfect",
    "awesome",
    "super",
    "excellent",
    "brilliant",
    "lovely",
    "nice",
    "cool",
    "wonderful",
    "amazing",
    "works",
    "worked",
    "solved",
    "fixed",
    "got",
    "ok",
    "okay",
    "k",
    "kk",
    "noted",
    "appreciated",
    "appreciate",
];

/// Words that may stand in a thank-you and say nothing alone.
const FILLERS: &[&str] = &[
    "a", "all", "again", "and", "for", "fine", "good", "guys", "help", "i",
    "it", "its", "it's", "lot", "looking", "man", "me", "much", "my", "now",
    "of", "quick", "very", "so", "team", "that", "that's", "the", "this", "to",
    "u", "up", "you", "your", "yes", "yep", "yeah", "works", "answer", "reply",
    "fast", "bunch", "ton", "million", "well", "done",
];

/// Words that belong to thanks only if somebody is thanked for them: "help me
/// now, thanks" asks.
const THANKED_FOR: &[&str] = &["help", "answer", "reply", "me"];

/// Words that thank somebody for something.
const FOR: &[&str] = &["for", "your", "the", "great", "awesome"];

/// Pictures that say thanks by themselves.
const KIND_PICTURES: &str = "👍🙏🎉❤😊🙂😀😃😄😁😍👏💯✅🥳🤩💪🙌👌💚💙🧡";

/// The most words a bare thank-you may have.
const MOST_WORDS: usize = 8;

/// Whether a message of the asking side only says thanks: at most eight
/// words, all from a list, and no question mark, digit or address.
#[must_use]
pub(crate) fn is_bare_thanks(words: &str) -> bool {
    if words.contains(['?', '？'])
        || words.contains("://")
        || words.chars().any(|c| c.is_ascii_digit())
    {
        return false;
    }
    let said: Vec<String> = words
        .split_whitespace()
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .replace('’', "'")
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
        .collect();
    let known = |list: &[&str], word: &String| list.contains(&word.as_str());
    let thanks = said.iter().any(|word| known(THANKS, word));
    let says = |list: &[&str]| said.iter().any(|word| known(list, word));
    // "Got it again" tells of a fault.
    let asks =
        says(THANKED_FOR) && !says(FOR) || says(&["got"]) && says(&["again"]);
    if said.is_empty() {
        return pictures(words).next().is_some() && only_kind_pictures(words);
    }
    thanks
        && !asks
        && only_kind_pictures(words)
        && said.len() <= MOST_WORDS
        && said.iter().all(|word| known(THANKS, word) || known(FILLERS, word))
}

fn only_kind_pictures(words: &str) -> bool {
    pictures(words).all(|c| KIND_PICTURES.contains(c))
}

/// Pictures stand behind the letters and marks of all scripts' punctuation.
fn pictures(words: &str) -> impl Iterator<Item = char> {
    words.chars().filter(|c| {
        *c >= '\u{2190}'
            && !c.is_alphanumeric()
            && !c.is_whitespace()
            && !is_modifier(*c)
    })
}

/// Skin tones, the emoji variant and joiners change a picture, not what it
/// says.
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}' | '\u{fe0f}' | '\u{200d}')
}

/// Whether a message of ours asks something: its last sentence is a question.
#[must_use]
pub(crate) fn asks(words: &str) -> bool {
    words
        .lines()
        .rev()
        .map(str::trim)
        .find(|line| line.chars().any(char::is_alphanumeric))
        .is_some_and(|line| {
            line.trim_end_matches(|c: char| {
                c.is_whitespace()
                    || matches!(c, '"' | '\'' | '”' | '’' | ')' | '*' | '_')
                    || !c.is_ascii() && !c.is_alphanumeric() && c != '？'
            })
            .ends_with(['?', '？'])
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_thank_you_is_read_as_thanks() {
        for words in [
            "thanks!",
            "Thank you so much",
            "perfect, thanks",
            "that works, cheers",
            "👍",
            "👍🏽 🎉",
            "ok",
            "got it, thanks!",
            "thanks for the help",
            "thank you for your quick answer 🎉",
            "that’s perfect… thanks",
        ] {
            assert!(is_bare_thanks(words), "{words}");
        }
    }

    #[test]
    fn anything_that_may_need_us_is_not_thanks() {
        for words in [
            "thanks, but it still fails",
            "thanks?",
            "thanks, see https://a.example/b",
            "thanks, order 12 too",
            "thanks for the help with all of the things you did for me",
            "it broke again",
            "👎",
            "😡👍",
            "thanks 😡",
            "ok 👎",
            "thanks ❓",
            "help me now thanks",
            "quick answer thanks",
            "got this again",
            "",
        ] {
            assert!(!is_bare_thanks(words), "{words}");
        }
    }

    #[test]
    fn the_last_sentence_decides_whether_we_ask() {
        assert!(asks("Hey Dirk, which tour is it?"));
        assert!(asks("Which one?\n\n"));
        assert!(asks("Could you send the URL? 🙏"));
        assert!(!asks("Did you see it? I am looking now."));
        assert!(!asks("Looking into it, I'll get back to you here."));
        assert!(!asks(""));
    }
}
