//! The messages of Teams as activities of the domain.

use chrono::{DateTime, Utc};
use domain::text::{clean_line, shorten};
use domain::{
    Activity, AlertKey, Author, Bots, Event, ExternalId, File, GroupId, Mark,
    PlaceId, Post, Rules, SourceId, UserId,
};

use super::people::People;
use super::reactions;
use super::said::{self, Said};
use super::wire::{Attachment, Identities, Message};
use crate::mirror;

const LONGEST_NAME: usize = 80;
const MOST_FILES: usize = 50;
/// Who is gone from the directory has this name.
const NOBODY: &str = "somebody who has left";
/// An alert that begins so is over.
const OVER: [&str; 4] = ["resolved", "[resolved]", "closed", "recovered"];

/// Where and for whom messages are read.
pub(crate) struct Scene<'a> {
    /// The team file.
    pub(crate) rules: &'a Rules,
    /// The source in it.
    pub(crate) source: &'a SourceId,
    /// The channel.
    pub(crate) place: &'a PlaceId,
    /// The groups that the team file knows.
    pub(crate) groups: &'a [GroupId],
    /// The addresses of the people in the channel's team.
    pub(crate) people: &'a People,
    /// When the read began, by Microsoft's clock.
    pub(crate) read: DateTime<Utc>,
    /// When the channel was read before.
    pub(crate) looked: Option<DateTime<Utc>>,
}

/// The id of a message.
pub(crate) fn external(id: &str) -> ExternalId {
    ExternalId::new(id)
}

impl Scene<'_> {
    /// Whether a message is told at all: those of the channel itself never
    /// are, those of programs only where programs ask, or as answers.
    pub(crate) fn tells(&self, root: &Message) -> bool {
        root.is_written()
            && (is_human(root.from.as_ref()) || self.bots() != Bots::Ignore)
    }

    /// A message as it stands now, in the thread of a root.
    pub(crate) fn post(&self, message: &Message, root: &str) -> Activity {
        let author = self.author(message.from.as_ref());
        let Said { text, mentions } = said::read(message, self.groups);
        let first = message.id == root;
        let alerts = !author.human && self.bots() == Bots::Alerts;
        let alert = (alerts && first).then(|| alert(&text));
        let carries = !author.human && self.bots() == Bots::Mirror;
        let mirrored =
            carries.then(|| mirror::requester(&author, None, &text.gist(200)));
        let post = Post {
            author,
            text,
            mentions,
            files: files(message),
            edited: message.edited,
            restored: None,
            private: false,
            action: None,
            mirrored,
            alert,
            link: message.link.as_deref().and_then(link),
        };
        let id = external(&message.id);
        self.about(root, (id, message.created), Event::Post { post })
    }

    /// A message whose author has taken back that they deleted it: after the
    /// last read, and not after anything about it changed last.
    pub(crate) fn restored(&self, message: &Message, root: &str) -> Activity {
        let mut back = self.post(message, root);
        if let Event::Post { post } = &mut back.event {
            post.restored = message.modified.max(Some(self.read));
        }
        back
    }

    /// What stands on a root. A reaction says when it was set; when one was
    /// taken off is known only as far as two reads tell it.
    pub(crate) fn stands(&self, root: &Message, first: bool) -> Activity {
        let event = Event::Marks { marks: self.marks(root) };
        let set = root.reacted().iter().filter_map(|it| it.at).max();
        let before = self.looked.unwrap_or(DateTime::<Utc>::MIN_UTC);
        let set = set.filter(|at| *at > before && !first);
        let at = set.unwrap_or(self.read).min(self.read);
        let mut activity =
            self.about(&root.id, (external(&root.id), at), event);
        activity.since = self.looked.filter(|_| !first && set.is_none());
        activity
    }

    /// The marks on a message: whoever was first stands first.
    pub(crate) fn marks(&self, message: &Message) -> Vec<Mark> {
        let mut reacted: Vec<_> = message.reacted().iter().collect();
        reacted.sort_by_key(|it| it.at);
        let mut marks: Vec<Mark> = Vec::new();
        for reaction in reacted {
            let name = clean_line(&reactions::name(&reaction.kind));
            let author = self.author(reaction.user.as_ref());
            let known = marks.iter_mut().find(|mark| mark.name == name);
            match known {
                Some(mark) if mark.by.iter().all(|it| it.id != author.id) => {
                    mark.by.push(author);
                }
                Some(_) => {}
                None => marks.push(Mark { name, by: vec![author] }),
            }
        }
        marks
    }

    /// A message is gone.
    pub(crate) fn gone(
        &self,
        root: &str,
        (id, at): (&str, Option<DateTime<Utc>>),
    ) -> Activity {
        let at = at.unwrap_or(self.read).min(self.read);
        self.about(root, (external(id), at), Event::Deleted)
    }

    fn about(
        &self,
        root: &str,
        (id, at): (ExternalId, DateTime<Utc>),
        event: Event,
    ) -> Activity {
        Activity {
            place: self.place.clone(),
            external: id,
            root: external(root),
            at,
            event,
            since: None,
        }
    }

    fn bots(&self) -> Bots {
        let place = self.rules.place(self.source, self.place);
        place.map_or(Bots::Ignore, |place| place.bots)
    }

    /// Who somebody is. What a person sends through an app is theirs.
    pub(crate) fn author(&self, from: Option<&Identities>) -> Author {
        let human = is_human(from);
        let whom =
            from.and_then(|it| it.user.as_ref().or(it.application.as_ref()));
        let id = whom.and_then(|it| it.id.as_deref()).unwrap_or_default();
        let name = whom.and_then(|it| it.name.as_deref()).unwrap_or_default();
        let name = shorten(&clean_line(name), LONGEST_NAME);
        Author {
            id: UserId::new(id),
            name: if name.is_empty() { NOBODY.to_owned() } else { name },
            email: self.people.email(id).filter(|_| human),
            of: None,
            human,
        }
    }
}

fn is_human(from: Option<&Identities>) -> bool {
    from.is_none_or(|it| it.user.is_some() || it.application.is_none())
}

fn alert(text: &domain::Text) -> AlertKey {
    let line = text.gist(200);
    let begins = line.to_lowercase();
    let resolved = OVER.iter().any(|word| begins.starts_with(word));
    let key = text.links().next().map_or(line, str::to_owned);
    AlertKey { key, resolved }
}

/// The files that hang on a message; what they hold is never opened.
fn files(message: &Message) -> Vec<File> {
    let is_file = |it: &&Attachment| it.kind.as_deref() == Some("reference");
    let all = message.attachments.iter().flatten().filter(is_file);
    let named = all.filter_map(|it| it.name.as_deref().map(clean_line));
    named
        .filter(|name| !name.is_empty())
        .take(MOST_FILES)
        .map(|name| File { name, bytes: None })
        .collect()
}

fn link(address: &str) -> Option<String> {
    address.starts_with("https://").then(|| clean_line(address))
}
