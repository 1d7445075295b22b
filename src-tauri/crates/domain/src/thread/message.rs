//! One message of a request, and what later states of it change.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    ActionId, Activity, AlertKey, Author, ExternalId, File, Mention, Post, Text,
};

/// One entry of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Its id at the source.
    pub external: ExternalId,
    /// It began a thread.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub root: bool,
    /// The root under which it was written, if it is none itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<ExternalId>,
    /// When it was written, by the source.
    pub at: DateTime<Utc>,
    /// When we first saw it.
    pub seen: DateTime<Utc>,
    /// Who wrote it.
    pub author: Author,
    /// What it says now; empty once deleted.
    pub text: Text,
    /// Whom it names, and since when: a mention added by an edit counts from
    /// the earliest edit known to contain it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<(Mention, DateTime<Utc>)>,
    /// Whom any known state of it named, and the earliest that did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<(Mention, DateTime<Utc>)>,
    /// What hangs on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<File>,
    /// When it was edited last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<DateTime<Utc>>,
    /// When it was deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<DateTime<Utc>>,
    /// When it was found there again after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restored: Option<DateTime<Utc>>,
    /// Not for the asking side.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    /// The action of ours that sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<ActionId>,
    /// Whose words a bot carries here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mirrored: Option<Author>,
    /// The alert it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert: Option<AlertKey>,
    /// When an edit said that the alert it told of is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<DateTime<Utc>>,
    /// Where it is read at its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl Message {
    /// Who speaks: the person whose words a bot carries, else the author.
    #[must_use]
    pub fn speaker(&self) -> &Author {
        self.mirrored.as_ref().unwrap_or(&self.author)
    }

    /// Whether a person speaks.
    #[must_use]
    pub fn human(&self) -> bool {
        self.author.human || self.mirrored.is_some()
    }

    pub(super) fn first(
        activity: &Activity,
        post: &Post,
        seen: DateTime<Utc>,
    ) -> Message {
        let mut message = Message {
            external: activity.external.clone(),
            root: activity.is_root(),
            under: (!activity.is_root()).then(|| activity.root.clone()),
            at: activity.at,
            seen,
            author: post.author.clone(),
            text: post.text.clone(),
            mentions: Vec::new(),
            named: Vec::new(),
            files: post.files.clone(),
            edited: post.edited,
            deleted: None,
            restored: post.restored,
            private: post.private,
            action: post.action.clone(),
            mirrored: post.mirrored.clone(),
            alert: post.alert.clone(),
            over: None,
            link: post.link.clone(),
        };
        message.learn(post);
        message.names(&post.mentions);
        message
    }

    /// Takes over another state of itself; says whether anything was learnt.
    /// A link preview that the source adds later is no change, and of an
    /// older state only what it named is news.
    pub(super) fn renew(&mut self, post: &Post) -> bool {
        let back = self.comes_back(post);
        if self.deleted.is_some() {
            return false;
        }
        let action = self.action.is_none() && post.action.is_some();
        if action {
            self.action.clone_from(&post.action);
        }
        let learnt = self.learn(post);
        if post.edited <= self.edited && !back {
            let still: Vec<Mention> =
                self.mentions.iter().map(|(m, _)| m.clone()).collect();
            self.names(&still);
            return action || learnt;
        }
        self.names(&post.mentions);
        self.text.clone_from(&post.text);
        self.files.clone_from(&post.files);
        self.mirrored.clone_from(&post.mirrored);
        let fired = self.alert.as_ref().is_some_and(|alert| !alert.resolved);
        let over = post.alert.as_ref().is_some_and(|alert| alert.resolved);
        self.over = post.edited.filter(|_| fired && over);
        self.edited = post.edited;
        true
    }

    /// It was deleted at its source, and that was taken back there: it stands
    /// as if it had never been gone. Says whether a state of it tells that.
    fn comes_back(&mut self, post: &Post) -> bool {
        let back = post.restored > self.restored.max(self.deleted);
        if back {
            self.restored = post.restored;
            self.deleted = None;
        }
        back
    }

    /// Remembers whom a state of it names, and since when.
    fn learn(&mut self, post: &Post) -> bool {
        let since = post.edited.unwrap_or(self.at);
        let mut learnt = false;
        for mention in &post.mentions {
            match self.named.iter_mut().find(|(m, _)| m == mention) {
                Some((_, at)) if *at <= since => {}
                Some((_, at)) => {
                    *at = since;
                    learnt = true;
                }
                None => {
                    self.named.push((mention.clone(), since));
                    learnt = true;
                }
            }
        }
        if learnt {
            self.named.sort_by_key(|(_, at)| *at);
        }
        learnt
    }

    /// Puts in whom it names now, each since the earliest state that did.
    fn names(&mut self, now: &[Mention]) {
        self.mentions = now
            .iter()
            .map(|mention| {
                let known = self.named.iter().find(|(m, _)| m == mention);
                (mention.clone(), known.map_or(self.at, |(_, at)| *at))
            })
            .collect();
    }

    /// It is gone at its source: the fact stays, the text does not.
    pub(super) fn delete(&mut self, at: DateTime<Utc>) -> bool {
        let back = self.restored.is_some_and(|back| at <= back);
        if self.deleted.is_some() || back {
            return false;
        }
        self.deleted = Some(at);
        self.text = Text::default();
        self.files.clear();
        true
    }
}
