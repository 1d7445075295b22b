//! Turns what was read of a mailbox into what is told of it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Activity, Author, Bots, Event, ExternalId, Mark, PlaceRules};

use super::ids;
use super::map::{self, Standing};
use super::memory::Memory;
use super::rules::MailRules;
use super::talk::{Folder, Known};
use super::wire::Letter;

/// A mail as it lies in a folder.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its number there.
    pub(super) uid: u32,
    /// When it came there.
    pub(super) at: DateTime<Utc>,
    /// What people have put on it.
    pub(super) keywords: Vec<String>,
    /// The mail.
    pub(super) letter: Letter,
}

/// One read of a mailbox, turned into what is told.
pub(super) struct Fold<'a> {
    /// What the team file says.
    pub(super) rules: &'a MailRules,
    /// The mailbox.
    pub(super) place: &'a PlaceRules,
    /// Our own address.
    pub(super) me: &'a str,
    /// When the read began.
    pub(super) read: DateTime<Utc>,
    /// What is known after it.
    pub(super) memory: Memory,
    /// What is told.
    pub(super) told: Vec<Activity>,
}

/// A mail and what was decided of it.
struct Placed<'l> {
    letter: &'l Letter,
    author: Author,
    ours: bool,
    mirrored: Option<Author>,
    id: String,
    at: DateTime<Utc>,
    /// It was gone, and came back then.
    back: Option<DateTime<Utc>>,
}

impl Fold<'_> {
    /// A mail lies in a folder; it is told if it is new and belongs here.
    pub(super) fn take(&mut self, folder: Folder, found: &Found) {
        let Found { uid, at, letter, .. } = found;
        let (id, known) = self.identify(letter);
        let here = Some((folder, *uid));
        let back = self.comes_back(known.as_ref(), folder);
        if let Some(known) = known.filter(|_| back.is_none()) {
            let inbox = matches!(known.lies, Some((Folder::Inbox, _)));
            if folder != Folder::Sent || !inbox && known.ours {
                self.memory.lies(&id, here);
            }
            return;
        }
        let author = map::author(self.rules, letter, folder);
        let ours = self.rules.is_ours(&author) && !letter.machine;
        let mirrored = self.mirrored(letter, &author);
        let placed =
            Placed { letter, author, ours, mirrored, id, at: *at, back };
        if let Some((root, _)) =
            self.memory.known(&placed.id).filter(|_| back.is_some())
        {
            let root = root.to_owned();
            self.tell(&root, placed, here);
            return;
        }
        let asks = placed.mirrored.as_ref().unwrap_or(&placed.author);
        let of = (asks.id.as_str(), ours, *at);
        match self.memory.talk_of(letter, of) {
            Some(root) => self.tell(&root, placed, here),
            None if self.begins(&placed, folder) => {
                let root = placed.id.clone();
                self.memory.begin(&root, letter, *at);
                self.tell(&root, placed, here);
            }
            None => {}
        }
    }

    /// When a mail that was told as gone came back, if it is one: after it
    /// was, also where a clock was set back between.
    fn comes_back(
        &self,
        known: Option<&Known>,
        folder: Folder,
    ) -> Option<DateTime<Utc>> {
        let gone = known?.gone.filter(|_| folder == Folder::Inbox)?;
        Some(self.read.max(gone + TimeDelta::microseconds(1)))
    }

    /// The id of a mail, and what is known of it. Another mail of the same
    /// name does not hide behind it.
    fn identify(&self, letter: &Letter) -> (String, Option<Known>) {
        let known = |id: &str| self.memory.known(id).map(|(_, it)| *it);
        let own = ids::external(letter.name.as_deref(), Some(letter.print));
        let own = own.as_str().to_owned();
        let Some(name) = letter.name.clone() else {
            let known = known(&own);
            return (own, known);
        };
        match known(&name) {
            Some(it) if it.print != letter.print => {
                let known = known(&own);
                (own, known)
            }
            found => (name, found),
        }
    }

    /// Whose words a form carries.
    fn mirrored(&self, letter: &Letter, author: &Author) -> Option<Author> {
        let asks = letter.reply_to.as_ref().map(map::person)?;
        let carries = letter.machine && self.place.bots == Bots::Mirror;
        let another = asks.id != author.id && !self.rules.is_ours(&asks);
        (carries && another).then_some(asks)
    }

    /// Whether a mail that follows none of those known asks for something.
    fn begins(&self, placed: &Placed<'_>, folder: Folder) -> bool {
        let to_us = placed.letter.to.contains(&self.rules.shared);
        match folder {
            Folder::Sent | Folder::Archive => false,
            Folder::Inbox if placed.letter.machine => match self.place.bots {
                Bots::Ignore => false,
                Bots::Alerts => true,
                Bots::Mirror => placed.mirrored.is_some(),
            },
            // What a teammate sends to others is nothing that is asked here.
            Folder::Inbox if placed.ours => to_us,
            Folder::Inbox => true,
        }
    }

    fn tell(
        &mut self,
        root: &str,
        placed: Placed<'_>,
        lies: Option<(Folder, u32)>,
    ) {
        let Placed { letter, author, ours, mirrored, id, at, back } = placed;
        let known = Known { lies, print: letter.print, ours, gone: None };
        let asks = mirrored.as_ref().unwrap_or(&author).id.as_str().to_owned();
        let is_root = id == root;
        let mut private = false;
        let mut subject = String::new();
        if let Some(talk) = self.memory.talks.get_mut(root) {
            let asking = !ours && (!letter.machine || mirrored.is_some());
            if asking || is_root {
                talk.joins(&asks);
            }
            if let (true, Some(back)) = (asking, &letter.reply_to) {
                talk.joins(&back.address);
            }
            let reached = |to: &String| talk.people.contains(to);
            private = ours && !is_root && !letter.to.iter().any(reached);
            subject.clone_from(&talk.subject);
        }
        let mine = author.id.as_str() == self.me
            || lies.is_some_and(|(folder, _)| folder == Folder::Sent);
        let standing = Standing {
            author,
            root: is_root,
            subject: &subject,
            private,
            mirrored,
            alert: letter.machine && self.place.bots == Bots::Alerts,
            mine: mine && ours,
            back,
        };
        let post = map::post(self.rules, letter, standing);
        self.memory.add((root, &id), (letter, at), known);
        self.told.push(Activity {
            place: self.place.id.clone(),
            external: ExternalId::new(id),
            root: ExternalId::new(root),
            at,
            event: Event::Post { post },
            since: None,
        });
    }

    /// The keywords of a mail are these; what they mean is told where it
    /// begins a conversation and they have changed.
    pub(super) fn marked(
        &mut self,
        id: &str,
        (folder, keywords): (Folder, &[String]),
    ) {
        let marks = map::marks(self.rules, keywords, folder);
        let Some(talk) = self.memory.talks.get_mut(id) else { return };
        let now: Vec<String> = marks.iter().flat_map(told_as).collect();
        if talk.marks == now {
            return;
        }
        let before = self.memory.looked;
        let new = self.told.iter().any(|it| it.external.as_str() == id);
        talk.marks = now;
        let event = Event::Marks { marks };
        self.about(id, event, before.filter(|_| !new));
    }

    /// A mail is nowhere any more. One that the team sent has arrived, and
    /// stays.
    pub(super) fn gone(&mut self, id: &str) {
        let Some((_, known)) = self.memory.known(id) else { return };
        if !known.ours {
            self.about(id, Event::Deleted, None);
            self.memory.gone(id, self.read);
        }
        self.memory.lies(id, None);
    }

    fn about(&mut self, id: &str, event: Event, since: Option<DateTime<Utc>>) {
        let Some((root, _)) = self.memory.known(id) else { return };
        self.told.push(Activity {
            place: self.place.id.clone(),
            external: ExternalId::new(id),
            root: ExternalId::new(root),
            at: self.read,
            event,
            since,
        });
    }
}

/// A mark as it is remembered: one line for each who stands on it.
fn told_as(mark: &Mark) -> Vec<String> {
    let name = &mark.name;
    mark.by.iter().map(|by| format!("{name}/{}", by.id)).collect()
}
