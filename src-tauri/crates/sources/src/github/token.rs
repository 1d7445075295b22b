//! The token of one GitHub account: read from the keyring when it is needed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::{Fault, SourceId, Vault, VaultError};
use secrecy::{ExposeSecret, SecretString};

/// The sign-in of one source.
pub struct Tokens {
    vault: Arc<dyn Vault>,
    source: SourceId,
    held: Mutex<Option<SecretString>>,
}

impl Tokens {
    /// The sign-in that the vault keeps for a source.
    pub fn new(vault: Arc<dyn Vault>, source: SourceId) -> Tokens {
        Tokens { vault, source, held: Mutex::new(None) }
    }

    /// The token.
    pub async fn bearer(&self) -> Result<SecretString, Fault> {
        let held = self.held().clone();
        if let Some(token) = held {
            return Ok(token);
        }
        let token = match self.vault.read(&self.name()).await {
            Ok(token) => SecretString::from(token),
            Err(VaultError::Missing(_)) => {
                return Err(Fault::unauthorized(format!(
                    "Nobody is signed in to {0}. Sign in: hotseat accounts \
                     add {0}",
                    self.source
                )));
            }
            Err(error) => return Err(self.shut(&error)),
        };
        *self.held() = Some(token.clone());
        Ok(token)
    }

    /// GitHub does not know this token any more: whether the user has signed
    /// in anew since is looked up before the next call.
    pub(super) fn doubt(&self, spent: &SecretString) {
        self.held()
            .take_if(|held| held.expose_secret() == spent.expose_secret());
    }

    /// Keeps a new sign-in in the place of the old one.
    pub async fn sign_in(&self, token: &SecretString) -> Result<(), Fault> {
        let kept = self.vault.keep(&self.name(), token.expose_secret()).await;
        kept.map_err(|error| self.shut(&error))?;
        *self.held() = Some(token.clone());
        Ok(())
    }

    /// Forgets the sign-in here; says whether there was one.
    pub async fn forget(&self) -> Result<bool, Fault> {
        let known = self.bearer().await;
        *self.held() = None;
        match self.vault.forget(&self.name()).await {
            Ok(()) | Err(VaultError::Missing(_)) => Ok(known.is_ok()),
            Err(error) => Err(self.shut(&error)),
        }
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
        format!("github/{}/user", self.source)
    }

    fn held(&self) -> MutexGuard<'_, Option<SecretString>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
