//! The HTTP of the tests' Graph.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::Value;

use super::state::State;
use super::{Trouble, answers};

/// One call.
pub(super) struct Asked {
    pub(super) verb: String,
    pub(super) path: String,
    pub(super) query: HashMap<String, String>,
    pub(super) body: Value,
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
fn one(mut stream: &TcpStream, state: &Mutex<State>) -> Option<()> {
    let asked = read(stream)?;
    let mut state = state.lock().unwrap();
    if state.broken {
        return None;
    }
    let line = format!("{} {}", asked.verb, asked.path);
    let trouble = state.troubles.iter().position(|(l, _)| line.starts_with(l));
    let trouble = trouble.map(|at| state.troubles.remove(at).1);
    let taken = format!("Bearer access-{}", state.tokens);
    let signed_in = asked.token.as_deref() == Some(&taken);
    let (status, head, body) = match trouble {
        Some(Trouble::Status(status, head, body)) => {
            (status, head, body.to_owned())
        }
        Some(Trouble::Lost) => {
            answers::answer(&mut state, &asked);
            return None;
        }
        None if !signed_in && line.contains(" v1.0/") => (401, "", "{}".into()),
        None => {
            let (status, body) = answers::answer(&mut state, &asked);
            let empty = status == 204;
            let said = if empty { String::new() } else { body.to_string() };
            (status, "", said)
        }
    };
    let date = state.now.format("%a, %d %b %Y %H:%M:%S GMT");
    state.calls.push(format!("{line} {status}"));
    let head = format!(
        "HTTP/1.1 {status} X\r\nDate: {date}\r\n{head}Content-Length: \
         {}\r\n\r\n",
        body.len()
    );
    drop(state);
    stream.write_all(format!("{head}{body}").as_bytes()).ok()
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    if reader.read_line(&mut first).ok()? == 0 {
        return None;
    }
    let (mut length, mut token) = (0, None);
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
    Some(Asked {
        verb,
        path: url.path().trim_start_matches('/').to_owned(),
        query: url.query_pairs().into_owned().collect(),
        body: serde_json::from_slice(&body).unwrap_or_default(),
        token,
    })
}
