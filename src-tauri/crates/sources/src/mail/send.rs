//! Hands a mail to the server that sends it.

use domain::Fault;
use domain::text::{clean_line, shorten};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::ExposeSecret;

use super::dial::PATIENCE;
use super::pass::Pass;
use super::rules::{Cover, Server};

/// Codes of a server that wants somebody to sign in.
const SIGN_IN: &[u16] = &[530, 534, 535, 538];

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// Sends a mail to everybody it names, blind copies too.
pub(super) async fn send(
    server: &Server,
    pass: &Pass,
    mail: Message,
) -> Result<(), Fault> {
    let sent = transport(server, pass)?.send(mail).await;
    sent.map(|_| ()).map_err(|error| fault(&server.host, &error))
}

/// Whether the server takes the sign-in; nothing is sent.
pub(super) async fn tried(server: &Server, pass: &Pass) -> Result<(), Fault> {
    let tried = transport(server, pass)?.test_connection().await;
    match tried.map_err(|error| fault(&server.host, &error))? {
        true => Ok(()),
        false => {
            Err(Fault::unreachable(format!("{} does not answer", server.host)))
        }
    }
}

fn transport(server: &Server, pass: &Pass) -> Result<Transport, Fault> {
    let host = server.host.as_str();
    let cover = || {
        TlsParameters::new(host.to_owned()).map_err(|error| {
            Fault::unreachable(format!(
                "no secure connection can be made on this computer: {error}"
            ))
        })
    };
    let tls = match server.cover {
        Cover::Tls => Tls::Wrapper(cover()?),
        Cover::StartTls => Tls::Required(cover()?),
        Cover::Bare => Tls::None,
    };
    let secret = pass.secret.expose_secret().to_owned();
    let credentials = Credentials::new(pass.user.clone(), secret);
    let ways = match pass.token {
        true => vec![Mechanism::Xoauth2],
        false => vec![Mechanism::Plain, Mechanism::Login],
    };
    Ok(Transport::builder_dangerous(host)
        .port(server.port)
        .tls(tls)
        .credentials(credentials)
        .authentication(ways)
        .timeout(Some(PATIENCE))
        .build())
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
