//! A post office of the tests' own: what it holds and how it may fail.

mod imap;
mod search;
mod smtp;

pub(super) use smtp::SHARED;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};

/// The password of everybody, unless a test says otherwise.
pub(super) const PASSWORD: &str = "se\"cr\\et";

/// A mail as it lies in a folder.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) uid: u32,
    pub(super) at: DateTime<Utc>,
    pub(super) flags: BTreeSet<String>,
    pub(super) raw: Vec<u8>,
}

/// A folder.
#[derive(Clone, Debug)]
pub(super) struct Box {
    pub(super) validity: u32,
    pub(super) next: u32,
    pub(super) change: u64,
    pub(super) mails: Vec<Stored>,
}

/// What a server can do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Can {
    pub(super) idle: bool,
    pub(super) condstore: bool,
    pub(super) moves: bool,
    pub(super) keywords: bool,
    pub(super) within: bool,
}

/// Everything that lies there.
#[derive(Debug)]
pub(super) struct Office {
    pub(super) now: DateTime<Utc>,
    /// So far its own clock is before that.
    pub(super) off: TimeDelta,
    pub(super) boxes: BTreeMap<String, Box>,
    pub(super) can: Can,
    pub(super) broken: bool,
    /// A mail is sent that never ends.
    pub(super) floods: bool,
    /// What opens it.
    pub(super) password: String,
    /// The tokens that open it beside the password.
    pub(super) tokens: Vec<String>,
    /// What is answered to the next command that begins like this.
    pub(super) refusals: Vec<(String, String)>,
    /// The commands that came.
    pub(super) calls: Vec<String>,
    /// What was handed in for sending: recipients and mail.
    pub(super) sent: Vec<(Vec<String>, Vec<u8>)>,
    /// Counts every change.
    pub(super) version: u64,
}

impl Office {
    /// How late it is by its own clock.
    fn clock(&self) -> DateTime<Utc> {
        self.now + self.off
    }

    /// Whether the words of XOAUTH2 open it.
    fn takes(&self, words: &str) -> bool {
        let words = STANDARD.decode(words).unwrap_or_default();
        let words = String::from_utf8(words).unwrap_or_default();
        self.tokens.iter().any(|token| {
            words == format!("user=zoe\x01auth=Bearer {token}\x01\x01")
        })
    }

    pub(super) fn put(
        &mut self,
        folder: &str,
        raw: &[u8],
        at: DateTime<Utc>,
    ) -> u32 {
        self.version += 1;
        let Some(home) = self.boxes.get_mut(folder) else { return 0 };
        let uid = home.next;
        home.next += 1;
        home.change += 1;
        let flags = BTreeSet::new();
        home.mails.push(Stored { uid, at, flags, raw: raw.to_vec() });
        uid
    }
}

/// A post office that runs until the test ends.
#[derive(Clone)]
pub(super) struct Fake {
    office: Arc<Mutex<Office>>,
    pub(super) imap: String,
    pub(super) smtp: String,
}

impl Fake {
    pub(super) fn start(now: DateTime<Utc>) -> Fake {
        let empty =
            |validity| Box { validity, next: 1, change: 1, mails: Vec::new() };
        let boxes = [("INBOX", 11), ("Sent", 12), ("Archive", 13)];
        let office = Office {
            now,
            off: TimeDelta::zero(),
            boxes: boxes.map(|(name, it)| (name.into(), empty(it))).into(),
            can: Can {
                idle: true,
                condstore: true,
                moves: true,
                keywords: true,
                within: true,
            },
            broken: false,
            floods: false,
            password: PASSWORD.to_owned(),
            tokens: Vec::new(),
            refusals: Vec::new(),
            calls: Vec::new(),
            sent: Vec::new(),
            version: 0,
        };
        let office = Arc::new(Mutex::new(office));
        let imap = imap::serve(Arc::clone(&office));
        let smtp = smtp::serve(Arc::clone(&office));
        Fake { office, imap, smtp }
    }

    pub(super) fn office(&self) -> MutexGuard<'_, Office> {
        self.office.lock().unwrap()
    }

    /// A mail comes to a folder now.
    pub(super) fn put(&self, folder: &str, raw: &[u8]) -> u32 {
        let mut office = self.office();
        let at = office.clock();
        office.put(folder, raw, at)
    }

    /// What the next command that begins like this is answered with.
    pub(super) fn refuse(&self, command: &str, answer: &str) {
        let refusal = (command.to_owned(), answer.to_owned());
        self.office().refusals.push(refusal);
    }

    /// The commands that came since the last time.
    pub(super) fn calls(&self) -> Vec<String> {
        std::mem::take(&mut self.office().calls)
    }
}
