//! The tokens of one account at Microsoft, kept before they are used.
//!
//! A renewal may make Microsoft forget the token it was asked with. The next
//! pair is therefore in the keyring before anything is called with it; one
//! that could not be kept is kept by the next call, and not asked for again.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Fault, SourceId, Vault, VaultError};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use super::access::Access;
use super::kept::UserTokens;

/// So long before its end a token is renewed.
const AHEAD: TimeDelta = TimeDelta::minutes(5);

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
    /// Given by Microsoft, not yet in the keyring.
    fresh: Option<UserTokens>,
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
        match self.renew(held, now).await {
            Ok(()) => Ok(held.kept.access.clone()),
            // There is time left, and a later call tries again.
            Err(fault) if usable && fault.may_pass() => {
                Ok(held.kept.access.clone())
            }
            Err(fault) => Err(fault),
        }
    }

    /// Another token than `spent`, which Graph has just refused.
    pub(super) async fn renewed(
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

    /// Whether something was granted.
    pub(super) async fn may(&self, scope: &str) -> Result<bool, Fault> {
        let mut guard = self.held.lock().await;
        Ok(self.loaded(&mut guard).await?.kept.may(scope))
    }

    /// When the sign-in ends if it is not used before.
    pub async fn ends(&self) -> Result<Option<DateTime<Utc>>, Fault> {
        let mut guard = self.held.lock().await;
        Ok(self.loaded(&mut guard).await?.kept.ends())
    }

    /// Keeps a new sign-in in the place of the old one.
    pub async fn sign_in(&self, tokens: UserTokens) -> Result<(), Fault> {
        let mut guard = self.held.lock().await;
        self.keep(&tokens).await?;
        *guard = Some(Held { kept: tokens, fresh: None });
        Ok(())
    }

    /// Forgets the sign-in here; says whether there was one.
    pub async fn forget(&self) -> Result<bool, Fault> {
        let mut guard = self.held.lock().await;
        let known = self.loaded(&mut guard).await.is_ok();
        *guard = None;
        match self.vault.forget(&self.name()).await {
            Ok(()) | Err(VaultError::Missing(_)) => Ok(known),
            Err(error) => Err(self.shut(&error)),
        }
    }

    async fn loaded<'a>(
        &self,
        held: &'a mut Option<Held>,
    ) -> Result<&'a mut Held, Fault> {
        let known = match held.take() {
            Some(known) => known,
            None => Held { kept: self.read().await?, fresh: None },
        };
        Ok(held.insert(known))
    }

    async fn renew(
        &self,
        held: &mut Held,
        now: DateTime<Utc>,
    ) -> Result<(), Fault> {
        let fresh = match &held.fresh {
            Some(fresh) => fresh.clone(),
            None => match self.access.refresh(&held.kept.client, now).await {
                Ok(fresh) => held.fresh.insert(fresh).clone(),
                Err(fault @ Fault::Unauthorized { .. }) => {
                    held.kept = self.elsewhere(&held.kept, now, fault).await?;
                    return Ok(());
                }
                Err(fault) => return Err(fault),
            },
        };
        self.keep(&fresh).await?;
        *held = Held { kept: fresh, fresh: None };
        Ok(())
    }

    /// Before a sign-in is called ended: another Hotseat of the same user may
    /// have renewed it, or the user has signed in anew.
    async fn elsewhere(
        &self,
        known: &UserTokens,
        now: DateTime<Utc>,
        fault: Fault,
    ) -> Result<UserTokens, Fault> {
        let kept = self.read().await?;
        if known.is(&kept.access) || !kept.outlives(now) {
            return Err(fault);
        }
        Ok(kept)
    }

    async fn read(&self) -> Result<UserTokens, Fault> {
        let text = match self.vault.read(&self.name()).await {
            Ok(text) => SecretString::from(text),
            Err(VaultError::Missing(_)) => {
                return Err(Fault::unauthorized(format!(
                    "Nobody is signed in to {0}. Sign in: hotseat accounts \
                     add {0}",
                    self.source
                )));
            }
            Err(error) => return Err(self.shut(&error)),
        };
        // What stood there is a secret: the sentence does not quote it.
        UserTokens::from_kept(&text).ok_or_else(|| {
            Fault::unauthorized(format!(
                "What the keyring keeps for {0} is no sign-in. Sign in \
                 again: hotseat accounts add {0}",
                self.source
            ))
        })
    }

    async fn keep(&self, tokens: &UserTokens) -> Result<(), Fault> {
        let text = tokens.to_keep();
        let kept = self.vault.keep(&self.name(), text.expose_secret()).await;
        kept.map_err(|error| self.shut(&error))
    }

    /// A locked or late keyring opens some time: that is no missing sign-in,
    /// and the source is tried again.
    fn shut(&self, error: &VaultError) -> Fault {
        let source = &self.source;
        Fault::unreachable(match error {
            VaultError::Locked => format!(
                "The keyring is locked, so {source} cannot be reached. \
                 Unlock it; Hotseat tries again"
            ),
            VaultError::Absent(_) | VaultError::Missing(_) => format!(
                "No keyring answers, so {source} cannot be reached. hotseat \
                 doctor tells what is missing; Hotseat tries again"
            ),
        })
    }

    fn name(&self) -> String {
        format!("teams/{}/user", self.source)
    }
}
