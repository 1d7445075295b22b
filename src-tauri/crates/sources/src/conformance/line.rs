//! A line between a source and its server, on which a test lays troubles.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

/// A body of which nobody reads the end: 200 MB.
pub(super) const ENDLESS: usize = 200 << 20;
const PART: usize = 64 << 10;

/// What happens to a call.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// It is answered so: a status, headers and a body.
    Answer(u16, String, Vec<u8>),
    /// The line is cut before the call is taken.
    Reset,
    /// It takes effect, and the line is cut before the answer.
    Lost,
    /// It takes effect, and the answer breaks off in its middle.
    Half,
    /// Nothing is ever said.
    Silent,
    /// The answer has no end; it says so beforehand, or does not.
    Endless {
        /// Whether its length is told.
        told: bool,
    },
    /// What the server answers is changed on the way.
    Twisted(fn(&mut Vec<Value>)),
}

#[derive(Default)]
struct Laid {
    trouble: Option<Trouble>,
    /// Only this call, counted from now; every one if none.
    only: Option<usize>,
    calls: usize,
    sent: usize,
    /// Lines on which nothing is said stay open.
    silent: Vec<TcpStream>,
}

/// The line.
pub(super) struct Line {
    address: String,
    laid: Arc<Mutex<Laid>>,
}

impl Line {
    /// A line to the server at an address, until the test ends.
    #[expect(clippy::disallowed_methods, reason = "a server beside the test")]
    pub(super) fn to(server: &str) -> Line {
        let bound = TcpListener::bind("127.0.0.1:0")
            .and_then(|bound| bound.local_addr().map(|at| (bound, at)));
        let Ok((bound, at)) = bound else {
            panic!("this computer has no free port");
        };
        let laid = Arc::new(Mutex::new(Laid::default()));
        let shared = Arc::clone(&laid);
        let server = server.trim_start_matches("http://").to_owned();
        std::thread::spawn(move || {
            for caller in bound.incoming().flatten() {
                let (laid, server) = (Arc::clone(&shared), server.clone());
                std::thread::spawn(move || one(caller, &server, &laid));
            }
        });
        Line { address: format!("http://{at}"), laid }
    }

    /// Where a source finds its server now.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Every call from now on has this trouble.
    pub(super) fn lay(&self, trouble: Trouble) {
        *self.laid() = Laid { trouble: Some(trouble), ..Laid::default() };
    }

    /// Only the n-th call from now on has it.
    pub(super) fn lay_at(&self, n: usize, trouble: Trouble) {
        self.lay(trouble);
        self.laid().only = Some(n);
    }

    /// The line is in order again; says how many calls it carried since a
    /// trouble was laid, and how much of an endless answer.
    pub(super) fn mend(&self) -> Carried {
        let was = std::mem::take(&mut *self.laid());
        Carried { calls: was.calls, sent: was.sent }
    }

    fn laid(&self) -> MutexGuard<'_, Laid> {
        self.laid.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What went over a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Carried {
    pub(super) calls: usize,
    pub(super) sent: usize,
}

fn held(laid: &Mutex<Laid>) -> MutexGuard<'_, Laid> {
    laid.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One call of one caller: what cannot be carried any more is cut.
fn one(mut caller: TcpStream, server: &str, laid: &Mutex<Laid>) -> Option<()> {
    // What is cut while something lies unread is cut with a reset.
    caller.peek(&mut [0]).ok()?;
    let trouble = {
        let mut laid = held(laid);
        laid.calls += 1;
        let hit = laid.only.is_none_or(|only| only == laid.calls);
        laid.trouble.clone().filter(|_| hit)
    };
    if matches!(trouble, Some(Trouble::Reset)) {
        return None;
    }
    let asked = Said::read(&caller)?;
    match trouble {
        None => asked.carried(server)?.write(&mut caller),
        Some(Trouble::Answer(status, head, body)) => {
            let first = format!("HTTP/1.1 {status} X\r\n{head}");
            Said { first, body }.write(&mut caller)
        }
        Some(Trouble::Twisted(twist)) => {
            asked.carried(server)?.twisted(twist).write(&mut caller)
        }
        Some(Trouble::Half) => {
            asked.carried(server)?.halved().write(&mut caller)
        }
        Some(Trouble::Lost) => asked.carried(server).map(|_| ()),
        Some(Trouble::Silent) => {
            held(laid).silent.push(caller);
            None
        }
        Some(Trouble::Endless { told }) => endless(&mut caller, told, laid),
        Some(Trouble::Reset) => None,
    }
}

fn endless(
    caller: &mut TcpStream,
    told: bool,
    laid: &Mutex<Laid>,
) -> Option<()> {
    let length = match told {
        true => format!("Content-Length: {ENDLESS}"),
        false => "Transfer-Encoding: chunked".to_owned(),
    };
    let head = format!("HTTP/1.1 200 OK\r\n{length}\r\n\r\n");
    caller.write_all(head.as_bytes()).ok()?;
    let part = vec![b' '; PART];
    for _ in 0..ENDLESS / PART {
        if !told {
            caller.write_all(format!("{PART:x}\r\n").as_bytes()).ok()?;
        }
        caller.write_all(&part).ok()?;
        held(laid).sent += PART;
        if !told {
            caller.write_all(b"\r\n").ok()?;
        }
    }
    Some(())
}

/// What one side says: its first line with its headers, and a body.
struct Said {
    first: String,
    body: Vec<u8>,
}

impl Said {
    /// The length is not kept: it is told anew when it is written.
    fn read(from: &TcpStream) -> Option<Said> {
        let mut reader = BufReader::new(from);
        let (mut first, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if line == "\r\n" {
                break;
            }
            let low = line.to_ascii_lowercase();
            match low.split_once(": ") {
                Some(("content-length", it)) => {
                    length = it.trim().parse().ok()?
                }
                Some(("connection", _)) => {}
                _ => first.push_str(&line),
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        Some(Said { first, body })
    }

    /// What the server answers to it.
    fn carried(&self, server: &str) -> Option<Said> {
        let mut line = TcpStream::connect(server).ok()?;
        self.write(&mut line)?;
        Said::read(&line)
    }

    fn write(&self, to: &mut TcpStream) -> Option<()> {
        let length = match self.first.to_ascii_lowercase() {
            it if it.contains("content-length: ") => String::new(),
            _ => format!("Content-Length: {}\r\n", self.body.len()),
        };
        let first = &self.first;
        let head = format!("{first}{length}Connection: close\r\n\r\n");
        to.write_all(head.as_bytes()).ok()?;
        to.write_all(&self.body).ok()
    }

    /// It promises what it does not hold.
    fn halved(mut self) -> Said {
        let whole = self.body.len().max(2);
        self.first.push_str(&format!("Content-Length: {whole}\r\n"));
        self.body.truncate(whole / 2);
        self
    }

    /// Its list, or the lists right below it, are changed.
    fn twisted(mut self, twist: fn(&mut Vec<Value>)) -> Said {
        let Ok(mut whole) = serde_json::from_slice::<Value>(&self.body) else {
            return self;
        };
        let lists: Vec<&mut Value> = match &mut whole {
            Value::Object(below) => below.values_mut().collect(),
            other => vec![other],
        };
        for list in lists.into_iter().filter_map(Value::as_array_mut) {
            if list.iter().all(Value::is_object) {
                twist(list);
            }
        }
        self.body = whole.to_string().into_bytes();
        self
    }
}
