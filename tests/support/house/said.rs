//! Something that is posted.

use chrono::{DateTime, Utc};
use domain::{
    ActionId, Author, Block, ExternalId, GroupId, Inline, Mention, PlaceId,
    Post, Text,
};

use super::people::person;

/// Something that is posted.
pub(crate) struct Said {
    author: Author,
    pub(super) place: PlaceId,
    pub(super) root: Option<ExternalId>,
    words: String,
    pub(super) at: Option<DateTime<Utc>>,
    link: Option<String>,
    action: Option<ActionId>,
}

impl Said {
    /// By a person, in a place.
    pub(crate) fn by(who: &str, place: &str, words: &str) -> Said {
        Said {
            author: person(who),
            place: PlaceId::new(place),
            root: None,
            words: words.to_owned(),
            at: None,
            link: None,
            action: None,
        }
    }

    /// With what Hotseat puts on a message of its own.
    pub(crate) fn carrying(mut self, action: ActionId) -> Said {
        self.action = Some(action);
        self
    }

    /// It is read at an address of its own.
    pub(crate) fn at_link(mut self, address: &str) -> Said {
        self.link = Some(address.to_owned());
        self
    }

    /// By automation.
    pub(crate) fn by_bot(mut self) -> Said {
        self.author.human = false;
        self
    }

    /// At another time than now.
    pub(crate) fn at(mut self, at: DateTime<Utc>) -> Said {
        self.at = Some(at);
        self
    }

    /// In a thread.
    pub(crate) fn under(mut self, root: &ExternalId) -> Said {
        self.root = Some(root.clone());
        self
    }

    pub(super) fn into_post(self) -> Post {
        Post {
            author: self.author,
            text: text(&self.words),
            mentions: mentions(&self.words),
            files: Vec::new(),
            edited: None,
            restored: None,
            private: false,
            action: self.action,
            mirrored: None,
            alert: None,
            link: self.link,
        }
    }
}

/// The words, in which an address is a link.
fn text(words: &str) -> Text {
    let Some((before, url)) = words
        .split_once("https://")
        .map(|(before, rest)| (before, format!("https://{rest}")))
    else {
        return Text::plain(words);
    };
    let before = Inline::Text { text: before.to_owned() };
    let link = Inline::Link { text: url.clone(), url };
    let inlines = vec![before, link];
    Text { blocks: vec![Block::Paragraph { inlines }] }
}

pub(super) fn mentions(words: &str) -> Vec<Mention> {
    words
        .split_whitespace()
        .filter(|word| word.starts_with('@'))
        .map(|word| Mention::Group { id: GroupId::new(word) })
        .collect()
}
