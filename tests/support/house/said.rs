//! Something that is posted.

use chrono::{DateTime, Utc};
use domain::{Author, ExternalId, GroupId, Mention, PlaceId, Post, Text};

use super::people::person;

/// Something that is posted.
pub(crate) struct Said {
    author: Author,
    pub(super) place: PlaceId,
    pub(super) root: Option<ExternalId>,
    words: String,
    pub(super) at: Option<DateTime<Utc>>,
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
        }
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
            text: Text::plain(&self.words),
            mentions: mentions(&self.words),
            files: Vec::new(),
            edited: None,
            private: false,
            action: None,
            mirrored: None,
            alert: None,
            link: None,
        }
    }
}

pub(super) fn mentions(words: &str) -> Vec<Mention> {
    words
        .split_whitespace()
        .filter(|word| word.starts_with('@'))
        .map(|word| Mention::Group { id: GroupId::new(word) })
        .collect()
}
