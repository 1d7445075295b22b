//! A sign-in to a mailbox, as the keyring keeps it.

use domain::{Fault, SourceId, Vault, VaultError};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use super::rules::address;

/// Who signs in, and as whom they write.
#[derive(Clone, Debug)]
pub struct Account {
    /// The name for signing in.
    pub user: String,
    /// The password.
    pub password: SecretString,
    /// The address that they write from.
    pub address: String,
    /// What they call themselves.
    pub name: String,
}

#[derive(Deserialize)]
struct Stored {
    user: String,
    password: String,
    address: String,
    #[serde(default)]
    name: String,
}

impl Account {
    /// What the keyring is to keep.
    fn to_keep(&self) -> SecretString {
        json!({
            "user": self.user,
            "password": self.password.expose_secret(),
            "address": self.address,
            "name": self.name,
        })
        .to_string()
        .into()
    }

    fn from_kept(text: &SecretString) -> Option<Account> {
        let stored: Stored = serde_json::from_str(text.expose_secret()).ok()?;
        Some(Account {
            address: address(&stored.address)?,
            user: stored.user,
            password: stored.password.into(),
            name: stored.name,
        })
    }

    /// Keeps it for a source.
    pub async fn keep(
        &self,
        vault: &dyn Vault,
        source: &SourceId,
    ) -> Result<(), Fault> {
        let text = self.to_keep();
        let kept = vault.keep(source.as_str(), text.expose_secret()).await;
        kept.map_err(|error| unkept(&error, source))
    }

    /// The sign-in that is kept for a source.
    pub async fn kept(
        vault: &dyn Vault,
        source: &SourceId,
    ) -> Result<Account, Fault> {
        let text = vault.read(source.as_str()).await;
        let text = text.map_err(|error| unkept(&error, source))?;
        Account::from_kept(&text.into()).ok_or_else(|| {
            Fault::unauthorized(format!(
                "what the keyring holds for {source} is no sign-in to a \
                 mailbox. Sign in again: hotseat accounts add {source}"
            ))
        })
    }

    /// Forgets it; says whether there was one.
    pub async fn forget(
        vault: &dyn Vault,
        source: &SourceId,
    ) -> Result<bool, Fault> {
        let there = match vault.read(source.as_str()).await {
            Ok(_) => true,
            Err(VaultError::Missing(_)) => false,
            Err(error) => return Err(unkept(&error, source)),
        };
        let gone = vault.forget(source.as_str()).await;
        gone.map(|()| there).map_err(|error| unkept(&error, source))
    }
}

/// What a keyring that does not help means.
fn unkept(error: &VaultError, source: &SourceId) -> Fault {
    match error {
        VaultError::Missing(_) => Fault::unauthorized(format!(
            "nobody is signed in. Sign in: hotseat accounts add {source}"
        )),
        VaultError::Locked | VaultError::Absent(_) => {
            Fault::unreachable(error.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::Keyring;

    fn ana() -> Account {
        Account {
            user: "ana".into(),
            password: "s\"ecret".to_owned().into(),
            address: "ana@acme.test".into(),
            name: "Ana".into(),
        }
    }

    #[tokio::test]
    async fn a_sign_in_is_kept_and_forgotten() {
        let (vault, id) = (Keyring::default(), SourceId::new("mail"));
        assert!(matches!(
            Account::kept(&vault, &id).await,
            Err(Fault::Unauthorized { .. })
        ));
        ana().keep(&vault, &id).await.unwrap();
        let kept = Account::kept(&vault, &id).await.unwrap();
        assert_eq!(kept.password.expose_secret(), "s\"ecret");
        assert_eq!(kept.address, "ana@acme.test");
        assert_eq!(Account::forget(&vault, &id).await, Ok(true));
        assert_eq!(Account::forget(&vault, &id).await, Ok(false));
    }

    #[tokio::test]
    async fn something_else_in_the_keyring_is_no_sign_in() {
        let vault = Keyring::with(&[("mail", "xoxp-1")]);
        let kept = Account::kept(&vault, &SourceId::new("mail")).await;
        assert!(matches!(kept, Err(Fault::Unauthorized { .. })));
    }
}
