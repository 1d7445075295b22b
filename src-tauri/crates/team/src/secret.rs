//! What looks like a secret is told from what does not.
//!
//! A team file is kept in git and read by many. Nothing that opens an account
//! may stand in it, not even in a comment, and no message repeats it.

use std::ops::Range;

/// What begins a token, and whose it is.
const BEGINNINGS: &[(&str, &str)] = &[
    ("xoxp-", "Slack"),
    ("xoxb-", "Slack"),
    ("xoxa-", "Slack"),
    ("xoxr-", "Slack"),
    ("xoxs-", "Slack"),
    ("xoxc-", "Slack"),
    ("xoxd-", "Slack"),
    ("xoxe-", "Slack"),
    ("xoxe.", "Slack"),
    ("xapp-", "Slack"),
    ("hooks.slack.com/services/", "Slack"),
    ("ghp_", "GitHub"),
    ("gho_", "GitHub"),
    ("ghu_", "GitHub"),
    ("ghs_", "GitHub"),
    ("ghr_", "GitHub"),
    ("github_pat_", "GitHub"),
    ("glpat-", "GitLab"),
    ("sntrys_", "Sentry"),
    ("sntryu_", "Sentry"),
    ("pat-na1-", "HubSpot"),
    ("pat-eu1-", "HubSpot"),
    ("sk_live_", "Stripe"),
    ("sk_test_", "Stripe"),
    ("rk_live_", "Stripe"),
    ("rk_test_", "Stripe"),
];

/// How much must follow a beginning before it is more than its mention.
const ENOUGH: usize = 6;

const PRIVATE_KEY: &str = "-----BEGIN";

/// What keys are called under which people keep secrets.
const KEYS: &[&str] = &[
    "token",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "credential",
    "credentials",
    "api_key",
    "apikey",
    "private_key",
    "webhook",
];

/// A secret found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Secret {
    /// Where.
    pub(crate) span: Range<usize>,
    /// Whose, where its beginning tells.
    pub(crate) vendor: Option<&'static str>,
}

/// Every secret in a text, in order.
pub(crate) fn secrets(text: &str) -> Vec<Secret> {
    let mut found: Vec<Secret> = BEGINNINGS
        .iter()
        .flat_map(|(beginning, vendor)| begun_by(text, beginning, vendor))
        .chain(private_keys(text))
        .chain(signed_tokens(text))
        .chain(passwords_in_addresses(text))
        .collect();
    found.sort_by_key(|secret| secret.span.start);
    found.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    found
}

/// Whether a text holds a secret.
pub(crate) fn holds_secret(text: &str) -> bool {
    !secrets(text).is_empty()
}

/// Whether a key names a secret: "bot_token", "client-secret".
pub(crate) fn names_secret(key: &str) -> bool {
    let key = key.to_lowercase().replace('-', "_");
    KEYS.iter().any(|name| {
        key.strip_suffix(name)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
    })
}

fn begun_by(text: &str, beginning: &str, vendor: &'static str) -> Vec<Secret> {
    text.match_indices(beginning)
        .filter(|(at, _)| !continues_a_word(text, *at))
        .filter_map(|(at, _)| {
            let from = at + beginning.len();
            let length = word_length(text.get(from..)?);
            (length >= ENOUGH).then_some(Secret {
                span: at..from + length,
                vendor: Some(vendor),
            })
        })
        .collect()
}

fn private_keys(text: &str) -> Vec<Secret> {
    text.match_indices(PRIVATE_KEY)
        .map(|(at, _)| Secret {
            span: at..at + PRIVATE_KEY.len(),
            vendor: None,
        })
        .collect()
}

/// Three parts with dots between them, the first of which is encoded JSON.
fn signed_tokens(text: &str) -> Vec<Secret> {
    text.match_indices("eyJ")
        .filter(|(at, _)| !continues_a_word(text, *at))
        .filter_map(|(at, _)| {
            let rest = text.get(at..)?;
            let length = word_length(rest);
            let word = rest.get(..length)?;
            let signed = word.len() > 30 && word.matches('.').count() == 2;
            signed.then_some(Secret { span: at..at + length, vendor: None })
        })
        .collect()
}

/// `https://user:password@host`.
fn passwords_in_addresses(text: &str) -> Vec<Secret> {
    text.match_indices("://")
        .filter_map(|(at, mark)| {
            let from = at + mark.len();
            let rest = text.get(from..)?;
            let length = rest
                .find(|c: char| c == '/' || c == '"' || c.is_whitespace())
                .unwrap_or(rest.len());
            let (user, _host) = rest.get(..length)?.rsplit_once('@')?;
            user.contains(':').then_some(Secret {
                span: from..from + user.len(),
                vendor: None,
            })
        })
        .collect()
}

fn continues_a_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

fn word_length(text: &str) -> usize {
    let ends = |c: char| !c.is_ascii_alphanumeric() && !"-_./".contains(c);
    let word =
        text.find(ends).map_or(text, |end| text.get(..end).unwrap_or_default());
    word.trim_end_matches('.').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_wherever_it_stands() {
        for text in [
            "token = \"xoxp-1234567890-abc\"",
            "# xoxb-1234567890-abc",
            "https://hooks.slack.com/services/T0/B0/XXXX",
            "xoxe.xoxp-1-Mi0yLTEyMzQ",
            "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
            "-----BEGIN RSA PRIVATE KEY-----",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3.SflKxwRJSMeKKF2",
            "https://ana:hunter2@jira.example.com/x",
        ] {
            assert_eq!(secrets(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn speaking_of_tokens_is_no_secret() {
        for text in [
            "# never write a token (xoxp-, xoxb-...) here",
            "axoxp-1234567890",
            "client_id = \"1234567890.1234567890\"",
            "https://example.com/a@b:c",
            "ana@example.com",
        ] {
            assert_eq!(secrets(text), vec![], "{text}");
        }
    }

    #[test]
    fn keys_that_hold_secrets_are_known_by_their_last_word() {
        assert!(names_secret("token"));
        assert!(names_secret("app-token"));
        assert!(names_secret("client_secret"));
        assert!(!names_secret("client_id"));
        assert!(!names_secret("tokens_of_love"));
    }
}
