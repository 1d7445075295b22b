//! A server of the tests that gives the answers it was told to give.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A call that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) path: String,
    pub(super) token: Option<String>,
    pub(super) form: BTreeMap<String, String>,
}

/// The server; it ends with the test.
pub(super) struct Scripted {
    pub(super) address: String,
    calls: Arc<Mutex<Vec<Call>>>,
}

impl Scripted {
    /// Answers call after call with these bodies, then hangs up.
    pub(super) fn answering(bodies: Vec<String>) -> Scripted {
        let mut bodies = bodies.into_iter();
        Scripted::by(move |_| bodies.next())
    }

    /// Answers each call by what it asks, and hangs up at the first that has
    /// no answer.
    #[expect(clippy::disallowed_methods, reason = "a server beside the test")]
    pub(super) fn by(
        mut answer: impl FnMut(&Call) -> Option<String> + Send + 'static,
    ) -> Scripted {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/api", listener.local_addr().unwrap());
        let calls = Arc::new(Mutex::new(Vec::new()));
        let heard = calls.clone();
        std::thread::spawn(move || {
            loop {
                let (mut stream, _) = listener.accept().unwrap();
                let Some(call) = hear(&stream) else { continue };
                heard.lock().unwrap().push(call.clone());
                let Some(body) = answer(&call) else { break };
                say(&mut stream, &body);
            }
        });
        Scripted { address, calls }
    }

    /// What was called so far.
    pub(super) fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }
}

/// A call; none where the caller hung up.
fn hear(stream: &TcpStream) -> Option<Call> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let (mut length, mut token) = (0, None);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim_end().split_once(": ") {
            None => break,
            Some((name, value)) => match name.to_lowercase().as_str() {
                "content-length" => length = value.parse().ok()?,
                "authorization" => token = Some(value.to_owned()),
                _ => {}
            },
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let query = String::from_utf8(body).ok()?;
    let url = reqwest::Url::parse(&format!("http://form/?{query}")).ok()?;
    Some(Call {
        path: first.split(' ').nth(1)?.to_owned(),
        token,
        form: url.query_pairs().into_owned().collect(),
    })
}

fn say(stream: &mut TcpStream, answer: &str) {
    let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nX-OAuth-Scopes: \
                channels:read,chat:write\r\nContent-Length:";
    let _ = write!(stream, "{head} {}\r\n\r\n{answer}", answer.len());
}
