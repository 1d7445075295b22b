//! Graph's refusals in sentences: what happened, and what to do.

use chrono::{DateTime, Utc};
use domain::Fault;
use domain::text::{clean_line, shorten};

use super::wire::{Refusal, Why};
use crate::http::Reply;

const SHOWN: usize = 160;

/// What Graph wants is done by an administrator, and by nobody else.
pub(super) const CONSENT: &str = "an administrator of your Microsoft tenant \
    has to consent to what Hotseat asks for. Ask them to open the address \
    that `hotseat accounts add teams` prints first, then sign in again";

/// What a status means; nothing where it is an answer.
pub(super) fn refusal(reply: &Reply, now: DateTime<Utc>) -> Option<Fault> {
    let status = reply.status;
    if matches!(status, 200..300) {
        return None;
    }
    let why = why(reply);
    let said = shorten(&clean_line(&why.message), SHOWN);
    Some(match status {
        401 => Fault::unauthorized(
            "Microsoft does not accept the sign-in: it has ended or was \
             revoked. Sign in again: hotseat accounts add teams",
        ),
        403 if lacks(&why) => Fault::unauthorized(format!(
            "The sign-in may not do that: {CONSENT}"
        )),
        403 => Fault::refused(
            "Teams does not let you in there. Become a member of the team \
             and of the channel, or take it out of the team file",
        ),
        429 => Fault::Limited {
            until: now + reply.retry_after(),
            words: "Microsoft asks Hotseat to call less often; it waits"
                .to_owned(),
        },
        404 => Fault::refused(
            "Teams shows nothing there. It was deleted, or you are not in \
             it: correct the channel in the team file",
        ),
        410 => Fault::refused("Teams has forgotten from where it was read"),
        300..400 => Fault::garbled(
            "Something between here and Microsoft answers instead of it: a \
             sign-in page of the network? Open any page in the browser and \
             sign in there; Hotseat tries again",
        ),
        400 | 405..=423 => Fault::refused(match said.as_str() {
            "" => "Teams said no".to_owned(),
            said => format!("Teams said no: {said}"),
        }),
        503 if reply.header("retry-after").is_some() => Fault::Limited {
            until: now + reply.retry_after(),
            words: "Microsoft is busy and asks Hotseat to wait".to_owned(),
        },
        500.. => Fault::unreachable(format!(
            "Microsoft Teams is out of order (HTTP {status}); Hotseat tries \
             again"
        )),
        _ => Fault::garbled(format!(
            "Microsoft's answer cannot be read (HTTP {status})"
        )),
    })
}

/// Whether Graph has forgotten a place in the list of changes, so that all is
/// read anew.
pub(super) fn is_forgotten(reply: &Reply) -> bool {
    let code = why(reply).code.to_ascii_lowercase();
    let named = ["syncstate", "resync", "deltatoken", "skiptoken"];
    reply.status == 410
        || (reply.status == 400 && named.iter().any(|it| code.contains(it)))
}

fn why(reply: &Reply) -> Why {
    let said: Option<Refusal> = serde_json::from_slice(&reply.body).ok();
    said.unwrap_or_default().error
}

/// Whether a permission is missing, and not a membership.
fn lacks(why: &Why) -> bool {
    let said = why.message.to_ascii_lowercase();
    why.code == "Authorization_RequestDenied"
        || ["scope", "consent", "insufficient privileges", "permission"]
            .iter()
            .any(|word| said.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn fault(status: u16, headers: &[(&str, &str)], body: &str) -> Fault {
        let reply = Reply::made(status, headers, body);
        refusal(&reply, NOW).expect("a refusal")
    }

    fn said(code: &str, message: &str) -> String {
        format!(r#"{{"error":{{"code":"{code}","message":"{message}"}}}}"#)
    }

    #[test]
    fn a_limit_is_waited_for_as_long_as_it_says() {
        for status in [429, 503] {
            let fault = fault(status, &[("retry-after", "17")], "");
            let Fault::Limited { until, .. } = fault else {
                panic!("no limit: {fault}");
            };
            assert_eq!((until - NOW).num_seconds(), 17);
        }
        let gone = fault(503, &[], "");
        assert!(matches!(gone, Fault::Unreachable { .. }), "{gone}");
    }

    #[test]
    fn a_missing_permission_is_told_from_a_missing_membership() {
        let scopes = said(
            "Forbidden",
            "Missing scope permissions on the request. API requires one of \
             'ChannelMessage.Read.All'.",
        );
        let words = fault(403, &[], &scopes).to_string();
        assert!(words.contains("administrator"), "{words}");
        let outside = said("Forbidden", "User is not a member of the team.");
        let words = fault(403, &[], &outside).to_string();
        assert!(words.contains("Become a member"), "{words}");
    }

    #[test]
    fn each_status_is_its_own_kind_of_fault() {
        let kind = |status| fault(status, &[], "<html>");
        assert!(matches!(kind(401), Fault::Unauthorized { .. }));
        for status in [400, 403, 404, 409, 410, 412] {
            assert!(matches!(kind(status), Fault::Refused { .. }), "{status}");
        }
        for status in [500, 502, 504] {
            let fault = kind(status);
            assert!(matches!(fault, Fault::Unreachable { .. }), "{status}");
        }
        assert!(matches!(kind(302), Fault::Garbled { .. }));
        assert_eq!(refusal(&Reply::made(204, &[], ""), NOW), None);
    }

    #[test]
    fn a_forgotten_place_is_known_by_status_or_word() {
        let is =
            |status, body: &str| is_forgotten(&Reply::made(status, &[], body));
        assert!(is(410, ""));
        assert!(is(400, &said("SyncStateNotFound", "")));
        assert!(!is(400, &said("BadRequest", "")));
    }

    #[test]
    fn what_it_says_is_shown_without_disguises() {
        let words = fault(400, &[], &said("x", "no \\u202eway")).to_string();
        assert_eq!(words, "Teams said no: no way");
    }
}
