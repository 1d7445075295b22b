//! Calls as programs make them that tell by webhook.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::ports::free_port;

/// An address at which nobody listens yet.
pub(crate) fn free() -> String {
    format!("127.0.0.1:{}", free_port())
}

/// The status that a sender's call is answered with; nothing where nobody
/// listens.
pub(crate) async fn call(
    (address, sender): (&str, &str),
    token: &str,
    body: &Value,
) -> Option<u16> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    let body = body.to_string();
    let call = format!(
        "POST /{sender} HTTP/1.1\r\nHost: {address}\r\nContent-Length: \
         {}\r\nAuthorization: Bearer {token}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(call.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    answer.split(' ').nth(1)?.parse().ok()
}
