//! What a source keeps in the keyring, and what it means when it is not had.

use domain::{Fault, SourceId, Vault, VaultError};
use secrecy::{ExposeSecret, SecretString};

/// One secret of one source.
pub(crate) struct Drawer<'a> {
    vault: &'a dyn Vault,
    source: &'a SourceId,
    name: String,
}

impl<'a> Drawer<'a> {
    /// The secret that the keyring knows by this name.
    pub(crate) fn new(
        vault: &'a dyn Vault,
        source: &'a SourceId,
        name: String,
    ) -> Drawer<'a> {
        Drawer { vault, source, name }
    }

    /// A person's sign-in to a source of this kind.
    pub(crate) fn user(
        vault: &'a dyn Vault,
        source: &'a SourceId,
        kind: &str,
    ) -> Drawer<'a> {
        Drawer::new(vault, source, format!("{kind}/{source}/user"))
    }

    /// The secret, if one is kept.
    pub(crate) async fn peek(&self) -> Result<Option<SecretString>, Fault> {
        match self.vault.read(&self.name).await {
            Ok(text) => Ok(Some(text.into())),
            Err(VaultError::Missing(_)) => Ok(None),
            Err(error) => Err(self.shut(&error)),
        }
    }

    /// The secret, without which nobody is signed in.
    pub(crate) async fn read(&self) -> Result<SecretString, Fault> {
        self.peek().await?.ok_or_else(|| {
            Fault::unauthorized(format!(
                "Nobody is signed in to {0}. Sign in: hotseat accounts add {0}",
                self.source
            ))
        })
    }

    /// Keeps a secret; it is there when this returns.
    pub(crate) async fn keep(
        &self,
        secret: &SecretString,
    ) -> Result<(), Fault> {
        let kept = self.vault.keep(&self.name, secret.expose_secret()).await;
        kept.map_err(|error| self.shut(&error))
    }

    /// Forgets the secret, also where there is none.
    pub(crate) async fn forget(&self) -> Result<(), Fault> {
        match self.vault.forget(&self.name).await {
            Ok(()) | Err(VaultError::Missing(_)) => Ok(()),
            Err(error) => Err(self.shut(&error)),
        }
    }

    /// The sign-in that was kept holds no more.
    pub(crate) fn ended(&self) -> Fault {
        Fault::unauthorized(format!(
            "The sign-in to {0} has ended. Sign in again: hotseat accounts \
             add {0}",
            self.source
        ))
    }

    /// Something else stands there. It is a secret: the sentence does not
    /// quote it.
    pub(crate) fn no_sign_in(&self) -> Fault {
        Fault::unauthorized(format!(
            "What the keyring keeps for {0} is no sign-in. Sign in again: \
             hotseat accounts add {0}",
            self.source
        ))
    }

    /// A locked or late keyring opens some time: that is no missing sign-in,
    /// and the source is tried again.
    fn shut(&self, error: &VaultError) -> Fault {
        let source = self.source;
        Fault::unreachable(match error {
            VaultError::Locked => format!(
                "The keyring is locked, so {source} cannot be reached. \
                 Unlock it; Hotseat tries again"
            ),
            VaultError::Absent(_) | VaultError::Missing(_) => format!(
                "No keyring answers, so {source} cannot be reached. `hotseat \
                 doctor` says what to start; Hotseat tries again by itself"
            ),
        })
    }
}
