//! Tries whether the keyring keeps anything.

use std::time::Duration;

use contract::{Code, Failure};
use domain::{Vault, VaultError};

use crate::cli::{ask, failed};

/// After so long without an answer the keyring is probably asking back.
const ASKS_BACK: Duration = Duration::from_secs(2);

/// Before anybody is sent to Slack: what it gives has to be kept at once, and
/// some of it can be asked for only once.
pub(super) async fn keyring(vault: &dyn Vault) -> Result<(), Failure> {
    const NAME: &str = "trial";
    let mut keeping = vault.keep(NAME, "nothing");
    let kept = match tokio::time::timeout(ASKS_BACK, &mut keeping).await {
        Ok(kept) => kept,
        Err(_) => {
            ask::say("The keyring is locked. Unlock it in its own window.");
            keeping.await
        }
    };
    kept.map_err(|error| no_keyring(&error))?;
    vault.forget(NAME).await.map_err(|error| no_keyring(&error))
}

fn no_keyring(error: &VaultError) -> Failure {
    let failure = Failure { code: Code::Unreachable, ..failed(error) };
    match error {
        VaultError::Locked => failure,
        VaultError::Missing(_) | VaultError::Absent(_) => failure.hint(
            "Nothing was signed in, because nothing could be kept. Start a \
             keyring such as gnome-keyring or KWallet and try again.",
        ),
    }
}
