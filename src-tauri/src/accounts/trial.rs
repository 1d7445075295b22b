//! Tries whether the keyring keeps anything.

use std::time::Duration;

use contract::{Code, Failure};
use domain::{Vault, VaultError};

use crate::cli::failed;

/// After so long without an answer the keyring is probably asking back.
const ASKS_BACK: Duration = Duration::from_secs(2);

/// Before anybody is sent to Slack: what it gives has to be kept at once, and
/// some of it can be asked for only once. `asks_back` is called when the
/// keyring waits for somebody to unlock it.
pub(crate) async fn keyring(
    vault: &dyn Vault,
    asks_back: impl FnOnce(),
) -> Result<(), VaultError> {
    const NAME: &str = "trial";
    let mut keeping = vault.keep(NAME, "nothing");
    match tokio::time::timeout(ASKS_BACK, &mut keeping).await {
        Ok(kept) => kept?,
        Err(_) => {
            asks_back();
            keeping.await?;
        }
    }
    vault.forget(NAME).await
}

/// A keyring that keeps nothing, as it is told to people.
pub(crate) fn no_keyring(error: &VaultError) -> Failure {
    let failure = Failure { code: Code::Unreachable, ..failed(error) };
    match error {
        VaultError::Locked => failure,
        VaultError::Missing(_) | VaultError::Absent(_) => failure.hint(
            "Nothing was signed in, because nothing could be kept. Start a \
             keyring such as gnome-keyring or KWallet and try again.",
        ),
    }
}
