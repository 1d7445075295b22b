//! The HTTP of the tests' GitHub.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::Value;

use super::state::State;
use super::{Trouble, answers};

/// One call.
pub(super) struct Asked {
    pub(super) verb: String,
    /// Below the interface: "repos/acme/widgets/issues".
    pub(super) path: String,
    pub(super) query: HashMap<String, String>,
    pub(super) body: Value,
    known: Option<String>,
    token: Option<String>,
}

/// Serves until the test ends; says where.
#[expect(clippy::disallowed_methods, reason = "a server beside the test")]
pub(super) fn serve(state: &Arc<Mutex<State>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    state.lock().unwrap().base.clone_from(&base);
    let state = Arc::clone(state);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let state = Arc::clone(&state);
            std::thread::spawn(move || while one(&stream, &state).is_some() {});
        }
    });
    base
}

/// One call; nothing when the line is to be cut.
fn one(stream: &TcpStream, state: &Mutex<State>) -> Option<()> {
    let asked = read(stream)?;
    let mut state = state.lock().unwrap();
    if state.broken {
        return None;
    }
    let line = format!("{} {}", asked.verb, asked.path);
    let trouble = state.troubles.iter().position(|(l, _)| line.starts_with(l));
    let trouble = trouble.map(|at| state.troubles.remove(at).1);
    let (status, mut head, body) = match trouble {
        Some(Trouble::Status(status, head, body)) => {
            (status, head.to_owned(), body.to_owned())
        }
        Some(Trouble::Lost) => {
            answers::answer(&mut state, &asked);
            return None;
        }
        None if asked.token.is_none() && !asked.path.starts_with("login/") => {
            (401, String::new(), r#"{"message":"Bad credentials"}"#.to_owned())
        }
        None => answers::answer(&mut state, &asked),
    };
    let mut hasher = DefaultHasher::new();
    (&asked.path, &body).hash(&mut hasher);
    let tag = format!("W/\"{:x}\"", hasher.finish());
    let same = status == 200
        && asked.verb == "GET"
        && asked.known.as_deref() == Some(&tag);
    let (status, body) =
        if same { (304, String::new()) } else { (status, body) };
    if asked.verb == "GET" && status < 400 {
        head.push_str(&format!("ETag: {tag}\r\n"));
    }
    let date = state.now.format("%a, %d %b %Y %H:%M:%S GMT");
    state.calls.push(format!("{line} {status}"));
    let head = format!(
        "HTTP/1.1 {status} X\r\nDate: {date}\r\n{head}Content-Length: \
         {}\r\n\r\n",
        body.len()
    );
    drop(state);
    let mut stream = stream;
    stream.write_all(format!("{head}{body}").as_bytes()).ok()
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    if reader.read_line(&mut first).ok()? == 0 {
        return None;
    }
    let (mut length, mut known, mut token) = (0, None, None);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(": ")?;
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "if-none-match" => known = Some(value.to_owned()),
            "authorization" => token = Some(value.to_owned()),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let mut words = first.split(' ');
    let verb = words.next()?.to_owned();
    let url = format!("http://x{}", words.next()?);
    let url = reqwest::Url::parse(&url).ok()?;
    let path = url.path().trim_start_matches('/');
    Some(Asked {
        verb,
        path: path.strip_prefix("api/v3/").unwrap_or(path).to_owned(),
        query: url.query_pairs().into_owned().collect(),
        body: serde_json::from_slice(&body).unwrap_or_default(),
        known,
        token,
    })
}
