//! The mailbox of a test, with another mail program on it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ExternalId, PersonKey, PlaceId, Source, SourceId, Teammate, UserId,
};
use sources::conformance::{Keyring, Standing, Voice, World, rules};
use sources::mail::{Account, Mail};

use super::servers::{PASSWORD, SHARED, Servers};
use super::talk::{Lying, Talk};

const FOLDERS: [&str; 3] = ["INBOX", "Sent", "Archive"];

/// A mailbox that a team answers.
pub(super) struct Town {
    servers: Servers,
    vault: Arc<Keyring>,
    /// How late it is, and how many mails were written.
    told: Mutex<(DateTime<Utc>, usize)>,
}

fn address(voice: Voice) -> &'static str {
    match voice {
        Voice::Requester => "jo@customer.test",
        Voice::Teammate => "ana@acme.test",
        Voice::Me => "zoe@acme.test",
    }
}

fn mate(key: &str, voice: Voice) -> Teammate {
    Teammate {
        key: PersonKey::new(key),
        name: key.to_owned(),
        email: Some(address(voice).to_owned()),
        zone: None,
        hours: None,
        observes: None,
        ids: vec![(SourceId::new("mail"), UserId::new(address(voice)))],
    }
}

impl Town {
    #[expect(clippy::disallowed_methods, reason = "the servers' own time")]
    pub(super) async fn open() -> Town {
        let town = Town {
            servers: Servers::start(),
            vault: Arc::default(),
            told: Mutex::new((Utc::now(), 0)),
        };
        town.password(PASSWORD).await;
        town
    }

    /// The password that Hotseat signs in with.
    pub(super) async fn password(&self, password: &str) {
        let account = Account {
            user: "zoe".into(),
            password: password.to_owned().into(),
            address: address(Voice::Me).into(),
            name: "Zoe".into(),
            token: false,
        };
        let id = SourceId::new("mail");
        account.keep(self.vault.as_ref(), &id).await.unwrap();
    }

    pub(super) fn mail(&self) -> Mail {
        let mut rules = rules("mail", "INBOX");
        rules.roster =
            vec![mate("ana", Voice::Teammate), mate("zoe", Voice::Me)];
        rules.close_mark = Some("white_check_mark".into());
        let at = |port: u16| format!("127.0.0.1:{port}");
        rules.sources[0].options = [
            ("imap".to_owned(), at(self.servers.imap_port)),
            ("smtp".to_owned(), at(self.servers.smtp_port)),
            ("address".to_owned(), SHARED.to_owned()),
        ]
        .into();
        let id = SourceId::new("mail");
        Mail::new(&rules, &id, self.vault.clone()).unwrap()
    }

    fn talk(&self) -> Talk {
        Talk::open(self.servers.imap_port)
    }

    /// How many mails a folder holds.
    pub(super) fn count(&self, folder: &str) -> usize {
        self.talk().find(folder, "ALL").len()
    }

    /// Another mail program carries all mails from one folder to another.
    pub(super) fn carry(&self, from: &str, to: &str) {
        let mut talk = self.talk();
        if talk.ask(&format!("LIST \"\" {to}")).is_empty() {
            talk.ask(&format!("CREATE {to}"));
        }
        talk.ask(&format!("SELECT {from}"));
        talk.ask(&format!("UID MOVE 1:* {to}"));
    }

    /// How many of them nobody has read.
    pub(super) fn unread(&self, folder: &str) -> usize {
        self.talk().find(folder, "UNSEEN").len()
    }

    fn all(&self) -> Vec<Lying> {
        let mut talk = self.talk();
        FOLDERS.iter().flat_map(|folder| talk.all(folder)).collect()
    }

    fn write(
        &self,
        by: Voice,
        (folder, head): (&str, &str),
        words: &str,
    ) -> ExternalId {
        let (now, number) = {
            let mut told = self.told.lock().unwrap();
            told.1 += 1;
            *told
        };
        let from = address(by);
        let (_, host) = from.split_once('@').unwrap();
        let name = format!("m{number:04}@{host}");
        let to = match by {
            Voice::Requester => SHARED,
            Voice::Teammate | Voice::Me => address(Voice::Requester),
        };
        let raw = format!(
            "From: {from}\r\nTo: {to}\r\nMessage-ID: <{name}>\r\n{head}\r\n\
             {words}\r\n"
        );
        self.talk().lay(folder, &raw, now);
        ExternalId::new(name)
    }

    fn keyword(&self, what: &ExternalId, (word, how): (String, &str)) {
        let mut talk = self.talk();
        let query = format!("HEADER Message-ID \"{what}\"");
        for folder in FOLDERS {
            for uid in talk.find(folder, &query) {
                talk.ask(&format!("UID STORE {uid} {how} ({word})"));
            }
        }
    }
}

#[async_trait]
impl World for Town {
    fn source(&self) -> Arc<dyn Source> {
        Arc::new(self.mail())
    }

    fn place(&self) -> PlaceId {
        PlaceId::new("INBOX")
    }

    async fn now(&self) -> DateTime<Utc> {
        self.told.lock().unwrap().0 + TimeDelta::seconds(1)
    }

    async fn turn(&self, now: DateTime<Utc>) {
        self.told.lock().unwrap().0 = now;
    }

    async fn post(&self, by: Voice, text: &str) -> ExternalId {
        self.write(by, ("INBOX", &format!("Subject: {text}\r\n")), "")
    }

    async fn reply(
        &self,
        by: Voice,
        root: &ExternalId,
        text: &str,
    ) -> ExternalId {
        let all = self.all();
        let of = all.iter().find(|mail| mail.name() == root.as_str());
        let subject = of.unwrap().header("Subject").to_owned();
        let head = format!(
            "Subject: Re: {subject}\r\nReferences: <{root}>\r\n\
             In-Reply-To: <{root}>\r\n"
        );
        let folder = match by {
            Voice::Requester => "INBOX",
            Voice::Teammate | Voice::Me => "Sent",
        };
        self.write(by, (folder, &head), text)
    }

    /// A mail stays as it was sent.
    async fn edit(&self, _what: &ExternalId, _text: &str) {}

    /// Whoever got an answer of the team has it.
    async fn delete(&self, what: &ExternalId) {
        let mut talk = self.talk();
        let query = format!("HEADER Message-ID \"{what}\"");
        for uid in talk.find("INBOX", &query) {
            talk.ask(&format!("UID STORE {uid} +FLAGS (\\Deleted)"));
            talk.ask(&format!("UID EXPUNGE {uid}"));
        }
    }

    async fn mark(&self, by: Voice, what: &ExternalId, name: &str) {
        self.keyword(what, (format!("{name}/{}", address(by)), "+FLAGS"));
    }

    async fn unmark(&self, by: Voice, what: &ExternalId, name: &str) {
        self.keyword(what, (format!("{name}/{}", address(by)), "-FLAGS"));
    }

    async fn standing(&self, root: &ExternalId) -> Option<Standing> {
        let all = self.all();
        let head = all.iter().find(|mail| mail.name() == root.as_str())?;
        let mut below: Vec<&Lying> = all
            .iter()
            .filter(|it| it.header("References").contains(root.as_str()))
            .collect();
        below.sort_by_key(|it| it.name().to_owned());
        below.dedup_by_key(|it| it.name().to_owned());
        let mut texts = vec![head.header("Subject").to_owned()];
        texts.extend(below.iter().map(|it| it.words()));
        let mut marks = BTreeMap::new();
        for flag in &head.flags {
            if let Some((name, _)) = flag.split_once('/') {
                *marks.entry(name.to_owned()).or_default() += 1;
            }
        }
        Some(Standing { texts, marks })
    }

    async fn cut(&self, cut: bool) {
        match cut {
            true => self.servers.close(),
            false => self.servers.open(),
        }
    }
}
