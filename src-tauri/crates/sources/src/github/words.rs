//! GitHub's refusals in sentences: what happened, and what to do.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;
use domain::text::{clean_line, shorten};
use secrecy::{ExposeSecret, SecretString};

use super::access::HOME;
use super::wire::Refusal;
use crate::http::Reply;

/// Where the owner of a token ends it, at a GitHub of their own or at the one
/// that everybody can use: one that they made, or the sign-in of an app.
#[must_use]
pub fn ends_at(url: &str, token: &SecretString) -> String {
    let home = Some(url.trim_end_matches('/')).filter(|url| !url.is_empty());
    let page = match token.expose_secret() {
        own if own.starts_with("github_pat_") => "personal-access-tokens",
        own if own.starts_with("ghp_") => "tokens",
        _ => "applications",
    };
    format!("{}/settings/{page}", home.unwrap_or(HOME))
}

/// GitHub asks for this wait after a limit that it does not name.
const UNNAMED: TimeDelta = TimeDelta::seconds(60);
/// No limit lasts longer than the hour it is counted in.
const LONGEST: TimeDelta = TimeDelta::minutes(61);
const SHOWN: usize = 160;

/// What a status means; nothing where it is an answer.
pub(super) fn refusal(reply: &Reply, now: DateTime<Utc>) -> Option<Fault> {
    let status = reply.status;
    if matches!(status, 200..300 | 304) {
        return None;
    }
    let said: Refusal = serde_json::from_slice(&reply.body).unwrap_or_default();
    let said = shorten(&clean_line(&said.message), SHOWN);
    Some(match status {
        401 => Fault::unauthorized(
            "GitHub does not accept the sign-in: it was revoked, or has \
             ended. Sign in again: hotseat accounts add github",
        ),
        403 | 429 => match limit(reply, &said, now) {
            Some(limited) => limited,
            None => forbidden(reply, &said),
        },
        404 => Fault::refused(
            "GitHub shows nothing there. It is gone, or renamed, or this \
             sign-in may not see it: correct the repository in the team \
             file, or sign in with an account that is in it",
        ),
        410 => Fault::refused(
            "it is gone at GitHub: deleted, or issues are switched off in \
             the repository",
        ),
        409 | 422 => Fault::refused(format!("GitHub said no: {said}")),
        500.. => Fault::unreachable(format!(
            "GitHub is out of order (HTTP {status}); Hotseat tries again"
        )),
        _ => Fault::garbled(format!(
            "GitHub's answer cannot be read (HTTP {status})"
        )),
    })
}

/// A refusal that only asks us to wait.
fn limit(reply: &Reply, said: &str, now: DateTime<Utc>) -> Option<Fault> {
    let said = said.to_ascii_lowercase();
    let spent = reply.header("x-ratelimit-remaining") == Some("0");
    let wait = if reply.header("retry-after").is_some() {
        reply.retry_after()
    } else if spent {
        reset(reply, now).unwrap_or(UNNAMED)
    } else if said.contains("rate limit") || reply.status == 429 {
        UNNAMED
    } else {
        return None;
    };
    let words = "GitHub asks Hotseat to call less often; it waits".to_owned();
    Some(Fault::Limited { until: now + wait, words })
}

/// When the hourly allowance is filled up again, by GitHub's own clock.
fn reset(reply: &Reply, now: DateTime<Utc>) -> Option<TimeDelta> {
    let at = reply.header("x-ratelimit-reset")?.trim().parse().ok()?;
    let at = DateTime::from_timestamp_secs(at)?;
    let wait = at - reply.date().unwrap_or(now);
    Some(wait.clamp(TimeDelta::seconds(1), LONGEST))
}

fn forbidden(reply: &Reply, said: &str) -> Fault {
    if reply.header("x-github-sso").is_some() {
        return Fault::unauthorized(
            "the organisation wants the sign-in to be authorised for its \
             single sign-on. Do so at github.com/settings/tokens, beside the \
             token; Hotseat tries again",
        );
    }
    if said.starts_with("Resource not accessible") {
        return Fault::unauthorized(
            "the token may not do that here. It needs \"Issues: read and \
             write\" for this repository; change it at GitHub, or sign in \
             again: hotseat accounts add github",
        );
    }
    Fault::refused(match said {
        "" => "GitHub does not allow it".to_owned(),
        said => format!("GitHub does not allow it: {said}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn fault(status: u16, headers: &[(&str, &str)], body: &str) -> Fault {
        let reply = Reply::made(status, headers, body);
        refusal(&reply, NOW).expect("a refusal")
    }

    fn wait(status: u16, headers: &[(&str, &str)], body: &str) -> Option<i64> {
        match fault(status, headers, body) {
            Fault::Limited { until, .. } => Some((until - NOW).num_seconds()),
            _ => None,
        }
    }

    #[test]
    fn a_token_is_ended_where_it_was_made() {
        let at = |url, token: &str| ends_at(url, &token.into());
        let page = "https://github.com/settings/personal-access-tokens";
        assert_eq!(at("", "github_pat_1"), page);
        let page = "https://git.acme.test/settings/tokens";
        assert_eq!(at("https://git.acme.test/", "ghp_1"), page);
        assert_eq!(at("", "gho_1"), "https://github.com/settings/applications");
    }

    #[test]
    fn a_limit_is_waited_for_as_long_as_github_says() {
        let spent = [
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", "120"),
            ("date", "Thu, 01 Jan 1970 00:00:30 GMT"),
        ];
        assert_eq!(wait(403, &spent, "{}"), Some(90));
        assert_eq!(wait(429, &[("retry-after", "7")], ""), Some(7));
        assert_eq!(wait(403, &[("retry-after", "7")], ""), Some(7));
        let secondary =
            r#"{"message":"You have exceeded a secondary rate limit"}"#;
        assert_eq!(wait(403, &[], secondary), Some(60));
        assert_eq!(wait(429, &[], "<html>"), Some(60));
        let far =
            [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "9e9")];
        assert_eq!(wait(403, &far, "{}"), Some(60), "no number is no time");
    }

    #[test]
    fn a_refusal_that_is_no_limit_says_what_to_do() {
        let may_not =
            r#"{"message":"Resource not accessible by personal access token"}"#;
        let words = fault(403, &[], may_not).to_string();
        assert!(words.contains("Issues: read and write"), "{words}");
        let sso = fault(403, &[("x-github-sso", "required; url=x")], "{}");
        assert!(sso.to_string().contains("single sign-on"), "{sso}");
        let locked = fault(403, &[], r#"{"message":"Issue is \u202elocked"}"#);
        assert_eq!(
            locked.to_string(),
            "GitHub does not allow it: Issue is locked"
        );
    }

    #[test]
    fn each_status_is_its_own_kind_of_fault() {
        let kind = |status| fault(status, &[], "{}");
        assert!(matches!(kind(401), Fault::Unauthorized { .. }));
        for status in [403, 404, 410, 409, 422] {
            assert!(matches!(kind(status), Fault::Refused { .. }), "{status}");
        }
        for status in [500, 502, 503] {
            let fault = kind(status);
            assert!(matches!(fault, Fault::Unreachable { .. }), "{status}");
        }
        assert!(matches!(kind(400), Fault::Garbled { .. }));
        assert_eq!(refusal(&Reply::made(304, &[], ""), NOW), None);
    }
}
