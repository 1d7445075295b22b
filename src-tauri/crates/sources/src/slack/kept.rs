//! A sign-in as the keyring keeps it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use super::access::Access;
use crate::sign_in::renewing::Renewable;

/// So long a refresh token of a public client lives.
const SIGN_IN: TimeDelta = TimeDelta::days(30);

/// What a user's token is renewed with.
#[derive(Clone)]
pub struct Rotation {
    /// The refresh token.
    pub refresh: SecretString,
    /// The app it belongs to.
    pub client_id: String,
    /// When we asked for it.
    pub issued: DateTime<Utc>,
}

/// The token of a person, and how it is renewed if it is.
#[derive(Clone)]
pub struct UserTokens {
    /// What calls are made with.
    pub access: SecretString,
    /// Until when, if it ends.
    pub expires: Option<DateTime<Utc>>,
    /// How it is renewed, if it is.
    pub rotation: Option<Rotation>,
}

impl UserTokens {
    /// A token pasted by hand, which holds until it is revoked.
    #[must_use]
    pub fn pasted(token: SecretString) -> UserTokens {
        UserTokens { access: token, expires: None, rotation: None }
    }

    /// When the sign-in ends if it is not renewed before.
    #[must_use]
    pub fn ends(&self) -> Option<DateTime<Utc>> {
        match &self.rotation {
            Some(rotation) => rotation.issued.checked_add_signed(SIGN_IN),
            None => self.expires,
        }
    }
}

impl Renewable for UserTokens {
    type Door = Access;
    const KIND: &'static str = "slack";
    const AHEAD: TimeDelta = TimeDelta::minutes(30);

    fn from_kept(text: &SecretString) -> Option<UserTokens> {
        let stored: Stored = serde_json::from_str(text.expose_secret()).ok()?;
        Some(stored.into())
    }

    fn to_keep(&self) -> SecretString {
        let rotation = self.rotation.as_ref().map(|rotation| {
            json!({
                "refresh_token": rotation.refresh.expose_secret(),
                "client_id": rotation.client_id,
                "issued_at": rotation.issued,
            })
        });
        json!({
            "access_token": self.access.expose_secret(),
            "expires_at": self.expires,
            "rotation": rotation,
        })
        .to_string()
        .into()
    }

    fn bearer(&self) -> &SecretString {
        &self.access
    }

    fn outlives(&self, moment: DateTime<Utc>) -> bool {
        self.expires.is_none_or(|expires| expires > moment)
    }

    async fn next(
        &self,
        door: &Access,
        now: DateTime<Utc>,
    ) -> Result<Option<UserTokens>, Fault> {
        match &self.rotation {
            Some(rotation) => door.refresh(rotation, now).await.map(Some),
            None => Ok(None),
        }
    }
}

#[derive(Deserialize)]
struct Stored {
    access_token: String,
    expires_at: Option<DateTime<Utc>>,
    rotation: Option<StoredRotation>,
}

#[derive(Deserialize)]
struct StoredRotation {
    refresh_token: String,
    client_id: String,
    issued_at: DateTime<Utc>,
}

impl From<Stored> for UserTokens {
    fn from(stored: Stored) -> UserTokens {
        UserTokens {
            access: stored.access_token.into(),
            expires: stored.expires_at,
            rotation: stored.rotation.map(|r| Rotation {
                refresh: r.refresh_token.into(),
                client_id: r.client_id,
                issued: r.issued_at,
            }),
        }
    }
}
