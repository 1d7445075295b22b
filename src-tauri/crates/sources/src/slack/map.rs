//! Slack's messages as activities of the domain.

use chrono::{DateTime, Utc};
use domain::handoff::Tag;
use domain::text::{clean_line, shorten};
use domain::{ActionId, Activity, Author, Bots, Event, File, PlaceId, Post};

use super::alert;
use super::draft::Told;
use super::people::{bot, stranger};
use super::said::{self, Names, Said};
use super::stamp::Stamp;
use super::wire::{FileWire, Message};
use crate::mirror;

/// The kind of note that Hotseat leaves on what it sends.
pub(crate) const NOTE: &str = "hotseat_action";
const MOST_FILES: usize = 50;
const LONGEST_NAME: usize = 160;

/// Where and by whom a message is read.
pub(crate) struct Scene<'a> {
    /// The channel.
    pub(crate) place: &'a PlaceId,
    /// How its bots are read.
    pub(crate) bots: Bots,
    /// The workspace's address: "https://acme.slack.com/".
    pub(crate) address: &'a str,
    /// Our own id.
    pub(crate) me: &'a str,
    /// The names behind the ids.
    pub(crate) names: &'a Names<'a>,
    /// When the read began, by Slack's clock.
    pub(crate) read: DateTime<Utc>,
    /// From where on the last head held everything.
    pub(crate) floor: Stamp,
    /// When the head was read before.
    pub(crate) looked: Option<DateTime<Utc>>,
    /// When all was swept before.
    pub(crate) swept: Option<DateTime<Utc>>,
}

impl Scene<'_> {
    /// What is to be told, as the domain knows it.
    pub(crate) fn activity(&self, told: &Told) -> Activity {
        let (ts, root, at) = match told {
            Told::Post { message, root } => {
                let ts = message.ts.unwrap_or(*root);
                (ts, *root, ts.time())
            }
            Told::Marks { ts, root, .. } => (*ts, *root, self.read),
            Told::Gone { ts, root } => (*ts, *root, self.read),
        };
        let (event, since) = match told {
            Told::Post { message, root } => {
                (Event::Post { post: self.post(message, *root) }, None)
            }
            Told::Marks { ts, root, marks, first } => {
                let before = self.before(*root).filter(|_| ts == root);
                let marks = marks.iter().map(|m| self.names.people.mark(m));
                let event = Event::Marks { marks: marks.collect() };
                (event, before.filter(|_| !first))
            }
            Told::Gone { .. } => (Event::Deleted, None),
        };
        Activity {
            place: self.place.clone(),
            external: ts.external(),
            root: root.external(),
            at,
            event,
            since,
        }
    }

    /// When the marks on a root were read before.
    fn before(&self, root: Stamp) -> Option<DateTime<Utc>> {
        if root >= self.floor { self.looked } else { self.swept }
    }

    /// Who wrote a message. Slack stamps an app's id on everything that is
    /// posted through one, also by a person; only the person's own record
    /// and the kind of message tell a bot.
    pub(crate) fn author(&self, message: &Message) -> Author {
        match message.user.as_deref() {
            Some(id) if message.subtype.as_deref() != Some("bot_message") => {
                self.person(id)
            }
            _ => bot(message),
        }
    }

    fn person(&self, id: &str) -> Author {
        self.names.people.author(id).unwrap_or_else(|| stranger(id))
    }

    /// Whether a root is told at all: those of bots only where bots ask.
    pub(crate) fn tells(&self, root: &Message) -> bool {
        match self.bots {
            Bots::Ignore => self.author(root).human,
            Bots::Alerts | Bots::Mirror => true,
        }
    }

    fn post(&self, message: &Message, root: Stamp) -> Post {
        let author = self.author(message);
        let Said { text, mentions } = said::read(message, self.names);
        let by_me = author.id.as_str() == self.me;
        let alert = (!author.human && self.bots == Bots::Alerts)
            .then(|| alert::key(message, (&text, self.address)));
        let carries = !author.human && self.bots == Bots::Mirror;
        let mirrored = carries.then(|| {
            let above = said::attachment_author(&message.attachments);
            mirror::requester(&author, above, &text.gist(200))
        });
        Post {
            text,
            mentions,
            files: files(&message.files),
            edited: message.edited.as_ref().and_then(|e| e.ts).map(Stamp::time),
            restored: None,
            private: false,
            // Anybody can write such a note; only ours settles an action, and
            // that of a handoff says the same to everybody.
            action: action(message)
                .filter(|id| by_me || Tag::read(id).is_some()),
            mirrored,
            alert,
            link: self.link(message.ts, root),
            author,
        }
    }

    /// The address at which people read a message.
    fn link(&self, ts: Option<Stamp>, root: Stamp) -> Option<String> {
        let (ts, place) = (ts?, self.place);
        if self.address.is_empty() {
            return None;
        }
        let home = self.address.trim_end_matches('/');
        let mut link = format!("{home}/archives/{place}/p{}", ts.undotted());
        if ts != root {
            link.push_str(&format!("?thread_ts={root}&cid={place}"));
        }
        Some(link)
    }
}

/// The action of ours that a message carries the note of.
pub(crate) fn action(message: &Message) -> Option<ActionId> {
    let note = message.metadata.as_ref()?;
    if note.event_type != NOTE {
        return None;
    }
    let id = note.event_payload.get("action")?.as_str()?;
    Some(ActionId::new(id))
}

fn files(files: &[FileWire]) -> Vec<File> {
    files
        .iter()
        .filter(|file| file.mode.as_deref() != Some("tombstone"))
        .take(MOST_FILES)
        .map(|file| {
            let name = file.name.as_ref().or(file.title.as_ref());
            let name = name.map(|n| clean_line(n)).filter(|n| !n.is_empty());
            File {
                name: shorten(
                    &name.unwrap_or_else(|| "a file".into()),
                    LONGEST_NAME,
                ),
                bytes: file.size,
            }
        })
        .collect()
}
