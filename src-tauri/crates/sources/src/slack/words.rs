//! Slack's error codes in sentences: what happened, and what to do.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;
use domain::text::{clean_line, shorten};

const BUSY: TimeDelta = TimeDelta::seconds(30);

/// What a code of the envelope means.
pub(crate) fn fault(
    code: &str,
    needed: Option<&str>,
    now: DateTime<Utc>,
) -> Fault {
    if let Some(words) = sign_in(code) {
        return Fault::unauthorized(words);
    }
    if let Some(words) = place(code).or_else(|| message(code)) {
        return Fault::refused(words);
    }
    match code {
        "missing_scope" => missing(needed),
        "ratelimited" | "rate_limited" => Fault::Limited {
            until: now + BUSY,
            words: "Slack asks Hotseat to call less often; it waits".into(),
        },
        "fatal_error"
        | "internal_error"
        | "service_unavailable"
        | "request_timeout"
        | "team_added_to_org" => Fault::unreachable(format!(
            "Slack is out of order ({code}); Hotseat tries again"
        )),
        other => Fault::refused(format!(
            "Slack said no: {}",
            shorten(&clean_line(other), 80)
        )),
    }
}

fn missing(needed: Option<&str>) -> Fault {
    let scope = needed.map_or_else(
        || "a permission".to_owned(),
        |scope| format!("the scope {}", shorten(&clean_line(scope), 80)),
    );
    Fault::unauthorized(format!(
        "the sign-in lacks {scope}. Make sure that the app at Slack has it \
         (\"hotseat slack-manifest\" prints them all), then sign in again: \
         hotseat accounts add slack"
    ))
}

fn sign_in(code: &str) -> Option<&'static str> {
    Some(match code {
        "invalid_auth" | "not_authed" => {
            "Slack does not accept the sign-in. Sign in again: hotseat \
             accounts add slack"
        }
        "token_revoked" => {
            "the sign-in was revoked at Slack. Sign in again: hotseat \
             accounts add slack"
        }
        "token_expired" => {
            "the sign-in has expired. Sign in again: hotseat accounts add \
             slack"
        }
        "account_inactive" => {
            "this Slack account is deactivated. Ask whoever runs the \
             workspace, or sign in as somebody else: hotseat accounts add \
             slack"
        }
        "no_permission"
        | "not_allowed_token_type"
        | "access_denied"
        | "ekm_access_denied"
        | "enterprise_is_restricted"
        | "team_access_not_granted"
        | "accesslimited" => {
            "Slack does not let this sign-in do that. Ask whoever runs the \
             workspace to allow the app"
        }
        "org_login_required" | "two_factor_setup_required" => {
            "the workspace wants you to sign in to Slack itself first. Do \
             so in the browser, then sign in again: hotseat accounts add \
             slack"
        }
        _ => return None,
    })
}

fn place(code: &str) -> Option<&'static str> {
    Some(match code {
        "channel_not_found" => {
            "Slack knows no such channel, or you are not in it. Join it, or \
             correct its id in the team file"
        }
        "not_in_channel" => {
            "you are not in this channel. Join it in Slack; Hotseat reads \
             on by itself"
        }
        "is_archived" => {
            "this channel is archived. Take it out of the team file, or \
             bring it back in Slack"
        }
        "method_not_supported_for_channel_type"
        | "restricted_action"
        | "restricted_action_read_only_channel"
        | "restricted_action_thread_only_channel"
        | "restricted_action_non_threadable_channel" => {
            "the rules of this channel do not allow that"
        }
        _ => return None,
    })
}

fn message(code: &str) -> Option<&'static str> {
    Some(match code {
        "message_not_found" | "thread_not_found" => {
            "the message is gone: it was deleted at Slack"
        }
        "cant_delete_message" => {
            "the workspace does not let you delete this message. Ask whoever \
             runs the workspace to delete it"
        }
        "compliance_exports_prevent_deletion" => {
            "the workspace keeps every message for its compliance exports, \
             so that nobody can delete one"
        }
        "too_many_emoji" | "too_many_reactions" => {
            "the message has as many reactions as Slack allows; none can be \
             added"
        }
        "invalid_name" | "bad_emoji" => {
            "the workspace has no such emoji. Correct its name in the team \
             file, or add it at Slack"
        }
        "msg_too_long" => {
            "the text is too long for Slack. Shorten it and send it again"
        }
        "no_text" => "there is no text to send",
        "is_inactive" => "the thread is frozen at Slack",
        "user_not_found" | "user_not_visible" => {
            "Slack does not show this person"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_scope_is_named_with_its_remedy() {
        let Fault::Unauthorized { words } = fault(
            "missing_scope",
            Some("reactions:write"),
            DateTime::UNIX_EPOCH,
        ) else {
            panic!("a missing scope is a matter of the sign-in");
        };
        assert!(words.contains("reactions:write"), "{words}");
        assert!(words.contains("accounts add slack"), "{words}");
    }

    #[test]
    fn each_kind_of_code_is_its_own_kind_of_fault() {
        let kind = |code| fault(code, None, DateTime::UNIX_EPOCH);
        for code in ["invalid_auth", "token_revoked", "account_inactive"] {
            assert!(matches!(kind(code), Fault::Unauthorized { .. }), "{code}");
        }
        for code in ["channel_not_found", "is_archived", "message_not_found"] {
            assert!(matches!(kind(code), Fault::Refused { .. }), "{code}");
        }
        for code in ["fatal_error", "internal_error"] {
            assert!(matches!(kind(code), Fault::Unreachable { .. }), "{code}");
        }
        assert!(matches!(kind("ratelimited"), Fault::Limited { .. }));
    }

    #[test]
    fn an_unknown_code_is_told_without_its_disguise() {
        let Fault::Refused { words } =
            fault("odd\u{202e}\n", None, DateTime::UNIX_EPOCH)
        else {
            panic!("an unknown code is a no");
        };
        assert_eq!(words, "Slack said no: odd");
    }
}
