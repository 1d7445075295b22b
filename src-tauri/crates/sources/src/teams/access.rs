//! Where Microsoft signs people in, and the calls by which that is done.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::kept::{Client, UserTokens};
use super::refusal;
use crate::http::{self, Http, Reply};
use crate::sign_in::typed_code::{Begun, CodeDoor, GRANT, Typed, Word};

/// Where everybody signs in, and where everybody's messages are.
const LOGIN: &str = "https://login.microsoftonline.com";
const GRAPH: &str = "https://graph.microsoft.com";
/// Any tenant, and no personal account: those cannot read channels.
const ANY: &str = "organizations";
/// Where the browser is sent back to, as the app's registration has it.
const REGISTERED: &str = "http://localhost";
/// A token whose end is not told is taken to hold so long.
const UNTOLD: i64 = 300;

/// What is asked for, and why.
pub const SCOPES: [(&str, &str); 7] = [
    ("offline_access", "stays signed in"),
    ("User.Read", "knows who you are"),
    ("Team.ReadBasic.All", "lists your teams"),
    ("Channel.ReadBasic.All", "lists their channels"),
    ("TeamMember.Read.All", "knows teammates by their address"),
    ("ChannelMessage.Read.All", "reads the channels you are in"),
    ("ChannelMessage.Send", "answers and sets reactions as you"),
];

/// Microsoft's doors: where people sign in, and where messages are read.
#[derive(Clone)]
pub struct Access {
    http: Http,
    login: Url,
    graph: Url,
    tenant: String,
}

/// What a team file says of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Doors<'a> {
    /// The tenant: its id or one of its domains.
    pub tenant: Option<&'a str>,
    /// Where people sign in, in a national cloud.
    pub login: Option<&'a str>,
    /// Where messages are read there.
    pub graph: Option<&'a str>,
}

/// A code that the browser has brought.
pub(super) struct Code<'a> {
    pub(super) client_id: &'a str,
    pub(super) code: &'a str,
    pub(super) verifier: &'a SecretString,
    pub(super) redirect: &'a str,
}

#[derive(Deserialize)]
struct Told {
    access_token: Option<String>,
    refresh_token: Option<String>,
    #[serde(default)]
    expires_in: Option<i64>,
    #[serde(default)]
    scope: Option<String>,
}

impl Access {
    /// The doors of a team file; without a word those of the whole world.
    pub fn at(doors: Doors<'_>) -> Result<Access, Fault> {
        Access::over(Http::new()?, doors)
    }

    /// The same over a client that others use too.
    pub(crate) fn over(http: Http, doors: Doors<'_>) -> Result<Access, Fault> {
        let tenant = doors.tenant.filter(|it| !it.is_empty()).unwrap_or(ANY);
        let fine = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
        if !tenant.chars().all(fine) || tenant.starts_with('.') {
            return Err(Fault::refused(format!(
                "\"{tenant}\" is no tenant of Microsoft. Write its id or its \
                 domain into the team file: \"example.onmicrosoft.com\""
            )));
        }
        let slashed = |url: Option<&str>, usual: &str| {
            let url = url.filter(|it| !it.is_empty()).unwrap_or(usual);
            http::trusted(&format!("{}/", url.trim_end_matches('/')))
        };
        Ok(Access {
            http,
            login: slashed(doors.login, LOGIN)?,
            graph: slashed(doors.graph, GRAPH)?,
            tenant: tenant.to_owned(),
        })
    }

    /// Where messages are read.
    pub(super) fn graph(&self) -> Result<Url, Fault> {
        self.graph.join("v1.0/").map_err(|_| nowhere(&self.graph))
    }

    /// The page on which an administrator consents for everybody. It names
    /// what is asked for: without that, Microsoft asks for what the app's
    /// registration lists, where reading channels does not stand by itself.
    pub fn consent_page(&self, client_id: &str) -> Result<String, Fault> {
        let mut url = self.of_tenant("v2.0/adminconsent")?;
        url.query_pairs_mut()
            .append_pair("client_id", client_id)
            .append_pair("scope", &scopes())
            .append_pair("redirect_uri", REGISTERED);
        Ok(url.into())
    }

    /// The page on which somebody signs in with the browser.
    pub(super) fn approval(&self) -> Result<Url, Fault> {
        self.of_tenant("oauth2/v2.0/authorize")
    }

    /// Exchanges what the browser has brought.
    pub(super) async fn exchange(
        &self,
        code: &Code<'_>,
        now: DateTime<Utc>,
    ) -> Result<UserTokens, Fault> {
        let scopes = scopes();
        let form = [
            ("client_id", code.client_id),
            ("grant_type", "authorization_code"),
            ("code", code.code),
            ("code_verifier", code.verifier.expose_secret()),
            ("redirect_uri", code.redirect),
            ("scope", scopes.as_str()),
        ];
        let reply = self.token(&form).await?;
        self.tokens(&reply, code.client_id, now)
    }

    /// Asks for the next tokens.
    pub(super) async fn refresh(
        &self,
        client: &Client,
        now: DateTime<Utc>,
    ) -> Result<UserTokens, Fault> {
        let scopes = scopes();
        let form = [
            ("client_id", client.id.as_str()),
            ("grant_type", "refresh_token"),
            ("refresh_token", client.refresh.expose_secret()),
            ("scope", scopes.as_str()),
        ];
        let reply = self.token(&form).await?;
        let mut tokens = self.tokens(&reply, &client.id, now)?;
        // Where none comes with it, the old one goes on.
        if tokens.client.refresh.expose_secret().is_empty() {
            tokens.client.refresh = client.refresh.clone();
        }
        Ok(tokens)
    }

    async fn token(&self, form: &[(&str, &str)]) -> Result<Reply, Fault> {
        let url = self.of_tenant("oauth2/v2.0/token")?;
        self.http.post(url, None, form).await
    }

    fn tokens(
        &self,
        reply: &Reply,
        client_id: &str,
        now: DateTime<Utc>,
    ) -> Result<UserTokens, Fault> {
        refusal::passed(reply, now)?;
        let told: Told = understood(reply)?;
        let access = told.access_token.ok_or_else(no_microsoft)?;
        let life = told.expires_in.unwrap_or(UNTOLD).clamp(0, 86_400 * 2);
        let scope = told.scope.unwrap_or_default();
        Ok(UserTokens {
            access: access.into(),
            expires: now + TimeDelta::seconds(life),
            scopes: scope.split_whitespace().map(str::to_owned).collect(),
            client: Client {
                id: client_id.to_owned(),
                refresh: told.refresh_token.unwrap_or_default().into(),
                issued: now,
            },
        })
    }

    fn of_tenant(&self, path: &str) -> Result<Url, Fault> {
        let below = format!("{}/{path}", self.tenant);
        self.login.join(&below).map_err(|_| nowhere(&self.login))
    }
}

impl CodeDoor for Access {
    type Won = UserTokens;
    const KIND: &'static str = "teams";

    async fn begin(
        &self,
        client_id: &str,
        now: DateTime<Utc>,
    ) -> Result<Begun, Fault> {
        let scopes = scopes();
        let form = [("client_id", client_id), ("scope", scopes.as_str())];
        let url = self.of_tenant("oauth2/v2.0/devicecode")?;
        let reply = self.http.post(url, None, &form).await?;
        refusal::passed(&reply, now)?;
        understood(&reply)
    }

    async fn ask(
        &self,
        typed: Typed<'_>,
        now: DateTime<Utc>,
    ) -> Result<Word<UserTokens>, Fault> {
        let form = [
            ("client_id", typed.client_id),
            ("grant_type", GRANT),
            ("device_code", typed.device_code),
        ];
        let reply = self.token(&form).await?;
        match refusal::word(&reply).as_str() {
            "authorization_pending" => return Ok(Word::Pending),
            "slow_down" => return Ok(Word::Slower),
            _ => {}
        }
        Ok(Word::Won(self.tokens(&reply, typed.client_id, now)?))
    }
}

/// All that is asked for, in one line.
pub(super) fn scopes() -> String {
    let names: Vec<&str> = SCOPES.iter().map(|(name, _)| *name).collect();
    names.join(" ")
}

fn understood<T: serde::de::DeserializeOwned>(
    reply: &Reply,
) -> Result<T, Fault> {
    serde_json::from_slice(&reply.body).map_err(|_| no_microsoft())
}

fn no_microsoft() -> Fault {
    Fault::garbled(
        "what answers does not speak like Microsoft's sign-in. Is a sign-in \
         page of the network in between?",
    )
}

fn nowhere(base: &Url) -> Fault {
    Fault::refused(format!("{base} is no address of Microsoft"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doors(tenant: &'static str) -> Doors<'static> {
        Doors { tenant: Some(tenant), ..Doors::default() }
    }

    #[test]
    fn an_administrator_consents_on_the_page_of_the_tenant() {
        let access = Access::at(doors("acme.example")).unwrap();
        assert_eq!(
            access.consent_page("app-1").unwrap(),
            "https://login.microsoftonline.com/acme.example/v2.0/adminconsent\
             ?client_id=app-1&scope=offline_access+User.Read\
             +Team.ReadBasic.All+Channel.ReadBasic.All+TeamMember.Read.All\
             +ChannelMessage.Read.All+ChannelMessage.Send\
             &redirect_uri=http%3A%2F%2Flocalhost"
        );
        let graph = access.graph().unwrap();
        assert_eq!(graph.as_str(), "https://graph.microsoft.com/v1.0/");
    }

    #[test]
    fn a_tenant_that_leads_elsewhere_and_a_plain_door_are_refused() {
        for bad in ["a/b", "..", "a?b", "a b"] {
            assert!(Access::at(doors(bad)).is_err(), "{bad}");
        }
        let plain =
            Doors { graph: Some("http://graph.example"), ..Doors::default() };
        assert!(Access::at(plain).is_err());
    }
}
