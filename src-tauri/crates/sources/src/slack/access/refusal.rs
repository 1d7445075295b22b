//! What Slack's refusals mean where a sign-in is won or renewed.

use super::CONNECT;
use crate::slack::socket::SWITCHED_OFF;

/// What Slack's word means here; none where it means what it always means.
pub(super) fn refusal(method: &str, code: &str) -> Option<&'static str> {
    Some(match code {
        "invalid_auth" | "not_authed" | "token_revoked"
            if method == CONNECT =>
        {
            "Slack does not accept the app-level token any more. Make \
             another one on the app's page under Basic Information and paste \
             it: hotseat accounts add slack"
        }
        "invalid_refresh_token" => {
            "the sign-in to Slack has ended. Sign in again: hotseat accounts \
             add slack"
        }
        "not_allowed_token_type" => {
            "this is another kind of token than is needed here. A person's \
             token begins with xoxp-, an app-level token with xapp-"
        }
        "missing_scope" => {
            "the app-level token lacks the scope connections:write. Make \
             another one on the app's page under Basic Information and paste \
             it: hotseat accounts add slack"
        }
        "invalid_client_id" => {
            "Slack does not know the app. Correct client_id of this source \
             in the team file; it stands on the app's page under Basic \
             Information"
        }
        "bad_client_secret" => {
            "Slack does not know yet that the app runs on desktops. Switch \
             PKCE on under OAuth & Permissions on the app's page"
        }
        "invalid_code" | "code_already_used" | "invalid_code_verifier" => {
            "the browser's answer was too old, or not meant for this \
             sign-in. Begin again: hotseat accounts add slack"
        }
        "bad_redirect_uri" => {
            "the app does not allow Hotseat's address on this computer. Make \
             it anew from what hotseat slack-manifest prints"
        }
        "socket_mode_disabled" | "link_disabled" => SWITCHED_OFF,
        _ => return None,
    })
}
