//! Where a GitHub is, and the few calls by which a sign-in is won or tried.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;
use domain::text::{clean_line, shorten};
use reqwest::{Method, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use super::client::ACCEPT;
use super::kept::{Next, UserToken};
use super::signin::SignedIn;
use super::wire::User;
use super::words;
use crate::http::{self, Http, Reply};
use crate::sign_in::renewing::Renewable;
use crate::sign_in::typed_code::{Begun, CodeDoor, GRANT, Typed, Word, late};

/// The GitHub that everybody can use.
pub(crate) const HOME: &str = "https://github.com";
/// What an app asks for: issues of private repositories have no smaller door.
const SCOPE: &str = "repo";
/// No token lives for longer, in seconds, whatever GitHub says.
const LONGEST: i64 = 86_400 * 400;

/// A GitHub, for calls that need no kept sign-in.
#[derive(Clone)]
pub struct Access {
    http: Http,
    web: Url,
    api: Url,
}

/// Whose a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The person's login.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// Their public address, if they have one.
    pub email: Option<String>,
}

#[derive(Deserialize)]
struct Told {
    access_token: Option<String>,
    /// Of apps whose tokens end.
    refresh_token: Option<String>,
    expires_in: Option<i64>,
    error: Option<String>,
}

impl Told {
    /// The token of an answer, by which app it was asked for.
    fn token(
        self,
        client_id: &str,
        now: DateTime<Utc>,
    ) -> Result<UserToken, String> {
        let Some(access) = self.access_token else {
            return Err(self.error.unwrap_or_default());
        };
        let ends = self.expires_in.zip(self.refresh_token);
        let next = ends.map(|(life, refresh)| Next {
            expires: now + TimeDelta::seconds(life.clamp(0, LONGEST)),
            refresh: refresh.into(),
            client_id: client_id.to_owned(),
        });
        Ok(UserToken { access: access.into(), next })
    }
}

impl Access {
    /// A GitHub by the address at which people see it.
    pub fn at(address: &str) -> Result<Access, Fault> {
        Access::over(Http::new()?, address)
    }

    /// The same over a client that others use too.
    pub(crate) fn over(http: Http, address: &str) -> Result<Access, Fault> {
        let address = if address.is_empty() { HOME } else { address };
        let address = format!("{}/", address.trim_end_matches('/'));
        let web = http::trusted(&address)?;
        let api = match web.host_str().unwrap_or_default() {
            "github.com" | "www.github.com" => {
                http::trusted("https://api.github.com/")?
            }
            host if host.ends_with(".ghe.com") => {
                http::trusted(&format!("https://api.{host}/"))?
            }
            _ => web.join("api/v3/").map_err(|_| no_address(&web))?,
        };
        Ok(Access { http, web, api })
    }

    /// Where its interface is.
    pub(crate) fn api(&self) -> &Url {
        &self.api
    }

    /// Its name for people: "github.com".
    #[must_use]
    pub fn host(&self) -> &str {
        self.web.host_str().unwrap_or("GitHub")
    }

    /// Asks whose a token is.
    pub async fn whose(
        &self,
        token: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<Identity, Fault> {
        let url = self.api.join("user").map_err(|_| no_address(&self.api))?;
        let reply = self.http.call(http::Call {
            verb: Method::GET,
            url,
            bearer: Some(token),
            headers: &[("accept", ACCEPT)],
            json: None,
        });
        let user: User = understood(&reply.await?, now)?;
        let shown = |text: &str| shorten(&clean_line(text), 80);
        let name = user.name.as_deref().map(shown);
        Ok(Identity {
            name: name
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| shown(&user.login)),
            email: user.email.filter(|email| !email.is_empty()),
            login: user.login,
        })
    }

    /// Asks for the next token of a person.
    pub(super) async fn renew(
        &self,
        next: &Next,
        now: DateTime<Utc>,
    ) -> Result<UserToken, Fault> {
        let body = json!({
            "client_id": next.client_id,
            "grant_type": "refresh_token",
            "refresh_token": next.refresh.expose_secret(),
        });
        let reply = self.post("login/oauth/access_token", &body).await?;
        let told: Told = understood(&reply, now)?;
        told.token(&next.client_id, now).map_err(|error| match &*error {
            "bad_refresh_token" => Fault::unauthorized(
                "the sign-in to GitHub has ended. Sign in again: hotseat \
                 accounts add github",
            ),
            error => declined(error),
        })
    }

    async fn post(
        &self,
        path: &str,
        body: &serde_json::Value,
    ) -> Result<Reply, Fault> {
        let url = self.web.join(path).map_err(|_| no_address(&self.web))?;
        let call = http::Call {
            verb: Method::POST,
            url,
            bearer: None,
            headers: &[("accept", "application/json")],
            json: Some(body),
        };
        self.http.call(call).await
    }
}

impl CodeDoor for Access {
    type Won = SignedIn;
    const KIND: &'static str = "github";

    async fn begin(
        &self,
        client_id: &str,
        now: DateTime<Utc>,
    ) -> Result<Begun, Fault> {
        let body = json!({ "client_id": client_id, "scope": SCOPE });
        let reply = self.post("login/device/code", &body).await?;
        if reply.status == 404 {
            return Err(Fault::refused(NO_APP));
        }
        let told: Told = understood(&reply, now)?;
        match told.error {
            Some(code) => Err(declined(&code)),
            None => understood(&reply, now),
        }
    }

    async fn ask(
        &self,
        typed: Typed<'_>,
        now: DateTime<Utc>,
    ) -> Result<Word<SignedIn>, Fault> {
        let body = json!({
            "client_id": typed.client_id,
            "device_code": typed.device_code,
            "grant_type": GRANT,
        });
        let reply = self.post("login/oauth/access_token", &body).await?;
        let told: Told = understood(&reply, now)?;
        let token = match told.token(typed.client_id, now) {
            Ok(token) => token,
            Err(error) => return waiting(&error),
        };
        let identity = self.whose(&token.access, now).await?;
        Ok(Word::Won(SignedIn { token: token.to_keep(), identity }))
    }
}

/// What GitHub says as long as there is no token.
fn waiting(code: &str) -> Result<Word<SignedIn>, Fault> {
    match code {
        "authorization_pending" => Ok(Word::Pending),
        "slow_down" => Ok(Word::Slower),
        code => Err(declined(code)),
    }
}

const NO_APP: &str = "GitHub does not know the app, or the app may not sign \
    in this way. Correct client_id of this source in the team file, and tick \
    \"Enable Device Flow\" on the app's page at GitHub";

fn declined(code: &str) -> Fault {
    match code {
        "access_denied" => Fault::refused(
            "GitHub was told not to let Hotseat in, so nothing has changed",
        ),
        "expired_token" | "token_expired" => late::<Access>(),
        "incorrect_client_credentials"
        | "device_flow_disabled"
        | "unsupported_grant_type" => Fault::refused(NO_APP),
        other => Fault::refused(format!(
            "GitHub did not sign you in: {}",
            shorten(&clean_line(other), 80)
        )),
    }
}

fn understood<T: serde::de::DeserializeOwned>(
    reply: &Reply,
    now: DateTime<Utc>,
) -> Result<T, Fault> {
    if let Some(fault) = words::refusal(reply, now) {
        return Err(fault);
    }
    serde_json::from_slice(&reply.body).map_err(|_| {
        Fault::garbled(
            "what answers at this address does not speak like GitHub. Is the \
             address right, and is a sign-in page of the network in between?",
        )
    })
}

fn no_address(base: &Url) -> Fault {
    Fault::refused(format!("{base} is no address of GitHub"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn api(address: &str) -> String {
        Access::at(address).unwrap().api().to_string()
    }

    #[test]
    fn each_github_has_its_interface_where_its_vendor_puts_it() {
        assert_eq!(api(""), "https://api.github.com/");
        assert_eq!(api("https://github.com/"), "https://api.github.com/");
        assert_eq!(api("https://acme.ghe.com"), "https://api.acme.ghe.com/");
        let own = "https://git.acme.example/api/v3/";
        assert_eq!(api("https://git.acme.example"), own);
        assert_eq!(
            api("http://127.0.0.1:4100"),
            "http://127.0.0.1:4100/api/v3/"
        );
    }

    #[test]
    fn a_github_that_is_not_encrypted_is_not_used() {
        let no = Access::at("http://git.acme.example").err().unwrap();
        assert!(no.to_string().contains("https"), "{no}");
    }
}
