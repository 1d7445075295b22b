//! The address at which senders call.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Closed, Fault, Sink};
use futures_util::StreamExt;
use futures_util::future::{AbortHandle, abortable};
use futures_util::stream::FuturesUnordered;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use super::knock::Inbox;

/// Between two looks at who still calls.
const LOOK: Duration = Duration::from_secs(10);
/// A call that takes longer is hung up.
const PATIENCE: TimeDelta = TimeDelta::seconds(20);
/// So many are heard at once.
const MOST_HEARD: usize = 32;

/// An open address of this computer.
pub(super) struct Door(TcpListener);

impl Door {
    /// Opens an address such as "127.0.0.1:8787".
    pub(super) async fn open(address: SocketAddr) -> Result<Door, Fault> {
        let listener = TcpListener::bind(address).await.map_err(|error| {
            Fault::refused(format!(
                "Nothing can be heard at {address}: {error}. End the program \
                 that uses it, or choose another port as `listen` in the team \
                 file"
            ))
        })?;
        Ok(Door(listener))
    }

    /// Hears everybody; returns only when the address is lost.
    pub(super) async fn keep(self, inbox: &Inbox, to: &dyn Sink) -> Fault {
        let mut callers = FuturesUnordered::new();
        let mut since: Vec<(DateTime<Utc>, AbortHandle)> = Vec::new();
        let alive = || {
            for sender in &inbox.senders {
                to.alive(&sender.rules.id, to.now());
            }
        };
        loop {
            alive();
            let mut look = to.rest(LOOK);
            loop {
                tokio::select! {
                    () = &mut look => break,
                    () = inbox.closed() => {
                        return Fault::unreachable(Closed.to_string());
                    }
                    Some(_) = callers.next(), if !callers.is_empty() => {}
                    came = self.0.accept(), if callers.len() < MOST_HEARD => {
                        let stream = match came {
                            Ok((stream, _)) => stream,
                            Err(error) => return lost(&error),
                        };
                        let (call, end) = abortable(talk(stream, inbox, to));
                        since.push((to.now(), end));
                        callers.push(call);
                    }
                }
            }
            hang_up(&mut since, to.now());
        }
    }
}

/// Ends the calls that take too long, and forgets those that are over.
fn hang_up(since: &mut Vec<(DateTime<Utc>, AbortHandle)>, now: DateTime<Utc>) {
    since.retain(|(began, end)| {
        let patient = now - *began < PATIENCE;
        if !patient {
            end.abort();
        }
        patient
    });
}

async fn talk(stream: TcpStream, inbox: &Inbox, to: &dyn Sink) {
    let hear = service_fn(async |request| {
        Ok::<_, Infallible>(inbox.answer(request, to).await)
    });
    let talk = http1::Builder::new()
        .keep_alive(false)
        .max_buf_size(16 << 10)
        .serve_connection(TokioIo::new(stream), hear);
    // A caller who hangs up has been answered or calls again.
    let _ = talk.await;
}

fn lost(error: &std::io::Error) -> Fault {
    Fault::unreachable(format!("This computer lets nobody call: {error}"))
}
