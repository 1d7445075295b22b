//! Parting a thread where a request ended long ago and another one begins.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Message, Thread};
use crate::judge::late;
use crate::{Activity, Event, ExternalId, RequestId, Rules};

/// Another request that stands in the same thread at the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which.
    pub request: RequestId,
    /// The instant that parts them.
    pub since: DateTime<Utc>,
}

impl Thread {
    /// The other request that a fact belongs to, if it is not about this one.
    #[must_use]
    pub fn belongs(&self, activity: &Activity) -> Option<RequestId> {
        let at = activity.at;
        let marks = matches!(activity.event, Event::Marks { .. });
        if !marks && self.message(&activity.external).is_some() {
            return None;
        }
        let earlier = self.follows.filter(|part| match &activity.event {
            Event::Post { .. } => at < part.since,
            // The root stands with the first of them.
            Event::Deleted => activity.is_root(),
            Event::Marks { .. } => false,
        });
        let later = self.followed.filter(|part| match &activity.event {
            Event::Post { .. } | Event::Marks { .. } => at >= part.since,
            Event::Deleted => !activity.is_root(),
        });
        earlier.or(later).map(|part| part.request)
    }

    /// Takes out what came so late after a close that it is a request of its
    /// own, which follows this one.
    pub fn part(&mut self, rules: &Rules, id: RequestId) -> Option<Thread> {
        if self.followed.is_some() {
            return None;
        }
        let first = late(self, rules)?.clone();
        let root = self.message(&first)?.under.clone()?;
        let seen = self.message(&first)?.seen;
        let mut later = Thread {
            id,
            roots: vec![root],
            messages: Vec::new(),
            offers: Vec::new(),
            acts: Vec::new(),
            history: self.history && seen == self.seen,
            seen,
            verdict: None,
            replies: Vec::new(),
            earlier: Vec::new(),
            gone: Vec::new(),
            ..self.clone()
        };
        self.hand_over(&mut later, &first)?;
        Some(later)
    }

    /// Whether rules part it elsewhere than it is parted from the one that
    /// follows it, if one does.
    #[must_use]
    pub fn parts_elsewhere(
        &self,
        later: Option<&Thread>,
        rules: &Rules,
    ) -> bool {
        let Some(later) = later else {
            return self.followed.is_none() && late(self, rules).is_some();
        };
        let (mut one, mut other) = (self.clone(), later.clone());
        !one.parts_again(&mut other, rules) || one.followed != self.followed
    }

    /// Parts this request and the one that follows it anew, by what has been
    /// learnt about them since; says whether they still are two.
    pub fn parts_again(&mut self, later: &mut Thread, rules: &Rules) -> bool {
        let mut whole = self.clone();
        whole.followed = None;
        whole.messages.extend(later.messages.iter().map(under_the_root));
        whole.put_in_order();
        let Some(first) = late(&whole, rules).cloned() else { return false };
        self.messages = std::mem::take(&mut whole.messages);
        later.messages.clear();
        self.hand_over(later, &first).is_some()
    }

    /// Makes one of two requests that have turned out to be one.
    pub fn rejoin(&mut self, later: Thread) {
        let roots = self.roots.clone();
        self.followed = later.followed;
        let messages = later.messages.iter().map(under_the_root).collect();
        self.marks.clone_from(&later.marks);
        let marks = Vec::new();
        self.absorb(Thread { messages, marks, ..later });
        self.roots = roots;
        self.put_in_order();
    }

    /// Hands over everything from a message on.
    fn hand_over(
        &mut self,
        later: &mut Thread,
        first: &ExternalId,
    ) -> Option<()> {
        let since = self.message(first)?.at;
        let is_later =
            |m: &Message| !m.root && (m.at, &m.external) >= (since, first);
        let (theirs, ours): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.messages).into_iter().partition(is_later);
        self.messages = ours;
        later.messages.extend(theirs);
        for message in &mut later.messages {
            message.root = message.external == *first;
        }
        self.followed = Some(Part { request: later.id, since });
        later.follows = Some(Part { request: self.id, since });
        Some(())
    }

    /// The same as it stood before a message.
    pub(crate) fn before(
        &self,
        at: DateTime<Utc>,
        message: &ExternalId,
    ) -> Thread {
        let mut before = self.clone();
        before.messages.retain(|m| (m.at, &m.external) < (at, message));
        before.marks.retain(|mark| mark.counted < at);
        before.acts.retain(|act| act.at < at);
        before.verdict = before.verdict.filter(|word| word.answered < at);
        before.replies.clear();
        before
    }
}

fn under_the_root(message: &Message) -> Message {
    Message { root: false, ..message.clone() }
}
