//! What a sender proves itself with.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Fault, PlaceId, SourceId, Vault, VaultError};
use ring::rand::{SecureRandom, SystemRandom};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
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
pub(super) fn curl(
    (address, sender): (&str, &PlaceId),
    token: &SecretString,
    body: &Value,
) -> String {
    // A shell ends a text at its quote; another text goes on with one.
    let body = body.to_string().replace('\'', r"'\''");
    format!(
        "curl -d '{body}' -H 'Authorization: Bearer {}' \
         http://{address}/{sender}",
        token.expose_secret()
    )
}
