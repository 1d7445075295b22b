//! A line between a mailbox and its server, on which a test lays troubles.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What happens once the server has said so many bytes on a connection.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trouble {
    /// The line is cut.
    Cut(usize),
    /// What follows is noise.
    Noise(usize),
    /// Nothing follows, and nobody hangs up.
    Silence(usize),
}

impl Trouble {
    fn after(self) -> usize {
        match self {
            Trouble::Cut(n) | Trouble::Noise(n) | Trouble::Silence(n) => n,
        }
    }
}

#[derive(Default)]
struct Laid {
    trouble: Option<Trouble>,
    calls: usize,
    hits: usize,
}

/// The line.
pub(super) struct Relay {
    /// Where the server is found now.
    pub(super) address: String,
    laid: Arc<Mutex<Laid>>,
}

impl Relay {
    /// A line to the server at an address, until the test ends.
    #[expect(clippy::disallowed_methods, reason = "a server beside the test")]
    pub(super) fn to(server: &str) -> Relay {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let laid = Arc::new(Mutex::new(Laid::default()));
        let (shared, server) = (Arc::clone(&laid), server.to_owned());
        std::thread::spawn(move || {
            for caller in listener.incoming().flatten() {
                shared.lock().unwrap().calls += 1;
                let laid = Arc::clone(&shared);
                let Ok(called) = TcpStream::connect(&server) else { continue };
                // Every word waits for an answer; none waits for the next.
                caller.set_nodelay(true).unwrap();
                called.set_nodelay(true).unwrap();
                let asked = caller.try_clone().unwrap();
                let to = called.try_clone().unwrap();
                std::thread::spawn(move || carry(&asked, &to, None));
                std::thread::spawn(move || {
                    carry(&called, &caller, Some(&laid))
                });
            }
        });
        Relay { address, laid }
    }

    /// Every connection from now on has this trouble.
    pub(super) fn lay(&self, trouble: Trouble) {
        let trouble = Some(trouble);
        *self.laid.lock().unwrap() = Laid { trouble, ..Laid::default() };
    }

    /// The line is in order again; says how many connections there were since
    /// a trouble was laid, and how many of them met it.
    pub(super) fn mend(&self) -> (usize, usize) {
        let was = std::mem::take(&mut *self.laid.lock().unwrap());
        (was.calls, was.hits)
    }
}

/// Carries what is said in one direction until it ends.
fn carry(
    mut from: &TcpStream,
    mut to: &TcpStream,
    laid: Option<&Mutex<Laid>>,
) -> Option<()> {
    let (mut said, mut part) = (0, [0; 4096]);
    loop {
        let n = from.read(&mut part).ok().filter(|n| *n > 0);
        let Some(n) = n else {
            let _ = to.shutdown(Shutdown::Both);
            return None;
        };
        let laid = laid.map(|laid| laid.lock().unwrap());
        let trouble = laid.as_ref().and_then(|laid| laid.trouble);
        let hit = trouble.filter(|trouble| said + n > trouble.after());
        let Some(trouble) = hit else {
            drop(laid);
            to.write_all(&part[..n]).ok()?;
            said += n;
            continue;
        };
        let clean = trouble.after().saturating_sub(said);
        laid.into_iter().for_each(|mut laid| laid.hits += 1);
        to.write_all(&part[..clean]).ok()?;
        match trouble {
            Trouble::Cut(_) => {
                let _ = to.shutdown(Shutdown::Both);
                let _ = from.shutdown(Shutdown::Both);
                return None;
            }
            Trouble::Noise(_) => {
                to.write_all(&b"\xff\xfe* {99999 )(\0\r\n".repeat(20)).ok()?;
                let _ = from.shutdown(Shutdown::Both);
            }
            Trouble::Silence(_) => loop {
                from.read(&mut part).ok().filter(|n| *n > 0)?;
            },
        }
    }
}
