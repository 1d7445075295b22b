//! Why Microsoft does not sign somebody in: what happened, and what to do.

use chrono::{DateTime, Utc};
use domain::Fault;
use domain::text::{clean_line, shorten};
use serde::Deserialize;

use super::words::CONSENT;
use crate::http::Reply;

const SHOWN: usize = 160;

#[derive(Default, Deserialize)]
struct Told {
    #[serde(default)]
    error: String,
    #[serde(default)]
    error_description: String,
}

/// Microsoft's word for why it says no; empty where it does not.
pub(super) fn word(reply: &Reply) -> String {
    told(reply).error
}

fn told(reply: &Reply) -> Told {
    serde_json::from_slice(&reply.body).unwrap_or_default()
}

/// Whether an answer is a yes.
pub(super) fn passed(reply: &Reply, now: DateTime<Utc>) -> Result<(), Fault> {
    let Told { error, error_description } = told(reply);
    match reply.status {
        200..300 if error.is_empty() => Ok(()),
        429 => Err(Fault::Limited {
            until: now + reply.retry_after(),
            words: "Microsoft asks Hotseat to sign in less often; it waits"
                .to_owned(),
        }),
        500.. => Err(Fault::unreachable(
            "Microsoft's sign-in is out of order; Hotseat tries again",
        )),
        200..500 if !error.is_empty() => Err(said(&error, &error_description)),
        _ => Err(Fault::garbled(
            "what answers in the place of Microsoft's sign-in does not speak \
             like it. Is a sign-in page of the network in between?",
        )),
    }
}

/// A no in the browser or at the sign-in, by its word and its sentence.
pub(super) fn said(error: &str, sentence: &str) -> Fault {
    if let Some(words) = number(sentence).and_then(by_number) {
        return Fault::unauthorized(words);
    }
    match error {
        "authorization_declined" | "access_denied" => Fault::refused(
            "Microsoft was told not to let Hotseat in, so nothing has changed",
        ),
        "expired_token" | "code_expired" => Fault::refused(
            "nobody typed the code in time. Begin again: hotseat accounts \
             add teams",
        ),
        "invalid_grant" | "interaction_required" | "login_required" => {
            Fault::unauthorized(
                "the sign-in to Microsoft has ended or was revoked. Sign in \
                 again: hotseat accounts add teams",
            )
        }
        "consent_required" => Fault::unauthorized(format!("First, {CONSENT}")),
        "invalid_client" | "unauthorized_client" => Fault::refused(NO_APP),
        other => Fault::refused(format!(
            "Microsoft did not sign you in: {}",
            shown(if sentence.is_empty() { other } else { sentence })
        )),
    }
}

const NO_APP: &str = "Microsoft does not know the app, or the app may not \
    sign in this way. Correct client_id of this source in the team file, and \
    switch \"Allow public client flows\" on at the app in Entra, under \
    Authentication";

/// What the numbers mean that Microsoft puts before its sentences.
fn by_number(number: u32) -> Option<String> {
    Some(match number {
        65001 | 90094 | 90008 | 65005 => format!("First, {CONSENT}"),
        53003 | 50199 | 53000..=53002 | 53011 | 530_001..=530_099 => {
            "your organisation blocks this way of signing in. Sign in with \
             the browser instead: hotseat accounts add teams --browser. If \
             that is blocked as well, ask your administrator to allow the app"
                .to_owned()
        }
        700_016 | 7_000_218 | 900_144 | 50011 => NO_APP.to_owned(),
        50194 => {
            "the app belongs to one tenant, and nobody said which. Name it: \
             hotseat accounts add teams --tenant example.onmicrosoft.com"
                .to_owned()
        }
        90002 | 50059 => {
            "Microsoft knows no such tenant. Correct tenant of this source \
             in the team file: its id or one of its domains"
                .to_owned()
        }
        50020 | 50034 | 90072 | 50105 => {
            "this account may not sign in there. Use the work or school \
             account of the tenant; a personal account cannot read channels"
                .to_owned()
        }
        50076 | 50079 | 50078 | 50173 | 70008 | 700_082 | 70043 | 700_084
        | 50133 => {
            "the sign-in to Microsoft has ended: the password changed, a \
             second proof is asked for, or it was not used for long. Sign in \
             again: hotseat accounts add teams"
                .to_owned()
        }
        _ => return None,
    })
}

/// "AADSTS65001: The user or administrator has not consented…"
fn number(sentence: &str) -> Option<u32> {
    let (_, rest) = sentence.split_once("AADSTS")?;
    let digits: String =
        rest.chars().take(9).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn shown(words: &str) -> String {
    shorten(&clean_line(words), SHOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn no(error: &str, sentence: &str) -> String {
        let body = serde_json::json!({
            "error": error, "error_description": sentence,
        });
        let reply = Reply::made(400, &[], &body.to_string());
        let now = DateTime::UNIX_EPOCH;
        passed(&reply, now).expect_err("a no").to_string()
    }

    #[test]
    fn a_tenant_that_blocks_the_code_is_told_the_other_way() {
        for sentence in [
            "AADSTS53003: Access has been blocked by Conditional Access.",
            "AADSTS530036: Device code flow is blocked.",
        ] {
            let words = no("invalid_grant", sentence);
            assert!(words.contains("--browser"), "{words}");
        }
    }

    #[test]
    fn what_an_administrator_has_to_do_is_said() {
        let sentence = "AADSTS65001: The user has not consented.";
        let words = no("invalid_grant", sentence);
        assert!(words.contains("administrator"), "{words}");
        let words = no("consent_required", "");
        assert!(words.contains("administrator"), "{words}");
    }

    #[test]
    fn each_other_no_says_what_it_means() {
        for (error, sentence, words) in [
            ("authorization_declined", "", "told not to"),
            ("expired_token", "", "in time"),
            ("invalid_grant", "AADSTS700082: expired", "not used for long"),
            ("invalid_grant", "", "revoked"),
            ("invalid_client", "", "public client flows"),
            ("invalid_request", "AADSTS90002: Tenant 'x'", "no such tenant"),
            ("invalid_grant", "AADSTS50020: live.com", "personal account"),
            ("odd", "AADSTS1: what\u{202e}ever", "whatever"),
        ] {
            let said = no(error, sentence);
            assert!(said.contains(words), "{said}");
        }
    }

    #[test]
    fn a_foreign_page_is_no_answer() {
        let reply = Reply::made(302, &[], "<html>");
        let fault = passed(&reply, DateTime::UNIX_EPOCH).expect_err("a no");
        assert!(matches!(fault, Fault::Garbled { .. }), "{fault}");
        let reply = Reply::made(503, &[], "");
        let fault = passed(&reply, DateTime::UNIX_EPOCH).expect_err("a no");
        assert!(matches!(fault, Fault::Unreachable { .. }), "{fault}");
    }
}
