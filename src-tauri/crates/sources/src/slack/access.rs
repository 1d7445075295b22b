//! The few calls to Slack by which a sign-in is won, renewed or tried.

mod refusal;

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use self::refusal::refusal;
use super::client::{Answer, understand};
use super::kept::{Rotation, UserTokens};
use crate::http::{self, Http};

const CONNECT: &str = "apps.connections.open";

/// Where Slack's methods are, for calls that need no kept sign-in.
#[derive(Clone)]
pub struct Access {
    http: Http,
    base: Url,
}

/// Whose a token is, and what it may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The person's id.
    pub user: String,
    /// The workspace's name.
    pub team: String,
    /// The scopes the token has; none are known where Slack did not say.
    pub scopes: Vec<String>,
}

/// What a code was exchanged for.
pub struct Granted {
    /// Who approved, and what.
    pub identity: Identity,
    /// Their tokens.
    pub tokens: UserTokens,
}

/// The answer of the browser, ready to be exchanged.
pub struct Code<'a> {
    /// The app that asked.
    pub client_id: &'a str,
    /// What Slack sent back.
    pub code: &'a str,
    /// What proves that we asked.
    pub verifier: &'a SecretString,
    /// Where Slack sent it.
    pub redirect: &'a str,
}

#[derive(Deserialize)]
struct Pair {
    access_token: String,
    refresh_token: Option<String>,
    expires_in: Option<i64>,
    #[serde(default)]
    scope: String,
}

#[derive(Deserialize)]
struct Exchanged {
    authed_user: Approver,
    team: Team,
}

#[derive(Deserialize)]
struct Approver {
    id: String,
    #[serde(flatten)]
    pair: Pair,
}

#[derive(Deserialize)]
struct Team {
    id: String,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Whose {
    user_id: String,
    team: String,
}

#[derive(Deserialize)]
struct Revoked {
    revoked: bool,
}

#[derive(Deserialize)]
struct Opened {
    url: String,
}

impl Access {
    /// Calls go to the methods below an address: `https://slack.com/api/`.
    pub fn at(address: &str) -> Result<Access, Fault> {
        Access::over(Http::new()?, address)
    }

    /// The same over a client that others use too.
    pub(crate) fn over(http: Http, address: &str) -> Result<Access, Fault> {
        let base = format!("{}/", address.trim_end_matches('/'));
        Ok(Access { http, base: http::trusted(&base)? })
    }

    /// The page on which a person approves the app.
    pub(super) fn approval(&self) -> Result<Url, Fault> {
        self.base
            .join("/oauth/v2/authorize")
            .map_err(|_| no_address(&self.base))
    }

    /// Exchanges what the browser brought back for tokens.
    pub async fn exchange(
        &self,
        code: &Code<'_>,
        now: DateTime<Utc>,
    ) -> Result<Granted, Fault> {
        let form = [
            ("client_id", code.client_id),
            ("code", code.code),
            ("code_verifier", code.verifier.expose_secret()),
            ("redirect_uri", code.redirect),
        ];
        let Exchanged { authed_user: user, team } =
            self.ask("oauth.v2.access", None, (&form, now)).await?.body;
        Ok(Granted {
            identity: Identity {
                user: user.id,
                team: team.name.unwrap_or(team.id),
                scopes: listed(&user.pair.scope),
            },
            tokens: tokens(user.pair, code.client_id, now),
        })
    }

    /// Exchanges a refresh token for the next pair.
    pub(super) async fn refresh(
        &self,
        rotation: &Rotation,
        now: DateTime<Utc>,
    ) -> Result<UserTokens, Fault> {
        let form = [
            ("client_id", rotation.client_id.as_str()),
            ("grant_type", "refresh_token"),
            ("refresh_token", rotation.refresh.expose_secret()),
        ];
        // Unlike the first exchange, a renewal answers at the top level.
        let pair: Pair =
            self.ask("oauth.v2.access", None, (&form, now)).await?.body;
        if pair.refresh_token.is_none() {
            return Err(Fault::garbled(
                "Slack renewed the sign-in without saying how to renew it \
                 again",
            ));
        }
        Ok(tokens(pair, &rotation.client_id, now))
    }

    /// Asks whose a token is.
    pub async fn whose(
        &self,
        token: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<Identity, Fault> {
        let Answer { body: Whose { user_id, team }, scopes } =
            self.ask("auth.test", Some(token), (&[], now)).await?;
        let scopes = scopes.as_deref().map(listed).unwrap_or_default();
        Ok(Identity { user: user_id, team, scopes })
    }

    /// Ends a sign-in at Slack: the token, and what renews it, hold no more.
    pub(super) async fn revoke(
        &self,
        token: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<(), Fault> {
        let Answer { body: Revoked { revoked }, .. } =
            self.ask("auth.revoke", Some(token), (&[], now)).await?;
        match revoked {
            true => Ok(()),
            false => Err(Fault::refused("Slack did not end the sign-in")),
        }
    }

    /// Asks for the address of one new connection of an app.
    pub async fn connection(
        &self,
        app: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<Url, Fault> {
        let opened: Opened =
            self.ask(CONNECT, Some(app), (&[], now)).await?.body;
        let url = Url::parse(&opened.url).map_err(|_| {
            Fault::garbled("Slack offers a connection without an address")
        })?;
        match (url.scheme(), loopback(&url)) {
            ("wss", _) | ("ws", true) => Ok(url),
            _ => Err(Fault::refused(
                "Slack offers a connection that is not encrypted; Hotseat \
                 does not use it",
            )),
        }
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        method: &'static str,
        token: Option<&SecretString>,
        (form, now): (&[(&str, &str)], DateTime<Utc>),
    ) -> Result<Answer<T>, Fault> {
        let url = self.base.join(method).map_err(|_| no_address(&self.base))?;
        let reply = self.http.post(url, token, form).await?;
        understand(method, &reply, now).map_err(|no| {
            match no.code.as_deref().and_then(|code| refusal(method, code)) {
                Some(words) => Fault::unauthorized(words),
                None => no.fault,
            }
        })
    }
}

fn no_address(base: &Url) -> Fault {
    Fault::refused(format!("{base} is no address of Slack"))
}

/// The tokens of a pair; the time of expiry is counted from when we asked, so
/// that it is never later than Slack's.
fn tokens(pair: Pair, client_id: &str, now: DateTime<Utc>) -> UserTokens {
    let expires = pair
        .expires_in
        .and_then(TimeDelta::try_seconds)
        .and_then(|life| now.checked_add_signed(life));
    UserTokens {
        access: pair.access_token.into(),
        expires,
        rotation: pair.refresh_token.map(|refresh| Rotation {
            refresh: refresh.into(),
            client_id: client_id.to_owned(),
            issued: now,
        }),
    }
}

fn listed(scopes: &str) -> Vec<String> {
    scopes
        .split([',', ' '])
        .filter(|scope| !scope.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether an address is this computer's own.
fn loopback(url: &Url) -> bool {
    matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
}
