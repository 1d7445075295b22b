//! A phone call as a request: written down by hand, at no source.

use chrono::{DateTime, Utc};

use super::{Message, Thread};
use crate::did::{holding, spoken};
use crate::text::clean_line;
use crate::{
    Activity, Author, Call, Did, Event, ExternalId, PersonKey, PlaceId, Post,
    RequestId, SourceId, Text, UserId, What,
};

/// Where calls are kept: no team file can name a source so.
pub const CALLS: &str = "phone call";

impl Thread {
    /// A request that begins with a call.
    #[must_use]
    pub fn of_call(id: RequestId, call: &Call, seen: DateTime<Utc>) -> Thread {
        let who = clean_line(&call.who);
        let text = match &call.forgotten {
            Some(reading) => Text::forgotten(reading.clone()),
            None => Text::plain(&call.about),
        };
        let post = Post { text, ..post(author(&who, &who)) };
        let said = activity(&format!("call-{id}"), id, call.at, post);
        let source = SourceId::new(CALLS);
        let mut thread = Thread::begin(id, source, &said, seen, false);
        thread.apply(&said, seen);
        thread
    }

    /// Whether it was a call.
    #[must_use]
    pub fn is_call(&self) -> bool {
        self.source.as_str() == CALLS
    }

    /// Forgets what a call was about where its message is forgotten; gives
    /// the act that is left, with its place in the ledger.
    pub fn forget_call(&mut self) -> Option<(i64, What)> {
        if !self.is_call() {
            return None;
        }
        let root = self.messages.iter().find(|message| message.root)?;
        let reading = root.text.reading()?.clone();
        let call = |did: &&mut Did| matches!(did.what, What::Call { .. });
        let did = self.acts.iter_mut().find(call)?;
        let What::Call { call } = &mut did.what else { return None };
        call.about.clear();
        call.forgotten = Some(reading);
        Some((did.seq, did.what.clone()))
    }

    /// When a call was taken back that had been written down.
    pub(crate) fn unlogged(&self) -> Option<DateTime<Utc>> {
        let call = |did: &&Did| matches!(did.what, What::Call { .. });
        if !self.is_call() || holding(&self.acts).any(|did| call(&did)) {
            return None;
        }
        let seq = self.acts.iter().find(call)?.seq;
        let undo = |did: &&Did| did.what == What::Undo { seq };
        self.acts.iter().find(undo).map(|did| did.at)
    }

    /// What was said on the phone, as messages of the team.
    pub(super) fn spoken(&self) -> Vec<Message> {
        if !self.is_call() {
            return Vec::new();
        }
        let said = |(did, by, at): (&Did, &PersonKey, DateTime<Utc>)| {
            let id = format!("spoke-{}", did.seq);
            let post = post(author(by.as_str(), by.as_str()));
            let said = activity(&id, self.id, at, post.clone());
            Message::first(&said, &post, did.at)
        };
        spoken(&self.acts).map(said).collect()
    }
}

fn author(id: &str, name: &str) -> Author {
    Author {
        id: UserId::new(id),
        name: name.to_owned(),
        email: None,
        of: None,
        human: true,
    }
}

fn post(author: Author) -> Post {
    Post {
        author,
        text: Text::default(),
        mentions: Vec::new(),
        files: Vec::new(),
        edited: None,
        restored: None,
        private: false,
        action: None,
        mirrored: None,
        alert: None,
        link: None,
    }
}

fn activity(
    external: &str,
    request: RequestId,
    at: DateTime<Utc>,
    post: Post,
) -> Activity {
    Activity {
        place: PlaceId::new("phone"),
        external: ExternalId::new(external),
        root: ExternalId::new(format!("call-{request}")),
        at,
        event: Event::Post { post },
        since: None,
    }
}
