//! A sign-in as the keyring keeps it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;
use secrecy::SecretString;

use super::access::Access;
use crate::sign_in::renewing::Renewable;
use crate::sign_in::stored::Stored;

/// A person's token.
#[derive(Clone)]
pub(crate) struct UserToken {
    /// What calls are made with.
    pub(crate) access: SecretString,
    /// How it is renewed, if it ends.
    pub(crate) next: Option<Next>,
}

/// How a token that ends is renewed.
#[derive(Clone)]
pub(crate) struct Next {
    /// When it ends.
    pub(crate) expires: DateTime<Utc>,
    /// With what the next one is asked for.
    pub(crate) refresh: SecretString,
    /// By which app.
    pub(crate) client_id: String,
}

impl UserToken {
    /// What a text is that was pasted, or was kept before. A token that does
    /// not end stands there as it is.
    pub(crate) fn of(text: &SecretString) -> UserToken {
        let Some(stored) = Stored::read(text) else {
            return UserToken { access: text.clone(), next: None };
        };
        let (access, refresh) = stored.tokens();
        let Stored { expires, client_id, .. } = stored;
        let next = Next { expires, refresh, client_id };
        UserToken { access, next: Some(next) }
    }
}

impl Renewable for UserToken {
    type Door = Option<Access>;
    const KIND: &'static str = "github";
    const AHEAD: TimeDelta = TimeDelta::minutes(5);

    fn from_kept(text: &SecretString) -> Option<UserToken> {
        Some(UserToken::of(text))
    }

    fn to_keep(&self) -> SecretString {
        let Some(next) = &self.next else { return self.access.clone() };
        let tokens = (&self.access, &next.refresh);
        Stored::of(tokens, next.expires, &next.client_id).text()
    }

    fn bearer(&self) -> &SecretString {
        &self.access
    }

    fn outlives(&self, moment: DateTime<Utc>) -> bool {
        self.next.as_ref().is_none_or(|next| next.expires > moment)
    }

    async fn next(
        &self,
        door: &Option<Access>,
        now: DateTime<Utc>,
    ) -> Result<Option<UserToken>, Fault> {
        match (door, &self.next) {
            (Some(door), Some(next)) => door.renew(next, now).await.map(Some),
            (None, _) | (_, None) => Ok(None),
        }
    }
}
