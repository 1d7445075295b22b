//! A server that a calendar is fetched from.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A server on this computer; it ends with the test.
pub(crate) struct CalendarServer {
    port: u16,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// The version and the text of what it serves; nothing while it is down.
    page: Option<(u32, String)>,
    /// What it was asked, in order.
    asked: Vec<String>,
}

impl CalendarServer {
    /// Starts one that is down for its visitors.
    #[expect(clippy::disallowed_methods, reason = "a server beside the test")]
    pub(crate) fn start() -> CalendarServer {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
        let listener = listener.expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let state = Arc::<Mutex<State>>::default();
        let serving = Arc::clone(&state);
        std::thread::spawn(move || {
            for visitor in listener.incoming().flatten() {
                answer(visitor, &serving);
            }
        });
        CalendarServer { port, state }
    }

    /// The address of its calendar.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/days.ics", self.port)
    }

    /// Serves this from now on.
    pub(crate) fn serves(&self, text: &str) {
        let mut state = held(&self.state);
        let version = state.page.as_ref().map_or(1, |(last, _)| last + 1);
        state.page = Some((version, text.to_owned()));
    }

    /// What it was asked, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        held(&self.state).asked.clone()
    }
}

/// A calendar with holidays on these days, like "20261120".
pub(crate) fn holidays(days: &[&str]) -> String {
    let events: String = days
        .iter()
        .map(|day| {
            format!(
                "BEGIN:VEVENT\r\nSUMMARY:Free\r\nDTSTART;VALUE=DATE:{day}\r\n\
                 END:VEVENT\r\n"
            )
        })
        .collect();
    format!("BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n")
}

fn answer(mut visitor: TcpStream, state: &Mutex<State>) {
    let mut asked = Vec::new();
    let mut part = [0; 1024];
    while !asked.windows(4).any(|end| end == b"\r\n\r\n") {
        match visitor.read(&mut part) {
            Ok(0) | Err(_) => return,
            Ok(read) => asked.extend_from_slice(&part[..read]),
        }
    }
    let asked = String::from_utf8_lossy(&asked).into_owned();
    let mut state = held(state);
    let answer = match &state.page {
        None => "HTTP/1.1 503 Down\r\ncontent-length: 0\r\n\r\n".to_owned(),
        Some((version, _)) if asked.contains(&format!("\"v{version}\"")) => {
            "HTTP/1.1 304 Same\r\n\r\n".to_owned()
        }
        Some((version, text)) => format!(
            "HTTP/1.1 200 OK\r\netag: \"v{version}\"\r\n\
             content-length: {}\r\n\r\n{text}",
            text.len()
        ),
    };
    state.asked.push(asked);
    // A visitor may leave before it is answered.
    let _ = visitor.write_all(answer.as_bytes());
}

fn held(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
