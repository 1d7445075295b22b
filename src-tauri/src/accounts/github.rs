//! The two ways into GitHub: with a code that is typed on its page, or with a
//! token that is pasted.

use std::sync::Arc;

use contract::Failure;
use domain::{Clock, Rules, SourceId, Vault};
use engine::SystemClock;
use secrecy::SecretString;
use sources::github::{Access, Asked, SignedIn, Tokens, pasted};

use super::faulted;

/// The kind of source.
pub(crate) const GITHUB: &str = "github";

/// The address of the GitHub that a source of the team file means; without
/// one, the one that everybody can use.
pub(crate) fn url_of(rules: Option<&Rules>, id: &SourceId) -> String {
    let source = rules.and_then(|rules| rules.source(id));
    let url = source.and_then(|source| source.options.get("url"));
    url.cloned().unwrap_or_default()
}

/// Asks for a code that somebody types on GitHub's page.
pub(crate) async fn ask_code(
    url: &str,
    client_id: &str,
) -> Result<Asked, Failure> {
    let now = SystemClock::new().now();
    let asked = Asked::begin(access(url)?, client_id, now).await;
    asked.map_err(|fault| faulted(&fault))
}

fn access(url: &str) -> Result<Access, Failure> {
    Access::at(url).map_err(|fault| faulted(&fault))
}

/// Waits until they have typed it.
pub(crate) async fn typed_code(asked: Asked) -> Result<SignedIn, Failure> {
    let signed = asked.finish(&SystemClock::new()).await;
    signed.map_err(|fault| faulted(&fault))
}

/// Tries a token.
pub(crate) async fn pasted_token(
    url: &str,
    token: SecretString,
) -> Result<SignedIn, Failure> {
    let now = SystemClock::new().now();
    let signed = pasted(&access(url)?, token, now).await;
    signed.map_err(|fault| faulted(&fault))
}

/// Keeps a sign-in.
pub(crate) async fn keep_token(
    vault: &Arc<dyn Vault>,
    id: &SourceId,
    signed: &SignedIn,
) -> Result<(), Failure> {
    let tokens = Tokens::new(Arc::clone(vault), id.clone());
    let kept = tokens.sign_in(&signed.token).await;
    kept.map_err(|fault| faulted(&fault))
}
