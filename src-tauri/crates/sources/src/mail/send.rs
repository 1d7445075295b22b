//! Hands a mail to the server that sends it.

use std::time::Duration;

use domain::Fault;
use domain::text::{clean_line, shorten};
use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use secrecy::ExposeSecret;
use tokio::time::timeout;

use super::dial::{PATIENCE, silent};
use super::pass::Pass;
use super::rules::{Cover, Server};

/// Codes of a server that wants somebody to sign in.
const SIGN_IN: &[u16] = &[530, 534, 535, 538];

/// So long a server may take over a mail it was handed, by RFC 5321,
/// section 4.5.3.2.6: who gives up sooner sends some mails twice.
const TAKING: Duration = Duration::from_secs(600);

/// Sends a mail to everybody it names, blind copies too.
pub(super) async fn send(
    server: &Server,
    pass: &Pass,
    mail: Message,
) -> Result<(), Fault> {
    let mut line = opened(server, pass).await?;
    let raw = mail.formatted();
    match timeout(TAKING, line.send(mail.envelope(), &raw)).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => return Err(fault(&server.host, &error)),
        Err(_) => return Err(silent(&server.host)),
    }
    left(line).await;
    Ok(())
}

/// Whether the server takes the sign-in; nothing is sent.
pub(super) async fn tried(server: &Server, pass: &Pass) -> Result<(), Fault> {
    left(opened(server, pass).await?).await;
    Ok(())
}

/// Calls the server and signs in; all of that takes a moment, or never ends.
async fn opened(
    server: &Server,
    pass: &Pass,
) -> Result<AsyncSmtpConnection, Fault> {
    let host = server.host.as_str();
    let cover = || {
        TlsParameters::new(host.to_owned()).map_err(|error| {
            Fault::unreachable(format!(
                "no secure connection can be made on this computer: {error}"
            ))
        })
    };
    let (at_once, later) = match server.cover {
        Cover::Tls => (Some(cover()?), None),
        Cover::StartTls => (None, Some(cover()?)),
        Cover::Bare => (None, None),
    };
    let secret = pass.secret.expose_secret().to_owned();
    let credentials = Credentials::new(pass.user.clone(), secret);
    let ways: &[Mechanism] = match pass.token {
        true => &[Mechanism::Xoauth2],
        false => &[Mechanism::Plain, Mechanism::Login],
    };
    let (name, at) = (ClientId::default(), (host, server.port));
    let open = async {
        let call = AsyncSmtpConnection::connect_tokio1;
        // One address that does not answer leaves time for the next.
        let each = Some(PATIENCE / 3);
        let mut line = call(at, each, &name, at_once, None).await?;
        if let Some(cover) = later {
            line.starttls(cover, &name).await?;
        }
        line.auth(ways, &credentials).await?;
        Ok(line)
    };
    match timeout(PATIENCE, open).await {
        Ok(opened) => opened.map_err(|error| fault(host, &error)),
        Err(_) => Err(silent(host)),
    }
}

/// Takes leave. What was to be done is done, whatever is said to that.
async fn left(mut line: AsyncSmtpConnection) {
    let _ = timeout(PATIENCE, line.quit()).await;
}

fn fault(host: &str, error: &Error) -> Fault {
    let said = shorten(&clean_line(&error.to_string()), 200);
    let code = error.status().map(u16::from);
    if code.is_some_and(|code| SIGN_IN.contains(&code)) {
        return Fault::unauthorized(format!(
            "{host} does not let this account send: {said}. Many providers \
             want a password made for apps; sign in again with one"
        ));
    }
    if error.is_permanent() {
        return Fault::refused(format!("{host} did not take the mail: {said}"));
    }
    if error.is_client() {
        return Fault::refused(format!(
            "{host} cannot be spoken to as it must be: {said}"
        ));
    }
    if error.is_transient() {
        return Fault::unreachable(format!("{host} asks to wait: {said}"));
    }
    Fault::unreachable(format!("the connection to {host} failed: {said}"))
}
