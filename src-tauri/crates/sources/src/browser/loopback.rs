//! The address on this computer to which the browser brings an answer.

use std::io::ErrorKind;
use std::time::Duration;

use domain::{Clock, Fault};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::page;

/// The port the browser is sent to, and two spare ones.
pub(crate) const PORTS: [u16; 3] = [43117, 43118, 43119];

/// A browser's request is shorter.
const MOST_BYTES: usize = 16 * 1024;
/// So many connections are heard at once.
const MOST_HEARD: usize = 32;
/// A connection that says nothing is dropped: browsers open some to spare.
const PATIENCE: Duration = Duration::from_secs(10);

/// From whom the browser comes back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vendor {
    /// Its name.
    pub(crate) name: &'static str,
    /// The path it knows on this computer; the bare address where it knows
    /// none.
    pub(crate) path: &'static str,
}

impl Vendor {
    /// Where it sends the browser for a port.
    #[must_use]
    pub(crate) fn redirect(self, port: u16) -> String {
        format!("http://localhost:{port}{}", self.path)
    }
}

/// What the browser brought.
pub(crate) enum Brought {
    /// The code to exchange.
    Code(SecretString),
    /// The vendor's word for why there is none, and its sentence.
    Declined(String, String),
}

/// An open port of this computer. Browsers take `localhost` for either
/// address, so both are ours where there are two.
pub(crate) struct Loopback {
    v4: TcpListener,
    v6: Option<TcpListener>,
    port: u16,
    vendor: Vendor,
}

impl Loopback {
    /// Opens the first free port.
    pub(crate) async fn open(
        ports: &[u16],
        vendor: Vendor,
    ) -> Result<Loopback, Fault> {
        for port in ports {
            if let Some(open) = Loopback::on(*port, vendor).await {
                return Ok(open);
            }
        }
        let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
        Err(Fault::refused(format!(
            "The browser cannot bring the sign-in back: the ports {} of this \
             computer are all in use. End one of the programs that use them, \
             or another sign-in that is still open",
            ports.join(", ")
        )))
    }

    async fn on(port: u16, vendor: Vendor) -> Option<Loopback> {
        let v4 = TcpListener::bind(("127.0.0.1", port)).await.ok()?;
        let port = v4.local_addr().ok()?.port();
        let v6 = match TcpListener::bind(("::1", port)).await {
            Ok(listener) => Some(listener),
            // Somebody else would hear the answer.
            Err(error) if error.kind() == ErrorKind::AddrInUse => return None,
            Err(_) => None,
        };
        Some(Loopback { v4, v6, port, vendor })
    }

    /// Where the browser is to be sent.
    pub(crate) fn redirect(&self) -> String {
        self.vendor.redirect(self.port)
    }

    /// Waits for the browser. What does not know the state is turned away and
    /// ends nothing: any page may call this port.
    pub(crate) async fn brought(
        &self,
        state: &SecretString,
        clock: &dyn Clock,
    ) -> Result<Brought, Fault> {
        let mut heard = FuturesUnordered::new();
        loop {
            tokio::select! {
                Some(brought) = heard.next(), if !heard.is_empty() => {
                    if let Some(brought) = brought {
                        return Ok(brought);
                    }
                }
                caller = self.caller(), if heard.len() < MOST_HEARD => {
                    let about = (self.vendor, state);
                    heard.push(hear(caller?, about, clock));
                }
            }
        }
    }

    async fn caller(&self) -> Result<TcpStream, Fault> {
        let caller = match &self.v6 {
            Some(v6) => tokio::select! {
                caller = self.v4.accept() => caller,
                caller = v6.accept() => caller,
            },
            None => self.v4.accept().await,
        };
        caller.map(|(stream, _)| stream).map_err(|error| {
            Fault::unreachable(format!(
                "This computer does not let the browser bring the sign-in \
                 back: {error}"
            ))
        })
    }
}

async fn hear(
    mut stream: TcpStream,
    about: (Vendor, &SecretString),
    clock: &dyn Clock,
) -> Option<Brought> {
    tokio::select! {
        brought = talk(&mut stream, about) => brought,
        () = clock.sleep(PATIENCE) => None,
    }
}

async fn talk(
    stream: &mut TcpStream,
    (vendor, state): (Vendor, &SecretString),
) -> Option<Brought> {
    let head = head(stream).await?;
    let brought = asked(&head, vendor).and_then(|url| brought(&url, state));
    let page = match &brought {
        Some(Brought::Code(_)) => page::CAME,
        Some(Brought::Declined(..)) => page::DECLINED,
        None => page::UNKNOWN,
    };
    // Whether the browser still listens changes nothing for us.
    let _ =
        stream.write_all(page::response(&page, vendor.name).as_bytes()).await;
    let _ = stream.shutdown().await;
    brought
}

async fn head(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let room = MOST_BYTES.checked_sub(bytes.len())?;
        let read = stream.take(room as u64).read_buf(&mut bytes).await.ok()?;
        if bytes.windows(4).any(|end| end == b"\r\n\r\n") {
            return String::from_utf8(bytes).ok();
        }
        if read == 0 {
            return None;
        }
    }
}

/// The address asked for, if it is the one we wait for.
fn asked(head: &str, vendor: Vendor) -> Option<Url> {
    let mut words = head.lines().next()?.split(' ');
    let (method, target) = (words.next()?, words.next()?);
    let url = Url::parse("http://localhost").ok()?.join(target).ok()?;
    let path = if vendor.path.is_empty() { "/" } else { vendor.path };
    (method == "GET" && url.path() == path).then_some(url)
}

fn brought(url: &Url, state: &SecretString) -> Option<Brought> {
    let of = |name: &str| {
        url.query_pairs()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    if of("state")? != state.expose_secret() {
        return None;
    }
    match of("code") {
        Some(code) => Some(Brought::Code(code.into())),
        None => Some(Brought::Declined(
            of("error").unwrap_or_default(),
            of("error_description").unwrap_or_default(),
        )),
    }
}

#[cfg(test)]
mod tests;
