//! A sign-in as the keyring keeps it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use super::access::Access;
use crate::sign_in::renewing::Renewable;

/// A refresh token that is not used for so long ends.
const SIGN_IN: TimeDelta = TimeDelta::days(90);

/// The app through which somebody signed in, and how the tokens are renewed.
#[derive(Clone)]
pub struct Client {
    /// The app's client id.
    pub id: String,
    /// The refresh token.
    pub refresh: SecretString,
    /// When we asked for it.
    pub issued: DateTime<Utc>,
}

/// The tokens of a person.
#[derive(Clone)]
pub struct UserTokens {
    /// What calls are made with.
    pub access: SecretString,
    /// Until when.
    pub expires: DateTime<Utc>,
    /// What was granted; empty where Microsoft did not say.
    pub scopes: Vec<String>,
    /// How they are renewed.
    pub client: Client,
}

impl UserTokens {
    /// When the sign-in ends if it is not used before.
    #[must_use]
    pub fn ends(&self) -> Option<DateTime<Utc>> {
        self.client.issued.checked_add_signed(SIGN_IN)
    }

    /// Whether something was granted; where Microsoft did not say, all was.
    pub(super) fn may(&self, scope: &str) -> bool {
        let same = |it: &String| {
            let name = it.rsplit('/').next().unwrap_or(it);
            name.eq_ignore_ascii_case(scope)
        };
        self.scopes.is_empty() || self.scopes.iter().any(same)
    }
}

impl Renewable for UserTokens {
    type Door = Access;
    const KIND: &'static str = "teams";
    const AHEAD: TimeDelta = TimeDelta::minutes(5);

    fn from_kept(text: &SecretString) -> Option<UserTokens> {
        let kept: Stored = serde_json::from_str(text.expose_secret()).ok()?;
        Some(UserTokens {
            access: kept.access_token.into(),
            expires: kept.expires_at,
            scopes: kept.scopes,
            client: Client {
                id: kept.client_id,
                refresh: kept.refresh_token.into(),
                issued: kept.issued_at,
            },
        })
    }

    fn to_keep(&self) -> SecretString {
        json!({
            "access_token": self.access.expose_secret(),
            "expires_at": self.expires,
            "scopes": self.scopes,
            "client_id": self.client.id,
            "refresh_token": self.client.refresh.expose_secret(),
            "issued_at": self.client.issued,
        })
        .to_string()
        .into()
    }

    fn bearer(&self) -> &SecretString {
        &self.access
    }

    fn outlives(&self, moment: DateTime<Utc>) -> bool {
        self.expires > moment
    }

    async fn next(
        &self,
        door: &Access,
        now: DateTime<Utc>,
    ) -> Result<Option<UserTokens>, Fault> {
        door.refresh(&self.client, now).await.map(Some)
    }
}

#[derive(Deserialize)]
struct Stored {
    access_token: String,
    expires_at: DateTime<Utc>,
    #[serde(default)]
    scopes: Vec<String>,
    client_id: String,
    refresh_token: String,
    issued_at: DateTime<Utc>,
}
