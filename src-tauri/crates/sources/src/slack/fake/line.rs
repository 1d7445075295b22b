//! The HTTP of the tests' Slack.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use super::state::State;
use super::{Trouble, methods};

/// Serves until the test ends; says where.
#[expect(clippy::disallowed_methods, reason = "a server beside the test")]
pub(super) fn serve(state: Arc<Mutex<State>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}/api/", listener.local_addr().unwrap());
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
    let (method, form) = read(stream)?;
    let mut state = state.lock().unwrap();
    if state.broken {
        return None;
    }
    let trouble = state.troubles.iter().position(|(m, _)| *m == method);
    let trouble = trouble.map(|at| state.troubles.remove(at).1);
    let (status, body, after) = match trouble {
        Some(Trouble::Error(code)) => {
            (200, format!(r#"{{"ok":false,"error":"{code}"}}"#), None)
        }
        Some(Trouble::Limited(seconds)) => {
            let body = r#"{"ok":false,"error":"ratelimited"}"#;
            (429, body.to_owned(), Some(seconds))
        }
        Some(Trouble::Status(status, body)) => (status, body.into(), None),
        Some(Trouble::Lost) => {
            methods::answer(&mut state, &method, &form);
            return None;
        }
        None => {
            let answer = methods::answer(&mut state, &method, &form);
            (200, answer.to_string(), None)
        }
    };
    let date = state.now.format("%a, %d %b %Y %H:%M:%S GMT");
    state.calls.push((method, form));
    let after =
        after.map_or(String::new(), |s| format!("Retry-After: {s}\r\n"));
    let head = format!(
        "HTTP/1.1 {status} X\r\nDate: {date}\r\n{after}X-OAuth-Scopes: \
         channels:history,chat:write\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    drop(state);
    let mut stream = stream;
    stream.write_all(format!("{head}{body}").as_bytes()).ok()
}

fn read(stream: &TcpStream) -> Option<(String, HashMap<String, String>)> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    if reader.read_line(&mut first).ok()? == 0 {
        return None;
    }
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(": ")
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let query = String::from_utf8(body).ok()?;
    let url = reqwest::Url::parse(&format!("http://form/?{query}")).ok()?;
    let form = url.query_pairs().into_owned().collect();
    let path = first.split(' ').nth(1)?;
    Some((path.rsplit('/').next()?.to_owned(), form))
}
