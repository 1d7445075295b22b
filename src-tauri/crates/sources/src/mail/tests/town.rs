//! The tests' post office as a world of the conformance suite.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ExternalId, PersonKey, PlaceId, Rules, Source, SourceId, Teammate, UserId,
};

use super::super::fake::{Fake, PASSWORD, SHARED, Stored};
use super::super::wire::Letter;
use super::super::{Account, Mail};
use crate::conformance::{Keyring, Standing, Voice, World, rules};

pub(super) const ME: &str = "zoe@acme.test";
pub(super) const ANA: &str = "ana@acme.test";
pub(super) const JO: &str = "jo@customer.test";

/// A post office, and the team that answers what comes there.
pub(super) struct Town {
    pub(super) fake: Fake,
    pub(super) rules: Rules,
    /// The same source at every start, where that matters.
    pub(super) one: Option<Arc<Mail>>,
    pub(super) vault: Arc<Keyring>,
    /// How many mails were written.
    written: Mutex<usize>,
}

pub(super) fn noon() -> DateTime<Utc> {
    "2026-03-04T12:00:00Z".parse().unwrap()
}

fn mate(key: &str, address: &str) -> Teammate {
    Teammate {
        key: PersonKey::new(key),
        name: key.to_owned(),
        email: Some(address.to_owned()),
        ids: vec![(SourceId::new("mail"), UserId::new(address))],
        zone: None,
        hours: None,
        observes: None,
    }
}

pub(super) async fn town() -> Town {
    let fake = Fake::start(noon());
    let vault = Arc::new(Keyring::default());
    let account = Account {
        user: "zoe".into(),
        password: PASSWORD.to_owned().into(),
        address: ME.into(),
        name: "Zoe".into(),
        token: false,
    };
    let id = SourceId::new("mail");
    account.keep(vault.as_ref(), &id).await.unwrap();
    let mut rules = rules("mail", "INBOX");
    rules.roster = vec![mate("ana", ANA), mate("zoe", ME)];
    rules.sources[0].options = [
        ("imap", fake.imap.as_str()),
        ("smtp", fake.smtp.as_str()),
        ("address", SHARED),
    ]
    .map(|(key, text)| (key.to_owned(), text.to_owned()))
    .into();
    rules.close_mark = Some("white_check_mark".into());
    Town { fake, rules, one: None, vault, written: Mutex::default() }
}

fn address(voice: Voice) -> &'static str {
    match voice {
        Voice::Requester => JO,
        Voice::Teammate => ANA,
        Voice::Me => ME,
    }
}

impl Town {
    pub(super) fn mail(&self) -> Mail {
        let id = SourceId::new("mail");
        Mail::new(&self.rules, &id, self.vault.clone()).unwrap()
    }

    /// A mail on its way, with a name of its own.
    fn write(
        &self,
        by: Voice,
        (subject, follows): (&str, Option<&str>),
        words: &str,
    ) -> (ExternalId, Vec<u8>) {
        let number = {
            let mut written = self.written.lock().unwrap();
            *written += 1;
            *written
        };
        let from = address(by);
        let host = from.split('@').nth(1).unwrap();
        let to = if by == Voice::Requester { SHARED } else { JO };
        let name = format!("m{number:04}@{host}");
        let mut head = format!(
            "From: <{from}>\r\nTo: {to}\r\nSubject: {subject}\r\n\
             Message-ID: <{name}>\r\n"
        );
        if let Some(root) = follows {
            head.push_str(&format!(
                "References: <{root}>\r\nIn-Reply-To: <{root}>\r\n"
            ));
        }
        let raw = format!("{head}\r\n{words}\r\n").into_bytes();
        (ExternalId::new(name), raw)
    }

    /// Every mail with the folder it lies in.
    fn all(&self) -> Vec<(String, Stored, Letter)> {
        let office = self.fake.office();
        let of = |(name, home): (&String, &super::super::fake::Box)| {
            let name = name.clone();
            let mails = home.mails.clone().into_iter();
            mails
                .map(|mail| {
                    let letter = Letter::read(&mail.raw);
                    (name.clone(), mail, letter)
                })
                .collect::<Vec<_>>()
        };
        office.boxes.iter().flat_map(of).collect()
    }

    /// A folder more.
    pub(super) fn add_folder(&self, name: &str) {
        let mut office = self.fake.office();
        let mut empty = office.boxes["INBOX"].clone();
        empty.mails.clear();
        office.boxes.insert(name.to_owned(), empty);
    }

    /// A mail of a folder is deleted.
    pub(super) fn throw_away(&self, folder: &str, what: &ExternalId) {
        self.take_out(folder, what);
    }

    /// The same, for whoever lays it in somewhere else.
    pub(super) fn take_out(&self, folder: &str, what: &ExternalId) -> Vec<u8> {
        let named = |mail: &Stored| {
            let name = Letter::read(&mail.raw).name;
            name.as_deref() == Some(what.as_str())
        };
        self.remove(folder, named).unwrap_or_default()
    }

    /// One of several copies of a mail is deleted.
    pub(super) fn throw_away_number(&self, folder: &str, uid: u32) {
        self.remove(folder, |mail| mail.uid == uid);
    }

    fn remove(
        &self,
        folder: &str,
        is: impl Fn(&Stored) -> bool,
    ) -> Option<Vec<u8>> {
        let mut office = self.fake.office();
        office.version += 1;
        let home = office.boxes.get_mut(folder).unwrap();
        home.change += 1;
        let at = home.mails.iter().position(is)?;
        Some(home.mails.remove(at).raw)
    }

    /// Somebody carries all mails from one folder to another.
    pub(super) fn carry(&self, from: &str, to: &str) {
        let mut office = self.fake.office();
        office.version += 1;
        let home = office.boxes.get_mut(from).unwrap();
        home.change += 1;
        let gone = std::mem::take(&mut home.mails);
        let other = office.boxes.get_mut(to).unwrap();
        other.change += 1;
        for mut mail in gone {
            mail.uid = other.next;
            other.next += 1;
            other.mails.push(mail);
        }
    }

    fn keyword(&self, id: &ExternalId, (word, on): (String, bool)) {
        let mut office = self.fake.office();
        office.version += 1;
        for home in office.boxes.values_mut() {
            for mail in &mut home.mails {
                let letter = Letter::read(&mail.raw);
                if letter.name.as_deref() == Some(id.as_str()) {
                    home.change += 1;
                    match on {
                        true => mail.flags.insert(word.clone()),
                        false => mail.flags.remove(&word),
                    };
                }
            }
        }
    }
}

#[async_trait]
impl World for Town {
    fn source(&self) -> Arc<dyn Source> {
        match &self.one {
            Some(one) => Arc::<Mail>::clone(one),
            None => Arc::new(self.mail()),
        }
    }

    fn place(&self) -> PlaceId {
        PlaceId::new("INBOX")
    }

    async fn now(&self) -> DateTime<Utc> {
        self.fake.office().now + TimeDelta::seconds(1)
    }

    async fn turn(&self, now: DateTime<Utc>) {
        self.fake.office().now = now;
    }

    async fn post(&self, by: Voice, text: &str) -> ExternalId {
        let (id, raw) = self.write(by, (text, None), "");
        self.fake.put("INBOX", &raw);
        id
    }

    async fn reply(
        &self,
        by: Voice,
        root: &ExternalId,
        text: &str,
    ) -> ExternalId {
        let all = self.all();
        let of = |(_, _, it): &&(String, Stored, Letter)| {
            it.name.as_deref() == Some(root.as_str())
        };
        let subject = all.iter().find(of).unwrap().2.subject.clone();
        let subject = format!("Re: {subject}");
        let about = (subject.as_str(), Some(root.as_str()));
        let (id, raw) = self.write(by, about, text);
        let folder = if by == Voice::Requester { "INBOX" } else { "Sent" };
        self.fake.put(folder, &raw);
        id
    }

    /// A mail stays as it was sent.
    async fn edit(&self, _what: &ExternalId, _text: &str) {}

    /// Whoever got an answer of the team has it.
    async fn delete(&self, what: &ExternalId) {
        self.throw_away("INBOX", what);
    }

    async fn mark(&self, by: Voice, what: &ExternalId, name: &str) {
        self.keyword(what, (format!("{name}/{}", address(by)), true));
    }

    async fn unmark(&self, by: Voice, what: &ExternalId, name: &str) {
        self.keyword(what, (format!("{name}/{}", address(by)), false));
    }

    async fn standing(&self, root: &ExternalId) -> Option<Standing> {
        let all = self.all();
        let is = |it: &Letter| it.name.as_deref() == Some(root.as_str());
        let (_, head, letter) = all.iter().find(|(_, _, it)| is(it))?;
        let follows =
            |it: &&Letter| it.follows.iter().any(|name| name == root.as_str());
        let letters = all.iter().map(|(_, _, it)| it);
        let mut below: Vec<&Letter> = letters.filter(follows).collect();
        below.sort_by_key(|it| it.name.clone());
        below.dedup_by_key(|it| it.name.clone());
        let mut texts = vec![letter.subject.clone()];
        texts.extend(below.iter().map(|it| it.words.clone()));
        let mut marks = std::collections::BTreeMap::new();
        for flag in &head.flags {
            let (name, _) = flag.split_once('/').unwrap();
            *marks.entry(name.to_owned()).or_default() += 1;
        }
        Some(Standing { texts, marks })
    }

    async fn cut(&self, cut: bool) {
        self.fake.office().broken = cut;
    }
}
