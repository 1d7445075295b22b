//! What stands in the tests' channel.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::Trouble;
use crate::teams::said::words;
use crate::teams::wire::Body;

/// A message, or a reply.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Written {
    pub(in super::super) root: Option<String>,
    pub(in super::super) by: String,
    /// The page that it is.
    pub(in super::super) page: String,
    /// What people read of it.
    pub(in super::super) words: String,
    pub(in super::super) at: DateTime<Utc>,
    pub(in super::super) edited: Option<DateTime<Utc>>,
    pub(in super::super) deleted: Option<DateTime<Utc>>,
    /// Which, whose, when.
    pub(in super::super) reactions: Vec<(String, String, DateTime<Utc>)>,
    /// The number of the last change of the thread, kept at its root.
    pub(in super::super) changed: u64,
    pub(in super::super) modified: DateTime<Utc>,
}

#[derive(Debug, Default)]
pub(in super::super) struct State {
    pub(in super::super) now: DateTime<Utc>,
    pub(in super::super) messages: BTreeMap<String, Written>,
    /// Links that were given before this change are forgotten.
    pub(in super::super) forgotten: u64,
    /// So many threads are put on a page.
    pub(in super::super) page: Option<usize>,
    /// The token that is taken, and the one that is given for a refresh.
    pub(in super::super) tokens: u64,
    pub(super) troubles: Vec<(String, Trouble)>,
    pub(super) broken: bool,
    pub(super) calls: Vec<String>,
    pub(super) last: u64,
}

impl State {
    pub(in super::super) fn post(&mut self, by: &str, page: &str) -> String {
        self.write(by, None, page)
    }

    pub(in super::super) fn reply(
        &mut self,
        by: &str,
        root: &str,
        page: &str,
    ) -> String {
        self.write(by, Some(root.to_owned()), page)
    }

    fn write(&mut self, by: &str, root: Option<String>, page: &str) -> String {
        // An id is the millisecond at which it was written.
        let mut number = self.now.timestamp_millis();
        while self.messages.contains_key(&number.to_string()) {
            number += 1;
        }
        let id = number.to_string();
        let body = Body { kind: "html".into(), content: Some(page.to_owned()) };
        let written = Written {
            root,
            by: by.to_owned(),
            words: words(&body),
            page: page.to_owned(),
            at: DateTime::from_timestamp_millis(number).unwrap(),
            ..Written::default()
        };
        self.messages.insert(id.clone(), written);
        self.touch(&id);
        id
    }

    pub(in super::super) fn edit(&mut self, id: &str, page: &str) {
        let now = self.now;
        let it = self.messages.get_mut(id).unwrap();
        it.page = page.to_owned();
        it.words = page.to_owned();
        it.edited = Some(now);
        self.touch(id);
    }

    pub(in super::super) fn delete(&mut self, id: &str) {
        let now = self.now;
        self.messages.get_mut(id).unwrap().deleted = Some(now);
        self.touch(id);
    }

    /// Its author takes back that they deleted it.
    pub(in super::super) fn restore(&mut self, id: &str) {
        self.messages.get_mut(id).unwrap().deleted = None;
        self.touch(id);
    }

    pub(in super::super) fn react(&mut self, by: &str, id: &str, kind: &str) {
        let now = self.now;
        let it = self.messages.get_mut(id).unwrap();
        it.reactions.retain(|(k, who, _)| k != kind || who != by);
        it.reactions.push((kind.to_owned(), by.to_owned(), now));
        self.touch(id);
    }

    pub(in super::super) fn unreact(&mut self, by: &str, id: &str, kind: &str) {
        let it = self.messages.get_mut(id).unwrap();
        it.reactions.retain(|(k, who, _)| k != kind || who != by);
        self.touch(id);
    }

    /// Every link that was given so far leads nowhere.
    pub(in super::super) fn forget(&mut self) {
        self.last += 1;
        self.forgotten = self.last;
    }

    /// The thread of a message has changed.
    fn touch(&mut self, id: &str) {
        self.last += 1;
        let (last, now) = (self.last, self.now);
        let root = self.messages[id].root.clone();
        let root = root.unwrap_or_else(|| id.to_owned());
        let root = self.messages.get_mut(&root).unwrap();
        root.changed = last;
        root.modified = now;
    }

    /// A message as Graph shows it.
    pub(super) fn view(&self, id: &str) -> Value {
        let it = &self.messages[id];
        let who = |by: &str| match by.strip_prefix("bot-") {
            Some(name) => json!({ "application": {
                "id": by, "displayName": name,
                "applicationIdentityType": "office365Connector",
            }, "user": null }),
            None => json!({ "user": { "id": by, "displayName": by,
                "userIdentityType": "aadUser" }, "application": null }),
        };
        let reactions = it.reactions.iter().map(|(kind, by, at)| {
            json!({ "reactionType": kind, "createdDateTime": instant(*at),
                    "user": who(by) })
        });
        let gone = it.deleted.is_some();
        let page = if gone { "" } else { it.page.as_str() };
        json!({
            "id": id, "messageType": "message",
            "replyToId": it.root,
            "createdDateTime": instant(it.at),
            "lastModifiedDateTime": instant(it.modified.max(it.at)),
            "lastEditedDateTime": it.edited.map(instant),
            "deletedDateTime": it.deleted.map(instant),
            "subject": null,
            "webUrl": format!("https://teams.microsoft.com/l/message/x/{id}"),
            "from": who(&it.by),
            "body": { "contentType": "html", "content": page },
            "attachments": [], "mentions": [],
            "reactions": reactions.collect::<Vec<_>>(),
        })
    }

    /// The ids of what stands below a root.
    pub(super) fn below(&self, root: &str) -> Vec<String> {
        let below = self.messages.iter();
        below
            .filter(|(_, it)| it.root.as_deref() == Some(root))
            .map(|(id, _)| id.clone())
            .collect()
    }
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}
