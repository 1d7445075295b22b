//! Takes what looks like a secret out of a text.

use std::borrow::Cow;

/// So the vendors' tokens begin; nobody starts an ordinary word like this.
/// The last is how signed tokens of anybody begin.
const TOKENS: &[&str] = &[
    "xox",
    "xapp-",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "eyJ",
];
/// What stands behind these words is a secret, whatever it looks like.
const NAMES: &[&str] = &[
    "bearer",
    "token",
    "access_token",
    "refresh_token",
    "id_token",
    "device_code",
    "client_secret",
    "code",
    "code_verifier",
    "ticket",
    "password",
];
/// What is written in the place of one.
const GONE: &str = "[secret]";

/// A text without the secrets in it.
pub(super) fn redacted(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut changed = false;
    let mut rest = text;
    // Whether the word before says that this one is a secret.
    let mut named = false;
    while !rest.is_empty() {
        let (word, after) = split(rest, is_part);
        let (between, next) = split(after, |letter| !is_part(letter));
        if is_token(word) || named && !word.is_empty() && !is_name(word) {
            kept.push_str(GONE);
            changed = true;
        } else {
            kept.push_str(word);
        }
        named = is_name(word) && joins(word, between);
        kept.push_str(between);
        rest = next;
    }
    if changed { Cow::Owned(kept) } else { Cow::Borrowed(text) }
}

/// The text up to the first letter that does not belong, and what follows.
fn split(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|letter| !belongs(letter)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// What a token is written with.
fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '~' | '+')
}

fn is_token(word: &str) -> bool {
    TOKENS.iter().any(|start| {
        word.match_indices(start).any(|(at, _)| {
            let before = word.get(..at).and_then(|head| head.chars().last());
            // "xoxe.xoxp-1-…" is one, "boxox" is a word.
            let begins = before.is_none_or(|letter| !letter.is_alphanumeric());
            begins && word.len() > at + start.len() + 2
        })
    })
}

fn is_name(word: &str) -> bool {
    NAMES.iter().any(|name| word.eq_ignore_ascii_case(name))
}

/// A name and its secret stand close: `code=1`, `"token": "1"`, `Bearer 1`.
fn joins(name: &str, between: &str) -> bool {
    let close = |letter| matches!(letter, '=' | ':' | '"' | '\'' | '\\' | ' ');
    let assigned =
        between.contains('=') || between.contains(':') && between.contains('"');
    between.chars().all(close)
        && (assigned || name.eq_ignore_ascii_case("bearer") && between == " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_taken_out_wherever_it_stands() {
        for text in [
            "xoxp-canary-1",
            "called with xoxe.xoxp-1-canary, and failed",
            "https://wss.example/link?ticket=canary&app=1",
            r#"{"access_token":"canary","ok":true}"#,
            r#"body: "{\"refresh_token\": \"canary\"}""#,
            "Authorization: Bearer canary",
            "code=canary&code_verifier=canary",
            "(xapp-1-A0-canary)",
            "the token ghp_canary1 was refused",
            "github_pat_11A_canary",
            "eyJ0eXAi.eyJhdWQi.canary",
            "grant_type=device_code&device_code=canary",
        ] {
            let said = redacted(text);
            assert!(!said.contains("canary"), "{said}");
            assert!(said.contains(GONE), "{said}");
        }
    }

    #[test]
    fn what_is_no_secret_stays_as_it_is() {
        for text in [
            "WARN engine: Not done. trouble=the disk is full",
            "the boxox of paradoxox",
            "a_token is renewed before it ends; the code broke",
            "",
            "Grüße: 4 × «xo»",
        ] {
            assert_eq!(redacted(text), text);
        }
    }

    #[test]
    fn what_stands_around_a_secret_stays() {
        assert_eq!(
            redacted("GET /api?token=abc.def&x=1 failed"),
            "GET /api?token=[secret]&x=1 failed"
        );
    }
}
