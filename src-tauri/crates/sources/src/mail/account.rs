//! A sign-in to a mailbox, as the keyring keeps it.

use domain::{Fault, SourceId, Vault};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use super::rules::address;
use crate::sign_in::drawer::Drawer;

/// Who signs in, and as whom they write.
#[derive(Clone, Debug)]
pub struct Account {
    /// The name for signing in.
    pub user: String,
    /// The password; empty where it is signed in to with a code.
    pub password: SecretString,
    /// The address that they write from.
    pub address: String,
    /// What they call themselves.
    pub name: String,
    /// It is signed in to with a code, and a token that is renewed.
    pub token: bool,
}

#[derive(Deserialize)]
struct Stored {
    user: String,
    password: String,
    address: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    token: bool,
}

impl Account {
    /// What the keyring is to keep.
    fn to_keep(&self) -> SecretString {
        json!({
            "user": self.user,
            "password": self.password.expose_secret(),
            "address": self.address,
            "name": self.name,
            "token": self.token,
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
            token: stored.token,
        })
    }

    /// Keeps it for a source.
    pub async fn keep(
        &self,
        vault: &dyn Vault,
        source: &SourceId,
    ) -> Result<(), Fault> {
        drawer(vault, source).keep(&self.to_keep()).await
    }

    /// The sign-in that is kept for a source.
    pub async fn kept(
        vault: &dyn Vault,
        source: &SourceId,
    ) -> Result<Account, Fault> {
        let drawer = drawer(vault, source);
        let text = drawer.read().await?;
        Account::from_kept(&text).ok_or_else(|| drawer.no_sign_in())
    }

    /// Forgets it; says whether there was one.
    pub async fn forget(
        vault: &dyn Vault,
        source: &SourceId,
    ) -> Result<bool, Fault> {
        let drawer = drawer(vault, source);
        let there = drawer.peek().await?.is_some();
        let tokens = Drawer::user(vault, source, MAIL);
        tokens.forget().await?;
        drawer.forget().await.map(|()| there)
    }
}

/// The kind of source, by which the keyring knows its tokens.
const MAIL: &str = "mail";

fn drawer<'a>(vault: &'a dyn Vault, source: &'a SourceId) -> Drawer<'a> {
    Drawer::new(vault, source, source.to_string())
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
            token: false,
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
