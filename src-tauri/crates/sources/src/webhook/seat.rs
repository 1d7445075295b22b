//! Who sits at this computer, where nothing but webhooks is read: no sender
//! can say so.

use domain::{PersonKey, SourceId, Vault, VaultError};

fn name(source: &SourceId) -> String {
    // No sender has a name with a slash.
    format!("webhook/{source}/seat/of")
}

/// Somebody of the roster sits here.
pub async fn sit(
    vault: &dyn Vault,
    source: &SourceId,
    person: &PersonKey,
) -> Result<(), VaultError> {
    vault.keep(&name(source), person.as_str()).await
}

/// Who sits here, if anybody has said so.
pub async fn sits(
    vault: &dyn Vault,
    source: &SourceId,
) -> Result<Option<PersonKey>, VaultError> {
    match vault.read(&name(source)).await {
        Ok(key) => Ok(Some(PersonKey::new(key))),
        Err(VaultError::Missing(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Nobody is known to sit here any more.
pub async fn stand_up(
    vault: &dyn Vault,
    source: &SourceId,
) -> Result<(), VaultError> {
    match vault.forget(&name(source)).await {
        Err(VaultError::Missing(_)) | Ok(()) => Ok(()),
        Err(error) => Err(error),
    }
}
