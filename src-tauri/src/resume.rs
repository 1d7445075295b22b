//! What logind says when the computer wakes.

use engine::Desk;
use futures_util::StreamExt;
use zbus::{Connection, Proxy};

/// Has the clock looked at as soon as the computer wakes. Without logind the
/// clock finds out by itself, at its next look.
pub async fn resumes(desk: Desk) {
    if let Err(error) = hear(&desk).await {
        tracing::debug!(%error, "Nothing tells when this computer wakes.");
    }
}

async fn hear(desk: &Desk) -> zbus::Result<()> {
    let bus = Connection::system().await?;
    let logind = Proxy::new(
        &bus,
        "org.freedesktop.login1",
        "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager",
    )
    .await?;
    let mut told = logind.receive_signal("PrepareForSleep").await?;
    while let Some(told) = told.next().await {
        let sleeps: bool = told.body().deserialize()?;
        if !sleeps {
            desk.look_now();
        }
    }
    Ok(())
}
