//! The token of a sender of webhooks, as it is shown this once.

use contract::{Secret, TokenOnce};
use domain::PlaceId;
use secrecy::{ExposeSecret, SecretString};
use sources::webhook::Webhook;

/// What a sender is told, with the line to try it with; `name` may be empty.
pub(crate) fn token_once(
    inbox: &Webhook,
    (sender, name): (&PlaceId, &str),
    token: &SecretString,
) -> TokenOnce {
    let called = if name.is_empty() { sender.as_str() } else { name };
    TokenOnce {
        place: sender.to_string(),
        name: called.to_owned(),
        address: format!("http://{}/{sender}", inbox.address()),
        line: Secret(inbox.curl(sender, token)),
        token: Secret(token.expose_secret().to_owned()),
    }
}
