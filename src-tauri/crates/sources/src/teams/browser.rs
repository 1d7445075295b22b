//! Signing in to Microsoft with the browser of this computer.

use std::time::Duration;

use domain::{Clock, Fault};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};

use super::access::{Access, Code, scopes};
use super::kept::UserTokens;
use super::refusal;
use crate::browser::{Brought, Loopback, PORTS, Vendor, pkce};

/// Microsoft, as the browser comes back from it. The app names the address
/// without a port and without a path, and Microsoft takes any port.
const VENDOR: Vendor = Vendor { name: "Microsoft", path: "" };

/// A sign-in that waits for the browser.
pub struct SignIn {
    access: Access,
    client_id: String,
    loopback: Loopback,
    verifier: SecretString,
    state: SecretString,
    url: Url,
}

impl SignIn {
    /// Opens the port to which the browser comes back.
    pub async fn begin(
        access: Access,
        client_id: &str,
    ) -> Result<SignIn, Fault> {
        let loopback = Loopback::open(&PORTS, VENDOR).await?;
        SignIn::over(loopback, access, client_id)
    }

    fn over(
        loopback: Loopback,
        access: Access,
        client_id: &str,
    ) -> Result<SignIn, Fault> {
        let (verifier, state) = (pkce::secret(), pkce::secret());
        let mut url = access.approval()?;
        url.query_pairs_mut()
            .append_pair("client_id", client_id)
            .append_pair("response_type", "code")
            .append_pair("response_mode", "query")
            .append_pair("redirect_uri", &loopback.redirect())
            .append_pair("scope", &scopes())
            .append_pair("state", state.expose_secret())
            .append_pair("code_challenge", &pkce::challenge(&verifier))
            .append_pair("code_challenge_method", "S256");
        let client_id = client_id.to_owned();
        Ok(SignIn { access, client_id, loopback, verifier, state, url })
    }

    /// The address to open in the browser.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Waits for the browser, no longer than `within`, and exchanges what it
    /// brings. What comes of it is to be kept before it is used.
    pub async fn finish(
        self,
        clock: &dyn Clock,
        within: Duration,
    ) -> Result<UserTokens, Fault> {
        let brought = tokio::select! {
            brought = self.loopback.brought(&self.state, clock) => brought?,
            () = clock.sleep(within) => return Err(Fault::refused(
                "The browser brought no answer from Microsoft in time. Begin \
                 again: hotseat accounts add teams --browser",
            )),
        };
        let code = match brought {
            Brought::Code(code) => code,
            Brought::Declined(error, sentence) => {
                return Err(refusal::said(&error, &sentence));
            }
        };
        let code = Code {
            client_id: &self.client_id,
            code: code.expose_secret(),
            verifier: &self.verifier,
            redirect: &self.loopback.redirect(),
        };
        self.access.exchange(&code, clock.now()).await
    }
}

#[cfg(test)]
mod tests;
