//! What a mailbox's server answers, and what that means when it is no.

use async_imap::error::Error;
use domain::Fault;
use domain::text::{clean_line, shorten};
use tokio::time::timeout;

use super::dial::{PATIENCE, silent};

/// Waits for an answer, but not for ever.
pub(super) async fn heard<T>(
    host: &str,
    call: impl Future<Output = Result<T, Error>>,
) -> Result<T, Fault> {
    match timeout(PATIENCE, call).await {
        Ok(said) => said.map_err(|error| fault(host, &error)),
        Err(_) => Err(silent(host)),
    }
}

pub(super) fn broke(host: &str) -> Fault {
    Fault::unreachable(format!("the connection to {host} broke"))
}

pub(super) fn fault(host: &str, error: &Error) -> Fault {
    match error {
        Error::Io(error)
            if error.kind() == std::io::ErrorKind::FileTooLarge =>
        {
            Fault::garbled(format!("{host} sent more than was asked for"))
        }
        Error::Io(_) | Error::ConnectionLost => broke(host),
        Error::No(why) => {
            Fault::refused(format!("{host} says no: {}", told(why)))
        }
        Error::Validate(_) => {
            Fault::refused("a name holds characters that no mail server takes")
        }
        _ => Fault::garbled(format!("{host} answered what nobody can read")),
    }
}

/// A sign-in that is not taken; a server that is out of order says so.
pub(super) fn refused(host: &str, why: &str) -> Fault {
    let upper = why.to_ascii_uppercase();
    if ["UNAVAILABLE", "INUSE", "LIMIT"].iter().any(|it| upper.contains(it)) {
        return Fault::unreachable(format!("{host} is busy: {}", told(why)));
    }
    Fault::unauthorized(format!(
        "{host} does not take the sign-in: {}. Many providers want a \
         password made for apps; sign in again with one",
        told(why)
    ))
}

/// The server's own sentence, out of what is put around it.
fn told(why: &str) -> String {
    let inner = why.split_once("info: Some(\"").map(|(_, rest)| rest);
    let inner = inner.and_then(|rest| rest.rsplit_once("\")"));
    let sentence = inner.map_or(why, |(sentence, _)| sentence);
    shorten(&clean_line(sentence.trim_end_matches('.')), 160)
}
