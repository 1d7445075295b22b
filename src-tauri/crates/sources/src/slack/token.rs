//! The tokens of one Slack account, kept before they are used.
//!
//! A renewal makes Slack forget the token it was asked with. The next pair is
//! therefore in the keyring before anything is called with it. If the engine
//! dies between Slack's answer and the keyring, the keyring still has the
//! previous refresh token, which Slack takes once more for a short while; if
//! that has passed, the user signs in again and is told so.

mod leaving;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Fault, SourceId, Vault, VaultError};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use super::access::Access;
use super::kept::UserTokens;

pub use self::leaving::Left;

/// So long before its end a token is renewed.
const AHEAD: TimeDelta = TimeDelta::minutes(30);
/// After an early renewal that failed, the next is tried so much later.
const AGAIN: TimeDelta = TimeDelta::minutes(2);

/// The sign-in of one source: hands out a token that holds.
pub struct Tokens {
    vault: Arc<dyn Vault>,
    access: Access,
    source: SourceId,
    held: Mutex<Option<Held>>,
}

struct Held {
    /// In the keyring; safe to use.
    kept: UserTokens,
    /// Given by Slack, not yet in the keyring.
    fresh: Option<UserTokens>,
    /// An early renewal failed and is not tried before.
    not_before: Option<DateTime<Utc>>,
}

impl Tokens {
    /// The sign-in that the vault keeps for a source.
    pub fn new(
        vault: Arc<dyn Vault>,
        access: Access,
        source: SourceId,
    ) -> Tokens {
        Tokens { vault, access, source, held: Mutex::new(None) }
    }

    /// A token that holds for a while; renewed first when it soon would not.
    pub async fn bearer(
        &self,
        now: DateTime<Utc>,
    ) -> Result<SecretString, Fault> {
        let mut guard = self.held.lock().await;
        let held = self.loaded(&mut guard).await?;
        let soon = now.checked_add_signed(AHEAD).unwrap_or(now);
        if held.kept.outlives(soon) && held.fresh.is_none() {
            return Ok(held.kept.access.clone());
        }
        let usable = held.kept.outlives(now);
        if usable && held.not_before.is_some_and(|moment| moment > now) {
            return Ok(held.kept.access.clone());
        }
        match self.renew(held, now).await {
            Ok(()) => Ok(held.kept.access.clone()),
            // There is time left: the token in hand still holds, and a later
            // call tries again.
            Err(_) if usable => {
                held.not_before = now.checked_add_signed(AGAIN);
                Ok(held.kept.access.clone())
            }
            Err(fault) => Err(fault),
        }
    }

    /// Another token than `spent`, which Slack has just called expired.
    pub async fn renewed(
        &self,
        spent: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<SecretString, Fault> {
        let mut guard = self.held.lock().await;
        let held = self.loaded(&mut guard).await?;
        if held.kept.is(spent) {
            self.renew(held, now).await?;
        }
        Ok(held.kept.access.clone())
    }

    /// Slack does not know this token any more: whether the user has signed
    /// in anew since is looked up before the next call.
    pub(super) async fn doubt(&self, spent: &SecretString) {
        let mut guard = self.held.lock().await;
        guard.take_if(|held| held.kept.is(spent));
    }

    /// The app-level token, for push.
    pub async fn app(&self) -> Result<SecretString, Fault> {
        match self.vault.read(&self.app_name()).await {
            Ok(token) => Ok(token.into()),
            Err(VaultError::Missing(_)) => Err(Fault::unauthorized(format!(
                "{} has no app-level token, without which Slack tells \
                 nothing by itself. Paste that of an app of your own: \
                 hotseat accounts add slack",
                self.source
            ))),
            Err(error) => Err(self.shut(&error)),
        }
    }

    /// The address of one new connection for push.
    pub(super) async fn connection(
        &self,
        now: DateTime<Utc>,
    ) -> Result<Url, Fault> {
        self.access.connection(&self.app().await?, now).await
    }

    /// When the sign-in ends if Hotseat does not run before then.
    pub async fn ends(&self) -> Result<Option<DateTime<Utc>>, Fault> {
        let mut guard = self.held.lock().await;
        Ok(self.loaded(&mut guard).await?.kept.ends())
    }

    /// Keeps a new sign-in in the place of the old one.
    pub async fn sign_in(&self, tokens: UserTokens) -> Result<(), Fault> {
        let mut guard = self.held.lock().await;
        self.keep(&tokens).await?;
        *guard = Some(Held { kept: tokens, fresh: None, not_before: None });
        Ok(())
    }

    /// Keeps an app-level token.
    pub async fn keep_app(&self, token: &SecretString) -> Result<(), Fault> {
        self.vault
            .keep(&self.app_name(), token.expose_secret())
            .await
            .map_err(|error| self.shut(&error))
    }

    async fn loaded<'a>(
        &self,
        held: &'a mut Option<Held>,
    ) -> Result<&'a mut Held, Fault> {
        let kept = match held.take() {
            Some(known) => return Ok(held.insert(known)),
            None => self.read().await?,
        };
        Ok(held.insert(Held { kept, fresh: None, not_before: None }))
    }

    /// Asks Slack for the next pair, keeps it, and only then hands it out. A
    /// pair that could not be kept is kept by the next call, not asked again.
    async fn renew(
        &self,
        held: &mut Held,
        now: DateTime<Utc>,
    ) -> Result<(), Fault> {
        let fresh = match &held.fresh {
            Some(fresh) => fresh.clone(),
            None => match self.asked(held, now).await? {
                Renewal::Kept(tokens) => {
                    held.kept = tokens;
                    return Ok(());
                }
                Renewal::Fresh(tokens) => held.fresh.insert(tokens).clone(),
            },
        };
        self.keep(&fresh).await?;
        *held = Held { kept: fresh, fresh: None, not_before: None };
        Ok(())
    }

    async fn asked(
        &self,
        held: &Held,
        now: DateTime<Utc>,
    ) -> Result<Renewal, Fault> {
        let Some(rotation) = &held.kept.rotation else {
            return self.elsewhere(held, now, self.ended()).await;
        };
        match self.access.refresh(rotation, now).await {
            Ok(tokens) => Ok(Renewal::Fresh(tokens)),
            Err(fault @ Fault::Unauthorized { .. }) => {
                self.elsewhere(held, now, fault).await
            }
            Err(fault) => Err(fault),
        }
    }

    /// Before a sign-in is called ended: another Hotseat of the same user may
    /// have renewed it, or the user has signed in anew.
    async fn elsewhere(
        &self,
        held: &Held,
        now: DateTime<Utc>,
        fault: Fault,
    ) -> Result<Renewal, Fault> {
        let kept = self.read().await?;
        if held.kept.is(&kept.access) || !kept.outlives(now) {
            return Err(fault);
        }
        Ok(Renewal::Kept(kept))
    }

    async fn read(&self) -> Result<UserTokens, Fault> {
        let text = match self.vault.read(&self.user_name()).await {
            Ok(text) => SecretString::from(text),
            Err(VaultError::Missing(_)) => return Err(self.signed_out()),
            Err(error) => return Err(self.shut(&error)),
        };
        UserTokens::from_kept(&text)
            // What stood there is a secret: the sentence does not quote it.
            .ok_or_else(|| {
                Fault::unauthorized(format!(
                    "What the keyring keeps for {} is no sign-in. Sign in \
                     again: hotseat accounts add slack",
                    self.source
                ))
            })
    }

    async fn keep(&self, tokens: &UserTokens) -> Result<(), Fault> {
        self.vault
            .keep(&self.user_name(), tokens.to_keep().expose_secret())
            .await
            .map_err(|error| self.shut(&error))
    }

    fn ended(&self) -> Fault {
        Fault::unauthorized(format!(
            "The sign-in to {} has ended. Sign in again: hotseat accounts \
             add slack",
            self.source
        ))
    }

    fn signed_out(&self) -> Fault {
        Fault::unauthorized(format!(
            "Nobody is signed in to {}. Sign in: hotseat accounts add slack",
            self.source
        ))
    }

    /// A locked or late keyring opens some time: that is no missing sign-in,
    /// and the source is tried again.
    fn shut(&self, error: &VaultError) -> Fault {
        Fault::unreachable(match error {
            VaultError::Locked => format!(
                "The keyring is locked, so {} cannot be reached. Unlock it; \
                 Hotseat tries again",
                self.source
            ),
            VaultError::Absent(_) | VaultError::Missing(_) => format!(
                "No keyring answers, so {} cannot be reached. hotseat doctor \
                 tells what is missing; Hotseat tries again",
                self.source
            ),
        })
    }

    fn user_name(&self) -> String {
        format!("slack/{}/user", self.source)
    }

    fn app_name(&self) -> String {
        format!("slack/{}/app", self.source)
    }
}

enum Renewal {
    Fresh(UserTokens),
    Kept(UserTokens),
}

#[cfg(test)]
mod tests;
