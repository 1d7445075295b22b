//! The IMAP of the tests' post office.

mod writing;

use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::Office;
use super::search::{fits, in_set, words};

/// Serves until the test ends; says where.
#[expect(clippy::disallowed_methods, reason = "a server beside the test")]
pub(super) fn serve(office: Arc<Mutex<Office>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let office = Arc::clone(&office);
            stream.set_nodelay(true).unwrap();
            std::thread::spawn(move || {
                let mut talk = Talk {
                    lines: BufReader::new(stream.try_clone().unwrap()),
                    out: stream,
                    office,
                    folder: String::new(),
                    writable: false,
                };
                let _ = talk.run();
            });
        }
    });
    address
}

struct Talk {
    lines: BufReader<TcpStream>,
    out: TcpStream,
    office: Arc<Mutex<Office>>,
    folder: String,
    writable: bool,
}

fn cut() -> std::io::Error {
    ErrorKind::ConnectionReset.into()
}

impl Talk {
    fn run(&mut self) -> std::io::Result<()> {
        self.check()?;
        self.say("* OK ready")?;
        loop {
            let mut line = String::new();
            if self.lines.read_line(&mut line)? == 0 {
                return Ok(());
            }
            self.check()?;
            let line = line.trim_end().to_owned();
            let (tag, rest) = line.split_once(' ').unwrap_or((&line, ""));
            let (tag, rest) = (tag.to_owned(), rest.to_owned());
            {
                let mut office = self.office.lock().unwrap();
                office.calls.push(rest.clone());
                let at = office
                    .refusals
                    .iter()
                    .position(|(command, _)| rest.starts_with(command));
                if let Some(at) = at {
                    let (_, answer) = office.refusals.remove(at);
                    drop(office);
                    if answer == "cut" {
                        return Err(cut());
                    }
                    self.say(&format!("{tag} {answer}"))?;
                    continue;
                }
            }
            let done = self.command(&rest)?;
            self.say(&format!("{tag} {done}"))?;
            if rest == "LOGOUT" {
                return Ok(());
            }
        }
    }

    fn check(&self) -> std::io::Result<()> {
        let broken = self.office.lock().unwrap().broken;
        if broken { Err(cut()) } else { Ok(()) }
    }

    fn say(&mut self, line: &str) -> std::io::Result<()> {
        self.out.write_all(format!("{line}\r\n").as_bytes())
    }

    fn command(&mut self, line: &str) -> std::io::Result<String> {
        let args = words(line);
        let arg = |n: usize| args.get(n).map_or("", String::as_str);
        let two = format!("{} {}", arg(0), arg(1));
        match (arg(0), two.as_str()) {
            ("CAPABILITY", _) => self.capability(),
            ("LOGIN", _) => Ok(self.login(arg(2))),
            ("AUTHENTICATE", "AUTHENTICATE XOAUTH2") => self.token(),
            ("NOOP", _) => Ok("OK".into()),
            ("LOGOUT", _) => Ok("OK bye".into()),
            ("LIST", _) => self.list(),
            ("SELECT" | "EXAMINE", _) => self.open(arg(1), arg(0) == "SELECT"),
            ("IDLE", _) => self.idle(),
            ("APPEND", _) => self.append(line),
            (_, "UID SEARCH") => self.search(args.get(2..).unwrap_or(&[])),
            (_, "UID FETCH") => self.fetch(arg(2), line),
            (_, "UID STORE") => self.store(arg(2), line),
            (_, "UID MOVE") => self.moves(arg(2), arg(3)),
            _ => Ok("BAD what".into()),
        }
    }

    fn login(&self, password: &str) -> String {
        match self.office.lock().unwrap().password == password {
            true => "OK in".into(),
            false => "NO [AUTHENTICATIONFAILED] wrong".into(),
        }
    }

    fn token(&mut self) -> std::io::Result<String> {
        self.say("+ ")?;
        let mut words = String::new();
        self.lines.read_line(&mut words)?;
        if self.office.lock().unwrap().takes(words.trim_end()) {
            return Ok("OK in".into());
        }
        // Why not, in base64, which wants an empty answer.
        self.say("+ eyJzdGF0dXMiOiI0MDEifQ==")?;
        self.lines.read_line(&mut words)?;
        Ok("NO [AUTHENTICATIONFAILED] wrong".into())
    }

    fn capability(&mut self) -> std::io::Result<String> {
        let can = self.office.lock().unwrap().can;
        let mut line = "* CAPABILITY IMAP4rev1 UIDPLUS SPECIAL-USE".to_owned();
        for (has, name) in [
            (can.idle, " IDLE"),
            (can.condstore, " CONDSTORE"),
            (can.moves, " MOVE"),
            (can.within, " WITHIN"),
        ] {
            line.push_str(if has { name } else { "" });
        }
        self.say(&line)?;
        Ok("OK".into())
    }

    fn list(&mut self) -> std::io::Result<String> {
        self.say("* LIST (\\HasNoChildren) \"/\" INBOX")?;
        self.say("* LIST (\\HasNoChildren \\Sent) \"/\" Sent")?;
        self.say("* LIST (\\HasNoChildren \\Archive) \"/\" Archive")?;
        Ok("OK".into())
    }

    fn open(&mut self, name: &str, write: bool) -> std::io::Result<String> {
        let (found, can) = {
            let office = self.office.lock().unwrap();
            (office.boxes.get(name).cloned(), office.can)
        };
        let Some(found) = found else {
            return Ok("NO [NONEXISTENT] no such mailbox".into());
        };
        self.folder = name.to_owned();
        self.writable = write;
        let flags = if can.keywords { "\\Seen \\*" } else { "\\Seen" };
        let flags = if write { flags } else { "" };
        for line in [
            "* FLAGS (\\Seen)".to_owned(),
            format!("* {} EXISTS", found.mails.len()),
            "* 0 RECENT".to_owned(),
            format!("* OK [PERMANENTFLAGS ({flags})] these"),
            format!("* OK [UIDVALIDITY {}] valid", found.validity),
            format!("* OK [UIDNEXT {}] next", found.next),
        ] {
            self.say(&line)?;
        }
        if can.condstore {
            let change = found.change;
            self.say(&format!("* OK [HIGHESTMODSEQ {change}] change"))?;
        }
        Ok("OK opened".into())
    }

    /// Tells when something changes, until it is asked to stop.
    fn idle(&mut self) -> std::io::Result<String> {
        let version = self.office.lock().unwrap().version;
        self.say("+ idling")?;
        let stream = self.out.try_clone()?;
        stream.set_read_timeout(Some(Duration::from_millis(20)))?;
        let mut line = String::new();
        let mut told = false;
        while !line.ends_with('\n') {
            match self.lines.read_line(&mut line) {
                Ok(0) => return Err(cut()),
                Ok(_) => {}
                Err(e)
                    if matches!(
                        e.kind(),
                        ErrorKind::WouldBlock | ErrorKind::TimedOut
                    ) =>
                {
                    self.check()?;
                    let office = self.office.lock().unwrap();
                    let count = office.boxes[&self.folder].mails.len();
                    let stirs = office.version != version;
                    drop(office);
                    if stirs && !told {
                        told = true;
                        self.say(&format!("* {count} EXISTS"))?;
                    }
                }
                Err(e) => return Err(e),
            }
        }
        stream.set_read_timeout(None)?;
        Ok("OK done".into())
    }

    fn search(&mut self, keys: &[String]) -> std::io::Result<String> {
        let found: Vec<String> = {
            let office = self.office.lock().unwrap();
            let home = &office.boxes[&self.folder];
            let last = home.mails.last().map_or(0, |mail| mail.uid);
            home.mails
                .iter()
                .filter(|mail| fits(keys, mail, (last, office.clock())))
                .map(|mail| mail.uid.to_string())
                .collect()
        };
        self.say(&format!("* SEARCH {}", found.join(" ")))?;
        Ok("OK".into())
    }

    fn fetch(&mut self, set: &str, line: &str) -> std::io::Result<String> {
        let most = line
            .split_once("BODY.PEEK[]<0.")
            .and_then(|(_, rest)| rest.split_once('>'))
            .map(|(n, _)| n.parse::<usize>().unwrap());
        assert!(!line.contains("BODY["), "a read leaves no trace: {line}");
        if most.is_some() && self.office.lock().unwrap().floods {
            self.say("* 1 FETCH (UID 1 BODY[]<0> {200000000}")?;
            loop {
                self.out.write_all(&[b'x'; 1 << 16])?;
            }
        }
        let home = self.office.lock().unwrap().boxes[&self.folder].clone();
        let last = home.mails.last().map_or(0, |mail| mail.uid);
        for (number, mail) in home.mails.iter().enumerate() {
            if !in_set(set, mail.uid, last) {
                continue;
            }
            let flags: Vec<&str> =
                mail.flags.iter().map(String::as_str).collect();
            let at = mail.at.format("%d-%b-%Y %H:%M:%S +0000");
            let mut out = format!(
                "* {} FETCH (UID {} FLAGS ({}) INTERNALDATE \"{at}\"",
                number + 1,
                mail.uid,
                flags.join(" ")
            )
            .into_bytes();
            if let Some(most) = most {
                let raw = &mail.raw[..most.min(mail.raw.len())];
                out.extend(format!(" BODY[]<0> {{{}}}\r\n", raw.len()).bytes());
                out.extend(raw);
            }
            out.extend(b")\r\n");
            self.out.write_all(&out)?;
        }
        Ok("OK".into())
    }
}
