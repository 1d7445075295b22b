//! Where a mailbox is signed in to with a code, and the tokens that come of it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::text::{clean_line, shorten};
use domain::{Fault, SourceRules};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::http::{self, Http, Reply};
use crate::sign_in::renewing::Renewable;
use crate::sign_in::stored::Stored;
use crate::sign_in::typed_code::{Begun, CodeDoor, GRANT, Typed, Word};

/// Where everybody signs in at Microsoft, and what is asked for there.
const MICROSOFT: &str = "https://login.microsoftonline.com";
const SCOPE: &str = "offline_access \
    https://outlook.office.com/IMAP.AccessAsUser.All \
    https://outlook.office.com/SMTP.Send";
/// A token whose end is not told is taken to hold so long.
const UNTOLD: i64 = 300;
const SHOWN: usize = 160;

/// Where codes are asked for and tokens are given.
#[derive(Clone)]
pub struct Door {
    http: Http,
    code: Url,
    token: Url,
    scope: String,
}

/// The tokens of a person.
#[derive(Clone)]
pub struct Tokens {
    access: SecretString,
    expires: DateTime<Utc>,
    refresh: SecretString,
    client_id: String,
}

#[derive(Default, Deserialize)]
struct Told {
    access_token: Option<String>,
    refresh_token: Option<String>,
    expires_in: Option<i64>,
    #[serde(default)]
    error: String,
    #[serde(default)]
    error_description: String,
}

impl Door {
    /// The door of a source of the team file: the one it names, or
    /// Microsoft's.
    pub(super) fn of(source: &SourceRules) -> Result<Door, Fault> {
        let option = |key: &str| source.options.get(key).map(String::as_str);
        let tenant = option("tenant").unwrap_or("organizations");
        let fine = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
        if !tenant.chars().all(fine) || tenant.starts_with('.') {
            return Err(Fault::refused(format!(
                "\"{tenant}\" is no tenant of Microsoft"
            )));
        }
        let address = |key: &str, path: &str| {
            let usual = format!("{MICROSOFT}/{tenant}/oauth2/v2.0/{path}");
            http::trusted(option(key).unwrap_or(&usual))
        };
        Ok(Door {
            http: Http::new()?,
            code: address("code_url", "devicecode")?,
            token: address("token_url", "token")?,
            scope: option("scope").unwrap_or(SCOPE).to_owned(),
        })
    }

    async fn ask_token(&self, form: &[(&str, &str)]) -> Result<Reply, Fault> {
        self.http.post(self.token.clone(), None, form).await
    }

    fn tokens(
        &self,
        reply: &Reply,
        (client_id, old): (&str, Option<&SecretString>),
        now: DateTime<Utc>,
    ) -> Result<Tokens, Fault> {
        passed(reply, now)?;
        let told = told(reply);
        let access = told.access_token.ok_or_else(not_understood)?;
        let life = told.expires_in.unwrap_or(UNTOLD).clamp(0, 86_400 * 2);
        let refresh = told.refresh_token.map(SecretString::from);
        // Where none comes with it, the old one goes on.
        let refresh = refresh.or_else(|| old.cloned());
        Ok(Tokens {
            access: access.into(),
            expires: now + TimeDelta::seconds(life),
            refresh: refresh.unwrap_or_default(),
            client_id: client_id.to_owned(),
        })
    }
}

impl CodeDoor for Door {
    type Won = Tokens;
    const KIND: &'static str = "mail";

    async fn begin(
        &self,
        client_id: &str,
        now: DateTime<Utc>,
    ) -> Result<Begun, Fault> {
        let form = [("client_id", client_id), ("scope", &self.scope)];
        let reply = self.http.post(self.code.clone(), None, &form).await?;
        passed(&reply, now)?;
        serde_json::from_slice(&reply.body).map_err(|_| not_understood())
    }

    async fn ask(
        &self,
        typed: Typed<'_>,
        now: DateTime<Utc>,
    ) -> Result<Word<Tokens>, Fault> {
        let form = [
            ("client_id", typed.client_id),
            ("grant_type", GRANT),
            ("device_code", typed.device_code),
        ];
        let reply = self.ask_token(&form).await?;
        match told(&reply).error.as_str() {
            "authorization_pending" => return Ok(Word::Pending),
            "slow_down" => return Ok(Word::Slower),
            _ => {}
        }
        let by = (typed.client_id, None);
        Ok(Word::Won(self.tokens(&reply, by, now)?))
    }
}

impl Renewable for Tokens {
    type Door = Door;
    const KIND: &'static str = "mail";
    const AHEAD: TimeDelta = TimeDelta::minutes(5);

    fn from_kept(text: &SecretString) -> Option<Tokens> {
        let kept = Stored::read(text)?;
        let (access, refresh) = kept.tokens();
        let Stored { expires, client_id, .. } = kept;
        Some(Tokens { access, expires, refresh, client_id })
    }

    fn to_keep(&self) -> SecretString {
        let tokens = (&self.access, &self.refresh);
        Stored::of(tokens, self.expires, &self.client_id).text()
    }

    fn bearer(&self) -> &SecretString {
        &self.access
    }

    fn outlives(&self, moment: DateTime<Utc>) -> bool {
        self.expires > moment
    }

    async fn next(
        &self,
        door: &Door,
        now: DateTime<Utc>,
    ) -> Result<Option<Tokens>, Fault> {
        if self.refresh.expose_secret().is_empty() {
            return Ok(None);
        }
        let form = [
            ("client_id", self.client_id.as_str()),
            ("grant_type", "refresh_token"),
            ("refresh_token", self.refresh.expose_secret()),
            ("scope", door.scope.as_str()),
        ];
        let reply = door.ask_token(&form).await?;
        let by = (self.client_id.as_str(), Some(&self.refresh));
        door.tokens(&reply, by, now).map(Some)
    }
}

fn told(reply: &Reply) -> Told {
    serde_json::from_slice(&reply.body).unwrap_or_default()
}

/// Whether an answer is a yes.
fn passed(reply: &Reply, now: DateTime<Utc>) -> Result<(), Fault> {
    let Told { error, error_description, .. } = told(reply);
    match (reply.status, error.as_str()) {
        (200..300, "") => Ok(()),
        (429, _) => Err(Fault::Limited {
            until: now + reply.retry_after(),
            words: "the provider asks Hotseat to sign in less often; it waits"
                .to_owned(),
        }),
        (500.., _) => Err(Fault::unreachable(
            "the provider's sign-in is out of order; Hotseat tries again",
        )),
        (_, "invalid_grant" | "interaction_required") => {
            Err(Fault::unauthorized(
                "the sign-in to the mailbox has ended or was revoked. Sign \
                 in again: hotseat accounts add mail",
            ))
        }
        (_, "") => Err(not_understood()),
        (_, word) => {
            let said = match error_description.as_str() {
                "" => word,
                sentence => sentence,
            };
            let said = shorten(&clean_line(said), SHOWN);
            Err(Fault::refused(format!(
                "the provider did not sign you in: {said}"
            )))
        }
    }
}

fn not_understood() -> Fault {
    Fault::garbled(
        "what answers does not speak like a sign-in. Is a sign-in page of \
         the network in between?",
    )
}
