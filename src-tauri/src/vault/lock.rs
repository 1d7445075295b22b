//! Whether the desktop's keyring is locked, without asking for its password.

use zbus::{Connection, Proxy};

/// Asks for the keyring into which secrets go unless another is named.
pub(super) async fn is_locked() -> zbus::Result<bool> {
    let bus = Connection::session().await?;
    let keyring = Proxy::new(
        &bus,
        "org.freedesktop.secrets",
        "/org/freedesktop/secrets/aliases/default",
        "org.freedesktop.Secret.Collection",
    );
    keyring.await?.get_property("Locked").await
}
