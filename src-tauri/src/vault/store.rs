//! The keyring itself, opened anew whenever it has failed.

use std::sync::Arc;

use domain::VaultError;
use keyring_core::{CredentialStore, Entry, Error};

use super::parts::Drawers;

/// What a keyring says of an item that is there no more.
const NO_ITEM: &str = "org.freedesktop.Secret.Item";

/// The keyring as one service sees it.
pub(super) struct Store {
    service: String,
    open: Option<Arc<CredentialStore>>,
}

impl Store {
    pub(super) fn new(service: String) -> Store {
        Store { service, open: None }
    }

    /// Does something with an entry. A keyring that was restarted answers
    /// with a failure once, and so does one in which another program has just
    /// taken an item away that was found before; so after one the store is
    /// opened anew and asked again, and every failure makes the next errand
    /// start anew as well.
    fn with<T>(
        &mut self,
        name: &str,
        act: impl Fn(&Entry) -> keyring_core::Result<T>,
    ) -> Result<T, VaultError> {
        let kept = self.open.is_some();
        match self.attempt(name, &act) {
            Err(Error::PlatformFailure(why))
                if kept || why.to_string().contains(NO_ITEM) =>
            {
                self.attempt(name, &act).map_err(|error| explain(&error))
            }
            outcome => outcome.map_err(|error| explain(&error)),
        }
    }

    fn attempt<T>(
        &mut self,
        name: &str,
        act: impl Fn(&Entry) -> keyring_core::Result<T>,
    ) -> keyring_core::Result<T> {
        let store = match self.open.take() {
            Some(store) => store,
            None => open()?,
        };
        let outcome = store
            .build(&self.service, name, None)
            .and_then(|entry| act(&entry));
        if !matches!(outcome, Err(Error::PlatformFailure(_))) {
            self.open = Some(store);
        }
        outcome
    }
}

impl Drawers for Store {
    fn read(&mut self, name: &str) -> Result<Option<String>, VaultError> {
        self.with(name, |entry| match entry.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            // Two of the same name are no reason to be locked out; the next
            // time it is kept only one stays.
            Err(Error::Ambiguous(twins)) => first(&twins),
            Err(error) => Err(error),
        })
    }

    fn keep(&mut self, name: &str, secret: &str) -> Result<(), VaultError> {
        self.with(name, |entry| match entry.set_password(secret) {
            Err(Error::Ambiguous(twins)) => {
                delete_all(&twins)?;
                entry.set_password(secret)
            }
            other => other,
        })
    }

    fn forget(&mut self, name: &str) -> Result<(), VaultError> {
        self.with(name, |entry| match entry.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            Err(Error::Ambiguous(twins)) => delete_all(&twins),
            other => other,
        })
    }
}

/// Opens the keyring. The keyring crate tries once in the life of a process
/// and keeps a failure for ever; a keyring that comes up after us is found
/// by asking its store directly.
#[cfg(target_os = "linux")]
fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    if keyring::Entry::store_status().is_ok()
        && let Some(store) = keyring_core::unset_default_store()
    {
        return Ok(store);
    }
    let store: Arc<CredentialStore> =
        zbus_secret_service_keyring_store::Store::new()?;
    Ok(store)
}

/// Opens the keyring.
#[cfg(not(target_os = "linux"))]
fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    match keyring::Entry::store_status() {
        Ok(()) => {
            keyring_core::get_default_store().ok_or(Error::NoDefaultStore)
        }
        Err(error) => Err(Error::PlatformFailure(error.to_string().into())),
    }
}

fn first(twins: &[Entry]) -> keyring_core::Result<Option<String>> {
    twins.first().map(Entry::get_password).transpose()
}

fn delete_all(twins: &[Entry]) -> keyring_core::Result<()> {
    twins.iter().try_for_each(Entry::delete_credential)
}

/// The keyring's failure in the vault's words. Creating an item in a locked
/// collection comes back as a failure of the platform, so the words decide.
fn explain(error: &Error) -> VaultError {
    let words = error.to_string();
    let locked = matches!(error, Error::NoStorageAccess(_))
        || words.contains("is locked")
        || words.contains("IsLocked");
    if locked {
        return VaultError::Locked;
    }
    // The bus has nobody of that name, which is all that a person can use.
    if words.contains("ServiceUnknown") {
        return VaultError::Absent("nothing here keeps secrets".to_owned());
    }
    VaultError::Absent(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_prompt_is_a_locked_keyring() {
        let error = Error::NoStorageAccess("prompt dismissed".into());
        assert_eq!(explain(&error), VaultError::Locked);
        let error = Error::PlatformFailure("object is locked".into());
        assert_eq!(explain(&error), VaultError::Locked);
    }

    #[test]
    fn any_other_failure_says_why() {
        let error = Error::PlatformFailure("no such bus".into());
        assert_eq!(
            explain(&error),
            VaultError::Absent("Platform failure: no such bus".to_owned())
        );
    }
}
