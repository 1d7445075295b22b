//! What a sender proves itself with.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Fault, PlaceId, SourceId, Vault, VaultError};
use ring::rand::{SecureRandom, SystemRandom};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use crate::sign_in::drawer::Drawer;

/// As many bytes as nobody guesses.
const BYTES: usize = 24;

fn name(source: &SourceId, sender: &PlaceId) -> String {
    format!("webhook/{source}/{sender}")
}

/// Makes a sender a new token and keeps it; the one it had is none any more.
pub async fn mint(
    vault: &dyn Vault,
    source: &SourceId,
    sender: &PlaceId,
) -> Result<SecretString, VaultError> {
    let mut bytes = [0; BYTES];
    SystemRandom::new().fill(&mut bytes).map_err(|_| {
        VaultError::Absent("this computer gives no random numbers".to_owned())
    })?;
    let token = URL_SAFE_NO_PAD.encode(bytes);
    vault.keep(&name(source, sender), &token).await?;
    Ok(token.into())
}

/// Whether a sender has a token.
pub async fn has(
    vault: &dyn Vault,
    source: &SourceId,
    sender: &PlaceId,
) -> Result<bool, VaultError> {
    match vault.read(&name(source, sender)).await {
        Ok(_) => Ok(true),
        Err(VaultError::Missing(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Takes a sender its token.
pub async fn forget(
    vault: &dyn Vault,
    source: &SourceId,
    sender: &PlaceId,
) -> Result<(), VaultError> {
    vault.forget(&name(source, sender)).await
}

/// The token that a sender has to bring.
pub(super) async fn kept(
    vault: &dyn Vault,
    source: &SourceId,
    sender: &PlaceId,
) -> Result<SecretString, Fault> {
    let drawer = Drawer::new(vault, source, name(source, sender));
    drawer.peek().await?.ok_or_else(|| {
        Fault::unauthorized(format!(
            "{sender} has no token yet, so it cannot be heard; run `hotseat \
             accounts add {source}`"
        ))
    })
}

/// Whether a caller brought the token; how long that takes tells nothing.
pub(super) fn fits(token: &SecretString, brought: &str) -> bool {
    let kept = token.expose_secret().as_bytes();
    kept.ct_eq(brought.as_bytes()).into()
}

/// The line with which a sender is tried from a shell.
#[must_use]
pub fn curl(address: &str, sender: &PlaceId, token: &SecretString) -> String {
    format!(
        "curl -d '{{\"what\":\"Hello\"}}' \
         -H 'Authorization: Bearer {}' http://{address}/{sender}",
        token.expose_secret()
    )
}
