//! Keeps secrets in memory, until the process ends.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::{Vault, VaultError};
use secrecy::{ExposeSecret, SecretString};

/// A vault for one session: for the demo, and for those who asked for it.
#[derive(Debug, Default)]
pub struct SessionVault {
    secrets: Mutex<HashMap<String, SecretString>>,
}

impl SessionVault {
    fn secrets(&self) -> MutexGuard<'_, HashMap<String, SecretString>> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Vault for SessionVault {
    fn place(&self) -> &'static str {
        "memory, until Hotseat ends"
    }

    async fn read(&self, name: &str) -> Result<String, VaultError> {
        self.secrets()
            .get(name)
            .map(|secret| secret.expose_secret().to_owned())
            .ok_or_else(|| VaultError::Missing(name.to_owned()))
    }

    async fn keep(&self, name: &str, secret: &str) -> Result<(), VaultError> {
        let secret = SecretString::from(secret);
        self.secrets().insert(name.to_owned(), secret);
        Ok(())
    }

    async fn forget(&self, name: &str) -> Result<(), VaultError> {
        self.secrets().remove(name);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_kept_is_read_and_what_is_forgotten_is_missing() {
        let vault = SessionVault::default();
        vault.keep("slack", "one").await.unwrap();
        vault.keep("slack", "two").await.unwrap();
        assert_eq!(vault.read("slack").await.as_deref(), Ok("two"));
        vault.forget("slack").await.unwrap();
        assert_eq!(
            vault.read("slack").await,
            Err(VaultError::Missing("slack".to_owned()))
        );
        assert_eq!(vault.forget("slack").await, Ok(()), "twice is no harm");
    }

    #[tokio::test]
    async fn a_secret_is_not_printed() {
        let vault = SessionVault::default();
        vault.keep("slack", "xoxp-canary").await.unwrap();
        assert!(!format!("{vault:?}").contains("canary"));
    }
}
