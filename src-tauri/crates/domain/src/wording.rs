//! How words become a sentence.

/// "Quiet was on" from "quiet was on".
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// A sentence with its full stop.
#[must_use]
pub fn sentence(words: &str) -> String {
    let words = capital(words.trim());
    if words.is_empty() || words.ends_with(['.', '?', '!']) {
        words
    } else {
        words + "."
    }
}

/// "Ana", "Ana and Kofi", "Ana, Kofi and Noor".
#[must_use]
pub fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
