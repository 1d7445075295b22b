//! A few words of IMAP, as another mail program speaks them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use chrono::{DateTime, Utc};

use super::servers::PASSWORD;

/// A mail as it lies in a folder.
pub(super) struct Lying {
    pub(super) flags: Vec<String>,
    pub(super) raw: String,
}

impl Lying {
    /// A header of it.
    pub(super) fn header(&self, name: &str) -> &str {
        let head = self.raw.split("\r\n\r\n").next().unwrap();
        let mut lines = head.split("\r\n");
        let value = lines.find_map(|line| {
            let (field, value) = line.split_once(": ")?;
            field.eq_ignore_ascii_case(name).then_some(value)
        });
        value.unwrap_or_default()
    }

    /// Its name.
    pub(super) fn name(&self) -> &str {
        self.header("Message-ID").trim_matches(['<', '>'])
    }

    /// What it says.
    pub(super) fn words(&self) -> String {
        let (_, body) = self.raw.split_once("\r\n\r\n").unwrap();
        body.trim().to_owned()
    }
}

/// A connection on which somebody is signed in.
pub(super) struct Talk {
    lines: BufReader<TcpStream>,
}

impl Talk {
    pub(super) fn open(port: u16) -> Talk {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_nodelay(true).unwrap();
        let mut talk = Talk { lines: BufReader::new(stream) };
        talk.line();
        talk.ask(&format!("LOGIN other {PASSWORD}"));
        talk
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        assert!(self.lines.read_line(&mut line).unwrap() > 0, "cut off");
        line
    }

    fn say(&mut self, text: &str) {
        self.lines.get_mut().write_all(text.as_bytes()).unwrap();
    }

    /// Asks something; the lines that are told before it is done.
    pub(super) fn ask(&mut self, command: &str) -> Vec<String> {
        self.say(&format!("x {command}\r\n"));
        let mut told = Vec::new();
        loop {
            let line = self.line();
            if line.starts_with("x ") {
                assert!(line.starts_with("x OK"), "{command}: {line}");
                return told;
            }
            told.push(line);
        }
    }

    /// Lays a mail into a folder, as one that came at a time.
    pub(super) fn lay(&mut self, folder: &str, raw: &str, at: DateTime<Utc>) {
        let at = at.format("%d-%b-%Y %H:%M:%S +0000");
        let size = raw.len();
        self.ask(&format!("APPEND {folder} \"{at}\" {{{size}+}}\r\n{raw}"));
    }

    /// The numbers of the mails of a folder that a search finds.
    pub(super) fn find(&mut self, folder: &str, query: &str) -> Vec<String> {
        self.ask(&format!("SELECT {folder}"));
        let told = self.ask(&format!("UID SEARCH {query}"));
        let found = told.iter().find_map(|it| it.strip_prefix("* SEARCH"));
        let found = found.unwrap_or_default().split_whitespace();
        found.map(str::to_owned).collect()
    }

    /// Everything in a folder.
    pub(super) fn all(&mut self, folder: &str) -> Vec<Lying> {
        let mut all = Vec::new();
        for uid in self.find(folder, "ALL") {
            self.say(&format!("x UID FETCH {uid} (FLAGS BODY.PEEK[])\r\n"));
            let head = self.line();
            let (_, flags) = head.split_once("FLAGS (").unwrap();
            let (flags, rest) = flags.split_once(')').unwrap();
            let (_, size) = rest.rsplit_once('{').unwrap();
            let size = size.trim_end().trim_end_matches('}');
            let mut raw = vec![0; size.parse().unwrap()];
            self.lines.read_exact(&mut raw).unwrap();
            while !self.line().starts_with("x ") {}
            all.push(Lying {
                flags: flags.split_whitespace().map(str::to_owned).collect(),
                raw: String::from_utf8(raw).unwrap(),
            });
        }
        all
    }
}
