//! The HTTP beneath the vendors that the tests run in this process.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;

/// One call.
pub(crate) struct Asked {
    pub(crate) verb: String,
    /// Without its first slash.
    pub(crate) path: String,
    pub(crate) query: HashMap<String, String>,
    /// A body of JSON; null if it is none.
    pub(crate) body: Value,
    /// A body that is a form.
    pub(crate) form: HashMap<String, String>,
    headers: HashMap<String, String>,
}

impl Asked {
    /// A header by its name in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// "GET path".
    pub(crate) fn line(&self) -> String {
        format!("{} {}", self.verb, self.path)
    }

    /// Where the caller believes to be: "http://127.0.0.1:4711".
    pub(crate) fn base(&self) -> String {
        format!("http://{}", self.header("host").unwrap_or_default())
    }
}

/// An answer.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) status: u16,
    /// Headers, each with its end of line.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Told {
    /// An answer that says how late it is.
    pub(crate) fn at(
        now: DateTime<Utc>,
        (status, head, body): (u16, &str, String),
    ) -> Told {
        let date = now.format("%a, %d %b %Y %H:%M:%S GMT");
        Told { status, head: format!("Date: {date}\r\n{head}"), body }
    }
}

/// Takes the trouble that is laid on a call out of those that are laid: on
/// all whose lines begin so, or, with a space at its end, on one line alone.
pub(crate) fn laid<T>(
    troubles: &mut Vec<(String, T)>,
    call: &str,
) -> Option<T> {
    let call = format!("{call} ");
    let at = troubles.iter().position(|(of, _)| call.starts_with(of))?;
    Some(troubles.remove(at).1)
}

/// Answers until the test ends, and cuts the line where there is no answer;
/// says where.
#[expect(clippy::disallowed_methods, reason = "a server beside the test")]
pub(crate) fn serve(
    answer: impl Fn(Asked) -> Option<Told> + Send + Sync + 'static,
) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            let one = move || {
                while let Some(asked) = read(&stream)
                    && let Some(told) = answer(asked)
                    && say(&stream, &told).is_some()
                {}
            };
            std::thread::spawn(one);
        }
    });
    base
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    if reader.read_line(&mut first).ok()? == 0 {
        return None;
    }
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let length = headers.get("content-length");
    let mut body = vec![0; length.map_or(Some(0), |it| it.parse().ok())?];
    reader.read_exact(&mut body).ok()?;
    let mut words = first.split(' ');
    let verb = words.next()?.to_owned();
    let url = pairs(&format!("http://x{}", words.next()?))?;
    let form = String::from_utf8_lossy(&body);
    Some(Asked {
        verb,
        path: url.0.trim_start_matches('/').to_owned(),
        query: url.1,
        form: pairs(&format!("http://x/?{form}"))?.1,
        body: serde_json::from_slice(&body).unwrap_or_default(),
        headers,
    })
}

/// The path and the query of an address.
fn pairs(url: &str) -> Option<(String, HashMap<String, String>)> {
    let url = reqwest::Url::parse(url).ok()?;
    Some((url.path().to_owned(), url.query_pairs().into_owned().collect()))
}

fn say(mut stream: &TcpStream, told: &Told) -> Option<()> {
    let Told { status, head, body } = told;
    let head = format!(
        "HTTP/1.1 {status} X\r\n{head}Content-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).ok()
}
