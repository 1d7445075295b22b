//! A connection to a mail server: covered, and with an end to what is read.

use std::io::{Error, ErrorKind, Result as Io};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use domain::Fault;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::rules::Server;

/// A server that does not answer for so long is not there.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);
const CONNECT: Duration = Duration::from_secs(10);

/// How much may still be read before something is asked again.
#[derive(Clone, Debug, Default)]
pub(super) struct Allowance(Arc<AtomicUsize>);

impl Allowance {
    /// So much may be read from now on, in bytes.
    pub(super) fn renew(&self, bytes: usize) {
        self.0.store(bytes, Ordering::Relaxed);
    }

    fn spend(&self, bytes: usize) -> bool {
        let left = self.0.load(Ordering::Relaxed);
        self.0.store(left.saturating_sub(bytes), Ordering::Relaxed);
        bytes <= left
    }
}

#[derive(Debug)]
enum Line {
    Bare(TcpStream),
    Covered(Box<TlsStream<TcpStream>>),
}

/// A connection.
#[derive(Debug)]
pub(super) struct Stream {
    line: Line,
    allowance: Allowance,
}

impl Stream {
    /// Calls a server; nothing is covered yet.
    pub(super) async fn bare(server: &Server) -> Result<Stream, Fault> {
        let host = &server.host;
        let call = TcpStream::connect((host.as_str(), server.port));
        let line = match timeout(CONNECT, call).await {
            Ok(Ok(line)) => line,
            Ok(Err(_)) => {
                return Err(Fault::unreachable(format!(
                    "{host} cannot be reached; is this computer online?"
                )));
            }
            Err(_) => return Err(silent(host)),
        };
        // Every word waits for an answer; none waits for the next word.
        let _ = line.set_nodelay(true);
        let allowance = Allowance::default();
        Ok(Stream { line: Line::Bare(line), allowance })
    }

    /// Covers it: only a server that can prove its name is spoken to.
    pub(super) async fn cover(self, host: &str) -> Result<Stream, Fault> {
        let Stream { line, allowance } = self;
        let Line::Bare(line) = line else {
            return Ok(Stream { line, allowance });
        };
        let name = ServerName::try_from(host.to_owned()).map_err(|_| {
            Fault::refused(format!("\"{host}\" is no name of a server"))
        })?;
        let connector = TlsConnector::from(trust()?);
        let covered =
            match timeout(PATIENCE, connector.connect(name, line)).await {
                Ok(Ok(covered)) => covered,
                Ok(Err(error)) => return Err(uncovered(host, &error)),
                Err(_) => return Err(silent(host)),
            };
        Ok(Stream { line: Line::Covered(Box::new(covered)), allowance })
    }

    /// What ends its reading.
    pub(super) fn allowance(&self) -> Allowance {
        self.allowance.clone()
    }
}

/// The authorities that this computer trusts.
fn trust() -> Result<Arc<ClientConfig>, Fault> {
    static TRUST: OnceLock<Arc<ClientConfig>> = OnceLock::new();
    if let Some(trust) = TRUST.get() {
        return Ok(Arc::clone(trust));
    }
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(found.certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| {
            Fault::unreachable(format!(
                "no secure connection can be made on this computer: {error}"
            ))
        })?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::clone(TRUST.get_or_init(|| Arc::new(config))))
}

/// A server that says nothing.
pub(super) fn silent(host: &str) -> Fault {
    Fault::unreachable(format!("{host} did not answer in time"))
}

fn uncovered(host: &str, error: &Error) -> Fault {
    let doubt = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<rustls::Error>())
        .is_some_and(|it| matches!(it, rustls::Error::InvalidCertificate(_)));
    if doubt {
        return Fault::refused(format!(
            "{host} cannot prove that it is {host}, so nothing was said to \
             it: {error}. Correct its name in the team file, or ask whoever \
             runs it for a certificate that this computer trusts"
        ));
    }
    Fault::unreachable(format!(
        "no secure connection to {host} came about: {error}"
    ))
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<Io<()>> {
        let before = buf.filled().len();
        let read = match &mut self.line {
            Line::Bare(line) => Pin::new(line).poll_read(cx, buf),
            Line::Covered(line) => Pin::new(line).poll_read(cx, buf),
        };
        ready!(read)?;
        let bytes = buf.filled().len().saturating_sub(before);
        Poll::Ready(match self.allowance.spend(bytes) {
            true => Ok(()),
            false => Err(Error::new(ErrorKind::FileTooLarge, "too much")),
        })
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<Io<usize>> {
        match &mut self.line {
            Line::Bare(line) => Pin::new(line).poll_write(cx, buf),
            Line::Covered(line) => Pin::new(line).poll_write(cx, buf),
        }
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Io<()>> {
        match &mut self.line {
            Line::Bare(line) => Pin::new(line).poll_flush(cx),
            Line::Covered(line) => Pin::new(line).poll_flush(cx),
        }
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Io<()>> {
        match &mut self.line {
            Line::Bare(line) => Pin::new(line).poll_shutdown(cx),
            Line::Covered(line) => Pin::new(line).poll_shutdown(cx),
        }
    }
}
