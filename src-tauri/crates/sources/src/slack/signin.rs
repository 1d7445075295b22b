//! Signing in to Slack in the browser, or with a pasted token.

use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::text::{clean_line, shorten};
use domain::{Clock, Fault};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};

use super::access::{Access, Code, Identity};
use super::kept::UserTokens;
use super::scopes::{SCOPES, Scope, missing};
use crate::browser::{Brought, Loopback, PORTS, Vendor, pkce};

/// Slack, as the browser comes back from it.
pub(super) const VENDOR: Vendor = Vendor { name: "Slack", path: "/slack" };

/// A sign-in that waits for the browser.
pub struct SignIn {
    access: Access,
    client_id: String,
    loopback: Loopback,
    verifier: SecretString,
    state: SecretString,
    url: Url,
}

/// A sign-in that has come about; nothing of it is kept yet.
pub struct SignedIn {
    /// The tokens, to be kept before they are used.
    pub tokens: UserTokens,
    /// The person's id at Slack.
    pub user: String,
    /// The workspace's name.
    pub team: String,
    /// The scopes that were granted; empty where Slack did not say.
    pub granted: Vec<String>,
    /// Those of ours that were not.
    pub missing: Vec<&'static Scope>,
}

impl SignIn {
    /// Opens the port to which the browser comes back. `team` is the id of
    /// the workspace to offer first.
    pub async fn begin(
        access: Access,
        client_id: &str,
        team: Option<&str>,
    ) -> Result<SignIn, Fault> {
        let loopback = Loopback::open(&PORTS, VENDOR).await?;
        SignIn::over(loopback, access, client_id, team)
    }

    fn over(
        loopback: Loopback,
        access: Access,
        client_id: &str,
        team: Option<&str>,
    ) -> Result<SignIn, Fault> {
        let (verifier, state) = (pkce::secret(), pkce::secret());
        let mut url = access.approval()?;
        let scopes: Vec<&str> = SCOPES.iter().map(|scope| scope.name).collect();
        url.query_pairs_mut()
            .append_pair("client_id", client_id)
            .append_pair("user_scope", &scopes.join(","))
            .append_pair("redirect_uri", &loopback.redirect())
            .append_pair("state", state.expose_secret())
            .append_pair("code_challenge", &pkce::challenge(&verifier))
            .append_pair("code_challenge_method", "S256")
            .extend_pairs(team.map(|team| ("team", team)));
        let client_id = client_id.to_owned();
        Ok(SignIn { access, client_id, loopback, verifier, state, url })
    }

    /// The address to open in the browser.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Waits for the browser, no longer than `within`, and exchanges what it
    /// brings for tokens.
    pub async fn finish(
        self,
        clock: &dyn Clock,
        within: Duration,
    ) -> Result<SignedIn, Fault> {
        let brought = tokio::select! {
            brought = self.loopback.brought(&self.state, clock) => brought?,
            () = clock.sleep(within) => return Err(Fault::refused(
                "The browser brought no answer from Slack in time. Begin \
                 again: hotseat accounts add slack",
            )),
        };
        let code = match brought {
            Brought::Code(code) => code,
            Brought::Declined(why, _) => return Err(declined(&why)),
        };
        let code = Code {
            client_id: &self.client_id,
            code: code.expose_secret(),
            verifier: &self.verifier,
            redirect: &self.loopback.redirect(),
        };
        let granted = self.access.exchange(&code, clock.now()).await?;
        Ok(signed_in(granted.tokens, granted.identity))
    }
}

/// Tries a person's token that was pasted.
pub async fn pasted(
    access: &Access,
    token: SecretString,
    now: DateTime<Utc>,
) -> Result<SignedIn, Fault> {
    if token.expose_secret().starts_with("xoxe") {
        return Err(Fault::refused(
            "This token ends after 12 hours, because the app rotates its \
             tokens. Sign in with the browser instead, or make the app from \
             the manifest for push, which does not rotate",
        ));
    }
    if !token.expose_secret().starts_with("xoxp-") {
        return Err(Fault::refused(
            "This is no person's token of Slack: it begins with xoxp- and \
             stands on the app's page under OAuth & Permissions",
        ));
    }
    let identity = access.whose(&token, now).await?;
    Ok(signed_in(UserTokens::pasted(token), identity))
}

/// Tries an app-level token that was pasted.
pub async fn pasted_app(
    access: &Access,
    token: &SecretString,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    if !token.expose_secret().starts_with("xapp-") {
        return Err(Fault::refused(
            "This is no app-level token of Slack: it begins with xapp- and \
             is made on the app's page under Basic Information, with the \
             scope connections:write",
        ));
    }
    access.connection(token, now).await.map(drop)
}

fn signed_in(tokens: UserTokens, identity: Identity) -> SignedIn {
    let Identity { user, team, scopes } = identity;
    // Where Slack tells no scopes, none is called missing.
    let missing = if scopes.is_empty() { Vec::new() } else { missing(&scopes) };
    SignedIn { tokens, user, team, granted: scopes, missing }
}

fn declined(why: &str) -> Fault {
    Fault::refused(match why {
        "access_denied" => {
            "The sign-in was declined at Slack; nothing has changed".to_owned()
        }
        other => format!(
            "Slack did not approve the sign-in ({}); nothing has changed",
            shorten(&clean_line(other), 80)
        ),
    })
}

#[cfg(test)]
mod tests;
