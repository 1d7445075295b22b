//! The SMTP of the tests' post office.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use super::Office;

/// The address whose mail lies in the inbox.
pub(in crate::mail) const SHARED: &str = "support@acme.test";

/// Serves until the test ends; says where.
#[expect(clippy::disallowed_methods, reason = "a server beside the test")]
pub(super) fn serve(office: Arc<Mutex<Office>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let office = Arc::clone(&office);
            std::thread::spawn(move || talk(&stream, &office));
        }
    });
    address
}

fn talk(stream: &TcpStream, office: &Mutex<Office>) -> Option<()> {
    let mut out = stream.try_clone().ok()?;
    let mut lines = BufReader::new(stream);
    let mut say = |line: &str| out.write_all(format!("{line}\r\n").as_bytes());
    if office.lock().unwrap().broken {
        return None;
    }
    say("220 here").ok()?;
    let mut to: Vec<String> = Vec::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).ok()? == 0 {
            return Some(());
        }
        let line = line.trim_end().to_owned();
        let verb = line.get(..4).unwrap_or(&line).to_ascii_uppercase();
        let refusal = {
            let mut office = office.lock().unwrap();
            let of = |(it, _): &(String, String)| line.starts_with(it.as_str());
            let at = office.refusals.iter().position(of);
            at.map(|at| office.refusals.remove(at).1)
        };
        if let Some(refusal) = refusal {
            if refusal == "cut" {
                return None;
            }
            say(&refusal).ok()?;
            continue;
        }
        match verb.as_str() {
            "EHLO" => {
                say("250-here").ok()?;
                say("250-8BITMIME").ok()?;
                say("250 AUTH PLAIN LOGIN XOAUTH2").ok()?;
            }
            "AUTH" if line.starts_with("AUTH XOAUTH2 ") => {
                let words = line.rsplit(' ').next()?;
                let takes = office.lock().unwrap().takes(words);
                say(if takes { "235 in" } else { "535 no" }).ok()?;
            }
            "AUTH" => say("235 in").ok()?,
            "RCPT" => {
                let address = line.split(['<', '>']).nth(1)?;
                to.push(address.to_owned());
                say("250 ok").ok()?;
            }
            "DATA" => {
                say("354 go on").ok()?;
                let mut raw = Vec::new();
                loop {
                    let mut line = Vec::new();
                    lines.read_until(b'\n', &mut line).ok()?;
                    if line == b".\r\n" {
                        break;
                    }
                    let dot = line.starts_with(b".");
                    raw.extend(&line[usize::from(dot)..]);
                }
                let mut office = office.lock().unwrap();
                if to.iter().any(|it| it == SHARED) {
                    let now = office.now;
                    office.put("INBOX", &raw, now);
                }
                office.sent.push((std::mem::take(&mut to), raw));
                drop(office);
                say("250 taken").ok()?;
            }
            "QUIT" => {
                say("221 bye").ok()?;
                return Some(());
            }
            _ => say("250 ok").ok()?,
        }
    }
}
