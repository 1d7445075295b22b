//! Foreign words are shown, compared and guessed here.

use crate::secret;

/// How much of a foreign text a message repeats.
const SHOWN: usize = 40;

/// A foreign text in quotation marks, short, harmless and without secrets.
pub(crate) fn quoted(text: &str) -> String {
    if secret::holds_secret(text) {
        return "“…”".to_owned();
    }
    let clean = |c: char| if harmless(c) { c } else { '\u{fffd}' };
    let shown: String = text.chars().take(SHOWN).map(clean).collect();
    let more = if text.chars().nth(SHOWN).is_some() { "…" } else { "" };
    format!("“{shown}{more}”")
}

/// Neither a control character nor one that turns the direction of writing.
pub(crate) fn harmless(c: char) -> bool {
    let turns = matches!(
        c,
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
    );
    !c.is_control() && !turns
}

/// "a, b or c".
pub(crate) fn any_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// The word that was probably meant: the nearest one, if it is near enough.
pub(crate) fn nearest<'w>(
    word: &str,
    known: impl IntoIterator<Item = &'w str>,
) -> Option<&'w str> {
    // A senseless word is long before it is near to anything.
    if word.chars().nth(SHOWN).is_some() {
        return None;
    }
    let word = word.to_lowercase().replace(['-', ' '], "_");
    known
        .into_iter()
        .map(|known| (distance(&word, known), known))
        .filter(|(distance, known)| {
            *distance <= 1.max(known.chars().count() / 3)
                || begins_alike(&word, known)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// "monday" and "mon", "client" and "client_id".
fn begins_alike(word: &str, known: &str) -> bool {
    word.len().min(known.len()) > 2
        && (word.starts_with(known) || known.starts_with(word))
}

fn distance(word: &str, known: &str) -> usize {
    let known = known.to_lowercase().replace(['-', ' '], "_");
    strsim::damerau_levenshtein(word, &known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let known = ["roster", "calendar", "claim_says"];
        assert_eq!(nearest("calender", known), Some("calendar"));
        assert_eq!(nearest("Claim-Says", known), Some("claim_says"));
        assert_eq!(nearest("budget", known), None);
    }

    #[test]
    fn what_is_shown_is_short_and_harmless() {
        assert_eq!(quoted("a\u{202e}b\n"), "“a\u{fffd}b\u{fffd}”");
        assert_eq!(quoted(&"x".repeat(99)), format!("“{}…”", "x".repeat(40)));
        assert_eq!(quoted("xoxp-1234567890"), "“…”");
    }
}
