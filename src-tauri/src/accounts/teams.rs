//! The ways into Microsoft Teams, whichever surface asks for them.

use std::sync::Arc;
use std::time::Duration;

use contract::Failure;
use domain::{Clock, Rules, SourceId, Vault};
use engine::SystemClock;
use sources::teams::{
    Access, Asked, Doors, SignIn, Tokens, UserTokens, Welcome, doors,
};

use super::faulted;

/// The kind of source.
pub(crate) const TEAMS: &str = "teams";

/// How long the browser is waited for.
const BROWSER: Duration = Duration::from_secs(300);

/// A source of the team file, as far as there is one.
type At<'a> = (Option<&'a Rules>, &'a SourceId);

/// Microsoft's doors as the team file says; another tenant where one is named.
fn access(
    (rules, id): At<'_>,
    tenant: Option<&str>,
) -> Result<Access, Failure> {
    let written = doors(rules.and_then(|rules| rules.source(id)));
    let tenant = tenant.or(written.tenant);
    let access = Access::at(Doors { tenant, ..written });
    access.map_err(|fault| faulted(&fault))
}

/// The page on which an administrator consents for everybody.
pub(crate) fn consent_page(
    at: At<'_>,
    (tenant, client_id): (Option<&str>, &str),
) -> Result<String, Failure> {
    let page = access(at, tenant)?.consent_page(client_id);
    page.map_err(|fault| faulted(&fault))
}

/// Asks for a code that somebody types on Microsoft's page.
pub(crate) async fn teams_by_code(
    at: At<'_>,
    (tenant, client_id): (Option<&str>, &str),
) -> Result<Asked, Failure> {
    let now = SystemClock::new().now();
    let asked = Asked::begin(access(at, tenant)?, client_id, now).await;
    asked.map_err(|fault| faulted(&fault))
}

/// Waits until they have typed it.
pub(crate) async fn typed_teams_code(
    asked: Asked,
) -> Result<UserTokens, Failure> {
    let tokens = asked.finish(&SystemClock::new()).await;
    tokens.map_err(|fault| faulted(&fault))
}

/// A sign-in whose address can be opened in the browser.
pub(crate) async fn teams_by_browser(
    at: At<'_>,
    (tenant, client_id): (Option<&str>, &str),
) -> Result<SignIn, Failure> {
    let begun = SignIn::begin(access(at, tenant)?, client_id).await;
    begun.map_err(|fault| faulted(&fault))
}

/// Waits until the browser brings the person back.
pub(crate) async fn back_in_teams(
    sign_in: SignIn,
) -> Result<UserTokens, Failure> {
    let tokens = sign_in.finish(&SystemClock::new(), BROWSER).await;
    tokens.map_err(|fault| faulted(&fault))
}

/// The sign-in that the vault keeps for a source.
pub(crate) fn teams_tokens(
    vault: &Arc<dyn Vault>,
    at: At<'_>,
) -> Result<Tokens, Failure> {
    let access = access(at, None)?;
    Ok(Tokens::new(Arc::clone(vault), access, at.1.clone()))
}

/// Keeps a sign-in.
pub(crate) async fn keep_teams(
    vault: &Arc<dyn Vault>,
    at: At<'_>,
    tokens: UserTokens,
) -> Result<(), Failure> {
    let kept = teams_tokens(vault, at)?.sign_in(tokens).await;
    kept.map_err(|fault| faulted(&fault))
}

/// What somebody who has signed in can choose from.
pub(crate) fn look_around(
    vault: &Arc<dyn Vault>,
    at: At<'_>,
    tenant: Option<&str>,
) -> Result<Welcome, Failure> {
    let access = access(at, tenant)?;
    let tokens = Tokens::new(Arc::clone(vault), access.clone(), at.1.clone());
    let now = SystemClock::new().now();
    Welcome::new(access, tokens, now).map_err(|fault| faulted(&fault))
}
