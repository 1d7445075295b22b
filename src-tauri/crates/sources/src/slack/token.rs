//! The tokens of one Slack account: a person's, and for push an app's.

mod leaving;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Fault, SourceId, Vault};
use reqwest::Url;
use secrecy::SecretString;

use super::access::Access;
use super::kept::UserTokens;
use crate::sign_in::drawer::Drawer;
use crate::sign_in::renewing::Renewing;

pub use self::leaving::Left;

/// The sign-in of one source: hands out a token that holds.
pub struct Tokens {
    vault: Arc<dyn Vault>,
    source: SourceId,
    user: Renewing<UserTokens>,
}

impl Tokens {
    /// The sign-in that the vault keeps for a source.
    pub fn new(
        vault: Arc<dyn Vault>,
        access: Access,
        source: SourceId,
    ) -> Tokens {
        let user = Renewing::new(Arc::clone(&vault), access, source.clone());
        Tokens { vault, source, user }
    }

    /// A token that holds for a while; renewed first when it soon would not.
    pub async fn bearer(
        &self,
        now: DateTime<Utc>,
    ) -> Result<SecretString, Fault> {
        self.user.bearer(now).await
    }

    /// Another token than `spent`, which Slack has just called expired.
    pub async fn renewed(
        &self,
        spent: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<SecretString, Fault> {
        self.user.renewed(spent, now).await
    }

    /// Slack does not know this token any more: whether the user has signed
    /// in anew since is looked up before the next call.
    pub(super) async fn doubt(&self, spent: &SecretString) {
        self.user.doubt(spent).await;
    }

    /// The app-level token, for push.
    pub async fn app(&self) -> Result<SecretString, Fault> {
        self.app_drawer().peek().await?.ok_or_else(|| {
            Fault::unauthorized(format!(
                "{0} has no app-level token, without which Slack tells \
                 nothing by itself. Paste that of an app of your own: \
                 hotseat accounts add {0}",
                self.source
            ))
        })
    }

    /// The address of one new connection for push.
    pub(super) async fn connection(
        &self,
        now: DateTime<Utc>,
    ) -> Result<Url, Fault> {
        self.user.door.connection(&self.app().await?, now).await
    }

    /// When the sign-in ends if Hotseat does not run before then.
    pub async fn ends(&self) -> Result<Option<DateTime<Utc>>, Fault> {
        self.user.told(UserTokens::ends).await
    }

    /// Keeps a new sign-in in the place of the old one.
    pub async fn sign_in(&self, tokens: UserTokens) -> Result<(), Fault> {
        self.user.sign_in(tokens).await
    }

    /// Keeps an app-level token.
    pub async fn keep_app(&self, token: &SecretString) -> Result<(), Fault> {
        self.app_drawer().keep(token).await
    }

    fn app_drawer(&self) -> Drawer<'_> {
        let name = format!("slack/{}/app", self.source);
        Drawer::new(self.vault.as_ref(), &self.source, name)
    }
}

#[cfg(test)]
mod tests;
